import { FieldDiff } from '@/app/_ui/diff'
import type { DifferenceEntry } from '@/lib/domain/plan/compare-plans'
import type { VersionComparison } from '@/lib/queries/list-plan-versions'

const fieldNames: Readonly<Record<string, string>> = {
  title: '名称',
  name: '名称',
  number: '编号',
  heading: '章节',
  text: '内容',
  leads: '牵头单位',
  supports: '配合单位',
  due: '时限',
  kind: '类别',
  domain: '领域',
  unit: '计量单位',
  baseline: '基期值',
  nature: '性质',
  source: '数据来源',
  owners: '责任单位',
  issuer: '发文机关',
  docNumber: '发文字号',
  issuedOn: '成文日期',
  periodStart: '开始年份',
  periodEnd: '结束年份',
  stage: '文本阶段',
}

const nameOf = (field: string): string =>
  field.startsWith('target:') ? `${field.slice('target:'.length)}年目标值` : (fieldNames[field] ?? field)

const kindWords: Readonly<Record<DifferenceEntry['kind'], string>> = {
  changed: '修改',
  new: '新增',
  gone: '删去',
  doubtful: '可能是新增，也可能由旧条目改写',
}

const aboutWords: Readonly<Record<DifferenceEntry['about'], string>> = {
  item: '任务',
  indicator: '指标',
  heading: '章节',
  document: '文件',
}

/** Task by task: what the later version added, changed and dropped. */
export function VersionDifference({ comparison }: { comparison: VersionComparison }) {
  const { from, to, difference, issued } = comparison
  const { entries, unchanged } = difference
  const count = (kind: DifferenceEntry['kind']) => entries.filter((entry) => entry.kind === kind).length
  if (entries.length === 0 && issued.length === 0) {
    return (
      <p>
        第 {from.number} 版和第 {to.number} 版内容相同。
      </p>
    )
  }
  return (
    <>
      <p className="mb-3">
        第 {from.number} 版 → 第 {to.number} 版：修改 {count('changed') + issued.length}，新增{' '}
        {count('new') + count('doubtful')}，删去 {count('gone')}；未变 {unchanged.items} 个条目、{unchanged.indicators}{' '}
        项指标。
      </p>
      <ul>
        {entries.map((entry) => (
          <li key={entry.key} className="border-b border-line py-3">
            <p className="mb-1">
              <span className="text-ink-3">
                {kindWords[entry.kind]}
                {aboutWords[entry.about]}
              </span>
              <span className="pl-3 font-medium">{entry.title}</span>
            </p>
            {entry.fields.length > 0 ? (
              <FieldDiff
                changes={entry.fields.map(({ field, before, after }) => ({ field: nameOf(field), before, after }))}
              />
            ) : null}
          </li>
        ))}
        {issued.map((item) => (
          <li key={`issue-${item.key}`} className="border-b border-line py-3">
            <span className="text-ink-3">修改任务</span>
            <span className="pl-3 font-medium">{item.title}</span>
            <FieldDiff
              changes={[
                { field: '是否交办', before: item.issue ? '不交办' : '交办', after: item.issue ? '交办' : '不交办' },
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
