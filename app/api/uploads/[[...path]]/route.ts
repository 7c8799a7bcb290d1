import { currentContext } from '@/lib/auth/desk'
import { refuseForeignWrite } from '@/lib/auth/same-site'
import { handleUpload } from '@/lib/platform/uploads'

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
  return handleUpload(request, { personId: desk.context.actor.personId })
}

export { upload as DELETE, upload as GET, upload as HEAD, upload as OPTIONS, upload as PATCH, upload as POST }
