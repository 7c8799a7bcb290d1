import type { Metadata } from 'next'
import Link from 'next/link'
import { Lamp } from '@/app/_ui/lamp'
import { PageHead } from '@/app/_ui/page-head'
import { Section } from '@/app/_ui/section'
import { StateDiagram } from '@/app/_ui/state-diagram'
import { desk } from '@/lib/auth/desk'
import type { Lamp as LampColour } from '@/lib/domain/calendar/lamp'
import { changeRequestLifecycle } from '@/lib/domain/change-request/states'
import { consultationLifecycle, opinionLifecycle } from '@/lib/domain/consultation/states'
import {
  actionLabels,
  changeRequestStateLabels,
  consultationStateLabels,
  milestoneStateLabels,
  opinionStateLabels,
  planStateLabels,
  reportStateLabels,
  revisionStateLabels,
  roleLabels,
  taskStateLabels,
} from '@/lib/domain/labels'
import { milestoneLifecycle } from '@/lib/domain/milestone/states'
import { rolesWith } from '@/lib/domain/permission/can'
import { type Action, permissionTable, type Role } from '@/lib/domain/permission/table'
import { planLifecycle } from '@/lib/domain/plan/states'
import { reportLifecycle } from '@/lib/domain/report/states'
import { revisionLifecycle } from '@/lib/domain/revision/states'
import { taskLifecycle } from '@/lib/domain/task/states'
import { glossary, lampHelp, roleSteps } from './content'
import { SupervisionHelp } from './supervision-help'

export const metadata: Metadata = { title: '帮助' }

const diagrams = [
  { caption: '规划', rows: planLifecycle.rows, labels: planStateLabels },
  { caption: '征求意见', rows: consultationLifecycle.rows, labels: consultationStateLabels },
  { caption: '修改意见', rows: opinionLifecycle.rows, labels: opinionStateLabels },
  { caption: '修订稿', rows: revisionLifecycle.rows, labels: revisionStateLabels },
  { caption: '任务', rows: taskLifecycle.rows, labels: taskStateLabels },
  { caption: '节点', rows: milestoneLifecycle.rows, labels: milestoneStateLabels },
  { caption: '进展反馈', rows: reportLifecycle.rows, labels: reportStateLabels },
  { caption: '延期、调整、终止申请', rows: changeRequestLifecycle.rows, labels: changeRequestStateLabels },
]

const verbs = [...new Set(permissionTable.map((row) => row.action))].filter((action) => actionLabels[action])

export default async function HelpPage() {
  const { actor } = await desk()
  const steps = roleSteps[actor.role]
  return (
    <>
      <PageHead title="帮助" fact={`您现在的身份：${actor.unitName} · ${roleLabels[actor.role]}`} />
      <Section title="您在这里办什么">
        <ol className="flex list-decimal flex-col gap-2 pl-6 text-read">
          {steps.map((step) => (
            <li key={step.text}>
              {step.href ? (
                <Link className="link" href={step.href}>
                  {step.text}
                </Link>
              ) : (
                step.text
              )}
            </li>
          ))}
        </ol>
      </Section>
      <Section title="灯怎么看">
        <dl className="grid gap-x-6 gap-y-2 md:grid-cols-[8rem_1fr]">
          {(Object.keys(lampHelp) as LampColour[]).map((lamp) => (
            <div key={lamp} className="contents">
              <dt>
                <Lamp tone={lamp} />
              </dt>
              <dd>{lampHelp[lamp]}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-ink-2">
          时限算到当天（北京时间）结束。逾期天数按工作日计，依国务院公布的节假日和调休安排；按期申报的事项等待审核期间不算逾期，逾期后申报的，天数停在申报当天。
        </p>
      </Section>
      <Section title="流程">
        <p className="mb-4 text-ink-2">下面的图由系统实际执行的规则表画出，图下的表就是规则本身。</p>
        <div className="flex flex-col gap-8">
          {diagrams.map((diagram) => (
            <StateDiagram
              key={diagram.caption}
              caption={diagram.caption}
              rows={diagram.rows}
              stateLabels={diagram.labels}
              actionLabels={actionLabels}
            />
          ))}
        </div>
      </Section>
      <SupervisionHelp />
      <Section title="谁能办什么">
        <div className="table-frame">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">事项</th>
                <th scope="col">由谁办理（在其职责范围内）</th>
              </tr>
            </thead>
            <tbody>
              {verbs.map((action: Action) => (
                <tr key={action}>
                  <th scope="row" className="text-left font-normal">
                    {actionLabels[action]}
                  </th>
                  <td>
                    {rolesWith(action)
                      .map((role: Role) => roleLabels[role])
                      .join('、')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="mt-3 text-ink-2">
          不能审核自己填写或审签的内容；督查考核办公室审核本办报送的内容，须由两人先后办理。系统管理员不接触业务，审计员只看不改。
        </p>
      </Section>
      <Section title="键盘">
        <p>
          <kbd className="kbd">/</kbd> 搜索　<kbd className="kbd">j</kbd> <kbd className="kbd">k</kbd> 下一项、上一项　
          <kbd className="kbd">a</kbd> 通过　<kbd className="kbd">r</kbd> 退回　<kbd className="kbd">?</kbd>{' '}
          本页的全部按键
        </p>
      </Section>
      <Section title="用语">
        <dl className="grid gap-x-6 gap-y-2 md:grid-cols-[8rem_1fr]">
          {glossary.map((entry) => (
            <div key={entry.term} className="contents">
              <dt className="font-medium">{entry.term}</dt>
              <dd>{entry.meaning}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title="核对草案">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>
            左边是任务和指标，右边是对应的原文：牵头、配合、时限、指标名和目标值都在原文里标出。改动随时保存，每一步都能撤销。
          </li>
          <li>
            “存疑清单”列出未对应的单位、缺牵头单位、看不懂的目标和读入时的疑点，各有原因；按{' '}
            <kbd className="kbd">n</kbd> 逐处处理，也可以勾选后一次确认。红色的须改正，不能只靠确认。
          </li>
          <li>
            原文没写牵头单位的，按指标的责任单位和同章节任务给出建议并说明理由；采纳（
            <kbd className="kbd">s</kbd>）之前不算数，也不会随发布生效。
          </li>
          <li>
            <kbd className="kbd">x</kbd> 选择，<kbd className="kbd">Shift+X</kbd> 连选，
            <kbd className="kbd">Ctrl+A</kbd> 选中本章节；一项改好后可以“同章节都照此”。其余按键见核对页的{' '}
            <kbd className="kbd">?</kbd>。
          </li>
          <li>原文里有时间的承诺可以勾选“作为节点”：发布时建为任务的节点，权重均分，牵头单位可以再改。</li>
          <li>几个人可以同时核对，别人的改动会自动出现；两人改了同一项时，后保存的人会先看到对方改了什么。</li>
        </ul>
      </Section>
      <Section title="任务分工表">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>在草案的核对页点“导出、导入分工表”：导出任务分工表、指标表、填写说明和单位名单，交给各人修改。</li>
          <li>新行直接插入空行填写，不要复制整行；隐藏的“标识”列供系统认出原来的行，请勿改动。</li>
          <li>
            导入时逐行列出新增、修改、移动和表中没有的项；删除须逐项勾选。不能读的行写明行号和原因，其余照常导入。
          </li>
          <li>导出之后别人也改了草案的：只有一边改过的照改过的算，两边都改了同一格的，由您选定。</li>
          <li>已发布的规划，在规划页点“导出分工表”得到供查阅的台账，不能导入。</li>
        </ul>
      </Section>
      <Section title="规划修订">
        <ul className="flex list-disc flex-col gap-1 pl-6">
          <li>规划（草案或实施中）的“修订”页上传修订稿，系统重新读取并逐项比较：新增、变化、取消，新旧原文并排。</li>
          <li>改了编号、标题、章节，拆分或合并的条目也能认出；认不准的请您认定它原来是哪一项。</li>
          <li>逐项或按类采纳；只有这里改过的地方不会被覆盖，两边都改了的标为“已改过”，勾选才写入。</li>
          <li>
            应用时一次生效：新任务交办，变化的调整并记入历史，取消的终止；时限改动不改“原定时限”；报送、佐证、节点都保留。
            新承担的单位和新的牵头单位在待办里重新签收。
          </li>
          <li>草案中应用修订是一步，可以撤销。</li>
        </ul>
      </Section>
      <Section title="文件">
        <p>
          可以上传图片、PDF、Word、Excel、WPS 导出的 Office 文件和文本，每个不超过 200
          MB，断线后可续传。系统按实际内容识别类型，同一文件只存一份。请勿上传涉密材料。
        </p>
      </Section>
    </>
  )
}
