'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { showFlash } from '@/app/_ui/flash.client'
import { FormField } from '@/app/_ui/form-field'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { RadioGroup } from '@/app/_ui/radio-group'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { NumberInput } from '@/app/_ui/text-input'
import type { RiskPart } from '@/lib/domain/inspection/risk'
import { commitDrawInput } from '@/lib/input/inspection'
import { PickList } from '../../_plan/pick-list.client'
import { commitDrawAction } from '../../actions'
import { riskWords } from './risk-words.view'

interface Drawable {
  id: number
  label: string
  note: string | null
  weight: number
  parts: readonly RiskPart[]
}

interface CommitFormProps {
  inspectionId: number
  version: number
  units: readonly Drawable[]
  tasks: readonly Drawable[]
  people: readonly { id: number; label: string; note: string; unitIds: readonly number[] }[]
}

type Subject = 'unit' | 'task'
type Weighting = 'equal' | 'risk'

const noted = (entry: Drawable, weighting: Weighting): string => {
  const words = riskWords(entry.parts)
  const weight = weighting === 'risk' ? `权重 ${entry.weight}${words ? `（1，${words}）` : ''}` : ''
  return [entry.note ?? '', weight].filter(Boolean).join('　')
}

/** Fixes from whom is drawn; after this nothing of it can be changed. */
export function CommitForm({ inspectionId, version, units, tasks, people }: CommitFormProps) {
  const router = useRouter()
  const [subject, setSubject] = useState<Subject>('unit')
  const [weighting, setWeighting] = useState<Weighting>('risk')
  const [subjectIds, setSubjectIds] = useState<number[]>([])
  const [inspectorIds, setInspectorIds] = useState<number[]>([])
  const [reasons, setReasons] = useState<Readonly<Record<number, string>>>({})
  const [counts, setCounts] = useState({ subjectCount: '2', inspectorCount: '2' })
  const [problem, setProblem] = useState<{ message: string; fields: Readonly<Record<string, string>> } | null>(null)
  const [pending, start] = useTransition()
  const subjects = subject === 'unit' ? units : tasks
  const errors = problem?.fields ?? {}
  // Somebody of a unit that may be drawn stays out by himself: said here, done by the rule.
  const isInside = (person: CommitFormProps['people'][number]) =>
    subject === 'unit' && person.unitIds.some((id) => subjectIds.includes(id))

  const submit = () => {
    const typed = {
      inspectionId,
      version,
      subject,
      weighting,
      subjectIds,
      inspectorIds,
      ...counts,
      recusals: Object.entries(reasons)
        .filter(([id, reason]) => reason.trim() !== '' && inspectorIds.includes(Number(id)))
        .map(([id, reason]) => ({ personId: Number(id), reason })),
    }
    const checked = commitDrawInput.safeParse(typed)
    if (!checked.success) {
      const fields = Object.fromEntries(checked.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
      setProblem({ message: '请改正标出的地方。', fields })
      return
    }
    start(async () => {
      try {
        const answer = await commitDrawAction(typed)
        if (!answer.ok) {
          setProblem(answer)
          return
        }
        setProblem(null)
        if (answer.message) showFlash(answer.message)
        router.refresh()
      } catch {
        setProblem({ message: '没有送达，请检查网络后再试；您选的内容还在。', fields: {} })
      }
    })
  }

  return (
    <form
      method="post"
      className="flex max-w-[760px] flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) submit()
      }}
    >
      {problem ? (
        <NoticeBar tone="error" live>
          {problem.message}
        </NoticeBar>
      ) : null}
      {tasks.length > 0 ? (
        <RadioGroup
          label="抽取什么"
          name="subject"
          defaultValue="unit"
          onChange={(event) => {
            setSubject(event.target.value as Subject)
            setSubjectIds([])
          }}
          options={[
            { value: 'unit', label: '单位' },
            { value: 'task', label: '任务', note: '督查抽中任务的第一牵头单位。' },
          ]}
        />
      ) : null}
      <RadioGroup
        label="怎么抽"
        name="weighting"
        defaultValue="risk"
        onChange={(event) => setWeighting(event.target.value as Weighting)}
        options={[
          {
            value: 'risk',
            label: '按风险加权',
            note: '逾期、退回、自报与核定之差、多久没有督查，各最多 5 分；分数越高越容易抽中，但没有谁一定抽中。',
          },
          { value: 'equal', label: '机会均等' },
        ]}
      />
      <PickList
        label={subject === 'unit' ? '抽取范围：单位' : '抽取范围：任务'}
        choices={subjects.map((entry) => ({ id: entry.id, label: entry.label, note: noted(entry, weighting) }))}
        value={subjectIds}
        onChange={setSubjectIds}
        empty="没有可以抽取的对象。"
        error={errors.subjectIds}
      />
      <NumberInput
        label={subject === 'unit' ? '抽取单位数' : '抽取任务数'}
        min={1}
        max={Math.max(1, subjectIds.length)}
        unit={`/ ${subjectIds.length}`}
        value={counts.subjectCount}
        onChange={(event) => setCounts({ ...counts, subjectCount: event.target.value })}
        error={errors.subjectCount}
      />
      <PickList
        label="督查人员库"
        help="从中随机抽取督查人员；第一个抽中的任组长。"
        choices={people.map(({ id, label, note }) => ({ id, label, note }))}
        value={inspectorIds}
        onChange={setInspectorIds}
        empty="没有可以参加督查的人员。"
        error={errors.inspectorIds}
      />
      {inspectorIds.length > 0 ? (
        <fieldset className="field">
          <legend className="field-label mb-2">
            回避<span className="font-normal text-ink-3">（选填）：写明理由的人不参加抽取</span>
          </legend>
          <div className="flex flex-col gap-3">
            {people
              .filter((person) => inspectorIds.includes(person.id))
              .map((person) =>
                isInside(person) ? (
                  <p key={person.id}>
                    {person.label}
                    <span className="pl-2 text-ink-3">在抽取范围内的单位任职，自动回避</span>
                  </p>
                ) : (
                  <FormField key={person.id} id={`recusal-${person.id}`} label={person.label}>
                    <input
                      id={`recusal-${person.id}`}
                      className="control"
                      autoComplete="off"
                      maxLength={500}
                      value={reasons[person.id] ?? ''}
                      onChange={(event) => setReasons({ ...reasons, [person.id]: event.target.value })}
                    />
                  </FormField>
                ),
              )}
          </div>
        </fieldset>
      ) : null}
      <NumberInput
        label="抽取人数"
        min={1}
        max={Math.max(1, inspectorIds.length)}
        unit={`/ ${inspectorIds.length}`}
        value={counts.inspectorCount}
        onChange={(event) => setCounts({ ...counts, inspectorCount: event.target.value })}
        error={errors.inspectorCount}
      />
      <div className="action-bar">
        <SubmitButton pending={pending}>锁定范围，公布种子指纹</SubmitButton>
        <span className="text-ink-3">锁定后范围、人员、权重都不能再改。</span>
      </div>
    </form>
  )
}
