import type { ReactNode } from 'react'
import { extensionOf, fileSize } from './file-rules'

export interface FileTile {
  key: string
  name: string
  size: number
  /** image: `previewHref` is shown small; pdf and other: a tile with the extension. */
  kind: 'image' | 'pdf' | 'other'
  href: string
  previewHref?: string
  /** 王敏 09-28 */
  note?: ReactNode
}

/** Evidence as a grid; each tile opens the file. */
export function FileGrid({ files, empty = '没有佐证材料' }: { files: FileTile[]; empty?: string }) {
  if (!files.length) return <p className="text-ink-3">{empty}</p>
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(152px,1fr))] gap-4">
      {files.map((file) => (
        <li key={file.key} className="min-w-0">
          <a href={file.href} className="group block">
            <FileFace file={file} />
            <span className="mt-1 line-clamp-2 group-hover:text-accent group-hover:underline">{file.name}</span>
          </a>
          <p className="text-ink-3">
            {fileSize(file.size)}
            {file.note ? <> · {file.note}</> : null}
          </p>
        </li>
      ))}
    </ul>
  )
}

function FileFace({ file }: { file: FileTile }) {
  const frame =
    'flex h-26 w-full items-center justify-center overflow-hidden border border-line bg-ground group-hover:border-edge'
  if (file.kind === 'image' && file.previewHref) {
    return (
      <span className={frame}>
        <img src={file.previewHref} alt="" loading="lazy" decoding="async" className="h-full w-full object-cover" />
      </span>
    )
  }
  return (
    <span className={frame}>
      <span className="text-read font-semibold tracking-wide text-ink-3 uppercase">
        {file.kind === 'pdf' ? 'PDF' : extensionOf(file.name) || '文件'}
      </span>
    </span>
  )
}
