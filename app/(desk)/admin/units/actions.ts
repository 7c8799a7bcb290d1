'use server'

import { act } from '@/app/_action'
import { createUnit } from '@/lib/commands/create-unit'
import { dissolveUnit } from '@/lib/commands/dissolve-unit'
import { editUnit } from '@/lib/commands/edit-unit'
import { setUnitMembers } from '@/lib/commands/set-unit-members'

export async function createUnitAction(raw: unknown) {
  return act(createUnit, raw, '单位已新增')
}

export async function editUnitAction(raw: unknown) {
  return act(editUnit, raw, '修改已保存')
}

export async function setUnitMembersAction(raw: unknown) {
  return act(setUnitMembers, raw, '成员单位已更新')
}

export async function dissolveUnitAction(raw: unknown) {
  return act(dissolveUnit, raw, '单位已撤销')
}
