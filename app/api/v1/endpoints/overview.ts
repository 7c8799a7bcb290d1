import { readTaskFilter } from '@/lib/domain/task/filter'
import { overviewQuery } from '@/lib/input/api'
import { getOfficeTodo } from '@/lib/queries/get-office-todo'
import { getOverview } from '@/lib/queries/get-overview'
import { getTodo } from '@/lib/queries/get-todo'
import { type Call, type Endpoint, read } from '../endpoint'
import { overviewPage, todoPage } from '../results'

/** Units and the office have work waiting; everyone else begins elsewhere (SCREENS: to-do, by role). */
const todoOf = async ({ read: ctx }: Call) => {
  const { role } = ctx.actor
  if (role === 'office') return getOfficeTodo(ctx)
  return role === 'officer' || role === 'head' ? getTodo(ctx) : null
}

export const overviewEndpoints: readonly Endpoint[] = [
  read(
    '/todo',
    'getTodo, getOfficeTodo',
    { tag: '待办', summary: '今天要办的：逾期、到期、退回、待审核、新到；内容因身份而异', result: todoPage },
    todoOf,
  ),
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
