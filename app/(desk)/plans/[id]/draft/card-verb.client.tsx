'use client'

interface CardVerbProps {
  label: string
  /** Spoken instead of the label where several of the same stand on one page. */
  about?: string
  disabled?: boolean
  onClick: () => void
}

export function CardVerb({ label, about, disabled, onClick }: CardVerbProps) {
  return (
    <button type="button" className="card-verb" aria-label={about} disabled={disabled} onClick={onClick}>
      {label}
    </button>
  )
}
