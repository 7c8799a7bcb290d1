import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { readDocument } from './read-document'

const PLANS = '../shared/plans'
const SCORER = '../shared/score-import.mjs'

type Scores = Map<string, { f1: number; recall: number }>

/** Lines are compared only where the gold counts the same lines: in the text file itself. */
function withoutLines(reading: PlanReading): unknown {
  const none = { startLine: null, endLine: null }
  return {
    ...reading,
    tasks: reading.tasks.map((task) => ({ ...task, ...none })),
    indicators: reading.indicators.map((one) => ({ ...one, ...none })),
    targets: reading.targets.map((target) => ({ ...target, line: null })),
  }
}

async function score(file: string, gold: string): Promise<Scores> {
  const reading = readPlan(await readDocument(readFileSync(join(PLANS, file)), file))
  const folder = mkdtempSync(join(tmpdir(), 'score-'))
  try {
    const out = join(folder, 'read.json')
    writeFileSync(out, JSON.stringify(file.includes('/') ? withoutLines(reading) : reading))
    const printed = execFileSync(process.execPath, [SCORER, join(PLANS, `${gold}.gold.json`), out], {
      encoding: 'utf8',
    })
    const lines = [...printed.matchAll(/^(.+?)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)/gm)]
    return new Map(lines.map((line) => [line[1] as string, { recall: Number(line[3]), f1: Number(line[4]) }]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe.skipIf(!existsSync(PLANS))('real plans against their annotations', () => {
  it.each(['xiangfu', 'lianyungang', 'gongyi', 'guancheng', 'zhengzhou'])('%s.txt', async (plan) => {
    const scores = await score(`${plan}.txt`, plan)
    expect(scores.size).toBeGreaterThan(5)
    for (const [measure, { f1, recall }] of scores) {
      if (measure === 'dated numeric targets') expect(recall, measure).toBeGreaterThanOrEqual(0.9)
      else expect(f1, measure).toBeGreaterThanOrEqual(measure === 'targets understood' ? 0.95 : 0.97)
    }
  })

  it.each([
    ['xiangfu', 'formats/xiangfu.docx'],
    ['xiangfu', 'formats/xiangfu.doc'],
    ['xiangfu', 'formats/xiangfu.html'],
    ['xiangfu', 'formats/xiangfu.pdf'],
    ['lianyungang', 'formats/lianyungang-gb18030.txt'],
    ['lianyungang', 'formats/lianyungang.docx'],
    ['lianyungang', 'formats/lianyungang.doc'],
    ['lianyungang', 'formats/lianyungang.pdf'],
  ])(
    '%s as %s reads like the text file',
    async (plan, file) => {
      const scores = await score(file, plan)
      for (const [measure, { f1, recall }] of scores) {
        // these files begin below the page's head, where the number stands
        if (measure === 'document fields') continue
        if (measure === 'dated numeric targets') expect(recall, measure).toBeGreaterThanOrEqual(0.9)
        else expect(f1, measure).toBeGreaterThanOrEqual(0.97)
      }
    },
    30_000,
  )

  it.each(['formats/gongyi-indicators.docx', 'formats/gongyi-indicators.pdf'])(
    'the indicator table alone: %s',
    async (file) => {
      const scores = await score(file, 'gongyi')
      for (const measure of [
        'indicators',
        'indicator units',
        'baselines',
        'target texts',
        'targets understood',
        'indicator owners',
      ]) {
        expect(scores.get(measure)?.f1, measure).toBeGreaterThanOrEqual(0.97)
      }
    },
    30_000,
  )

  it('the division table gives the same units as the text', async () => {
    const scores = await score('formats/xiangfu-fengong.csv', 'xiangfu')
    for (const measure of ['tasks', 'lead units', 'supporting units']) expect(scores.get(measure)?.f1, measure).toBe(1)
  })
})
