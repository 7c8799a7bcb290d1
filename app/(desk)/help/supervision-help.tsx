import Link from 'next/link'
import { Section } from '@/app/_ui/section'
import { StateDiagram } from '@/app/_ui/state-diagram'
import { conclusionLifecycle } from '@/lib/domain/conclusion/states'
import { consequenceLifecycle } from '@/lib/domain/consequence/states'
import { inspectionLifecycle } from '@/lib/domain/inspection/states'
import { rectificationLifecycle } from '@/lib/domain/rectification/states'
import {
  conclusionStateLabels,
  consequenceStateLabels,
  inspectionStateLabels,
  rectificationStateLabels,
  supervisionActionLabels,
} from '@/lib/domain/supervision-labels'

const diagrams = [
  { caption: '督查', rows: inspectionLifecycle.rows, labels: inspectionStateLabels },
  { caption: '督查结论', rows: conclusionLifecycle.rows, labels: conclusionStateLabels },
  { caption: '整改', rows: rectificationLifecycle.rows, labels: rectificationStateLabels },
  { caption: '结果运用', rows: consequenceLifecycle.rows, labels: consequenceStateLabels },
]

/** Supervision for whoever inspects and whoever is inspected: what may not be left out, and who may not do what. */
export function SupervisionHelp() {
  return (
    <Section title="督查" id="supervision">
      <ul className="mb-6 flex list-disc flex-col gap-1 pl-6">
        <li>
          先有方案再督查：
          <Link className="link" href="/inspections">
            督查
          </Link>
          的依据、内容、对象、范围、方式、时间、组长写齐，经领导批准才能启动；拟定人不能自己批准。
        </li>
        <li>前后 30 天内不能重复督查同一单位的同一事项；写方案时就会提示，跟踪督查除外。</li>
        <li>督查组成员不能来自督查对象；随机督查的对象和人员都由抽取产生，任何人可以凭公布的种子复算。</li>
        <li>现场检查在手机上按检查表逐项记录，没有信号也能记，联网后自动送达；照片和签名一并保存。</li>
        <li>问题写事实和对照的标准。登记人可以修改、撤销，直到结论报批或下达整改。</li>
        <li>
          结论按单位起草、批准、送达。单位在送达后 30 天内可以申请复核；由没有参加督查、没有起草和批准结论的领导在 30
          天内决定，改动的地方始终可以对照原文。
        </li>
        <li>整改下达前定好验收标准；发现问题的人、本单位的人都不能核查销号；反弹的问题重新打开，历史保留。</li>
        <li>
          表扬、批评、约谈、追责先是建议，附事实，经指定的领导批准并印发后才生效；违纪违法线索移送有权机关，不在系统里办理。
        </li>
        <li>单位在督查启动后看到与自己有关的督查，在结论送达或整改下达后看到问题。</li>
      </ul>
      <div className="flex flex-col gap-8">
        {diagrams.map((diagram) => (
          <StateDiagram
            key={diagram.caption}
            caption={diagram.caption}
            rows={diagram.rows}
            stateLabels={diagram.labels}
            actionLabels={supervisionActionLabels}
          />
        ))}
      </div>
    </Section>
  )
}
