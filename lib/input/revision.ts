import { z } from 'zod'
import type { PlanReading } from '@/lib/domain/plan-text/reading'
import type { SourceLine } from '@/lib/domain/plan/source-lines'
import { idInput, reasonInput, versionInput } from './task'

export const rereadPlanInput = z.object({
  planId: idInput,
  uploadId: z.string().min(1, '请先选择修订后的文件').max(200),
})

export const rereadReadingInput = z.object({
  planId: idInput,
  reading: z.custom<PlanReading>((value) => typeof value === 'object' && value !== null && 'tasks' in value),
  lines: z.custom<readonly SourceLine[]>((value) => Array.isArray(value)).default([]),
  fileName: z.string().min(1),
})

const revisionVerbInput = z.object({ planId: idInput, revisionId: idInput, version: versionInput })
export const discardRevisionInput = revisionVerbInput.extend({ reason: reasonInput })

const key = z.string().min(1).max(60)

export const decideRevisionInput = revisionVerbInput.extend({
  /** By entry; null takes a decision back. */
  entries: z
    .record(
      key,
      z
        .object({ accept: z.boolean(), digest: z.string().max(20), fields: z.array(key).max(100).optional() })
        .nullable(),
    )
    .default({}),
  /** By entry of the new version: the old entry that it was, or null: a new one. */
  partners: z.record(key, key.nullable()).default({}),
  /** Names of the new version to units of the register. */
  units: z.record(z.string().min(1).max(100), idInput).default({}),
})

export const applyRevisionInput = revisionVerbInput.extend({
  /** Of the comparison that was on the screen. */
  digest: z.string().min(1).max(20),
})
