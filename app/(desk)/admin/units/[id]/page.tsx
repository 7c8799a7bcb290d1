import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { LinkButton } from '@/app/_ui/button'
import { LongDate } from '@/app/_ui/dates'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { PageHead } from '@/app/_ui/page-head'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Select } from '@/app/_ui/select'
import { roleLabels, unitKindLabels } from '@/lib/domain/labels'
import { getManagedUnit, type ManagedUnitPage } from '@/lib/queries/get-managed-unit'
import { listUnitOptions, type UnitOption } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../../admin-desk'
import { dissolveUnitAction } from '../actions'
import { UnitForm } from '../unit-form.client'
import { MembersForm } from './members-form.client'

export const metadata: Metadata = { title: '单位' }

export default async function UnitAdminPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ ctx }, { id }] = await Promise.all([adminDesk(), params])
  const unit = /^\d{1,15}$/.test(id) ? await getManagedUnit(ctx, Number(id)) : null
  if (!unit) notFound()
  const options = await listUnitOptions(ctx)
  const here = options.filter((row) => row.jurisdictionId === unit.jurisdictionId && row.id !== unit.id)
  const isGroup = unit.kind === 'group'
  return (
    <>
      <PageHead
        title={unit.name}
        fact={[
          unit.place,
          unitKindLabels[unit.kind],
          `在办任务 ${unit.openTasks} 项`,
          ...(unit.runningPlans ? [`承办规划 ${unit.runningPlans} 个`] : []),
          ...(unit.groups.length ? [`属于${unit.groups.join('、')}`] : []),
        ].join('，')}
        crumbs={[{ href: `/admin/units?place=${unit.jurisdictionId}`, label: '单位' }]}
        secondary={unit.dissolvedOn ? null : <Dissolve unit={unit} options={here} />}
      />
      {unit.dissolvedOn ? (
        <NoticeBar>
          已于 <LongDate on={unit.dissolvedOn} /> 撤销
          {unit.successor ? (
            <>
              ，由
              <Link className="link" href={`/admin/units/${unit.successor.id}`}>
                {unit.successor.name}
              </Link>
              承接
            </>
          ) : null}
          。历史记录仍用原名。
        </NoticeBar>
      ) : (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <section>
            <h2 className="section-title mb-4">基本信息</h2>
            <UnitForm
              values={unit}
              parents={here.filter((row) => row.kind !== 'group').map((row) => ({ id: row.id, name: row.name }))}
              target={{ id: unit.id, version: unit.version }}
            />
          </section>
          <section>{isGroup ? <Members unit={unit} options={options} /> : <People unit={unit} />}</section>
        </div>
      )}
    </>
  )
}

function Members({ unit, options }: { unit: ManagedUnitPage; options: readonly UnitOption[] }) {
  return (
    <>
      <h2 className="section-title mb-4">成员单位（{unit.members.length}）</h2>
      <p className="pb-4 text-ink-2">交给“{unit.name}”的任务，每个成员各自签收、各自报送。</p>
      <MembersForm
        id={unit.id}
        version={unit.version}
        memberIds={unit.members.map((member) => member.id)}
        candidates={options.filter((row) => row.kind !== 'group').map(({ id, name, place }) => ({ id, name, place }))}
      />
    </>
  )
}

function People({ unit }: { unit: ManagedUnitPage }) {
  return (
    <>
      <h2 className="section-title">任职人员（{unit.people.length}）</h2>
      {unit.people.length === 0 ? (
        <p className="text-ink-2">还没有人员，交给本单位的任务没有人能签收。</p>
      ) : (
        <ul>
          {unit.people.map((person) => (
            <li key={person.membershipId} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-2">
              <Link className="link" href={`/admin/people/${person.personId}`}>
                {person.name}
              </Link>
              <span className="text-ink-2">
                {roleLabels[person.role]}
                {person.title ? ` · ${person.title}` : ''}
                {person.isDisabled ? ' · 已停用' : ''}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="pt-4">
        <LinkButton href={`/admin/people/new?unit=${unit.id}`}>新增人员</LinkButton>
      </p>
    </>
  )
}

function Dissolve({ unit, options }: { unit: ManagedUnitPage; options: readonly UnitOption[] }) {
  const successors = options.filter((row) => (row.kind === 'group') === (unit.kind === 'group'))
  return (
    <ReasonDialog
      label="撤销单位"
      title={`撤销“${unit.name}”`}
      explain={`在办任务 ${unit.openTasks} 项、任职人员 ${unit.people.length} 人、别名和成员关系一并转入承接单位；已办结的任务和历史记录保留原名。撤销后不能恢复。`}
      verb="撤销并移交"
      variant="danger"
      action={dissolveUnitAction}
      hidden={{ id: unit.id, version: unit.version }}
      reasonLabel="撤销依据"
      reasons={['机构改革']}
    >
      <Select
        label="承接单位"
        name="successorId"
        empty={unit.openTasks || unit.people.length ? '请选择' : '无'}
        options={successors.map((row) => ({ value: String(row.id), label: row.name }))}
      />
    </ReasonDialog>
  )
}
