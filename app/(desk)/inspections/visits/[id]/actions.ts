'use server'

import { act } from '@/app/_action'
import { saveVisit as saveVisitCommand } from '@/lib/commands/save-visit'
import type { SaveVisitInput } from '@/lib/input/visit'

/** The page keeps its own state: what was sent is what it shows. */
export async function saveVisit(raw: SaveVisitInput) {
  return act(saveVisitCommand, raw, undefined, { stays: true })
}
