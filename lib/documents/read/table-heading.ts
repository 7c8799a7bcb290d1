import { bare } from '@/lib/domain/plan-text/characters'
import { divisionRole } from '@/lib/domain/plan-text/division-table'
import { columnRole } from '@/lib/domain/plan-text/indicator-columns'

export const LONGEST_HEADING = 14

export const isHeading = (text: string): boolean =>
  columnRole(text, null).role !== 'other' || divisionRole(text) !== 'other' || /^(备注|说明|年均)/.test(bare(text))

/** Headings that tell a table of indicators or of tasks, beside one another. */
export function headsTable(texts: string[]): boolean {
  if (texts.length < 2 || texts.some((text) => text.length > LONGEST_HEADING || /[。；：:]/.test(text))) return false
  if (texts.filter(isHeading).length < Math.max(2, texts.length * 0.5)) return false
  const division = texts.map(divisionRole)
  if (division.includes('task') && division.some((role) => role === 'lead' || role === 'flat')) return true
  const roles = texts.map((text) => columnRole(text, null).role)
  return (
    texts.length >= 3 &&
    (roles.includes('name') || (roles.includes('number') && roles.includes('domain'))) &&
    roles.some((role) => role === 'target' || role === 'baseline')
  )
}
