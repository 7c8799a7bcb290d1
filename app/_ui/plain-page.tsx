import type { ReactNode } from 'react'

/** A page that says one thing and offers the way on: not found, error, session ended. */
export function PlainPage({ title, text, children }: { title: string; text: ReactNode; children?: ReactNode }) {
  return (
    <main className="mx-auto flex max-w-[560px] flex-col gap-4 px-4 pt-[16vh] pb-16">
      <p className="font-semibold text-ink-3">落实</p>
      <h1 className="text-title font-semibold">{title}</h1>
      <p className="text-read text-ink-2">{text}</p>
      <div className="flex flex-wrap items-center gap-2 pt-2">{children}</div>
    </main>
  )
}
