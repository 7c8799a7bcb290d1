/** Stands on paper only: which plan, which filter, printed when. */
export function PrintHead({ plan, filter, at }: { plan: string; filter?: string; at: string }) {
  return (
    <div className="print-only mb-4 border-b border-edge pb-2 text-ink-2">
      {plan}
      {filter ? `　筛选：${filter}` : ''}　打印时间：{at}
    </div>
  )
}
