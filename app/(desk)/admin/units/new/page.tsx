import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOf, type SearchParams } from '@/app/_ui/address'
import { PageHead } from '@/app/_ui/page-head'
import { listManagedPlaces, listUnitOptions } from '@/lib/queries/list-managed-units'
import { adminDesk } from '../../admin-desk'
import { UnitForm } from '../unit-form.client'

export const metadata: Metadata = { title: '新增单位' }

export default async function NewUnitPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [{ ctx }, params] = await Promise.all([adminDesk(), searchParams])
  const placeId = Number(firstOf(params, 'place')) || ctx.actor.jurisdictionId
  const place = (await listManagedPlaces(ctx)).find((entry) => entry.id === placeId)
  if (!place) notFound()
  const parents = (await listUnitOptions(ctx, place.id)).filter((unit) => unit.kind !== 'group')
  return (
    <>
      <PageHead
        title="新增单位"
        fact={place.name}
        crumbs={[{ href: `/admin/units?place=${place.id}`, label: '单位' }]}
      />
      <UnitForm parents={parents.map(({ id, name }) => ({ id, name }))} target={{ jurisdictionId: place.id }} />
    </>
  )
}
