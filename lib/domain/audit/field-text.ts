import type { Json } from '../events'
import { reportingCycleLabels, roleLabels, unitKindLabels } from '../labels'
import { supervisionFieldLabels, supervisionValueLabels } from '../supervision-labels'

const labels: Readonly<Record<string, string>> = {
  ...supervisionFieldLabels,
  action: '动作',
  aliases: '别名',
  day: '日期',
  deliverable: '成果',
  disabledAt: '停用时间',
  dissolvedOn: '撤销日期',
  doneText: '进展',
  dueOn: '时限',
  email: '电子邮箱',
  ended: '结束的登录数',
  endedOn: '结束日期',
  expiresOn: '有效期至',
  isOffice: '督查考核办公室',
  isWorkday: '工作日',
  jurisdictionId: '行政区编号',
  kind: '类别',
  leadUnit: '牵头单位',
  leadUnits: '牵头单位',
  number: '编号',
  section: '章节',
  ongoing: '长期坚持',
  lockedUntil: '锁定至',
  members: '成员单位',
  membershipId: '任职编号',
  milestone: '节点',
  milestones: '节点',
  name: '名称',
  openTasks: '移交的在办任务',
  openOrders: '移交的在办整改',
  originalDueOn: '原定时限',
  parentId: '上级单位编号',
  people: '转入的人员',
  personId: '人员编号',
  personName: '姓名',
  phone: '电话',
  position: '排序号',
  prefix: '令牌前缀',
  requirement: '要求',
  revokedAt: '停用时间',
  role: '角色',
  selfPercent: '自报进度',
  state: '状态',
  subtasks: '子任务',
  successorId: '承接单位编号',
  successorName: '承接单位',
  supportUnits: '配合单位',
  title: '名称或职务',
  unitId: '单位编号',
  unitName: '单位',
  userName: '用户名',
  weight: '权重',
}

const values: Readonly<Record<string, string>> = {
  ...supervisionValueLabels,
  ...roleLabels,
  ...unitKindLabels,
  ...reportingCycleLabels,
}

/** A field's word for the auditor; the code itself where none is listed, so that nothing is ever hidden. */
export const fieldLabel = (field: string): string => labels[field] ?? field

/** A stored value as text, complete. */
export const fieldText = (value: Json | undefined): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value) && value.every((entry) => typeof entry !== 'object')) {
    return value.map((entry) => values[String(entry)] ?? String(entry)).join('、')
  }
  if (typeof value === 'object') return JSON.stringify(value)
  return values[String(value)] ?? String(value)
}
