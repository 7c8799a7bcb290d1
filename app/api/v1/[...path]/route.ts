import { dispatch } from '@/app/api/v1/dispatch'
import { apiSurroundings } from '@/lib/auth/bearer'

export const dynamic = 'force-dynamic'

const answer = async (request: Request): Promise<Response> => dispatch(request, await apiSurroundings())

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
}
