import { answerRequested } from '@/app/requested'
import { fileStore } from '@/lib/platform/file-store'
import { serveFile } from '@/lib/platform/serve-file'
import type { QueryContext } from '@/lib/queries/context'
import type { StoredFile } from '@/lib/queries/get-stored-file'

/** A stored file, streamed to whoever may read what it is linked to. */
export const serveRequested = (
  request: Request,
  id: string,
  find: (ctx: QueryContext, id: number) => Promise<StoredFile | null>,
): Promise<Response> => answerRequested(id, find, (found) => serveFile(fileStore(), found, request))
