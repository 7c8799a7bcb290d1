/** What the record and the tasks say of everything that a revised version did. */
export const REVISION_REASON = '规划修订'

/** 规划修订（示政〔2027〕6号）：加强…; the number where the version has one. */
export const revisionReason = (docNumber: string | null, number: number): string =>
  `${REVISION_REASON}（${docNumber ? `${docNumber}，` : ''}第 ${number} 次）`

export const revisionFieldLabels: Readonly<Record<string, string>> = {
  title: '名称',
  number: '编号',
  heading: '章节',
  text: '内容',
  leads: '牵头单位',
  supports: '配合单位',
  due: '时限',
  kind: '类别',
  name: '指标名称',
  domain: '领域',
  unit: '计量单位',
  baseline: '基期值',
  nature: '属性',
  source: '数据来源',
  owners: '责任单位',
  issuer: '发文机关',
  docNumber: '发文字号',
  issuedOn: '成文日期',
  periodStart: '开始年份',
  periodEnd: '结束年份',
}

/** 2027年目标 for `target:2027`. */
export const revisionFieldLabel = (field: string): string =>
  field.startsWith('target:') ? `${field.slice(7)}年目标` : (revisionFieldLabels[field] ?? field)
