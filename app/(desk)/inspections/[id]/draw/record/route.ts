import { answerRequested } from '@/app/requested'
import { getInspection } from '@/lib/queries/get-inspection'

type Params = { readonly params: Promise<{ readonly id: string }> }

/** What was drawn from, in the order that the draw uses, for whoever draws again by himself. */
export const GET = async (_: Request, { params }: Params): Promise<Response> =>
  answerRequested(
    (await params).id,
    async (ctx, id) => (await getInspection(ctx, id))?.draw ?? null,
    async (draw) => {
      const { subjects, inspectors, ...rest } = draw
      const inOrder = (list: typeof subjects) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      const record = { ...rest, subjects: inOrder(subjects), inspectors: inOrder(inspectors) }
      return new Response(`${JSON.stringify(record, null, 2)}\n`, {
        headers: {
          'Content-Type': 'application/json; charset=utf-8',
          'Content-Disposition': 'attachment; filename="draw.json"',
          'Cache-Control': 'private, no-store',
          'X-Content-Type-Options': 'nosniff',
        },
      })
    },
  )
