import type { ReactNode } from 'react'

/** Never only “nothing here”: `text` says why it is empty and what to do next, `action` does it. Under a heading, its hairline serves as the upper edge. */
export function EmptyState({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1 border-y border-line py-8 [.section-title+&]:border-t-0 [.section-title+&]:pt-1 [.section-title+&]:pb-6">
      <p className="font-medium">{title}</p>
      {text ? <p className="max-w-[40em] text-ink-2">{text}</p> : null}
      {action ? <div className="no-print mt-3 flex flex-wrap gap-2">{action}</div> : null}
    </div>
  )
}
