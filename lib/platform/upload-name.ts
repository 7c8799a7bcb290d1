import type { Sniffed } from '@/lib/platform/file-kind'

/** Endings which mean the same as the one on the left, as cameras and WPS write them. */
const alsoCalled: Record<string, string[]> = {
  jpg: ['jpeg', 'jpe', 'jfif'],
  tif: ['tiff'],
  heic: ['heif'],
  doc: ['wps'],
  xls: ['et'],
  ppt: ['dps'],
  html: ['htm', 'xhtml'],
  txt: ['csv', 'tsv', 'md', 'log'],
}

/** A text which is called like a document is only misnamed; one which is called anything else may be a script. */
const documents = new Set([
  'txt',
  'doc',
  'docx',
  'wps',
  'pdf',
  'ofd',
  'rtf',
  'odt',
  'xls',
  'xlsx',
  'et',
  'ppt',
  'pptx',
  'html',
  'htm',
])
const LONGEST = 120

/**
 * The name under which a file is kept: the sender's, without folders and invisible characters, ending in what it really is.
 * Null for a text whose name says that it is a script.
 */
export function namedByContent(given: string, { ext, kind }: Sniffed): { name: string; ext: string } | null {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim()
  const ending = /\.([a-z][a-z0-9]{0,9})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const stem =
    (ending ? name.slice(0, -ending.length - 1) : name)
      .replace(/[<>:"|?*]/g, '_')
      .slice(0, LONGEST)
      .trim() || '未命名'
  const fits = ending === ext || (alsoCalled[ext] ?? []).includes(ending)
  if (!fits && ending && !documents.has(ending) && kind === 'text') return null
  const kept = fits ? ending : ext
  return { name: kept ? `${stem}.${kept}` : stem, ext: kept }
}
