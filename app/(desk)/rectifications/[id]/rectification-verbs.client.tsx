'use client'

import { RadioGroup } from '@/app/_ui/radio-group'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { Select } from '@/app/_ui/select'
import { StagedFiles } from '@/app/_ui/staged-files.client'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import type { CalendarDate } from '@/lib/domain/calendar/date'
import { addDays, formatLong } from '@/lib/domain/calendar/date'
import type { Action } from '@/lib/domain/permission/table'
import { verificationMethods } from '@/lib/domain/rectification/states'
import { verificationMethodLabels } from '@/lib/domain/supervision-labels'
import {
  acknowledgeAction,
  claimAction,
  clearAction,
  extendAction,
  refuseExtensionAction,
  reopenAction,
  requestExtensionAction,
  returnAction,
  writeAction,
} from '../actions'

interface RectificationVerbsProps {
  id: number
  version: number
  verbs: readonly Action[]
  dueOn: CalendarDate
  evidenceAsked: string | null
  responsible: string | null
  extensionDueOn: CalendarDate | null
  relapses: readonly { id: number; fact: string; foundOn: CalendarDate }[]
}

/** What the reader may do now: the unit receives, plans, reports, claims; the office verifies and answers. */
export function RectificationVerbs(props: RectificationVerbsProps) {
  const { id, version, verbs, dueOn, evidenceAsked, responsible, extensionDueOn, relapses } = props
  const may = (verb: Action) => verbs.includes(verb)
  const hidden = { rectificationId: id, version }
  return (
    <div className="no-print flex flex-col gap-6">
      {may('rectification.acknowledge') ? (
        <VerbForm action={acknowledgeAction} verb="签收整改" variant="primary" hidden={hidden} />
      ) : null}
      {may('rectification.clear') ? (
        <Part title="核查销号">
          <VerbForm
            action={clearAction}
            verb="核查通过，销号"
            variant="primary"
            hidden={hidden}
            key={`clear${version}`}
          >
            {(errors) => (
              <>
                <RadioGroup
                  label="核查方式"
                  name="verification"
                  defaultValue="paper"
                  error={errors.verification}
                  options={verificationMethods.map((value) => ({ value, label: verificationMethodLabels[value] }))}
                />
                <Textarea
                  name="text"
                  label="核查情况"
                  help="对照验收标准写明看到了什么。"
                  maxLength={5000}
                  error={errors.text}
                />
                <StagedFiles label="核查材料（选填）" camera />
              </>
            )}
          </VerbForm>
          <ReasonDialog
            label="退回再改"
            title="退回整改"
            explain="单位会看到理由，时限不变，继续整改后可以再申请销号。"
            verb="退回并说明"
            name="text"
            action={returnAction}
            hidden={hidden}
            reasons={['佐证不足以证明问题已经解决', '未达到验收标准', '只整改了部分问题']}
          />
        </Part>
      ) : null}
      {extensionDueOn && may('rectification.extend') ? (
        <Part title={`申请延期至${formatLong(extensionDueOn)}`}>
          <VerbForm
            action={extendAction}
            verb={`同意延期至${formatLong(extensionDueOn)}`}
            variant="primary"
            hidden={hidden}
          />
          <ReasonDialog
            label="不同意延期"
            title="不同意延期"
            verb="不同意并说明"
            action={refuseExtensionAction}
            hidden={hidden}
          />
        </Part>
      ) : null}
      {may('rectification.plan') ? (
        <Part
          title={may('rectification.claim') ? '修改整改方案' : '报送整改方案'}
          isFolded={may('rectification.claim')}
        >
          <VerbForm
            action={writeAction}
            verb="报送整改方案"
            variant={may('rectification.claim') ? 'secondary' : 'primary'}
            hidden={{ ...hidden, kind: 'plan' }}
            key={`plan${version}`}
          >
            {(errors) => (
              <>
                <Textarea name="text" label="措施和步骤" rows={4} maxLength={5000} error={errors.text} />
                <TextInput
                  name="responsible"
                  label="整改责任人"
                  defaultValue={responsible ?? ''}
                  maxLength={100}
                  error={errors.responsible}
                />
                <StagedFiles label="附件（选填）" />
              </>
            )}
          </VerbForm>
        </Part>
      ) : null}
      {may('rectification.claim') ? (
        <Part title="申请销号">
          <VerbForm action={claimAction} verb="申请销号" variant="primary" hidden={hidden} key={`claim${version}`}>
            {(errors) => (
              <>
                <Textarea
                  name="text"
                  label="整改结果"
                  help="对照验收标准逐条说明。"
                  rows={4}
                  maxLength={5000}
                  error={errors.text}
                />
                <StagedFiles
                  label={evidenceAsked ? '佐证材料' : '佐证材料（选填）'}
                  {...(evidenceAsked ? { help: `验收标准要求：${evidenceAsked}` } : {})}
                  camera
                />
              </>
            )}
          </VerbForm>
        </Part>
      ) : null}
      {may('rectification.progress') ? (
        <Part title="报送整改进展" isFolded>
          <VerbForm
            action={writeAction}
            verb="报送进展"
            hidden={{ ...hidden, kind: 'progress' }}
            key={`progress${version}`}
          >
            {(errors) => (
              <>
                <Textarea name="text" label="进展" maxLength={5000} error={errors.text} />
                <StagedFiles label="附件（选填）" camera />
              </>
            )}
          </VerbForm>
        </Part>
      ) : null}
      {may('rectification.requestExtension') ? (
        <Part title="申请延期" isFolded>
          <VerbForm action={requestExtensionAction} verb="申请延期" hidden={hidden}>
            {(errors) => (
              <>
                <DateInput name="dueOn" label="延期至" min={addDays(dueOn, 1)} error={errors.dueOn} />
                <Textarea name="reason" label="理由" maxLength={2000} error={errors.reason} />
              </>
            )}
          </VerbForm>
        </Part>
      ) : null}
      {may('rectification.reopen') ? (
        <Part title="问题反弹">
          <VerbForm action={reopenAction} verb="重开整改" hidden={hidden}>
            {(errors) => (
              <>
                <Select
                  name="findingId"
                  label="新登记的反弹问题"
                  options={relapses.map((one) => ({
                    value: String(one.id),
                    label: `${formatLong(one.foundOn)} ${one.fact.slice(0, 40)}`,
                  }))}
                  error={errors.findingId}
                />
                <DateInput name="dueOn" label="新的时限" min={addDays(dueOn, 1)} error={errors.dueOn} />
                <Textarea name="reason" label="理由" maxLength={2000} error={errors.reason} />
              </>
            )}
          </VerbForm>
        </Part>
      ) : null}
    </div>
  )
}

function Part({ title, isFolded = false, children }: { title: string; isFolded?: boolean; children: React.ReactNode }) {
  if (isFolded) {
    return (
      <details className="border-t border-line pt-4">
        <summary className="cursor-pointer text-accent">{title}</summary>
        <div className="mt-3 flex flex-col gap-4">{children}</div>
      </details>
    )
  }
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-4">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  )
}
