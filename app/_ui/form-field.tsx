import type { ReactNode } from 'react'

export interface FieldText {
  label: ReactNode
  help?: ReactNode
  error?: string
  /** Marks the field as one that may stay empty; everything else is expected to be filled. */
  optional?: boolean
}

interface FormFieldProps extends FieldText {
  id: string
  children: ReactNode
}

/** What ties a control to its help and error; spread it on the control. */
export function describedBy(id: string, { help, error }: Pick<FieldText, 'help' | 'error'>) {
  const parts = [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean)
  return {
    id,
    'aria-describedby': parts.length ? parts.join(' ') : undefined,
    'aria-invalid': error ? (true as const) : undefined,
  }
}

/** Label above, control, then help and error below. For controls of one's own; the kit's controls bring it along. */
export function FormField({ id, label, help, error, optional, children }: FormFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id} className="field-label">
        {label}
        {optional ? <span className="font-normal text-ink-3">（选填）</span> : null}
      </label>
      {children}
      <FieldNotes id={id} help={help} error={error} />
    </div>
  )
}

export function FieldNotes({ id, help, error }: { id: string; help?: ReactNode; error?: string }) {
  return (
    <>
      {help ? (
        <p id={`${id}-help`} className="field-help">
          {help}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="field-error">
          {error}
        </p>
      ) : null}
    </>
  )
}
