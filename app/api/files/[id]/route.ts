import { serveRequested } from '@/app/api/files/serve-requested'
import { getEvidenceFile } from '@/lib/queries/get-stored-file'

type Params = { readonly params: Promise<{ readonly id: string }> }

/** Evidence by the number of its link: `/api/files/12`, and `?inline=1` for a preview. */
const read = async (request: Request, { params }: Params) => serveRequested(request, (await params).id, getEvidenceFile)

export { read as GET, read as HEAD }
