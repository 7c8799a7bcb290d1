import { z } from 'zod'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import { numberOf, searchQuery, unitListQuery } from '@/lib/input/api'
import { getUnit } from '@/lib/queries/get-unit'
import { listUnits } from '@/lib/queries/list-units'
import { search } from '@/lib/queries/search'
import { type Endpoint, read } from '../endpoint'
import { pageOf, unitLine } from '../results'

const found = z.array(z.looseObject({ id: z.number().int() }))

export const unitEndpoints: readonly Endpoint[] = [
  read(
    '/units',
    'listUnits',
    { tag: '单位', summary: '本行政区及下级的单位', query: unitListQuery, result: pageOf(unitLine) },
    async ({ read: ctx, query }) => {
      const { rows, total, next } = await listUnits(ctx, {
        q: query.q,
        kind: query.kind as UnitKind | undefined,
        jurisdiction: numberOf(query.jurisdiction),
        dissolved: query.dissolved === '1',
        after: numberOf(query.after),
      })
      return { items: rows, total, next: next === null ? null : String(next) }
    },
  ),
  read(
    '/units/{unitId}',
    'getUnit',
    { tag: '单位', summary: '一个单位：别名、成员、承担的任务', result: unitLine },
    (call) => getUnit(call.read, call.ids.unitId as number),
  ),
  read(
    '/search',
    'search',
    {
      tag: '总览',
      summary: '按字词查找任务、规划和单位',
      query: searchQuery,
      result: z.looseObject({ tasks: found, units: found, plans: found }),
    },
    ({ read: ctx, query }) => search(ctx, query.q ?? ''),
  ),
]
