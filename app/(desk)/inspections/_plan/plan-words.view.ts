import type { StatutoryKind } from '@/lib/domain/inspection/states'

/** What each kind is, in a line: the writer chooses by this and not by the word alone. */
export const statutoryKindNotes: Readonly<Record<StatutoryKind, string>> = {
  comprehensive: '对重大决策部署的落实情况作全面督查。',
  special: '对一个领域、一项工作作督查。',
  daily: '对已交办事项的进展随时督办。',
  clue: '对群众反映、媒体报道等线索核实情况。',
  departmental: '部门依本领域法律法规作的检查，不是政府督查，须写明所依据的法律（第二十七条）。',
}
