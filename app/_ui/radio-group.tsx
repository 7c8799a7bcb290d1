import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import type { FieldText } from './form-field'
import { describedBy, FieldNotes } from './form-field'

interface RadioOption {
  value: string
  label: ReactNode
  /** A second line under the choice: what it will do. */
  note?: ReactNode
  disabled?: boolean
}

type RadioGroupProps = FieldText & { options: RadioOption[]; name: string; defaultValue?: string } & Omit<
    ComponentProps<'input'>,
    'type' | 'value' | 'defaultValue' | 'name'
  >

/** With react-hook-form spread `register(…)` on it: the same ref and handlers go to every radio. */
export function RadioGroup({ label, help, error, optional, options, defaultValue, id, ...rest }: RadioGroupProps) {
  const generated = useId()
  const { id: groupId, ...wiring } = describedBy(id ?? generated, { help, error })
  return (
    <fieldset className="field" id={groupId} {...wiring}>
      <legend className="field-label">
        {label}
        {optional ? <span className="font-normal text-ink-3">（选填）</span> : null}
      </legend>
      <div>
        {options.map((option) => (
          <label key={option.value} className="tick">
            <input
              {...rest}
              type="radio"
              value={option.value}
              disabled={option.disabled}
              defaultChecked={defaultValue === undefined ? undefined : option.value === defaultValue}
            />
            <span>
              {option.label}
              {option.note ? <span className="block text-ink-3">{option.note}</span> : null}
            </span>
          </label>
        ))}
      </div>
      <FieldNotes id={groupId} help={help} error={error} />
    </fieldset>
  )
}
