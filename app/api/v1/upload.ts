import { Refusal } from '@/lib/domain/refusals'
import { env } from '@/lib/platform/env'
import { handleUpload, MOST_UPLOADS, UploadRefused, uploadPath } from '@/lib/platform/uploads'
import type { Call } from './endpoint'
import { HttpProblem } from './problem'

/**
 * A file as the body of one request, streamed to the staging place through the same door as a browser's resumable upload;
 * what it really is, is looked at when a command takes it.
 */
export const upload = async ({ request, query, context }: Call): Promise<Readonly<Record<string, unknown>>> => {
  const length = request.headers.get('content-length')
  if (!length || !/^\d{1,15}$/.test(length)) throw new HttpProblem('lengthRequired')
  const name = query.name ?? '文件'
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': length,
      'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
      'Content-Type': 'application/offset+octet-stream',
    },
    body: request.body,
    duplex: 'half',
  }
  const response = await handleUpload(new Request(new URL(uploadPath, request.url), init), {
    personId: context.actor.personId,
  }).catch((error: unknown) => {
    if (!(error instanceof UploadRefused)) throw error
    throw new Refusal('stagingFull', { count: MOST_UPLOADS, limit: env().LUOSHI_STAGING_MAX_MB })
  })
  if (response.status === 413) throw new Refusal('fileTooLarge', { name, limit: env().LUOSHI_UPLOAD_MAX_MB })
  const uploadId = response.headers.get('location')?.split('/').at(-1)
  if (response.status !== 201 || !uploadId) {
    throw new HttpProblem('uploadRefused', { params: { why: (await response.text()).trim() } })
  }
  if (response.headers.get('upload-offset') !== length) throw new Refusal('fileNotReady', { name })
  return { uploadId, name, size: Number(length) }
}
