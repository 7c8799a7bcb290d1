import { expect, test } from 'vitest'
import type { DraftIndicator, DraftItem, DraftUnit, PlanDraft, RegisterUnit } from '../plan/draft'
import { addresseesOf } from './addressees'

const named = (unitId: number | null, spelling = `单位${unitId}`): DraftUnit => ({ spelling, unitId })
const item = (key: string, over: Partial<DraftItem>): DraftItem => ({
  key,
  sectionKey: null,
  kind: 'task',
  number: null,
  title: key,
  text: '',
  leads: [],
  supports: [],
  unitsText: null,
  deadlineText: null,
  dueOn: null,
  ongoing: false,
  sourceStart: null,
  sourceEnd: null,
  issue: true,
  ...over,
})
const draft = (items: readonly DraftItem[], indicators: readonly Partial<DraftIndicator>[] = []): PlanDraft =>
  ({ items, indicators, sections: [] }) as unknown as PlanDraft

const unit = (id: number, over: Partial<RegisterUnit> = {}): RegisterUnit => ({
  id,
  name: `单位${id}`,
  kind: 'department',
  aliases: [],
  dissolved: false,
  successorId: null,
  members: [],
  ...over,
})
const register = [
  unit(1),
  unit(2),
  unit(3),
  unit(7, { dissolved: true }),
  unit(8, { kind: 'group', members: [] }),
  unit(9, {
    kind: 'group',
    members: [
      { id: 2, name: '单位2' },
      { id: 3, name: '单位3' },
    ],
  }),
]
const OFFICE = 1

test('each unit gets what names it, once, directly or through its group; the office asks itself nothing', () => {
  const found = addresseesOf(
    draft(
      [
        item('t1', { leads: [named(2)], supports: [named(9)] }),
        item('t2', { leads: [named(OFFICE)], supports: [named(3)] }),
      ],
      [{ key: 'i1', owners: [named(9)] }],
    ),
    register,
    OFFICE,
  )
  expect(found.units).toEqual([
    { unitId: 2, name: '单位2', itemKeys: ['t1'], indicatorKeys: ['i1'] },
    { unitId: 3, name: '单位3', itemKeys: ['t1', 't2'], indicatorKeys: ['i1'] },
  ])
})

test('what stays text of the plan is asked of nobody', () => {
  expect(addresseesOf(draft([item('t1', { leads: [named(2)], issue: false })]), register, OFFICE).units).toEqual([])
})

test('names without a unit, dissolved units and groups without members are told, from tasks and indicators', () => {
  const found = addresseesOf(
    draft(
      [item('t1', { leads: [named(null, '某局')], supports: [named(7), named(8)] })],
      [{ key: 'i1', owners: [named(null, '某办')] }],
    ),
    register,
    OFFICE,
  )
  expect(found).toEqual({ units: [], unmatched: ['某局', '某办'], dissolved: ['单位7'], emptyGroups: ['单位8'] })
})
