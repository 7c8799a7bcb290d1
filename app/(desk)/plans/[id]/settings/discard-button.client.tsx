'use client'

import { useRouter } from 'next/navigation'
import { ReasonDialog } from '@/app/_ui/reason-dialog.client'
import { discardPlanAction } from '../../actions'

export function DiscardButton({ planId, version, title }: { planId: number; version: number; title: string }) {
  const router = useRouter()
  return (
    <ReasonDialog
      label="删除草案"
      title={`删除草案“${title}”`}
      verb="删除草案并说明"
      variant="danger"
      reasons={['重复导入', '文件选错', '改用正式印发稿']}
      action={async (data) => {
        const result = await discardPlanAction(data)
        if (result.ok) router.push('/plans')
        return result
      }}
      hidden={{ planId, version }}
    />
  )
}
