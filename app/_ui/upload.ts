import { uploadRefusal } from './file-rules'

type UploadResult =
  | { ok: true; uploadId: string }
  | { ok: false; aborted: true }
  | { ok: false; aborted: false; why: string; mayRetry: boolean }

interface UploadHooks {
  onProgress: (sent: number) => void
  onBroken: () => void
  onAbortable: (abort: () => void) => void
}

/** Small enough that a broken line costs seconds, large enough that 200 MB is forty requests. */
const chunkSize = 5 * 1024 * 1024

/** Sends one file over tus; the library is fetched with the first file, so pages that only could upload stay light. */
export async function startUpload(file: File, endpoint: string, hooks: UploadHooks): Promise<UploadResult> {
  const { Upload, DetailedError } = await import('tus-js-client').catch(() => ({ Upload: null, DetailedError: null }))
  if (!Upload) return { ok: false, aborted: false, why: uploadRefusal(0), mayRetry: true }

  return new Promise((resolve) => {
    const upload = new Upload(file, {
      endpoint,
      chunkSize,
      retryDelays: [0, 1000, 3000, 8000, 20_000],
      metadata: { filename: file.name, filetype: file.type || 'application/octet-stream' },
      removeFingerprintOnSuccess: true,
      onProgress: (sent) => hooks.onProgress(sent),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0
        const again = status === 0 || status === 409 || status === 423 || status >= 500
        if (again) hooks.onBroken()
        return again
      },
      onError: (error) => {
        const response = error instanceof DetailedError ? error.originalResponse : null
        const status = response?.getStatus() ?? 0
        const said = response?.getBody()?.trim()
        const why = said && /^[一-鿿]/.test(said) && said.length < 200 ? said : uploadRefusal(status)
        resolve({ ok: false, aborted: false, why, mayRetry: status === 0 || status === 401 || status >= 500 })
      },
      onSuccess: () => resolve({ ok: true, uploadId: upload.url?.split('?')[0]?.split('/').pop() ?? '' }),
    })
    hooks.onAbortable(() => {
      void upload.abort(true)
      resolve({ ok: false, aborted: true })
    })
    void upload.findPreviousUploads().then((previous) => {
      const last = previous[0]
      if (last) upload.resumeFromPreviousUpload(last)
      upload.start()
    })
  })
}
