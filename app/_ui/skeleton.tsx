/** The page's own shape while it loads; for `loading.tsx`. */
export function PageSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <div role="status" aria-label="正在打开">
      <div className="skeleton mb-2 h-6 w-56" />
      <div className="skeleton mb-8 h-4 w-96 max-w-full" />
      <TableSkeleton rows={rows} />
    </div>
  )
}

export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-10 items-center gap-6 border-b border-line">
          <div className="skeleton h-3 flex-1" />
          <div className="skeleton h-3 w-24 max-md:hidden" />
          <div className="skeleton h-3 w-16" />
        </div>
      ))}
    </div>
  )
}
