import { readFileSync } from 'node:fs'
import { describe, expect, it, vi } from 'vitest'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { type MadeTable, madePdf, setPages } from '@/lib/documents/read/made-pdf'
import { readDocument } from '@/lib/documents/read/read-document'
import { readInProcess } from './document-process'

vi.setConfig({ testTimeout: 400_000 })

const SENTENCE =
  '健全工作机制，完善配套政策，推动示例管理规范化、标准化、信息化，形成齐抓共管、协同推进的工作格局，不断增强群众获得感。'
const ORDINALS = [...'一二三四五六七八九十']

function longPlan(chapters: number, sentences: number): string[] {
  const lines = ['甲市“十四五”示例事业发展规划', '第一章 总体要求', SENTENCE]
  for (const chapter of ORDINALS.slice(1, chapters + 1)) {
    lines.push(`第${chapter}章 示例领域任务`)
    for (const section of ORDINALS) {
      lines.push(`第${section}节 示例工作`)
      for (let task = 1; task <= 9; task++)
        lines.push(
          `${task}．加强示例管理。${SENTENCE.repeat(sentences)}到2025年，示例覆盖率达到9${task}%。（牵头单位：市民政局；配合单位：市财政局、市教育局）`,
        )
    }
  }
  return lines
}

/** Processor time of the children that have ended, in seconds: what other work does to the clock does not count. */
const childSeconds = (): number => {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[13]) + Number(fields[14])) / 100
}

const stream = (bytes: Uint8Array): ReadableStream<Uint8Array> => new Blob([new Uint8Array(bytes)]).stream()

describe('the time that reading takes', () => {
  it('half a megabyte of text: about a second', async () => {
    const bytes = new TextEncoder().encode(longPlan(9, 3).join('\n'))
    expect(bytes.length).toBeGreaterThan(500_000)
    const times: number[] = []
    for (let run = 0; run < 3; run++) {
      const started = process.cpuUsage()
      expect(readPlan(await readDocument(bytes, '规划.txt')).tasks).toHaveLength(810)
      const { user, system } = process.cpuUsage(started)
      times.push((user + system) / 1e6)
    }
    // the aim is one second on a machine with nothing else to do
    expect(Math.min(...times)).toBeLessThan(1.5)
  })

  it.skipIf(process.platform !== 'linux')('a PDF of 300 pages, while the server goes on', async () => {
    const table: MadeTable = {
      widths: [40, 200, 110, 90],
      align: 'middle',
      padding: 4,
      centred: false,
      repeatHeader: true,
      rows: [
        ['序号', '工作任务', '责任单位', '完成时限'],
        ...Array.from({ length: 700 }, (_, i) => [
          String(i + 1),
          `完成示例工程第${i + 1}项建设任务并投入使用`,
          '市住房城乡建设局',
          '2025年底前',
        ]),
      ],
    }
    const pages = setPages([...longPlan(9, 6), '附表 任务分工', table, { ...table, ruled: true }])
    const bytes = madePdf(pages.slice(0, 300))
    expect(pages.length).toBeGreaterThanOrEqual(300)
    let [last, longest] = [performance.now(), 0]
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 20)
    const before = childSeconds()
    const result = (await readInProcess(stream(bytes), '规划.pdf')) as { ok: boolean; reading: PlanReading }
    clearInterval(clock)
    expect(result.ok).toBe(true)
    expect(result.reading.tasks.length).toBeGreaterThan(800)
    expect(childSeconds() - before).toBeLessThan(20)
    expect(longest).toBeLessThan(3000)
  })
})

describe('the reader in a process of its own', () => {
  it('says why it refuses, and several wait for one another', async () => {
    const files = ['', '%PDF-1.7 cut', '一、主要任务\n（一）加强示例管理。健全机制。（市民政局牵头）', '', '']
    const results = await Promise.all(
      files.map((text) => readInProcess(stream(new TextEncoder().encode(text)), '文件.txt')),
    )
    expect(results.map((one) => (one as { ok: boolean }).ok)).toEqual([false, false, true, false, false])
    expect((results[1] as { why: string }).why).toMatch(/重新下载/)
  })
})
