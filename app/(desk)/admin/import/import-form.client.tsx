'use client'

import { useState, useTransition } from 'react'
import { Button } from '@/app/_ui/button'
import { FormField } from '@/app/_ui/form-field'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import type { ImportCheck } from '@/lib/domain/account/import-check'
import { importOrganisationAction } from './actions'
import { ImportReport } from './import-report.client'
import { NewAccounts, type NewAccount } from './new-accounts.client'

type Checked = { input: Record<string, unknown>; check: ImportCheck }
type Answer = ({ ok: true } & Checked) | { ok: false; message: string }

export function ImportForm({ places, home }: { places: { id: number; name: string }[]; home: number }) {
  const [checked, setChecked] = useState<Checked | null>(null)
  const [made, setMade] = useState<readonly NewAccount[] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()

  const attempt = (work: () => Promise<void>) =>
    start(async () => {
      setProblem(null)
      try {
        await work()
      } catch {
        setProblem('没有送达，请检查网络后再试。')
      }
    })

  const check = (form: HTMLFormElement) =>
    attempt(async () => {
      setChecked(null)
      setMade(null)
      const response = await fetch('/admin/import/check', { method: 'POST', body: new FormData(form) })
      const answer = (await response.json()) as Answer
      if (answer.ok) setChecked(answer)
      else setProblem(answer.message)
    })

  const write = (input: Checked['input']) =>
    attempt(async () => {
      const answer = await importOrganisationAction({ ...input, confirm: true })
      if (answer.ok) {
        setChecked(null)
        setMade(answer.value.made)
      } else setProblem(answer.message)
    })

  const count = checked ? checked.check.units.length + checked.check.people.length : 0
  return (
    <div className="flex flex-col gap-6 pt-4">
      <form
        method="post"
        className="flex max-w-[640px] flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending) check(event.currentTarget)
        }}
      >
        <Select
          label="导入到"
          name="jurisdictionId"
          short
          defaultValue={home}
          options={places.map((place) => ({ value: String(place.id), label: place.name }))}
        />
        <FormField id="import-file" label="填好的 Excel 表（.xlsx）" help="工作表“单位”和“人员”可以只填一张">
          <input id="import-file" type="file" name="file" accept=".xlsx" className="control" required />
        </FormField>
        <div>
          <SubmitButton pending={pending} busy="正在核对…" variant={checked ? 'secondary' : 'primary'}>
            核对
          </SubmitButton>
        </div>
      </form>
      {problem ? (
        <NoticeBar tone="error" live>
          {problem}
        </NoticeBar>
      ) : null}
      {made ? <NewAccounts accounts={made} /> : null}
      {checked ? (
        <>
          <ImportReport check={checked.check} />
          {checked.check.errors.length === 0 && count > 0 ? (
            <div className="action-bar">
              <Button
                variant="primary"
                aria-disabled={pending || undefined}
                onClick={() => !pending && write(checked.input)}
              >
                {pending
                  ? '正在写入…'
                  : `写入 ${checked.check.units.length} 个单位、${checked.check.people.length} 名人员`}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
