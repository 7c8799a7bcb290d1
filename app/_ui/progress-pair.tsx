interface ProgressPairProps {
  /** Weight of what was verified, 0–100. */
  verified: number
  /** What the unit says; null while it has said nothing. */
  claimed: number | null
}

/** Two bars on one scale, so that the gap is seen, and the gap in words. */
export function ProgressPair({ verified, claimed }: ProgressPairProps) {
  const gap = claimed === null ? 0 : claimed - verified
  return (
    <div className="flex flex-col gap-1">
      <ProgressRow label="核定" value={verified} fill="fill-lamp-blue" />
      <ProgressRow label="自报" value={claimed} fill="fill-edge" />
      {gap === 0 ? null : (
        <p className="pl-[2.75rem] text-ink-2">
          {gap > 0 ? `自报高于核定 ${gap} 个百分点` : `核定高于自报 ${-gap} 个百分点`}
        </p>
      )}
    </div>
  )
}

function ProgressRow({ label, value, fill }: { label: string; value: number | null; fill: string }) {
  return (
    <div className="grid grid-cols-[2rem_minmax(0,1fr)_3rem] items-center gap-x-3">
      <span className="text-ink-2">{label}</span>
      <svg className="h-2 w-full" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect width="100" height="8" className="fill-sunk" />
        <rect width={value ?? 0} height="8" className={fill} />
      </svg>
      <span className="text-right font-medium">{value === null ? '未报' : `${value}%`}</span>
    </div>
  )
}
