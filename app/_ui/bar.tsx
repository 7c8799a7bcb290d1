interface BarProps {
  part: number
  whole: number
  /** The longest bar of a list stands for this many; without it the bar is the share of its own whole. */
  scale?: number
  tone?: 'red' | 'blue' | 'ink'
}

const fills = { red: 'fill-lamp-red', blue: 'fill-lamp-blue', ink: 'fill-ink-2' }

/** 3 / 41 with a small bar of the share. The figures carry the meaning; the bar is for the eye only. */
export function Bar({ part, whole, scale, tone = 'ink' }: BarProps) {
  const share = scale ? part / scale : whole ? part / whole : 0
  const width = Math.min(80, Math.max(part > 0 ? 2 : 0, Math.round(share * 80)))
  return (
    <span className="inline-flex items-center gap-3 whitespace-nowrap">
      <span className="min-w-[4.5em] text-right">
        {part} <span className="text-ink-3">/ {whole}</span>
      </span>
      <svg width="80" height="8" viewBox="0 0 80 8" aria-hidden="true" className="flex-none">
        <rect width="80" height="8" className="fill-sunk" />
        <rect width={width} height="8" className={fills[tone]} />
      </svg>
    </span>
  )
}
