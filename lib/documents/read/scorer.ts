import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import { readDocument } from './read-document'

export const SCORER = '../shared/score-import.mjs'

export type Scores = Map<string, { f1: number; recall: number }>

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

/** Reads a document and measures the reading against its annotation, for tests. */
export async function score(file: string, gold: string, sameLines: boolean): Promise<Scores> {
  const reading = readPlan(await readDocument(readFileSync(file), basename(file)))
  const folder = mkdtempSync(join(tmpdir(), 'score-'))
  try {
    const out = join(folder, 'read.json')
    writeFileSync(out, JSON.stringify(sameLines ? reading : withoutLines(reading)))
    const printed = execFileSync(process.execPath, [SCORER, gold, out], { encoding: 'utf8' })
    const lines = [...printed.matchAll(/^(.+?)\s+P ([\d.]+)\s+R ([\d.]+)\s+F1 ([\d.]+)/gm)]
    return new Map(lines.map((line) => [line[1] as string, { recall: Number(line[3]), f1: Number(line[4]) }]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
