import { z } from 'zod'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { indicatorDirections, reportingCycles, taskKinds, unitKinds } from '@/lib/domain/labels'
import type { DraftOperation } from '@/lib/domain/plan/draft'
import { dayInput, idInput, reasonInput, versionInput } from './task'

export const planVerbInput = z.object({ planId: idInput, version: versionInput })
export const planReasonInput = planVerbInput.extend({ reason: reasonInput })

export const importPlanInput = z.object({ uploadId: z.string().min(1, '请先选择规划文件').max(200) })

const MAX_TEXT = 50_000
const key = z.string().min(1).max(20)
const keys = z.array(key).min(1, '请选择任务').max(5000)
const title = z.string().trim().min(1, '请填写名称').max(300, '名称不超过 300 字')
const spelling = z.string().trim().min(1, '请填写单位名称').max(100, '单位名称不超过 100 字')
const draftUnit = z.object({ spelling, unitId: idInput.nullable() })
const draftUnits = z.array(draftUnit).max(300)
const day = dayInput.transform((value) => value as CalendarDate)

/** What the screen may ask of a draft; `restore` is not among them: only undo and redo make it. */
const shortText = z.string().trim().max(300, '不超过 300 字').nullable().optional()
const targetYear = z
  .number('请填写年份，如 2030')
  .int('请填写年份，如 2030')
  .min(1949, '请填写年份，如 2030')
  .max(2100, '请填写年份，如 2030')

const operationInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('editItem'),
    key,
    title: title.optional(),
    number: z.string().trim().max(20, '编号不超过 20 字').nullable().optional(),
    text: z.string().max(MAX_TEXT, `内容不超过 ${MAX_TEXT} 字`).optional(),
  }),
  z.object({ kind: z.literal('setKind'), keys, value: z.enum(taskKinds) }),
  z.object({ kind: z.literal('setDeadline'), keys, dueOn: day.nullable(), ongoing: z.boolean() }),
  z.object({ kind: z.literal('setUnits'), keys, leads: draftUnits, supports: draftUnits }),
  z.object({
    kind: z.literal('addUnit'),
    keys,
    role: z.enum(['lead', 'support']),
    unit: draftUnit,
  }),
  z.object({ kind: z.literal('matchSpelling'), spelling, unitId: idInput.nullable() }),
  z.object({ kind: z.literal('dropSpelling'), spelling }),
  z.object({ kind: z.literal('split'), key, at: z.number().int().min(0) }),
  z.object({ kind: z.literal('merge'), keys }),
  z.object({ kind: z.literal('move'), keys, sectionKey: key.nullable(), beforeKey: key.nullable() }),
  z.object({
    kind: z.literal('add'),
    sectionKey: key.nullable(),
    afterKey: key.nullable(),
    beforeKey: key.nullable().optional(),
    title,
    line: z.number().int().positive().nullable().optional(),
    text: z.string().max(MAX_TEXT).optional(),
  }),
  z.object({ kind: z.literal('drop'), keys }),
  z.object({ kind: z.literal('setIssue'), keys, issue: z.boolean() }),
  z.object({ kind: z.literal('renameSection'), key, title }),
  z.object({ kind: z.literal('moveSection'), key, parentKey: key.nullable(), beforeKey: key.nullable() }),
  z.object({ kind: z.literal('addSection'), parentKey: key.nullable(), afterKey: key.nullable(), title }),
  z.object({ kind: z.literal('dropSection'), key }),
  z.object({ kind: z.literal('settleWarning'), key, settled: z.boolean() }),
  z.object({
    kind: z.literal('settleSpots'),
    keys: z.array(z.string().min(1).max(500)).min(1, '请选择疑点').max(5000),
    settled: z.boolean(),
  }),
  z.object({
    kind: z.literal('editIndicator'),
    key,
    domain: shortText,
    number: shortText,
    name: title.optional(),
    unit: shortText,
    baselineYear: targetYear.nullable().optional(),
    baselineText: shortText,
    nature: shortText,
    source: shortText,
    direction: z.enum(indicatorDirections).optional(),
    owners: draftUnits.optional(),
    targets: z
      .array(z.object({ year: targetYear.nullable(), text: z.string().trim().max(300, '不超过 300 字') }))
      .max(50, '最多 50 个目标年')
      .optional(),
  }),
  z.object({ kind: z.literal('addIndicator'), name: title, afterKey: key.nullable() }),
  z.object({ kind: z.literal('dropIndicators'), keys }),
  z.object({ kind: z.literal('mergeIndicators'), keys }),
  z.object({ kind: z.literal('moveIndicator'), key, beforeKey: key.nullable() }),
  z.object({ kind: z.literal('addOwner'), keys, unit: draftUnit }),
  z.object({
    kind: z.literal('editTarget'),
    key,
    text: z.string().trim().min(1, '请填写文字').max(1000, '不超过 1000 字').optional(),
    year: targetYear.optional(),
    itemKey: key.nullable().optional(),
  }),
  z.object({
    kind: z.literal('addTarget'),
    itemKey: key,
    text: z.string().trim().min(1, '请填写文字').max(1000, '不超过 1000 字'),
    year: targetYear,
  }),
  z.object({ kind: z.literal('dropTargets'), keys }),
  z.object({ kind: z.literal('setMilestone'), keys, isMilestone: z.boolean() }),
]) satisfies z.ZodType<DraftOperation>

export const editDraftInput = planVerbInput.extend({
  operation: z.union([operationInput, z.object({ kind: z.literal('undo') }), z.object({ kind: z.literal('redo') })]),
})

export const matchUnitInput = planVerbInput.extend({
  spelling,
  unitId: idInput,
  /** Kept as an alias of the unit, for every later plan. */
  forGood: z.boolean().default(false),
})

export const createUnitInput = planVerbInput.extend({
  spelling,
  name: spelling,
  kind: z.enum(unitKinds, '请选择单位类型'),
  memberIds: z.array(idInput).max(500).default([]),
})

const optionalText = (max: number) =>
  z.preprocess(
    (value) => value ?? '',
    z
      .string()
      .trim()
      .max(max, `不超过 ${max} 字`)
      .transform((text) => text || null),
  )
const blankAsNull = (value: unknown) => (value === '' || value === undefined ? null : value)
const year = z.preprocess(
  blankAsNull,
  z.coerce
    .number('请填写年份，如 2026')
    .int('请填写年份，如 2026')
    .min(1949, '请填写年份，如 2026')
    .max(2100, '请填写年份，如 2026')
    .nullable(),
)
const checkbox = z.preprocess((value) => value === true || value === 'on' || value === 'true', z.boolean())

export const configurePlanInput = planVerbInput
  .extend({
    title,
    issuer: optionalText(200),
    docNumber: optionalText(100),
    issuedOn: z.preprocess(blankAsNull, day.nullable()),
    periodStart: year,
    periodEnd: year,
    parentPlanId: z.preprocess(blankAsNull, idInput.nullable()),
    signOffRequired: checkbox,
    /** What a unit's silence means when a consultation is closed. */
    silenceAgrees: checkbox,
    /** Shown to everybody, without names of people. */
    isPublic: checkbox,
    reportingCycle: z.enum(reportingCycles),
    reportingDay: z.coerce
      .number('请填写 1 到 31')
      .int('请填写 1 到 31')
      .min(1, '请填写 1 到 31')
      .max(31, '请填写 1 到 31'),
  })
  .refine((value) => value.periodStart === null || value.periodEnd === null || value.periodEnd >= value.periodStart, {
    path: ['periodEnd'],
    message: '结束年份不能早于开始年份',
  })

export const openToExpertInput = planVerbInput.extend({ personId: idInput, open: checkbox })
