import { FileGrid } from '@/app/_ui/file-grid'
import { fileSize } from '@/app/_ui/file-rules'

interface Shown {
  readonly id: number
  readonly name: string
  readonly size: number
  readonly mime: string
}

const shownImages = ['image/png', 'image/jpeg', 'image/webp', 'image/gif']
/** More large previews than this bury the verdict; the rest stands as small tiles. */
const largeAtMost = 6

export const fileHref = (id: number): string => `/api/files/${id}`
const previewHref = (id: number): string => `/api/files/${id}?inline=1`

const kindOf = (mime: string): 'image' | 'pdf' | 'other' =>
  shownImages.includes(mime) ? 'image' : mime === 'application/pdf' ? 'pdf' : 'other'

/** Small tiles, each opens or saves its file. */
export function EvidenceTiles({ files, empty }: { files: readonly Shown[]; empty?: string }) {
  return (
    <FileGrid
      empty={empty}
      files={files.map((file) => {
        const kind = kindOf(file.mime)
        return {
          key: String(file.id),
          name: file.name,
          size: file.size,
          kind,
          href: kind === 'other' ? fileHref(file.id) : previewHref(file.id),
          previewHref: kind === 'image' ? previewHref(file.id) : undefined,
        }
      })}
    />
  )
}

/** Images and PDFs large in their place, so that a reviewer decides without opening anything; the rest to save. */
export function EvidenceLarge({ files, empty = '没有附佐证材料' }: { files: readonly Shown[]; empty?: string }) {
  if (files.length === 0) return <p className="text-ink-3">{empty}</p>
  const large = files.filter((file) => kindOf(file.mime) !== 'other').slice(0, largeAtMost)
  const rest = files.filter((file) => !large.includes(file))
  return (
    <div className="flex flex-col gap-4">
      {large.map((file) => (
        <figure key={file.id} className="min-w-0">
          <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 pb-1">
            <a className="link min-w-0 break-all" href={previewHref(file.id)} target="_blank" rel="noopener">
              {file.name}
            </a>
            <span className="text-ink-3">
              {fileSize(file.size)}　
              <a className="link" href={fileHref(file.id)}>
                下载
              </a>
            </span>
          </figcaption>
          <Preview file={file} />
        </figure>
      ))}
      {rest.length > 0 ? <EvidenceTiles files={rest} /> : null}
    </div>
  )
}

function Preview({ file }: { file: Shown }) {
  if (kindOf(file.mime) === 'image') {
    return (
      <a href={previewHref(file.id)} target="_blank" rel="noopener" className="block border border-line bg-ground">
        <img
          src={previewHref(file.id)}
          alt={file.name}
          loading="lazy"
          decoding="async"
          className="mx-auto max-h-[70vh] max-w-full object-contain"
        />
      </a>
    )
  }
  return (
    <>
      {/* Phones have no viewer inside a page: there the name above opens it. */}
      {/* oxlint-disable-next-line react/iframe-missing-sandbox -- a sandbox keeps the browser from showing a PDF; the file brings its own policy */}
      <iframe
        src={`${previewHref(file.id)}#navpanes=0&view=FitH`}
        title={file.name}
        loading="lazy"
        className="h-[70vh] w-full border border-line bg-ground max-md:hidden"
      />
      <p className="text-ink-3 md:hidden">PDF，点上面的文件名打开。</p>
    </>
  )
}
