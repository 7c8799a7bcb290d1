'use server'

import { act } from '@/app/_action'
import { createPlace } from '@/lib/commands/create-place'

export async function createPlaceAction(raw: unknown) {
  return act(createPlace, raw, '行政区已新增，请为它新增单位和人员')
}
