import { roleLabels, unitKindLabels, unitKinds } from '../labels'
import { roles, rolesByAdmin, type Role } from '../permission/table'
import type { UnitKind } from '../plan-text/reading'

export type ImportUnitRow = {
  readonly row: number
  readonly name: string
  readonly kind: string
  readonly parent: string
  readonly isOffice: string
  readonly aliases: string
  readonly position: string
}

export type ImportPersonRow = {
  readonly row: number
  readonly name: string
  readonly userName: string
  readonly unit: string
  readonly role: string
  readonly title: string
  readonly phone: string
  readonly email: string
}

/** What is already there, names of one place alone. */
export type ImportFacts = {
  /** Every name and spelling in use, dissolved units included, with its unit. */
  readonly names: ReadonlyMap<
    string,
    { readonly id: number; readonly isLive: boolean; readonly kind: UnitKind; readonly isOffice: boolean }
  >
  /** User names in use anywhere, in lower case. */
  readonly userNames: ReadonlySet<string>
}

export type ImportError = {
  readonly sheet: '单位' | '人员'
  readonly row: number
  readonly column: string
  readonly text: string
}

export type PlannedUnit = {
  readonly row: number
  readonly name: string
  readonly kind: UnitKind
  readonly parent: string | null
  readonly isOffice: boolean
  readonly aliases: readonly string[]
  readonly position: number
}

export type PlannedPerson = {
  readonly row: number
  readonly name: string
  readonly userName: string
  readonly phone: string | null
  readonly email: string | null
  readonly posts: readonly { readonly unit: string; readonly role: Role; readonly title: string | null }[]
}

export type ImportCheck = {
  readonly errors: readonly ImportError[]
  readonly units: readonly PlannedUnit[]
  /** Rows whose unit is there already: left as it is. */
  readonly knownUnits: readonly string[]
  readonly people: readonly PlannedPerson[]
}

const kindOf = (text: string): UnitKind | undefined => unitKinds.find((kind) => unitKindLabels[kind] === text)
const roleOf = (text: string): Role | undefined => roles.find((role) => roleLabels[role] === text)
const yes = new Set(['是', '√', '1'])
const no = new Set(['', '否', '0'])
const spellings = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n、，,；;]/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

type Report = (column: string, text: string) => void

const checkUnit = (row: ImportUnitRow, facts: ImportFacts, taken: Map<string, number>, report: Report): PlannedUnit => {
  const kind = kindOf(row.kind)
  if (row.name.length < 2 || row.name.length > 60) report('单位全称', '须为 2 至 60 字')
  if (!kind) report('类别', `“${row.kind}”不是可选的类别，请从 ${Object.values(unitKindLabels).join('、')} 中选`)
  if (!yes.has(row.isOffice) && !no.has(row.isOffice)) report('督查考核办', '请填“是”或留空')
  if (row.position && !/^\d{1,4}$/.test(row.position)) report('排序号', '请填 0 至 9999 的整数')
  const aliases = spellings(row.aliases).filter((alias) => alias !== row.name)
  for (const name of [row.name, ...aliases]) {
    const column = name === row.name ? '单位全称' : '别名'
    const other = taken.get(name)
    if (other) report(column, `“${name}”与第 ${other} 行重复`)
    else if (facts.names.has(name) && name !== row.name) report(column, `“${name}”已是现有单位的名称或别名`)
    taken.set(name, row.row)
  }
  return {
    row: row.row,
    name: row.name,
    kind: kind ?? 'department',
    parent: row.parent || null,
    isOffice: yes.has(row.isOffice),
    aliases,
    position: Number(row.position) || 0,
  }
}

const checkParents = (
  units: readonly PlannedUnit[],
  facts: ImportFacts,
  report: (row: number, text: string) => void,
): void => {
  const byName = new Map(units.map((unit) => [unit.name, unit]))
  for (const unit of units) {
    if (unit.parent === null) continue
    const planned = byName.get(unit.parent)
    const known = facts.names.get(unit.parent)
    const kind = planned?.kind ?? (known?.isLive ? known.kind : undefined)
    if (!kind) report(unit.row, `没有单位“${unit.parent}”`)
    else if (kind === 'group') report(unit.row, `“${unit.parent}”是集合单位，不能作上级`)
    const seen = new Set<string>()
    for (let above: PlannedUnit | undefined = unit; above; above = byName.get(above.parent ?? '')) {
      if (seen.has(above.name)) {
        report(unit.row, '上级关系形成循环')
        break
      }
      seen.add(above.name)
    }
  }
}

const checkPost = (
  row: ImportPersonRow,
  units: ReadonlyMap<string, PlannedUnit>,
  facts: ImportFacts,
  report: Report,
) => {
  const planned = units.get(row.unit)
  const found = facts.names.get(row.unit)
  const known = found?.isLive ? found : undefined
  const unit = planned ?? known
  const role = roleOf(row.role)
  if (!unit) report('单位', row.unit ? `没有单位“${row.unit}”` : '请填写单位')
  else if (unit.kind === 'group') report('单位', `“${row.unit}”是集合单位，不能有任职人员`)
  if (!role)
    report('角色', `“${row.role}”不是可选的角色，请从 ${rolesByAdmin.map((one) => roleLabels[one]).join('、')} 中选`)
  // 三员分立: not by the administrator, who would choose his own watcher.
  else if (role === 'auditor') report('角色', '审计员由服务器运维人员用命令行 luoshi user 新增，不在这里导入')
  else if (role === 'office' && unit && !unit.isOffice) report('角色', `“${row.unit}”不是督查考核办公室`)
  if (row.title.length > 40) report('职务', '不超过 40 字')
  return { unit: row.unit, role: role ?? ('officer' as const), title: row.title || null }
}

const checkPerson = (row: ImportPersonRow, facts: ImportFacts, report: Report): void => {
  if (row.name.length < 2 || row.name.length > 30) report('姓名', '须为 2 至 30 字')
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{2,31}$/.test(row.userName)) {
    report('用户名', '须为 3 至 32 位字母、数字、点、横线或下划线，以字母或数字开头')
  } else if (facts.userNames.has(row.userName.toLowerCase())) report('用户名', `“${row.userName}”已被使用`)
  if (row.phone && !/^[0-9+() -]{5,20}$/.test(row.phone)) report('电话', '不是电话号码')
  if (row.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(row.email)) report('电子邮箱', '不是电子邮箱地址')
}

/**
 * Everything that is wrong with a table of units and people, row by row, and what it would write. Several rows of one user
 * name are one person with several posts. Nothing is to be written while there is one error.
 */
export const checkImport = (
  unitRows: readonly ImportUnitRow[],
  personRows: readonly ImportPersonRow[],
  facts: ImportFacts,
): ImportCheck => {
  const errors: ImportError[] = []
  const at =
    (sheet: ImportError['sheet'], row: number): Report =>
    (column, text) =>
      errors.push({ sheet, row, column, text })
  const taken = new Map<string, number>()
  const known = unitRows.filter((row) => facts.names.get(row.name)?.isLive)
  const planned: PlannedUnit[] = []
  for (const row of unitRows) {
    const report = at('单位', row.row)
    const existing = facts.names.get(row.name)
    if (existing && !existing.isLive) report('单位全称', `“${row.name}”已撤销，不能再导入同名单位`)
    else if (!existing) planned.push(checkUnit(row, facts, taken, report))
  }
  checkParents(planned, facts, (row, text) => at('单位', row)('上级单位', text))

  const byName = new Map(planned.map((unit) => [unit.name, unit]))
  const people = new Map<string, PlannedPerson>()
  for (const row of personRows) {
    const report = at('人员', row.row)
    const key = row.userName.toLowerCase()
    const post = checkPost(row, byName, facts, report)
    const same = people.get(key)
    if (!same) {
      checkPerson(row, facts, report)
      const { name, userName } = row
      people.set(key, {
        row: row.row,
        name,
        userName,
        phone: row.phone || null,
        email: row.email || null,
        posts: [post],
      })
      continue
    }
    if (same.name !== row.name) report('用户名', `与第 ${same.row} 行的用户名相同，姓名却不同`)
    if (same.posts.some((other) => other.unit === post.unit && other.role === post.role)) {
      report('用户名', `与第 ${same.row} 行重复`)
    }
    people.set(key, { ...same, posts: [...same.posts, post] })
  }
  return { errors, units: planned, knownUnits: known.map((row) => row.name), people: [...people.values()] }
}
