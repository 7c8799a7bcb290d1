import type { ComponentProps } from 'react'
import { useId } from 'react'
import type { FieldText } from './form-field'
import { describedBy, FormField } from './form-field'

export interface Option {
  value: string
  label: string
  disabled?: boolean
}

type SelectProps = FieldText & ComponentProps<'select'> & { options: Option[]; empty?: string; short?: boolean }

/** `empty` is the first, valueless entry: 请选择单位. */
export function Select({ label, help, error, optional, options, empty, short, id, ...rest }: SelectProps) {
  const generated = useId()
  const wiring = describedBy(id ?? generated, { help, error })
  return (
    <FormField id={wiring.id} label={label} help={help} error={error} optional={optional}>
      <select {...rest} {...wiring} className="control" data-width={short ? 'short' : undefined}>
        {empty === undefined ? null : <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FormField>
  )
}
