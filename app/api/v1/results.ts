import { z } from 'zod'

/** What the answers hold, for the description; objects may carry more. The tests hold every answer to them. */
const id = z.number().int()
const day = z.string().describe('YYYY-MM-DD（北京时间）')

export const taskDone = z.looseObject({ taskId: id })
export const subtasksMade = z.looseObject({ subtaskIds: z.array(id) })
export const reportDone = z.looseObject({ reportId: id, version: z.number().int() })
export const evidenceDone = reportDone.extend({ evidenceIds: z.array(id) })
export const changeDone = z.looseObject({ changeRequestId: id })
export const draftChanged = z.looseObject({ version: z.number().int(), summary: z.string() })

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.looseObject({
    items: z.array(item),
    total: z.number().int().optional(),
    next: z.string().nullable().describe('下一页的 after；没有下一页为 null'),
  })

export const taskLine = z.looseObject({
  id,
  title: z.string(),
  plan: z.string(),
  lead: z.string(),
  state: z.string(),
  lamp: z.enum(['red', 'yellow', 'green', 'blue', 'grey']),
  why: z.string().describe('为什么是这个灯'),
  dueOn: day.nullable(),
  workdaysLate: z.number().int(),
  verifiedPercent: z.number(),
  selfPercent: z.number().nullable(),
})

export const taskPage = z.looseObject({
  task: z.looseObject({ id, version: z.number().int(), title: z.string(), state: z.string() }),
  milestones: z.array(z.looseObject({ id, title: z.string(), state: z.string() })),
  subtasks: z.array(z.looseObject({ id })),
  verbs: z.array(z.string()).describe('当前身份现在可以做的事'),
})

export const reportLine = z.looseObject({
  id,
  taskId: id,
  title: z.string(),
  unitName: z.string(),
  periodKey: z.string(),
  state: z.string(),
})

export const reportPage = z.looseObject({
  id,
  version: z.number().int(),
  state: z.string(),
  content: z.looseObject({ selfPercent: z.number().nullable() }),
  evidence: z.array(z.looseObject({ id })),
  verbs: z.array(z.string()),
})

export const reviewLine = z.looseObject({ key: z.string(), kind: z.string(), id, taskId: id, title: z.string() })

export const overviewPage = z.looseObject({ counts: z.looseObject({}), overdue: z.array(z.looseObject({})) })

export const uploaded = z.object({ uploadId: z.string(), name: z.string(), size: z.number().int() })

export const planLine = z.looseObject({
  id,
  title: z.string(),
  place: z.string(),
  office: z.string(),
  state: z.string(),
})

export const planPage = z.looseObject({
  plan: z.looseObject({ id, version: z.number().int(), title: z.string(), state: z.string() }),
  verbs: z.array(z.string()),
})

export const draftPage = z.looseObject({
  version: z.number().int().describe('草案的版本，修改时带上'),
  draft: z.looseObject({ items: z.array(z.looseObject({ key: z.string() })) }),
  undo: z.string().nullable(),
})

export const historyPage = pageOf(z.looseObject({ id, at: z.string().describe('UTC 时刻') }))

export const unitLine = z.looseObject({ id, name: z.string(), kind: z.string(), place: z.string() })

export const todoPage = z.looseObject({
  reviews: z.array(z.looseObject({ key: z.string() })).describe('待本单位审核的'),
})
