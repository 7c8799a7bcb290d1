import { answerRequested } from '@/app/requested'
import { writeOfficialDocx } from '@/lib/documents/write/official-docx'
import { contentDisposition } from '@/lib/platform/serve-file'
import { getSupervisionDocument, supervisionDocumentKinds } from '@/lib/queries/get-supervision-document'

type Params = { readonly params: Promise<{ readonly kind: string; readonly id: string }> }

const mime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** 督查通报, 督查专报, 整改通知书, 督查结论, 约谈通知 as Word files in the official layout. */
export const GET = async (_: Request, { params }: Params): Promise<Response> => {
  const { kind: word, id } = await params
  const kind = supervisionDocumentKinds.find((one) => one === word)
  return answerRequested(
    id,
    async (ctx, number) => (kind ? getSupervisionDocument(ctx, kind, number) : null),
    async (document) => {
      const name = `${document.title.replaceAll('\n', '')}.docx`
      return new Response(new Uint8Array(await writeOfficialDocx(document)), {
        headers: {
          'Content-Type': mime,
          'Content-Disposition': contentDisposition('attachment', name),
          'Cache-Control': 'private, no-store',
          'X-Content-Type-Options': 'nosniff',
        },
      })
    },
  )
}
