import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHead } from '@/app/_ui/page-head'
import { desk } from '@/lib/auth/desk'
import { getChecklist } from '@/lib/queries/list-checklists'
import { idOf } from '../../_parts/id-of'
import { VerbButton } from '../../_parts/verb-button.client'
import { retireChecklistAction } from '../../actions'
import { ChecklistForm } from '../checklist-form.client'

export const metadata: Metadata = { title: '检查表' }

export default async function ChecklistPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await desk()
  const id = idOf((await params).id)
  const checklist = id === null ? null : await getChecklist(ctx, id)
  if (!checklist) notFound()
  const maySave = checklist.verbs.includes('checklist.save')
  return (
    <>
      <PageHead
        crumbs={[{ href: '/inspections/checklists', label: '检查表' }]}
        title={checklist.title}
        fact={
          checklist.isRetired
            ? '已停用：新的督查不能再选用，已作的检查仍按它保存。'
            : `${checklist.items.length} 个检查项。改动只影响以后的检查，已作的检查保留当时的文字。`
        }
        secondary={
          checklist.verbs.includes('checklist.retire') ? (
            <VerbButton
              action={retireChecklistAction}
              verb="停用"
              hidden={{ checklistId: checklist.id, version: checklist.version }}
              doneHref="/inspections/checklists"
            />
          ) : undefined
        }
      />
      {maySave ? (
        <ChecklistForm key={checklist.version} checklist={checklist} />
      ) : (
        <ol className="max-w-[880px]">
          {checklist.items.map((item, index) => (
            <li key={item.id} className="grid grid-cols-[2rem_minmax(0,1fr)] border-b border-line py-3">
              <span className="text-ink-3">{index + 1}</span>
              <div>
                <p className="font-medium">{item.title}</p>
                <p className="text-ink-2">
                  标准：{item.standard}
                  {item.clause ? `（${item.clause}）` : ''}
                </p>
                {item.asksPhoto || item.asksPlace ? (
                  <p className="text-ink-3">
                    {[item.asksPhoto ? '拍照' : '', item.asksPlace ? '记录位置' : ''].filter(Boolean).join('、')}
                  </p>
                ) : null}
              </div>
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
