'use server'

import { act } from '@/app/_action'
import { importOrganisation } from '@/lib/commands/import-organisation'

export async function importOrganisationAction(raw: unknown) {
  return act(importOrganisation, raw, '已导入')
}
