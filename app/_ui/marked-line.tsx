import type { MarkedText } from '@/lib/domain/plan/source-marks'

const words = { lead: '牵头单位', support: '配合单位', date: '时限', name: '指标', value: '目标值' } as const

/** A source paragraph with what was read from it marked; the mark is named for those who cannot see its tint. */
export function MarkedLine({ parts }: { parts: readonly MarkedText[] }) {
  return (
    <p className="text-read whitespace-pre-wrap">
      {parts.map((part, at) => {
        const key = `${at}${part.text}`
        return part.mark ? (
          <span key={key} className="source-mark" data-mark={part.mark} title={words[part.mark]}>
            {part.text}
          </span>
        ) : (
          <span key={key}>{part.text}</span>
        )
      })}
    </p>
  )
}
