import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { PageHead } from '@/app/_ui/page-head'
import { levelsBelow } from '@/lib/domain/place'
import { listManagedPlaces } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../../admin-desk'
import { PlaceForm } from './place-form.client'

export const metadata: Metadata = { title: '新增下级行政区' }

export default async function NewPlacePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const parentId = Number(firstOf(params, 'place')) || ctx.actor.jurisdictionId
  const parent = (await listManagedPlaces(ctx)).find((entry) => entry.id === parentId)
  const levels = parent ? levelsBelow(parent.level) : []
  if (!parent || levels.length === 0) notFound()
  return (
    <>
      <PageHead
        title="新增下级行政区"
        fact={`在${parent.name}之下`}
        crumbs={[{ href: `/admin/units?place=${parent.id}`, label: '单位' }]}
      />
      <PlaceForm parent={{ id: parent.id, code: parent.code }} levels={levels} />
    </>
  )
}
