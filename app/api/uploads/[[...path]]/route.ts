import { currentContext } from '@/lib/auth/desk'
import { refuseForeignWrite } from '@/lib/auth/same-site'
import { Refusal } from '@/lib/domain/refusals'
import { env } from '@/lib/platform/env'
import { handleUpload, MOST_UPLOADS, UploadRefused } from '@/lib/platform/uploads'

/** Resumable uploads (tus). Files wait in the staging place until a command takes them; an unclaimed one is swept. */
const upload = async (request: Request): Promise<Response> => {
  // The proxy, which asks this of every other address, must not stand before uploads.
  const refused = refuseForeignWrite(request)
  if (refused) return refused
  const desk = await currentContext('web')
  if (!desk) {
    return new Response('登录已过期，请在新窗口登录后点“重试”，已上传的部分不会丢。', {
      status: 401,
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    })
  }
  return handleUpload(request, { personId: desk.context.actor.personId }).catch((error: unknown) => {
    if (!(error instanceof UploadRefused)) throw error
    const params = { count: MOST_UPLOADS, limit: env().LUOSHI_STAGING_MAX_MB }
    const { message, status } = new Refusal('stagingFull', params)
    return new Response(message, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
  })
}

export { upload as DELETE, upload as GET, upload as HEAD, upload as OPTIONS, upload as PATCH, upload as POST }
