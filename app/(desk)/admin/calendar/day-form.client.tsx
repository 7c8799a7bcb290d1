'use client'

import { RadioGroup } from '@/app/_ui/radio-group'
import { DateInput, TextInput } from '@/app/_ui/text-input'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { changeCalendarDayAction } from './actions'

export function DayForm({ today }: { today: string }) {
  return (
    <VerbForm action={changeCalendarDayAction} verb="调整这一天" clears className="flex max-w-[480px] flex-col gap-4">
      {(errors) => (
        <>
          <DateInput label="日期" name="day" min={today} error={errors.day} required />
          <RadioGroup
            label="这一天"
            name="kind"
            defaultValue="off"
            options={[
              { value: 'off', label: '放假' },
              { value: 'work', label: '上班' },
              { value: 'national', label: '恢复国家规定', note: '撤销本地的调整' },
            ]}
            error={errors.kind}
          />
          <TextInput label="名称或依据" name="name" help="如“中秋节调休”；恢复国家规定时不填" error={errors.name} />
        </>
      )}
    </VerbForm>
  )
}
