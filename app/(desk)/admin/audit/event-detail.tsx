import { FieldDiff } from '@/app/_ui/diff'
import { fieldLabel, fieldText } from '@/lib/domain/audit/field-text'
import type { AuditRow } from '@/lib/queries/list-audit-events'

const viaLabels = { web: '网页', api: '接口', cli: '命令行', system: '系统' } as const

export function EventDetail({ row }: { row: AuditRow }) {
  const keys = [...new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])]
  return (
    <div className="flex flex-col gap-2">
      {row.reason ? <p>理由：{row.reason}</p> : null}
      {keys.length > 0 ? (
        <FieldDiff
          changes={keys.map((key) => ({
            field: fieldLabel(key),
            before: fieldText(row.before?.[key]),
            after: fieldText(row.after?.[key]),
          }))}
        />
      ) : null}
      <p className="text-ink-3">
        第 {row.id} 号事件，经{viaLabels[row.via]}
        {row.ip ? `，来自 ${row.ip}` : ''}，{row.sealId ? `已入第 ${row.sealId} 号封存` : '待封存'}
      </p>
    </div>
  )
}
