import { readTaskFilter } from '@/lib/domain/task/filter'
import { overviewQuery } from '@/lib/input/api'
import { getOverview } from '@/lib/queries/get-overview'
import { type Endpoint, read } from '../endpoint'
import { overviewPage } from '../results'

export const overviewEndpoints: readonly Endpoint[] = [
  read(
    '/overview',
    'getOverview',
    {
      tag: '总览',
      summary: '整体情况：总数、逾期、近一周变化、各单位落后情况',
      query: overviewQuery,
      result: overviewPage,
    },
    ({ read: ctx, query }) => getOverview(ctx, readTaskFilter(query)),
  ),
]
