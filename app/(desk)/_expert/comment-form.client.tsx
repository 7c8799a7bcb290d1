'use client'

import { Textarea } from '@/app/_ui/textarea'
import { VerbForm } from '@/app/_ui/verb-form.client'
import { addExpertCommentAction } from './actions'

export function CommentForm({ taskId, reportId }: { taskId: number; reportId?: number }) {
  return (
    <VerbForm
      action={addExpertCommentAction}
      verb="提交意见"
      variant="secondary"
      hidden={{ taskId, ...(reportId === undefined ? {} : { reportId }) }}
      clears
    >
      {(errors) => (
        <Textarea
          label="您的意见"
          name="text"
          help="督查考核办公室、牵头单位和分管领导可以看到；提交后不能修改。"
          error={errors.text}
          required
        />
      )}
    </VerbForm>
  )
}
