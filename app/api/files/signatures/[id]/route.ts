import { serveRequested } from '@/app/api/files/serve-requested'
import { getSignatureFile } from '@/lib/queries/get-stored-file'

type Params = { readonly params: Promise<{ readonly id: string }> }

/** The signature of somebody who was present at a visit. */
const read = async (request: Request, { params }: Params) =>
  serveRequested(request, (await params).id, getSignatureFile)

export { read as GET, read as HEAD }
