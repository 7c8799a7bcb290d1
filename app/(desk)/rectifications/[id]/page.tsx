import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate, Moment } from '@/app/_ui/dates'
import { FileGrid } from '@/app/_ui/file-grid'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { rectificationSign } from '@/app/(desk)/_supervision/rectification-sign'
import { desk } from '@/lib/auth/desk'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import {
  findingSeverityLabels,
  rectificationEntryLabels,
  verificationMethodLabels,
} from '@/lib/domain/supervision-labels'
import { getRectification, type RectificationPage, type StoredFileLink } from '@/lib/queries/get-rectification'
import { RectificationVerbs } from './rectification-verbs.client'

export const metadata: Metadata = { title: '整改' }

export default async function RectificationDetail({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const { id } = await params
  const page = /^\d{1,15}$/.test(id) ? await getRectification(ctx, Number(id)) : null
  if (!page) notFound()
  const { rectification: row, deadline } = page
  const sign = rectificationSign(row.state, {
    isLate: deadline?.isLate ?? false,
    workdaysLate: deadline?.workdaysLate ?? 0,
    dueOn: row.dueOn,
  })
  return (
    <>
      <PageHead
        crumbs={[{ href: '/rectifications', label: '问题和整改' }]}
        title={`整改 ${row.orderNo}：${page.unit.name}`}
        fact={deadline && row.state !== 'cleared' ? deadline.words : sign.word}
        secondary={
          <LinkButton href={`/api/documents/order/${row.id}`} prefetch={false}>
            整改通知书（Word）
          </LinkButton>
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          <Findings findings={page.findings} />
          <Section title="整改要求">
            <p className="text-read whitespace-pre-line">{row.requirement}</p>
          </Section>
          <Section title="验收标准" aside="下达时确定，不再更改">
            <p className="text-read whitespace-pre-line">{row.acceptanceStandard}</p>
            {row.evidenceAsked ? <p className="mt-2 text-ink-2">申请销号须提供：{row.evidenceAsked}</p> : null}
          </Section>
          <Section title={`整改佐证（${page.files.length}）`}>
            <FileGrid files={tilesOf(page.files, ctx.today)} empty="还没有佐证材料" />
          </Section>
          <Section title="办理过程">
            <Entries page={page} today={ctx.today} />
          </Section>
        </div>
        <aside className="flex flex-col gap-6">
          <Facts page={page} sign={sign} />
          <RectificationVerbs
            id={row.id}
            version={row.version}
            verbs={page.verbs}
            dueOn={row.dueOn}
            evidenceAsked={row.evidenceAsked}
            responsible={row.responsible}
            extensionDueOn={row.extensionDueOn}
            relapses={page.relapses}
          />
        </aside>
      </div>
    </>
  )
}

const tilesOf = (files: readonly StoredFileLink[], today: CalendarDate) =>
  files.map((file) => ({
    key: String(file.id),
    name: file.name,
    size: file.size,
    kind: file.mime.startsWith('image/')
      ? ('image' as const)
      : file.mime === 'application/pdf'
        ? ('pdf' as const)
        : ('other' as const),
    href: `/api/files/${file.id}`,
    previewHref: `/api/files/${file.id}?inline=1`,
    note: (
      <>
        {file.by} <Moment at={new Date(file.addedAt)} today={today} />
      </>
    ),
  }))

function Findings({ findings }: { findings: RectificationPage['findings'] }) {
  return (
    <Section title={`问题（${findings.length}）`}>
      <ol>
        {findings.map((finding) => (
          <li key={finding.id} className="border-b border-line py-3">
            <p className="text-read">{finding.fact}</p>
            <p className="mt-1 text-ink-3">
              {findingSeverityLabels[finding.severity]} · {finding.standard} · <LongDate on={finding.foundOn} />{' '}
              {finding.author}
              {finding.relapseOfId ? ' · 反弹' : ''}
              {finding.isWithdrawn ? ' · 复核后撤销' : ''}
              {finding.task ? (
                <>
                  {' · '}
                  <Link className="link" href={`/tasks/${finding.task.id}`}>
                    {finding.task.title}
                  </Link>
                </>
              ) : null}
            </p>
            {finding.files.length > 0 ? (
              <p className="mt-1 flex flex-wrap gap-x-4">
                {finding.files.map((file) => (
                  <a
                    key={file.id}
                    className="link"
                    href={`/api/files/${file.id}?inline=1`}
                    target="_blank"
                    rel="noreferrer"
                  >
                    {file.name}
                  </a>
                ))}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Newest first; a line of its own says where a new round began. */
function Entries({ page, today }: { page: RectificationPage; today: CalendarDate }) {
  const entries = page.entries.toReversed()
  return (
    <ol>
      {entries.map((entry, at) => (
        <li key={entry.id} className="border-b border-line py-3">
          {page.rectification.round > 1 && entry.round !== entries[at - 1]?.round ? (
            <p className="mb-2 font-semibold">第 {entry.round} 轮</p>
          ) : null}
          <p className="flex flex-wrap gap-x-4 text-ink-2">
            <span className="font-semibold text-ink">{rectificationEntryLabels[entry.kind]}</span>
            <span>
              {entry.unit} {entry.person}
            </span>
            <span className="text-ink-3">
              <Moment at={new Date(entry.at)} today={today} />
            </span>
            {entry.dueOn ? (
              <span>
                至 <LongDate on={entry.dueOn} />
              </span>
            ) : null}
          </p>
          {entry.text ? <p className="mt-1 whitespace-pre-line">{entry.text}</p> : null}
        </li>
      ))}
    </ol>
  )
}

function Facts({ page, sign }: { page: RectificationPage; sign: ReturnType<typeof rectificationSign> }) {
  const { rectification: row } = page
  return (
    <div className="flex flex-col gap-4">
      <p>
        <Lamp {...sign} />
      </p>
      <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-2 [&>dt]:text-ink-3">
        <dt>时限</dt>
        <dd>
          <LongDate on={row.dueOn} />
          {row.originalDueOn === row.dueOn ? null : (
            <span className="text-ink-3">
              （原 <LongDate on={row.originalDueOn} />）
            </span>
          )}
        </dd>
        <dt>责任人</dt>
        <dd>{row.responsible ?? '报送整改方案时填写'}</dd>
        <dt>下达</dt>
        <dd>
          {page.office} {page.orderedBy}，<LongDate on={row.orderedOn} />
        </dd>
        <dt>督查</dt>
        <dd>
          {page.inspection.isVisible ? (
            <Link className="link" href={`/inspections/${page.inspection.id}`}>
              {page.inspection.title}
            </Link>
          ) : (
            page.inspection.title
          )}
        </dd>
        {row.clearedOn ? (
          <>
            <dt>销号</dt>
            <dd>
              <LongDate on={row.clearedOn} />，{page.clearedBy}
              {row.verification ? `，${verificationMethodLabels[row.verification]}` : ''}
            </dd>
          </>
        ) : null}
        {row.state === 'returned' && row.returnReason ? (
          <>
            <dt>退回</dt>
            <dd className="text-lamp-red">{row.returnReason}</dd>
          </>
        ) : null}
        {row.extensionDueOn ? (
          <>
            <dt>申请延期</dt>
            <dd>
              至 <LongDate on={row.extensionDueOn} />：{row.extensionReason}
            </dd>
          </>
        ) : null}
      </dl>
    </div>
  )
}
