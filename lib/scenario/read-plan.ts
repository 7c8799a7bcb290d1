import type { PlanReading, ReadTask } from '@/lib/domain/plan-text/reading'

/** A small invented reading for the world of world.ts; what a test changes it says. */
export const sampleReading = (tasks: readonly Partial<ReadTask>[], over: Partial<PlanReading> = {}): PlanReading => ({
  document: {
    title: '示例区健身步道实施方案',
    issuer: '示例区人民政府',
    docNumber: null,
    issuedOn: '2026-03-02',
    periodStart: 2026,
    periodEnd: 2027,
    stage: 'issued',
  },
  tasks: tasks.map((task, at) => ({
    kind: 'task',
    number: String(at + 1),
    title: `示例任务${at + 1}`,
    path: ['二、主要任务', `${at + 1}. 示例任务${at + 1}`],
    leadUnits: ['区卫健委'],
    supportUnits: [],
    unitsText: null,
    deadlineText: null,
    dueOn: '2027-06-30',
    ongoing: false,
    startLine: at + 3,
    endLine: at + 3,
    text: `${at + 1}. 示例任务${at + 1}。开展宣传。完善设施。`,
    ...task,
  })),
  units: [],
  indicators: [],
  targets: [],
  sections: [{ level: 1, title: '主要任务', path: ['二、主要任务'], startLine: 2, endLine: 9 }],
  warnings: [],
  ...over,
})
