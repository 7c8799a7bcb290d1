'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { z } from 'zod'
import { Checkbox } from '@/app/_ui/checkbox'
import { showFlash } from '@/app/_ui/flash.client'
import { NoticeBar } from '@/app/_ui/notice-bar'
import { RadioGroup } from '@/app/_ui/radio-group'
import { Section } from '@/app/_ui/section'
import { Select } from '@/app/_ui/select'
import { SubmitButton } from '@/app/_ui/submit-button.client'
import { DateInput, NumberInput, TextInput } from '@/app/_ui/text-input'
import { reportingCycleLabels, reportingCycles } from '@/lib/domain/labels'
import { configurePlanInput } from '@/lib/input/plan'
import { configurePlanAction } from '../../actions'

type Values = z.input<typeof configurePlanInput>

interface SettingsFormProps {
  plan: z.output<typeof configurePlanInput>
  parents: readonly { id: number; title: string; place: string }[]
  isActive: boolean
}

export function SettingsForm({ plan, parents, isActive }: SettingsFormProps) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const {
    register,
    handleSubmit,
    setError,
    setValue,
    formState: { errors, isSubmitting },
  } = useForm<Values, unknown, z.output<typeof configurePlanInput>>({
    resolver: zodResolver(configurePlanInput),
    defaultValues: {
      ...plan,
      issuer: plan.issuer ?? '',
      docNumber: plan.docNumber ?? '',
      issuedOn: plan.issuedOn ?? '',
      periodStart: plan.periodStart ?? '',
      periodEnd: plan.periodEnd ?? '',
      parentPlanId: plan.parentPlanId ?? '',
    },
  })
  const said = (name: keyof Values): string | undefined => errors[name]?.message

  const submit = handleSubmit(async (values) => {
    setProblem(undefined)
    const result = await configurePlanAction(values).catch(() => null)
    if (!result) setProblem('没有送达，请检查网络后再试；您填写的内容还在。')
    else if (result.ok) {
      setValue('version', result.value.version)
      showFlash('设置已保存')
      router.refresh()
    } else {
      setProblem(result.message)
      for (const [name, message] of Object.entries(result.fields)) setError(name as keyof Values, { message })
    }
  })

  return (
    <form className="flex max-w-[640px] flex-col gap-4" onSubmit={submit} noValidate>
      {problem ? (
        <NoticeBar tone="error" live>
          {problem}
        </NoticeBar>
      ) : null}
      <Section title="规划">
        <div className="flex flex-col gap-4">
          <TextInput label="标题" error={said('title')} {...register('title')} />
          <TextInput label="发文机关" optional error={said('issuer')} {...register('issuer')} />
          <div className="grid gap-4 md:grid-cols-2">
            <TextInput label="发文字号" optional error={said('docNumber')} {...register('docNumber')} />
            <DateInput label="成文日期" optional error={said('issuedOn')} {...register('issuedOn')} />
            <NumberInput label="开始年份" optional unit="年" error={said('periodStart')} {...register('periodStart')} />
            <NumberInput label="结束年份" optional unit="年" error={said('periodEnd')} {...register('periodEnd')} />
          </div>
          <Select
            label="上级规划"
            optional
            help={parents.length === 0 ? '本级和上级行政区还没有已发布的规划。' : undefined}
            empty="没有"
            options={parents.map((parent) => ({
              value: String(parent.id),
              label: `${parent.place} · ${parent.title}`,
            }))}
            error={said('parentPlanId')}
            {...register('parentPlanId')}
          />
        </div>
      </Section>
      <Section title="报送">
        <div className="flex flex-col gap-4">
          <RadioGroup
            label="报送周期"
            options={reportingCycles.map((value) => ({ value, label: reportingCycleLabels[value] }))}
            help={isActive ? '改动从下一个报送期起生效，正在进行的报送期不变。' : undefined}
            error={said('reportingCycle')}
            {...register('reportingCycle')}
          />
          <NumberInput
            label="截止日"
            unit="日（报送期最后一个月）"
            help="遇节假日顺延到下一个工作日；短的月份按最后一天。"
            error={said('reportingDay')}
            {...register('reportingDay')}
          />
          <Checkbox
            label="报送须经单位负责人审签"
            help="关闭后经办人可以直接提交审核。"
            {...register('signOffRequired')}
          />
        </div>
      </Section>
      {isActive ? null : (
        <Section title="征求意见">
          <Checkbox
            label="逾期未回复视为同意"
            help="征求意见结束时，未回复的单位按此处理，并写明依据本设置；不勾选则记为未回复。文本阶段在“征求意见”页调整。"
            {...register('silenceAgrees')}
          />
        </Section>
      )}
      <Section title="公开">
        <Checkbox
          label="公开页面"
          help={`任何人不登录就能看到：任务、牵头单位、时限、核定进度和已销号的问题，没有个人姓名、联系方式和佐证材料。${isActive ? '' : '规划发布后才能打开。'}`}
          {...register('isPublic')}
        />
      </Section>
      <div className="action-bar">
        <SubmitButton pending={isSubmitting} busy="正在保存…">
          保存设置
        </SubmitButton>
      </div>
    </form>
  )
}
