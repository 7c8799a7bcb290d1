/** `html` is only for importing a plan; `encrypted` tells a locked Office document from one that is none. */
export type FileKind = 'image' | 'pdf' | 'office' | 'text' | 'html' | 'encrypted'
export type Sniffed = { mime: string; ext: string; kind: FileKind }
