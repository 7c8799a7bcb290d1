import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { describedBy, FieldNotes } from './form-field'

type CheckboxProps = ComponentProps<'input'> & { label: ReactNode; help?: ReactNode; error?: string }

export function Checkbox({ label, help, error, id, ...rest }: CheckboxProps) {
  const generated = useId()
  const wiring = describedBy(id ?? generated, { help, error })
  return (
    <div className="field">
      <label className="tick">
        <input {...rest} {...wiring} type="checkbox" />
        <span>{label}</span>
      </label>
      <FieldNotes id={wiring.id} help={help} error={error} />
    </div>
  )
}
