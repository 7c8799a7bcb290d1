import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { LinkButton } from '@/app/_ui/button'
import { Moment } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { PrintHead } from '@/app/_ui/print-head'
import { Section } from '@/app/_ui/section'
import { UnitSupervision } from '@/app/(desk)/_supervision/unit-supervision'
import { desk } from '@/lib/auth/desk'
import { type CalendarDate, formatLong } from '@/lib/domain/calendar/date'
import { actionLabel, roleLabels, unitKindLabels } from '@/lib/domain/labels'
import { getUnit, type UnitPage as Unit, type UnitPerson } from '@/lib/queries/get-unit'
import { unitSupervision } from '@/lib/queries/supervision-sections'
import { UnitTasks } from './unit-tasks'

export const metadata: Metadata = { title: '单位' }

export default async function UnitPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const { id } = await params
  const unit = /^[1-9]\d{0,14}$/.test(id) ? await getUnit(ctx, Number(id)) : null
  if (!unit) notFound()
  const supervision = await unitSupervision(ctx, unit.id)
  return (
    <>
      <PageHead
        title={unit.name}
        fact={factOf(unit)}
        crumbs={[{ href: '/units', label: '单位' }]}
        secondary={unit.canManage ? <LinkButton href={`/admin/units/${unit.id}`}>维护这个单位</LinkButton> : undefined}
      />
      <PrintHead plan={unit.name} at={formatLong(ctx.today)} />
      {unit.dissolvedOn ? (
        <div className="mb-6">
          <NoticeBar tone="warning">
            {formatLong(unit.dissolvedOn)}撤销
            {unit.successor ? (
              <>
                ，职能由
                <Link href={`/units/${unit.successor.id}`} className="link underline">
                  {unit.successor.name}
                </Link>
                承接，未办结的任务已经移交
              </>
            ) : null}
            。
          </NoticeBar>
        </div>
      ) : null}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div>
          {unit.sight === 'none' ? null : (
            <>
              <UnitTasks
                title="牵头任务"
                tasks={unit.leadTasks}
                counts={unit.lead}
                filter={unit.leadFilter}
                today={ctx.today}
              />
              <UnitTasks
                title="配合任务"
                tasks={unit.supportTasks}
                counts={unit.support}
                filter={unit.supportFilter}
                today={ctx.today}
              />
              <UnitSupervision found={supervision} unitId={unit.id} today={ctx.today} />
              <Deeds unit={unit} today={ctx.today} />
            </>
          )}
          {unit.sight === 'none' ? <People people={unit.people} /> : null}
        </div>
        <div>
          {unit.sight === 'none' ? null : <People people={unit.people} />}
          <Relations unit={unit} />
        </div>
      </div>
    </>
  )
}

const factOf = ({ place, kind, isOffice, lead, support, sight }: Unit): string => {
  const what = isOffice ? `${unitKindLabels[kind]}，督查考核办公室` : unitKindLabels[kind]
  if (sight === 'none') return `${place}，${what}`
  const whose = sight === 'own' ? '您能看到的任务中，' : ''
  if (lead.total + support.total === 0) return `${place}，${what}。${whose}没有它承担的任务。`
  return `${place}，${what}。${whose}牵头 ${lead.total} 项，${lead.total ? `逾期 ${lead.red} / ${lead.total}` : ''}；配合 ${support.total} 项。`
}

function People({ people }: { people: readonly UnitPerson[] }) {
  return (
    <Section title="人员" aside={people.length ? `${people.length} 人` : undefined}>
      {people.length ? (
        <ul>
          {people.map((person) => (
            <li
              key={`${person.name}${person.role}`}
              className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-2"
            >
              <span className="font-medium">{person.name}</span>
              <span className="text-ink-2">{person.title ?? roleLabels[person.role]}</span>
              {person.phone || person.email ? (
                <span className="text-ink-3">{[person.phone, person.email].filter(Boolean).join('，')}</span>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-2">还没有人员账号。请系统管理员添加经办人和负责人。</p>
      )}
    </Section>
  )
}

/** Groups, members, names and what came before: only what there is. */
function Relations({ unit }: { unit: Unit }) {
  const links = (units: Unit['members']): ReactNode =>
    units.map(({ id, name }, index) => (
      <span key={id}>
        {index ? '、' : ''}
        <Link href={`/units/${id}`} className="row-link" prefetch={false}>
          {name}
        </Link>
      </span>
    ))
  const entries: [string, ReactNode][] = [
    ...(unit.members.length
      ? [[`成员单位（${unit.members.length}）`, links(unit.members)] as [string, ReactNode]]
      : []),
    ...(unit.groups.length ? [['所属集合单位', links(unit.groups)] as [string, ReactNode]] : []),
    ...(unit.predecessors.length ? [['前身', links(unit.predecessors)] as [string, ReactNode]] : []),
    ...(unit.aliases.length ? [['别名', unit.aliases.join('、')] as [string, ReactNode]] : []),
  ]
  if (!entries.length) return null
  return (
    <Section title="名称与隶属">
      <dl className="grid grid-cols-[6.5em_minmax(0,1fr)] gap-x-4 gap-y-2">
        {entries.map(([term, value]) => (
          <div key={term} className="contents">
            <dt className="text-ink-3">{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Deeds({ unit, today }: { unit: Unit; today: CalendarDate }) {
  return (
    <Section title="近期办理">
      {unit.deeds.length ? (
        <ul>
          {unit.deeds.map((deed) => (
            <li key={deed.id} className="flex items-baseline gap-4 border-b border-line py-2">
              <span className="w-32 flex-none text-ink-3">
                <Moment at={deed.at} today={today} />
              </span>
              <span className="min-w-0">
                {actionLabel(deed.action)}{' '}
                <Link href={`/tasks/${deed.taskId}`} className="row-link" prefetch={false}>
                  {deed.title}
                </Link>
                <span className="pl-2 text-ink-3">{deed.who}</span>
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-ink-2">还没有签收、报送或审核的记录。</p>
      )}
    </Section>
  )
}
