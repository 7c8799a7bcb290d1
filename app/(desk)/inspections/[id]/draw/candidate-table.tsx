import type { PublishedDraw } from '@/lib/queries/get-inspection'
import { riskWords } from './risk-words.view'

interface CandidateTableProps {
  caption: string
  candidates: PublishedDraw['subjects']
  /** In the order in which they were drawn; null before it. */
  drawn: readonly string[] | null
  isWeighted: boolean
}

/** Everyone who could be drawn, with his weight and why, in the order that the draw uses. */
export function CandidateTable({ caption, candidates, drawn, isWeighted }: CandidateTableProps) {
  const ordered = candidates.toSorted((a, b) => (a.key < b.key ? -1 : 1))
  const total = candidates.reduce((sum, one) => sum + one.weight, 0)
  return (
    <div className="table-frame" data-wide="false" data-phone="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" data-first data-kind="text">
              名称
            </th>
            <th scope="col" data-kind="text">
              结果
            </th>
            <th scope="col" data-kind="number">
              权重
            </th>
            {isWeighted ? (
              <th scope="col" data-kind="text">
                权重由来
              </th>
            ) : null}
            <th scope="col" data-kind="text">
              编码
            </th>
          </tr>
        </thead>
        <tbody>
          {ordered.map((one) => {
            const place = drawn ? drawn.indexOf(one.key) : -1
            return (
              <tr key={one.key}>
                <th scope="row" data-first data-kind="text">
                  {one.label}
                </th>
                <td data-kind="text">
                  {place >= 0 ? (
                    <span className="font-semibold">第 {place + 1} 个抽中</span>
                  ) : (
                    <span className="text-ink-3">{drawn ? '未抽中' : '待抽取'}</span>
                  )}
                </td>
                <td data-kind="number">{one.weight}</td>
                {isWeighted ? (
                  <td data-kind="text">1{riskWords(one.parts) ? `，${riskWords(one.parts)}` : ''}</td>
                ) : null}
                <td data-kind="text">
                  <code>{one.key}</code>
                </td>
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" data-first data-kind="text">
              合计 {candidates.length}
            </th>
            <td data-kind="text">{drawn ? `抽中 ${drawn.length}` : ''}</td>
            <td data-kind="number">{total}</td>
            {isWeighted ? <td /> : null}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
