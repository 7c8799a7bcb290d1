/** PDF files made for tests: text and lines at given places, as plans come out of many programs. */
export type MadeText = { text: string; x: number; y: number; size?: number }
export type MadeRule = { x1: number; y1: number; x2: number; y2: number }
export type MadePage = { texts: MadeText[]; rules?: MadeRule[] }
/** `unicode`: codes with a map to Unicode, as most programs write. `gbk`: GBK codes and no map, as older ones do. */
export type MadeEncoding = 'unicode' | 'gbk'

export const PAGE = { width: 595, height: 842, left: 72, right: 523, top: 770, bottom: 72 }

/** Width of a text in points: Chinese signs a full measure, others half of it. */
export const widthOf = (text: string, size = 10.5): number =>
  [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 0x7f ? size : size / 2), 0)

export function madePdf(
  pages: MadePage[],
  encode: (text: string) => Buffer = utf16,
  encoding: MadeEncoding = 'unicode',
): Uint8Array {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const stream = (body: string): string =>
    `<< /Length ${Buffer.byteLength(body, 'latin1')} >>\nstream\n${body}\nendstream`
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add('')
  const descriptor = add(
    '<< /Type /FontDescriptor /FontName /SimSun /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 859 /Descent -141 /CapHeight 700 /StemV 80 >>',
  )
  const unicode = encoding === 'unicode'
  const order = unicode ? 'Identity' : 'GB1'
  const widths = unicode ? '/W [32 126 500]' : '/W [1 95 500 814 907 500]'
  const font = add(
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /CIDSystemInfo << /Registry (Adobe) /Ordering (${order}) /Supplement 2 >> /FontDescriptor ${descriptor} 0 R /DW 1000 ${widths} >>`,
  )
  const map = unicode ? add(stream(toUnicode())) : null
  const type0 = add(
    `<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /${unicode ? 'Identity-H' : 'GBK-EUC-H'} /DescendantFonts [${font} 0 R]${map ? ` /ToUnicode ${map} 0 R` : ''} >>`,
  )
  const kids = pages.map((page) => {
    const drawn = (page.rules ?? []).map((rule) => `${rule.x1} ${rule.y1} m ${rule.x2} ${rule.y2} l S`)
    const written = page.texts.map(
      ({ text, x, y, size = 10.5 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${encode(text).toString('hex')}> Tj ET`,
    )
    const content = add(stream([...drawn, ...written].join('\n')))
    return add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] /Resources << /Font << /F1 ${type0} 0 R >> >> /Contents ${content} 0 R >>`,
    )
  })
  objects[1] = `<< /Type /Pages /Kids [${kids.map((id) => `${id} 0 R`).join(' ')}] /Count ${kids.length} >>`
  const parts = ['%PDF-1.5\n']
  const offsets: number[] = []
  let length = Buffer.byteLength(parts[0] as string)
  for (const [at, body] of objects.entries()) {
    const object = `${at + 1} 0 obj\n${body}\nendobj\n`
    offsets.push(length)
    length += Buffer.byteLength(object, 'latin1')
    parts.push(object)
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  )
  return Buffer.from(parts.join(''), 'latin1')
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

function toUnicode(): string {
  const hex = (value: number) => value.toString(16).padStart(4, '0')
  const ranges = Array.from({ length: 256 }, (_, high) => {
    const [from, to] = [hex(high * 256), hex(high * 256 + 255)]
    return `<${from}> <${to}> <${from}>`
  })
  const blocks = [0, 100, 200].map((from) => {
    const block = ranges.slice(from, from + 100)
    return `${block.length} beginbfrange\n${block.join('\n')}\nendbfrange`
  })
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap end end`
}

export type MadeTable = {
  widths: number[]
  rows: string[][]
  align: 'top' | 'middle'
  /** Blank above and below each row, beyond the lines' own distance. */
  padding: number
  centred: boolean
  repeatHeader: boolean
  ruled?: boolean
}

const SIZE = 10.5
const LEADING = 15.75

/** Paragraphs and tables set on pages, with a running head and page numbers. */
export function setPages(content: (string | MadeTable)[], head: string | null = null): MadePage[] {
  const pages: MadePage[] = []
  let y = 0
  const turn = () => {
    const texts: MadeText[] = []
    if (head) texts.push({ text: head, x: 220, y: 800, size: 9 })
    texts.push({ text: `— ${pages.length + 1} —`, x: 285, y: 40, size: 9 })
    pages.push({ texts, rules: [] })
    y = PAGE.top
  }
  const page = () => pages.at(-1) as MadePage
  turn()
  for (const one of content) {
    if (typeof one === 'string') {
      for (const line of wrap(`　　${one}`, PAGE.right - PAGE.left)) {
        if (y < PAGE.bottom) turn()
        const indent = line.startsWith('　　') ? SIZE * 2 : 0
        page().texts.push({ text: line.trim(), x: PAGE.left + indent, y, size: SIZE })
        y -= LEADING * 1.3
      }
      continue
    }
    const set = (row: string[]) => {
      const cells = row.map((text, x) =>
        text.split('\n').flatMap((part) => (part ? wrap(part, (one.widths[x] as number) - SIZE) : [])),
      )
      const height = Math.max(1, ...cells.map((lines) => lines.length)) * LEADING + one.padding
      if (y - height < PAGE.bottom) {
        turn()
        if (one.repeatHeader && row !== one.rows[0]) set(one.rows[0] as string[])
      }
      let x = PAGE.left
      cells.forEach((lines, column) => {
        const width = one.widths[column] as number
        const blank = one.align === 'middle' ? (height - one.padding - lines.length * LEADING) / 2 : 0
        lines.forEach((text, at) => {
          const left = one.centred ? x + (width - widthOf(text)) / 2 : x + SIZE / 2
          page().texts.push({ text, x: left, y: y - SIZE - one.padding / 2 - blank - at * LEADING, size: SIZE })
        })
        if (one.ruled)
          page().rules?.push(
            { x1: x, y1: y, x2: x + width, y2: y },
            { x1: x, y1: y - height, x2: x + width, y2: y - height },
            { x1: x, y1: y, x2: x, y2: y - height },
            { x1: x + width, y1: y, x2: x + width, y2: y - height },
          )
        x += width
      })
      y -= height
    }
    for (const row of one.rows) set(row)
    y -= LEADING
  }
  return pages
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const sign of text) {
    if (line !== '' && widthOf(line + sign, SIZE) > width) {
      lines.push(line)
      line = ''
    }
    line += sign
  }
  return line === '' ? lines : [...lines, line]
}
