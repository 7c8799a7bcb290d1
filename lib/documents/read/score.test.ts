import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { score as scoreFile } from './scorer'

const PLANS = '../shared/plans'

const score = (file: string, gold: string) =>
  scoreFile(join(PLANS, file), join(PLANS, `${gold}.gold.json`), !file.includes('/'))

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
