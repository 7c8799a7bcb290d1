import { serveRequested } from '@/app/api/files/serve-requested'
import { getPlanSourceFile } from '@/lib/queries/get-stored-file'

type Params = { readonly params: Promise<{ readonly id: string }> }

/** The document that a plan was imported from. */
const read = async (request: Request, { params }: Params) =>
  serveRequested(request, (await params).id, getPlanSourceFile)

export { read as GET, read as HEAD }
