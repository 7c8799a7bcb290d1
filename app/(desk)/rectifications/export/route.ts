import { listResponse } from '@/app/list-response'
import { answerAsked } from '@/app/requested'
import { getSupervisionList } from '@/lib/queries/get-supervision-list'
import { exportedOf } from '../list-filter'

/** 整改清单, 销号清单, 问题清单 as Excel files, narrowed as the screen is. */
export const GET = async (request: Request): Promise<Response> => {
  const wanted = exportedOf(Object.fromEntries(new URL(request.url).searchParams))
  return answerAsked((ctx) => (wanted ? getSupervisionList(ctx, wanted) : Promise.resolve(null)), listResponse)
}
