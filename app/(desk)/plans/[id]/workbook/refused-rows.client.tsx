import { NoticeBar } from '@/app/_ui/notice-bar'
import { sheetNames } from '@/lib/domain/plan/workbook'
import type { RefusedRow } from '@/lib/domain/plan/workbook-difference'

/** Rows that cannot be taken, by their number in the spreadsheet; the others can. */
export function RefusedRows({ refused }: { refused: readonly RefusedRow[] }) {
  if (refused.length === 0) return null
  return (
    <div className="mb-8">
      <NoticeBar tone="warning" live>
        有 {refused.length} 行不能导入，其余各行不受影响。请在表中改好这几行后重新上传，或先导入其余各行。
      </NoticeBar>
      <div
        className="table-frame mt-3"
        data-wide="false"
        data-phone="scroll"
        role="region"
        aria-label="不能导入的行"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
        tabIndex={0}
      >
        <table className="table">
          <caption className="sr-only">不能导入的行</caption>
          <thead>
            <tr>
              {['工作表', '行', '内容', '原因'].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {refused.map((row) => (
              <tr key={`${row.sheet}${row.row}`}>
                <td>{sheetNames[row.sheet]}</td>
                <td className="whitespace-nowrap">第 {row.row} 行</td>
                <td>{row.title || <span className="text-ink-3">空</span>}</td>
                <td>{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
