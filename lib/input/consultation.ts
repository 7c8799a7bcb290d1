import { z } from 'zod'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { opinionFields, type Proposal } from '@/lib/domain/consultation/opinion'
import { planStages } from '@/lib/domain/labels'
import { calendarDayInput } from './milestones'
import { planVerbInput } from './plan'
import { idInput, reasonInput, versionInput } from './task'

export const openConsultationInput = planVerbInput.extend({
  dueOn: calendarDayInput,
  note: z
    .string()
    .trim()
    .max(2000, '说明不超过 2000 字')
    .nullish()
    .transform((text) => text || null),
})

export const moveStageInput = planVerbInput.extend({
  stage: z.enum(planStages, '请选择文本阶段'),
  /** Asked for where the text goes back a stage. */
  reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
})

const roundVerb = z.object({ consultationId: idInput, version: versionInput })
export const extendConsultationInput = roundVerb.extend({ dueOn: calendarDayInput })
export const closeConsultationInput = roundVerb
export const cancelConsultationInput = roundVerb.extend({ reason: reasonInput })

/** `version` is that of the unit's own answer. */
export const agreeInput = roundVerb
export const withdrawOpinionInput = z.object({ opinionId: idInput, version: versionInput })

const flag = z.preprocess((value) => value === true || value === 'on' || value === 'true', z.boolean())
const ids = z.preprocess(
  (value) =>
    value === undefined || value === '' ? [] : Array.isArray(value) ? value.filter((one) => one !== '') : [value],
  z.array(idInput).max(50, '一次最多 50 个单位'),
)

/**
 * One proposed change as the form and the API give it; which of the values counts depends on the field. Units go by their
 * number: their names are the register's.
 */
export const proposeChangeInput = roundVerb
  .extend({
    subjectKey: z.preprocess((value) => value || null, z.string().max(20).nullable()),
    field: z.enum(opinionFields, '请选择要修改什么'),
    text: z.string().trim().max(20_000, '内容不超过 20000 字').default(''),
    dueOn: z.preprocess((value) => value || null, calendarDayInput.nullable()).default(null),
    ongoing: flag.default(false),
    issue: flag.default(false),
    year: z.preprocess((value) => value || null, z.coerce.number().int().min(1949).max(2100).nullable()).default(null),
    add: ids.default([]),
    remove: ids.default([]),
    reason: reasonInput,
  })
  .superRefine((value, context) => {
    const missing = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (value.field !== 'free' && value.subjectKey === null) missing('subjectKey', '请选择任务或指标')
    if (['title', 'text', 'target', 'free'].includes(value.field) && !value.text) missing('text', '请写明要改成什么')
    if (value.field === 'title' && value.text.length > 300) missing('text', '名称不超过 300 字')
    if (value.field === 'deadline' && !value.dueOn && !value.ongoing) missing('dueOn', '请填写时限，或选择长期')
    if (value.field === 'target' && value.year === null) missing('year', '请选择目标年份')
    if (['leads', 'supports', 'owners'].includes(value.field) && value.add.length + value.remove.length === 0)
      missing('add', '请选择要增加或去掉的单位')
  })

export type ProposeChange = z.output<typeof proposeChangeInput>

/** The proposal as it is kept; `named` gives a unit's name. */
export const proposalFrom = (
  input: ProposeChange,
  named: (unitId: number) => { readonly spelling: string; readonly unitId: number },
): Proposal => {
  switch (input.field) {
    case 'title':
    case 'text':
    case 'free':
      return { field: input.field, text: input.text }
    case 'deadline':
      return {
        field: 'deadline',
        dueOn: input.ongoing ? null : (input.dueOn as CalendarDate | null),
        ongoing: input.ongoing,
      }
    case 'issue':
      return { field: 'issue', issue: input.issue }
    case 'target':
      return { field: 'target', year: input.year ?? 0, text: input.text }
    default:
      return { field: input.field, add: input.add.map(named), remove: input.remove.map(named) }
  }
}

export const decideOpinionInput = z
  .object({
    opinionId: idInput,
    version: versionInput,
    verdict: z.enum(['accept', 'decline']),
    /** Accepted, but the office writes it into the draft itself. */
    byHand: flag.default(false),
    reason: z.string().trim().max(2000, '理由不超过 2000 字').default(''),
  })
  .superRefine((value, context) => {
    if (value.verdict === 'decline' && !value.reason) {
      context.addIssue({ code: 'custom', path: ['reason'], message: '请填写理由，提出单位会看到它' })
    }
  })
