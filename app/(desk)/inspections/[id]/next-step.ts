import type { InspectionPage } from '@/lib/queries/get-inspection'
import type { UnitProgress } from '@/lib/queries/inspection-progress'

/** What the gates will ask for when the plan is handed up, said before. */
export const missingFor = ({ inspection: row, units, members, draw }: InspectionPage): readonly string[] => {
  const asked: readonly (readonly [boolean, string])[] = [
    [row.kind === 'random' && !draw?.revealedAt, '随机抽取督查对象和人员'],
    [row.kind !== 'random' && units.length === 0, '督查对象'],
    [row.legalBasis === '', row.statutoryKind === 'departmental' ? '部门检查所依据的法律' : '督查依据'],
    [row.content === '', '督查内容'],
    [row.scope === '', '督查范围'],
    [row.methods.length === 0, '督查方式（至少一种）'],
    [row.kind !== 'random' && !members.some((member) => member.isHead), '督查组组长'],
  ]
  return asked.filter(([isMissing]) => isMissing).map(([, what]) => what)
}

/** The one sentence under the title: what happens next, and whose move it is. */
export const nextStep = (page: InspectionPage, progress: readonly UnitProgress[]): string => {
  const { inspection: row, units } = page
  const sum = (key: 'found' | 'ordered' | 'cleared') => progress.reduce((all, unit) => all + unit[key], 0)
  switch (row.state) {
    case 'draft':
      return missingFor(page).length > 0 ? '方案还不齐备，补齐后报请领导批准。' : '方案已齐备，可以报请领导批准。'
    case 'submitted':
      return '方案等待领导批准；批准前不得启动。'
    case 'approved':
      return '方案已批准，等待承办单位启动。'
    case 'underway': {
      if (page.visits === null) {
        return units.some((unit) => unit.conclusion?.sentOn)
          ? '结论已送达本单位，请查看；有异议的可以在期限内申请复核。'
          : `正在督查 ${units.length} 个单位；结论送达后您会在这里看到。`
      }
      const open = units.filter((unit) => !unit.conclusion?.sentOn)
      return open.length === units.length
        ? `正在督查 ${units.length} 个单位；每个单位都送达结论后督查结束。`
        : `还有 ${open.length} / ${units.length} 个单位的结论没有送达：${open.map((unit) => unit.name).join('、')}。`
    }
    case 'concluded':
      return sum('found') === 0
        ? '督查已结束，没有发现问题。'
        : `督查已结束，问题 ${sum('found')} 个，下达整改 ${sum('ordered')} 个，销号 ${sum('cleared')} 个。`
    case 'cancelled':
      return '这项督查已经取消。'
  }
}
