import type { ComponentProps } from 'react'
import { useId } from 'react'
import type { FieldText } from './form-field'
import { describedBy, FormField } from './form-field'

type TextInputProps = FieldText & ComponentProps<'input'> & { short?: boolean }

export function TextInput({ label, help, error, optional, short, id, className = '', ...rest }: TextInputProps) {
  const generated = useId()
  const wiring = describedBy(id ?? generated, { help, error })
  return (
    <FormField id={wiring.id} label={label} help={help} error={error} optional={optional}>
      <input
        type="text"
        autoComplete="off"
        {...rest}
        {...wiring}
        className={`control ${className}`}
        data-width={short ? 'short' : undefined}
      />
    </FormField>
  )
}

/** The browser's own date picker; values are YYYY-MM-DD. */
export function DateInput(props: TextInputProps) {
  return <TextInput short {...props} type="date" />
}

export function NumberInput({ unit, label, help, error, optional, id, ...rest }: TextInputProps & { unit?: string }) {
  const generated = useId()
  const wiring = describedBy(id ?? generated, { help, error })
  return (
    <FormField id={wiring.id} label={label} help={help} error={error} optional={optional}>
      <span className="flex items-center gap-2">
        <input
          inputMode="decimal"
          autoComplete="off"
          {...rest}
          {...wiring}
          type="number"
          className="control max-w-32 text-right"
        />
        {unit ? <span className="text-ink-2">{unit}</span> : null}
      </span>
    </FormField>
  )
}
