import type { ReportContent } from '@/lib/domain/report/content'

/** What the unit said, in reading size; empty fields are left out so that nothing stands between the reader and the text. */
export function ReportBody({ content }: { content: ReportContent }) {
  return (
    <div className="flex flex-col gap-4 text-read">
      {content.isNoChange ? (
        <p>
          <strong className="font-semibold">本期无变化。</strong>
          {content.noChangeReason}
        </p>
      ) : (
        <Paragraph label="本期进展" text={content.doneText} />
      )}
      <Paragraph label="困难和问题" text={content.difficulties} />
      <Paragraph label="下一步安排" text={content.nextSteps} />
    </div>
  )
}

function Paragraph({ label, text }: { label: string; text: string }) {
  if (!text) return null
  return (
    <div>
      <h3 className="text-body font-medium text-ink-2">{label}</h3>
      <p className="max-w-[44em] whitespace-pre-wrap">{text}</p>
    </div>
  )
}
