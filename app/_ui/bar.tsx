import Link from 'next/link'

interface BarProps {
  part: number
  whole: number
  /** The lists that the two figures count. */
  partHref?: string
  wholeHref?: string
  tone?: 'red' | 'blue' | 'ink'
}

const fills = { red: 'fill-lamp-red', blue: 'fill-lamp-blue', ink: 'fill-ink-2' }

/** 3 / 41 with a small bar of the share. The figures carry the meaning; the bar is for the eye only. */
export function Bar({ part, whole, partHref, wholeHref, tone = 'ink' }: BarProps) {
  const share = whole ? part / whole : 0
  const width = Math.min(80, Math.max(part > 0 ? 2 : 0, Math.round(share * 80)))
  return (
    <span className="inline-flex items-center gap-3 whitespace-nowrap">
      <span className="min-w-[4.5em] text-right">
        <Figure value={part} href={partHref} />{' '}
        <span className="text-ink-3">
          / <Figure value={whole} href={wholeHref} />
        </span>
      </span>
      <svg width="80" height="8" viewBox="0 0 80 8" aria-hidden="true" className="flex-none">
        <rect width="80" height="8" className="fill-sunk" />
        <rect width={width} height="8" className={fills[tone]} />
      </svg>
    </span>
  )
}

function Figure({ value, href }: { value: number; href?: string }) {
  return href && value > 0 ? (
    <Link href={href} className="row-link" prefetch={false}>
      {value}
    </Link>
  ) : (
    value
  )
}
