import { Button } from '@/app/_ui/button'
import { EmptyState } from '@/app/_ui/empty-state'
import { Section } from '@/app/_ui/section'
import { sheetNames, type WorkbookSheet } from '@/lib/domain/plan/workbook'
import type { Difference, WorkbookComparison } from '@/lib/domain/plan/workbook-difference'
import { type Answer, DifferenceRow } from './difference-row.client'

interface DifferenceListProps {
  comparison: WorkbookComparison
  version: number
  answerOf: Answer
  onAnswer: (ids: readonly string[], taken: boolean) => void
}

const words: readonly (readonly [Difference['kind'], string])[] = [
  ['new', '新增'],
  ['changed', '修改'],
  ['conflict', '两边都改'],
  ['returned', '草案中已删'],
  ['moved', '移动'],
  ['gone', '表中没有'],
]

const countsOf = (differences: readonly Difference[]): string =>
  words
    .flatMap(([kind, word]) => {
      const count = differences.filter((one) => one.kind === kind).length
      return count > 0 ? [`${word} ${count}`] : []
    })
    .join('，')

export function DifferenceList({ comparison, version, answerOf, onAnswer }: DifferenceListProps) {
  const { differences, same } = comparison
  const movedOn = comparison.version !== null && comparison.version < version
  return (
    <Section
      title="三、对照结果"
      aside={movedOn ? `表自第 ${comparison.version} 版导出，草案现为第 ${version} 版` : `草案第 ${version} 版`}
    >
      {differences.length === 0 ? (
        <EmptyState title="没有差别" text={`表中可读的 ${same} 行与草案一致，不需要写入。`} />
      ) : (
        <>
          <p className="mb-2 text-read">
            {differences.length} 处不同：{countsOf(differences)}；{same} 行与草案一致。
          </p>
          {movedOn ? (
            <p className="mb-2 text-ink-2">
              导出之后草案又有改动：只有一边改过的，按改过的一边；两边都改过的，请选定。
            </p>
          ) : null}
          {(Object.keys(sheetNames) as WorkbookSheet[]).map((sheet) => (
            <Group
              key={sheet}
              sheet={sheet}
              differences={differences.filter((one) => one.sheet === sheet)}
              answerOf={answerOf}
              onAnswer={onAnswer}
            />
          ))}
        </>
      )}
    </Section>
  )
}

interface GroupProps extends Pick<DifferenceListProps, 'answerOf' | 'onAnswer'> {
  sheet: WorkbookSheet
  differences: readonly Difference[]
}

function Group({ sheet, differences, answerOf, onAnswer }: GroupProps) {
  if (differences.length === 0) return null
  // What is dropped, and what both sides changed, is decided one by one.
  const easy = differences.filter((one) => one.kind !== 'gone' && one.taken !== null).map((one) => one.id)
  return (
    <div className="mb-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          {sheetNames[sheet]}：{differences.length} 处
        </h3>
        {easy.length > 1 ? (
          <>
            <Button variant="quiet" onClick={() => onAnswer(easy, true)}>
              全选新增、修改和移动
            </Button>
            <Button variant="quiet" onClick={() => onAnswer(easy, false)}>
              全不选
            </Button>
          </>
        ) : null}
      </div>
      <ul>
        {differences.map((difference) => (
          <DifferenceRow
            key={difference.id}
            difference={difference}
            answerOf={answerOf}
            onAnswer={(taken) => onAnswer([difference.id], taken)}
          />
        ))}
      </ul>
    </div>
  )
}
