export interface FormErrorItem {
  /** The id of the control, so that the line leads to it. */
  fieldId?: string
  text: string
}

/** Stands on top of a form that was not accepted. Says first that nothing typed is lost. */
export function FormErrors({ errors }: { errors: FormErrorItem[] }) {
  if (!errors.length) return null
  return (
    <div className="notice" data-tone="error" role="alert">
      <p className="font-medium">
        没有提交，您填写的内容都还在。请改正下面{errors.length > 1 ? ` ${errors.length} 处` : '这一处'}：
      </p>
      <ul className="mt-1">
        {errors.map((error) => (
          <li key={`${error.fieldId ?? ''}${error.text}`}>
            {error.fieldId ? (
              <a className="link" href={`#${error.fieldId}`}>
                {error.text}
              </a>
            ) : (
              error.text
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
