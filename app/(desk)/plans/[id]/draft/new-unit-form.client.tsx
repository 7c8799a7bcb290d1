'use client'

import { useState } from 'react'
import { Button } from '@/app/_ui/button'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { TextInput } from '@/app/_ui/text-input'
import { unitKindLabels, unitKinds } from '@/lib/domain/labels'
import type { UnitKind } from '@/lib/domain/plan-text/reading'
import type { RegisterUnit } from '@/lib/domain/plan/draft'

interface NewUnitFormProps {
  name: string
  /** What it looks like to the reader. */
  kind: UnitKind
  register: readonly RegisterUnit[]
  pending: boolean
  onCancel: () => void
  onSubmit: (unit: { name: string; kind: UnitKind; memberIds: number[] }) => void
}

export function NewUnitForm({ name: given, kind: guessed, register, pending, onCancel, onSubmit }: NewUnitFormProps) {
  const [name, setName] = useState(given)
  const [kind, setKind] = useState<UnitKind>(guessed)
  const candidates = register.filter((unit) => !unit.dissolved && unit.kind !== 'group')
  // 各乡镇政府 stands for the governments below; whoever means others unticks them.
  const [memberIds, setMemberIds] = useState<ReadonlySet<number>>(
    () => new Set(candidates.filter((unit) => unit.kind === 'government').map((unit) => unit.id)),
  )
  const [missing, setMissing] = useState<string>()
  const toggle = (id: number) =>
    setMemberIds((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (pending) return
        if (!name.trim()) setMissing('请填写单位名称')
        else onSubmit({ name: name.trim(), kind, memberIds: kind === 'group' ? [...memberIds] : [] })
      }}
    >
      <TextInput
        label="单位名称"
        help={given ? `可改为规范名称；原文“${given}”会记为它的别名。` : undefined}
        error={missing}
        value={name}
        maxLength={100}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label="单位类型"
        short
        options={unitKinds.map((value) => ({ value, label: unitKindLabels[value] }))}
        value={kind}
        onChange={(event) => setKind(unitKinds.find((value) => value === event.target.value) ?? 'department')}
      />
      {kind === 'group' ? (
        <fieldset className="field">
          <legend className="field-label">
            成员单位（已选 {memberIds.size} / {candidates.length}）
          </legend>
          <div className="grid max-h-56 grid-cols-2 gap-x-4 overflow-y-auto max-md:grid-cols-1">
            {candidates.map((unit) => (
              <label key={unit.id} className="tick">
                <input type="checkbox" checked={memberIds.has(unit.id)} onChange={() => toggle(unit.id)} />
                <span>{unit.name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <div className="dialog-foot">
        <Button onClick={onCancel}>返回</Button>
        <SubmitButton pending={pending} busy="正在新建…">
          新建并对应
        </SubmitButton>
      </div>
    </form>
  )
}
