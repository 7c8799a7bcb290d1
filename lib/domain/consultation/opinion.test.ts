import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarDate } from '../calendar/date'
import { applyDraft } from '../plan/apply-draft'
import type { PlanDraft } from '../plan/draft'
import { toDraft } from '../plan/to-draft'
import { currentText, type Proposal, proposedText, stepFor } from './opinion'

const unit = (unitId: number) => ({ unitId, spelling: `单位${unitId}` })

const base: PlanDraft = (() => {
  const draft = toDraft(
    {
      document: {
        title: '方案',
        issuer: null,
        docNumber: null,
        issuedOn: null,
        periodStart: null,
        periodEnd: null,
        stage: 'issued',
      },
      tasks: [
        {
          kind: 'task',
          number: '1',
          title: '建步道',
          path: ['一、任务'],
          leadUnits: [],
          supportUnits: [],
          unitsText: null,
          deadlineText: null,
          dueOn: '2027-06-30',
          ongoing: false,
          startLine: 1,
          endLine: 1,
          text: '建五条步道。',
        },
      ],
      indicators: [
        {
          from: 'table',
          domain: null,
          number: null,
          name: '步道条数',
          unit: '条',
          baselineYear: null,
          baselineText: null,
          targets: [
            {
              year: 2027,
              text: '≥5',
              parsed: { op: '>=', value: 5, value2: null, relative: null, baseYear: null, text: '' },
            },
          ],
          nature: null,
          source: null,
          direction: 'higher_better',
          responsibleUnits: [],
          startLine: 2,
          endLine: 2,
        },
      ],
      units: [],
      targets: [],
      sections: [],
      warnings: [],
    },
    [],
  )
  const [item] = draft.items
  const [indicator] = draft.indicators
  if (!item || !indicator) throw new Error('no item')
  return {
    ...draft,
    items: [{ ...item, leads: [unit(1)], supports: [unit(2), unit(3)] }],
    indicators: [{ ...indicator, owners: [unit(1)] }],
  }
})()
const itemKey = base.items[0]?.key ?? ''
const indicatorKey = base.indicators[0]?.key ?? ''
const keyFor = (proposal: Proposal) =>
  proposal.field === 'target' || proposal.field === 'owners' ? indicatorKey : itemKey

const written = (draft: PlanDraft, proposal: Proposal): PlanDraft => {
  const step = stepFor(base, draft, keyFor(proposal), proposal)
  return step ? applyDraft(draft, step).draft : draft
}

const proposals: readonly [Proposal, string, string][] = [
  [{ field: 'title', text: '建健身步道' }, '建步道', '建健身步道'],
  [{ field: 'text', text: '建三条步道。' }, '建五条步道。', '建三条步道。'],
  [{ field: 'deadline', dueOn: calendarDate('2027-12-31'), ongoing: false }, '2027年6月30日', '2027年12月31日'],
  [{ field: 'deadline', dueOn: null, ongoing: true }, '2027年6月30日', '长期'],
  [{ field: 'leads', add: [unit(4)], remove: [] }, '单位1', '单位1、单位4'],
  [{ field: 'supports', add: [], remove: [unit(2)] }, '单位2、单位3', '单位3'],
  [{ field: 'issue', issue: false }, '交办', '不交办'],
  [{ field: 'target', year: 2027, text: '≥3' }, '≥5', '≥3'],
  [{ field: 'target', year: 2030, text: '≥9' }, '无', '≥9'],
  [{ field: 'owners', add: [unit(2)], remove: [unit(1)] }, '单位1', '单位2'],
]

describe('each kind of proposal becomes one step of the draft', () => {
  test.each(proposals)('%o', (proposal, before, after) => {
    const key = keyFor(proposal)
    expect(currentText(base, key, proposal)).toBe(before)
    const done = written(base, proposal)
    expect(currentText(done, key, proposal)).toBe(after)
    // Accepted a second time, there is nothing left to write.
    expect(stepFor(base, done, key, proposal)).toBeNull()
    // Undo gives back what was shown.
    const step = stepFor(base, base, key, proposal)
    if (!step) throw new Error('nothing to write')
    const { draft, inverse } = applyDraft(base, step)
    expect(currentText(applyDraft(draft, inverse).draft, key, proposal)).toBe(before)
  })
})

test('a remark in words is for a person to write', () => {
  expect(stepFor(base, base, itemKey, { field: 'free', text: '建议分三年实施' })).toBeNull()
  expect(proposedText({ field: 'free', text: '建议分三年实施' })).toBe('建议分三年实施')
})

test('a place that says something else by now, or is gone, is not overwritten', () => {
  const changed = applyDraft(base, { kind: 'editItem', key: itemKey, title: '修步道' }).draft
  const proposal: Proposal = { field: 'title', text: '建健身步道' }
  expect(() => stepFor(base, changed, itemKey, proposal)).toThrow(
    expect.objectContaining({ code: 'opinionPlaceChanged' }),
  )
  const gone = applyDraft(base, { kind: 'drop', keys: [itemKey] }).draft
  expect(() => stepFor(base, gone, itemKey, proposal)).toThrow(expect.objectContaining({ code: 'opinionPlaceGone' }))
})

test('units that two proposals name for one task come and go independently, in whatever order they are accepted', () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 4 })
  fc.assert(
    fc.property(some, some, some, some, (addA, removeA, addB, removeB) => {
      // The two do not contradict each other.
      fc.pre(![...addA, ...addB].some((id) => [...removeA, ...removeB].includes(id)))
      const a: Proposal = { field: 'supports', add: addA.map(unit), remove: removeA.map(unit) }
      const b: Proposal = { field: 'supports', add: addB.map(unit), remove: removeB.map(unit) }
      const ids = (draft: PlanDraft) => (draft.items[0]?.supports ?? []).map((entry) => entry.unitId).toSorted()
      expect(ids(written(written(base, a), b))).toEqual(ids(written(written(base, b), a)))
    }),
  )
})
