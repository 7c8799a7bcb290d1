import { z } from 'zod'
import { consequenceKinds, consequenceStates } from '@/lib/domain/consequence/states'
import { findingSeverities, inspectionKinds, inspectionStates } from '@/lib/domain/inspection/states'
import { jurisdictionLevels, lampLabels, taskKinds, unitKinds } from '@/lib/domain/labels'
import { planStates } from '@/lib/domain/plan/states'
import { rectificationStates } from '@/lib/domain/rectification/states'
import { reportStates } from '@/lib/domain/report/states'
import { taskStates } from '@/lib/domain/task/states'

/** What may stand in an address of the API, described for its readers; the queries read the same words (lib/domain/task/filter.ts). */
const number = z.string().regex(/^[1-9]\d{0,14}$/, '须为编号')
/** The number in a parameter that `number` has let through. */
export const numberOf = (text: string | undefined): number | undefined => (text ? Number(text) : undefined)
const flag = z.literal('1', '只能为 1')
const lamps = Object.keys(lampLabels) as (keyof typeof lampLabels)[]
const cursor = z.string().max(300).describe('上一页返回的 next；不填为第一页')

export const pageQuery = z.object({ after: cursor.optional() })

/** Lists whose place is the number of their last line. */
export const historyQuery = z.object({ after: number.optional().describe('上一页返回的 next；不填为第一页') })

export const planListQuery = pageQuery.extend({ state: z.enum(planStates).optional() })

export const unitListQuery = historyQuery.extend({
  q: z.string().max(100).optional().describe('名称或别名'),
  kind: z.enum(unitKinds).optional(),
  jurisdiction: number.optional(),
  dissolved: flag.optional().describe('连同已撤销的单位'),
})

export const searchQuery = z.object({ q: z.string().min(1, '请填写要找的字词').max(100) })

export const taskFilterQuery = z.object({
  q: z.string().max(100).optional().describe('标题中的字词，须全部出现'),
  plan: number.optional().describe('规划编号；不填则不含已归档的规划'),
  section: number.optional().describe('章节编号，含下级章节'),
  unit: number.optional().describe('单位编号'),
  part: z.enum(['lead', 'support', 'any']).optional().describe('该单位是第一牵头、配合，还是都算'),
  lamp: z.enum(lamps).optional().describe('亮灯：red 逾期、yellow 临期、green 正常、blue 办结、grey 未启动'),
  state: z.enum([...taskStates, 'open']).optional(),
  kind: z.enum(taskKinds).optional(),
  jurisdiction: number.optional().describe('行政区编号，含下级'),
  level: z.enum(jurisdictionLevels).optional(),
  depth: z.enum(['top', 'sub']).optional().describe('top：规划原有任务；sub：分解出的子任务'),
  newly: flag.optional().describe('近一周内新逾期'),
  week: z.enum(['closed', 'returned']).optional(),
  pending: z.enum(['extension']).optional(),
  archived: flag.optional(),
})
export const taskListQuery = taskFilterQuery.extend(pageQuery.shape)

export const overviewQuery = taskFilterQuery.pick({
  plan: true,
  section: true,
  unit: true,
  jurisdiction: true,
  level: true,
})

export const reportListQuery = historyQuery.extend({
  whose: z.enum(['own', 'others']).optional().describe('own：本单位的；others：其他单位的'),
  state: z
    .enum([...reportStates, 'awaiting'])
    .optional()
    .describe('awaiting：等待审签'),
  plan: number.optional(),
  unit: number.optional(),
  task: number.optional(),
  period: z.string().max(20).optional().describe('报送期，如 2026Q4'),
})

export const reviewListQuery = pageQuery.extend({
  kind: z.enum(['report', 'change', 'closing']).optional(),
  plan: number.optional(),
  unit: number.optional(),
  period: z.string().max(20).optional(),
})

export const reportFormQuery = z.object({ period: z.string().max(20).optional().describe('报送期；不填为当前期') })

export const uploadQuery = z.object({
  name: z.string().min(1, '请带上文件名').max(300).describe('原来的文件名，含扩展名'),
})

export const consequenceListQuery = historyQuery.extend({
  state: z.enum(consequenceStates).optional(),
  kind: z.enum(consequenceKinds).optional(),
  unit: number.optional().describe('单位编号'),
})

const kindOfInspection = z.enum(inspectionKinds).optional()
const year = z
  .string()
  .regex(/^\d{4}$/, '须为年份')
  .optional()

export const inspectionListQuery = pageQuery.extend({
  year,
  kind: kindOfInspection,
  state: z.enum(inspectionStates).optional(),
  unit: number.optional().describe('被督查单位编号'),
  plan: number.optional(),
  task: number.optional(),
})

export const inspectionYearQuery = z.object({ year: year.unwrap() })

export const findingListQuery = historyQuery.extend({
  stage: z
    .enum(['found', 'unordered', 'ordered', 'claimed', 'cleared', 'late', 'relapse'])
    .optional()
    .describe(
      'found 全部、unordered 未下达整改、ordered 已下达、claimed 待核查、cleared 已销号、late 逾期、relapse 反弹',
    ),
  unit: number.optional().describe('责任单位编号'),
  kind: kindOfInspection,
  inspection: number.optional(),
  plan: number.optional(),
  task: number.optional(),
  severity: z.enum(findingSeverities).optional(),
  year,
})

export const rectificationListQuery = pageQuery.extend({
  view: z.enum(['open', 'cleared', 'all']).optional().describe('open 整改清单、cleared 销号清单'),
  state: z.enum(rectificationStates).optional(),
  late: flag.optional().describe('只要逾期的'),
  unit: number.optional(),
  kind: kindOfInspection,
  inspection: number.optional(),
  plan: number.optional(),
  task: number.optional(),
})

export const supervisionWallQuery = z.object({ plan: number.optional(), year })
