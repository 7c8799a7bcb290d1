import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import { Section } from '@/app/_ui/section'
import type { ConclusionPage } from '@/lib/queries/get-conclusion'
import { severitySign } from '../../_parts/inspection-sign'

/** On which findings the text rests; one that the decision withdrew stays, struck. */
export function ConclusionFindings({ findings }: { findings: ConclusionPage['findings'] }) {
  const standing = findings.filter((finding) => !finding.isWithdrawn).length
  return (
    <Section
      title={
        standing === findings.length ? `依据的问题（${standing}）` : `依据的问题（${standing} / ${findings.length}）`
      }
    >
      {findings.length === 0 ? <p className="text-ink-2">没有发现问题。</p> : null}
      <ol>
        {findings.map((finding) => (
          <li
            key={finding.id}
            className="grid gap-x-4 gap-y-1 border-b border-line py-3 md:grid-cols-[4.5rem_minmax(0,1fr)]"
          >
            <span>
              <Lamp {...severitySign(finding.severity)} />
            </span>
            <div className="min-w-0">
              <Link className="row-link" href={`/inspections/findings/${finding.id}`} prefetch={false}>
                {finding.isWithdrawn ? <del>{finding.fact}</del> : finding.fact}
              </Link>
              <p className="text-ink-3">
                对照：{finding.standard}
                {finding.relapseOfId ? ' · 反弹' : ''}
                {finding.isWithdrawn ? ' · 复核后撤销' : ''}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
