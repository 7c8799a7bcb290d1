import { describe, expect, it } from 'vitest'
import { readPlan } from './read-plan'

const paths = (text: string) =>
  readPlan({
    format: 'txt',
    blocks: text.split('\n').map((one, i) => ({ kind: 'paragraph', line: i + 1, text: one })),
    meta: {},
  }).tasks.map((task) => task.path.slice(0, -1).join(' > '))

describe('行动一 among the headings', () => {
  it('holds the numbered tasks below it', () => {
    expect(
      paths(`示例方案
二、重点行动
行动一：精准招商行动
1.编制图谱。动态更新。（牵头单位：市商务局）
行动二：落地提速行动
1.并联审批。容缺受理。（牵头单位：市行政审批局）`),
    ).toEqual(['二、重点行动 > 行动一：精准招商行动', '二、重点行动 > 行动二：落地提速行动'])
  })

  it('stands below (一) where it is found there', () => {
    expect(
      paths(`示例方案
二、重点任务
（一）夯实基础
任务1：编制图谱。动态更新。（牵头单位：市商务局）
任务2：并联审批。容缺受理。（牵头单位：市行政审批局）
（二）提升服务
任务3：一窗受理。限时办结。（牵头单位：市行政审批局）`),
    ).toEqual(['二、重点任务 > （一）夯实基础', '二、重点任务 > （一）夯实基础', '二、重点任务 > （二）提升服务'])
  })
})
