import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import JSZip from 'jszip'
import { describe, expect, it, vi } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { madePdf, setPages } from './made-pdf'
import { readDocument } from './read-document'

vi.setConfig({ testTimeout: 60_000 })

/** The invented plans whose paragraphs stand a line each, so that other formats can be made of them. */
const FOLDER = join(import.meta.dirname, 'fixtures')
const PLANS = [
  'education-parts-boxes.txt',
  'housing-label-lines.txt',
  'national-division.txt',
  'opinions-two-carriers.txt',
  'provincial-brackets.txt',
  'renewal-steps.txt',
  'restoration-paragraphs.txt',
  'yearly-tasks.txt',
]

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

const FORMATS: [string, string, (lines: string[]) => Promise<Uint8Array> | Uint8Array][] = [
  ['GB18030', 'a.txt', (lines) => iconv.encode(lines.join('\r\n'), 'gb18030')],
  ['UTF-16', 'a.txt', (lines) => iconv.encode(lines.join('\n'), 'utf-16le', { addBOM: true })],
  [
    'docx',
    'a.docx',
    async (lines) => {
      const zip = new JSZip()
      const paragraphs = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`)
      zip.file('word/document.xml', `<w:document xmlns:w="w"><w:body>${paragraphs.join('')}</w:body></w:document>`)
      return zip.generateAsync({ type: 'uint8array' })
    },
  ],
  [
    'html',
    'a.html',
    (lines) =>
      iconv.encode(
        `<html><body><div id="zoom">${lines.map((line) => `<p>${escaped(line)}</p>`).join('')}</div></body></html>`,
        'utf8',
      ),
  ],
  [
    'html with breaks',
    'a.htm',
    (lines) =>
      iconv.encode(`<html><body><div id="zoom">${lines.map(escaped).join('<br>\n')}</div></body></html>`, 'gb18030'),
  ],
  [
    'PDF',
    'a.pdf',
    (lines) =>
      madePdf(
        setPages(
          lines.map((line) => line.trim()),
          '示例文件汇编',
        ),
      ),
  ],
]

const plain = (text: string): string => text.normalize('NFKC').replace(/\s/g, '')

const essence = (reading: PlanReading) => ({
  tasks: reading.tasks.map((task) => [
    task.kind,
    task.number,
    task.path.map(plain).join('>'),
    task.leadUnits.map(plain),
    task.supportUnits.map(plain),
    task.dueOn,
    task.ongoing,
  ]),
  indicators: reading.indicators.map((one) => [
    plain(one.name),
    one.unit,
    one.targets.map((target) => `${target.year}${plain(target.text)}`),
  ]),
  targets: reading.targets.map((target) => [
    target.taskIndex,
    target.year,
    target.op,
    target.valueText === null ? null : plain(target.valueText),
  ]),
})

describe('one plan in every format reads the same', () => {
  it.each(PLANS.flatMap((plan) => FORMATS.map(([format, name, make]) => ({ plan, format, name, make }))))(
    '$plan as $format',
    async ({ plan, name, make }) => {
      const bytes = readFileSync(join(FOLDER, plan))
      const expected = essence(readPlan(await readDocument(bytes, plan)))
      expect(expected.tasks.length).toBeGreaterThan(1)
      const lines = bytes
        .toString('utf8')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
      expect(essence(readPlan(await readDocument(await make(lines), name)))).toEqual(expected)
    },
  )

  it('the plans are there', () => {
    expect(readdirSync(FOLDER)).toEqual(expect.arrayContaining(PLANS))
  })
})
