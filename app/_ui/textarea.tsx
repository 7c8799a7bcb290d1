import type { ComponentProps } from 'react'
import { useId } from 'react'
import type { FieldText } from './form-field'
import { describedBy, FormField } from './form-field'

type TextareaProps = FieldText & ComponentProps<'textarea'> & { prose?: boolean }

/** Grows with its text (field-sizing); where a browser cannot, it can be pulled larger. `prose` for reading-size text. */
export function Textarea({ label, help, error, optional, prose, id, rows = 3, ...rest }: TextareaProps) {
  const generated = useId()
  const wiring = describedBy(id ?? generated, { help, error })
  return (
    <FormField id={wiring.id} label={label} help={help} error={error} optional={optional}>
      <textarea rows={rows} {...rest} {...wiring} className="control" data-prose={prose || undefined} />
    </FormField>
  )
}
