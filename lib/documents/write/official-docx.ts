import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import { formatLong } from '@/lib/domain/calendar/date'
import {
  numberHeadings,
  type OfficialBlock,
  type OfficialDocument,
  type OfficialTable,
} from '@/lib/domain/official/document'

/** GB/T 9704-2012, 5.2: the type area is 156 mm by 225 mm on A4; 37 mm above it, 28 mm on the binding side. */
const millimetre = 1440 / 25.4
const textWidth = Math.round(156 * millimetre)
const page = {
  width: Math.round(210 * millimetre),
  height: Math.round(297 * millimetre),
  margin: {
    top: Math.round(37 * millimetre),
    left: Math.round(28 * millimetre),
    right: Math.round(26 * millimetre),
    bottom: Math.round(35 * millimetre),
    footer: Math.round(28 * millimetre),
    header: Math.round(15 * millimetre),
  },
}

/** Half points: 三号 16 pt, 二号 22 pt, 四号 14 pt, 小四 12 pt. */
const size = { body: 32, title: 44, small: 28, table: 24, masthead: 88 }
/** 5.2.3: 22 lines a page; in twentieths of a point. */
const line = { line: 579, lineRule: LineRuleType.EXACT }
/** One character of 三号, in twentieths of a point. */
const character = 320
const red = 'FF0000'

const fonts = {
  body: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' },
  black: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' },
  script: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '楷体' },
  title: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '方正小标宋简体' },
  plain: { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' },
}
type Font = keyof typeof fonts

/** Signs that XML 1.0 cannot hold would make a file that no program opens. */
const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- these are the very signs to take out
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')

const run = (text: string, font: Font, half: number, color?: string): TextRun =>
  new TextRun({ text: printable(text), font: fonts[font], size: half, ...(color ? { color } : {}) })

const paragraph = (text: string, options: IParagraphOptions = {}, font: Font = 'body', half = size.body): Paragraph =>
  new Paragraph({ spacing: line, ...options, children: [run(text, font, half)] })

/** 7.3.3: 一、in black, （一） in script, 1. in the body's own letters; every one begins two characters in. */
const headingFonts: Readonly<Record<1 | 2 | 3, Font>> = { 1: 'black', 2: 'script', 3: 'body' }
const indented = { indent: { firstLine: 2 * character } }

const thin = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const thick = { style: BorderStyle.SINGLE, size: 8, color: '000000' }
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }

const tableOf = ({ caption, columns, rows }: OfficialTable): (Paragraph | Table)[] => {
  const whole = columns.reduce((sum, column) => sum + column.share, 0)
  const widths = columns.map((column) => Math.floor((column.share / whole) * textWidth))
  const cell = (text: string, at: number, isHead: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 40, bottom: 40, left: 80, right: 80 },
      children: text.split('\n').map(
        (one) =>
          new Paragraph({
            alignment: isHead ? AlignmentType.CENTER : columns[at]?.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
            children: [run(one, isHead ? 'black' : 'body', size.table)],
          }),
      ),
    })
  return [
    ...(caption === null
      ? []
      : [paragraph(caption, { alignment: AlignmentType.CENTER, keepNext: true }, 'black', size.small)]),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: widths,
      borders: { top: thin, bottom: thin, left: thin, right: thin, insideHorizontal: thin, insideVertical: thin },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(({ head }, at) => cell(head, at, true)),
        }),
        ...rows.map(
          (row) => new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(row[at] ?? '', at, false)) }),
        ),
      ],
    }),
    paragraph(''),
  ]
}

const blockOf = (block: OfficialBlock): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [paragraph(block.text, { ...indented, keepNext: true }, headingFonts[block.level])]
    case 'paragraph':
      return block.text.split('\n').map((one) => paragraph(one, { ...indented, alignment: AlignmentType.BOTH }))
    case 'table':
      return tableOf(block.table)
    case 'picture': {
      const { png, width, height, caption } = block.picture
      const widest = (156 / 25.4) * 96
      const scale = Math.min(1, widest / width)
      const transformation = { width: Math.round(width * scale), height: Math.round(height * scale) }
      return [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          keepNext: true,
          children: [
            new ImageRun({ type: 'png', data: png, transformation, altText: { name: caption, description: caption } }),
          ],
        }),
        paragraph(caption, { alignment: AlignmentType.CENTER }, 'black', size.small),
      ]
    }
  }
}

/** Characters of three-point size that a text fills: a figure or Latin letter takes half of one. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) < 256 ? 0.5 : 1), 0)

/** 7.3.5.2: the date ends four characters from the edge and the name stands centred over it, never beyond two. */
const signed = (signature: string | null, date: string | null): Paragraph[] => {
  const atRight = (text: string, characters: number): Paragraph =>
    paragraph(text, {
      alignment: AlignmentType.RIGHT,
      keepLines: true,
      indent: { right: Math.round(characters * character) },
    })
  const dateRoom = 4
  const nameRoom = Math.max(2, dateRoom + (widthOf(date ?? '') - widthOf(signature ?? '')) / 2)
  return [
    ...(signature === null && date === null ? [] : [paragraph(''), paragraph('')]),
    ...(signature === null ? [] : [atRight(signature, date === null ? dateRoom : nameRoom)]),
    ...(date === null ? [] : [atRight(date, dateRoom)]),
  ]
}

/** 7.4: the imprint between two thick lines, thin ones within. */
const imprint = ({ copies, printedBy, on }: OfficialDocument): (Paragraph | Table)[] => {
  const small = (text: string, options: IParagraphOptions): Paragraph => paragraph(text, options, 'body', size.small)
  const rows: Paragraph[] = [
    ...(copies.length === 0
      ? []
      : [small(`抄送：${copies.join('，')}。`, { indent: { left: character + 840, hanging: 840, right: character } })]),
    ...(printedBy === null
      ? []
      : [
          new Paragraph({
            spacing: line,
            indent: { left: character, right: character },
            tabStops: [{ type: 'right', position: textWidth - character }],
            children: [run(`${printedBy}${on === null ? '' : `\t${formatLong(on)}印发`}`, 'body', size.small)],
          }),
        ]),
  ]
  if (rows.length === 0) return []
  return [
    paragraph(''),
    new Table({
      width: { size: textWidth, type: WidthType.DXA },
      columnWidths: [textWidth],
      borders: { top: thick, bottom: thick, left: none, right: none, insideHorizontal: thin, insideVertical: none },
      rows: rows.map(
        (one) =>
          new TableRow({
            cantSplit: true,
            children: [new TableCell({ width: { size: textWidth, type: WidthType.DXA }, children: [one] })],
          }),
      ),
    }),
  ]
}

/** 7.2.4 to 7.2.8: the red head, the number with the signer, the red line. */
const head = ({ masthead, docNumber, signer }: OfficialDocument): Paragraph[] => {
  const numbered = docNumber !== null || signer !== null
  return [
    ...(masthead === null
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 400, after: 600 },
            // A long name still stands on one line.
            children: [
              run(
                masthead,
                'title',
                Math.min(size.masthead, Math.floor(((textWidth / 20) * 2) / widthOf(masthead))),
                red,
              ),
            ],
          }),
        ]),
    ...(numbered || masthead !== null
      ? [
          new Paragraph({
            alignment: signer === null ? AlignmentType.CENTER : AlignmentType.LEFT,
            spacing: { ...line, after: 480 },
            indent: signer === null ? {} : { left: character, right: character },
            tabStops: signer === null ? [] : [{ type: 'right', position: textWidth - character }],
            ...(masthead === null
              ? {}
              : { border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: red, space: 12 } } }),
            children: [
              run(docNumber ?? '', 'body', size.body),
              ...(signer === null ? [] : [run('\t签发人：', 'body', size.body), run(signer, 'script', size.body)]),
            ],
          }),
        ]
      : []),
  ]
}

const footerOf = (alignment: 'left' | 'right'): Footer =>
  new Footer({
    children: [
      new Paragraph({
        alignment: alignment === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: { [alignment]: character },
        children: [new TextRun({ font: fonts.plain, size: size.small, children: ['— ', PageNumber.CURRENT, ' —'] })],
      }),
    ],
  })

/**
 * A document as .docx in the layout of GB/T 9704-2012《党政机关公文格式》: type area, letters, head, numbering of headings,
 * signature, imprint, page numbers outside (7.5). Same content, same bytes but for the times inside the package.
 */
export const writeOfficialDocx = async (document: OfficialDocument): Promise<Buffer> => {
  const { title, addressees, blocks, attachments, signature, on, mark } = document
  const header = new Header({
    children: mark === null ? [] : [paragraph(mark, { alignment: AlignmentType.RIGHT }, 'black', size.small)],
  })
  const file = new Document({
    title: printable(title),
    creator: printable(signature ?? ''),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fonts.body, size: size.body } } } },
    sections: [
      {
        properties: { page: { size: { width: page.width, height: page.height }, margin: page.margin } },
        headers: { default: header, even: header },
        footers: { default: footerOf('right'), even: footerOf('left') },
        children: [
          ...head(document),
          ...title
            .split('\n')
            .map((one) =>
              paragraph(
                one,
                { alignment: AlignmentType.CENTER, spacing: { line: 700, lineRule: LineRuleType.EXACT } },
                'title',
                size.title,
              ),
            ),
          paragraph(''),
          ...(addressees.length === 0 ? [] : [paragraph(`${addressees.join('、')}：`)]),
          ...numberHeadings(blocks).flatMap(blockOf),
          ...(attachments.length === 0 ? [] : [paragraph('')]),
          ...attachments.map((name, at) =>
            paragraph(
              `${at === 0 ? '附件：' : ''}${attachments.length > 1 ? `${at + 1}.` : ''}${name}`,
              at === 0 ? indented : { indent: { firstLine: 5 * character } },
            ),
          ),
          ...signed(signature, on === null ? null : formatLong(on)),
          ...imprint(document),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}
