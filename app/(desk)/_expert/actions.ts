'use server'

import { act } from '@/app/_action'
import { addExpertComment } from '@/lib/commands/add-expert-comment'

export async function addExpertCommentAction(raw: unknown) {
  return act(addExpertComment, raw, '意见已提交，办公室和牵头单位可以看到')
}
