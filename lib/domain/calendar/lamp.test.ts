import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { milestoneStates } from '@/lib/domain/milestone/states'
import { taskStates } from '@/lib/domain/task/states'
import { addDays, calendarDate } from './date'
import { isOverdue } from './deadline'
import { nationalHolidays } from './holidays'
import { lampOf, lampReason, lampWord, lampWords, owedItem, soonOn } from './lamp'
import type { Lamp, OwedItem, OwingMilestone, OwingTask } from './lamp'
import { createWorkCalendar } from './workdays'

const d = calendarDate
const today = d('2026-11-20')
const calendar = createWorkCalendar(nationalHolidays)
const soon = soonOn(today, calendar)

const date = fc.integer({ min: -40, max: 40 }).map((n) => addDays(today, n))
const past = fc.integer({ min: -40, max: 0 }).map((n) => addDays(today, n))
const task: fc.Arbitrary<OwingTask> = fc.record({
  state: fc.constantFrom(...taskStates),
  dueOn: fc.option(date),
  claimedOn: fc.option(past),
})
const milestone: fc.Arbitrary<OwingMilestone> = fc.record({
  title: fc.constantFrom('甲', '乙', '丙'),
  state: fc.constantFrom(...milestoneStates),
  dueOn: date,
  claimedOn: fc.option(past),
})
const milestones = fc.array(milestone, { maxLength: 5 })

function pending(title: string, dueOn: string): OwingMilestone {
  return { title, state: 'pending', dueOn: d(dueOn), claimedOn: null }
}

describe('owedItem', () => {
  const active: OwingTask = { state: 'active', dueOn: d('2026-12-31'), claimedOn: null }

  test('the earliest due date wins, a milestone before the task', () => {
    const first = pending('开工', '2026-11-30')
    expect(owedItem(active, [pending('完工', '2026-12-20'), first])).toMatchObject({ milestoneTitle: '开工' })
    expect(owedItem(active, [pending('验收', '2026-12-31')])).toMatchObject({ milestoneTitle: '验收' })
    expect(owedItem(active, [pending('后评估', '2027-01-31')])).toMatchObject({ milestoneTitle: null })
  })

  test.each([
    ['verified', null, false, null],
    ['verified', '2026-12-05', false, null],
    ['claimed', '2026-11-30', false, null],
    ['claimed', '2026-12-01', true, '2026-12-01'],
    ['claimed', null, true, null],
    ['returned', '2026-11-01', true, null],
    ['pending', '2026-11-01', true, null],
  ] as const)('a milestone due 11-30, %s on %s: owed %s', (state, claimedOn, isOwed, stoppedOn) => {
    const one = { title: '开工', state, dueOn: d('2026-11-30'), claimedOn: claimedOn === null ? null : d(claimedOn) }
    const ongoing: OwingTask = { state: 'active', dueOn: null, claimedOn: null }
    const expected = isOwed ? { dueOn: '2026-11-30', stoppedOn, milestoneTitle: '开工' } : null
    expect(owedItem(ongoing, [one])).toEqual(expected)
  })

  test('a task claimed in time is not owed, claimed late it is, returned it runs again', () => {
    const claimed = { dueOn: d('2026-06-30'), claimedOn: d('2026-06-30') }
    expect(owedItem({ ...claimed, state: 'closing' }, [])).toBeNull()
    expect(owedItem({ ...claimed, claimedOn: d('2026-07-02'), state: 'closing' }, [])).toMatchObject({
      stoppedOn: '2026-07-02',
    })
    expect(owedItem({ ...claimed, state: 'active' }, [])).toMatchObject({ stoppedOn: null })
  })

  test('on one day, what still runs comes before what is stopped', () => {
    const late: OwingMilestone = { ...pending('甲', '2026-06-30'), state: 'claimed', claimedOn: d('2026-07-02') }
    expect(owedItem(active, [late, pending('乙', '2026-06-30')])).toMatchObject({ milestoneTitle: '乙' })
  })

  test('nothing owed is earlier, and nothing is owed where nothing can be', () => {
    fc.assert(
      fc.property(task, milestones, (one, list) => {
        const owed = owedItem(one, list)
        if (['draft', 'suspended', 'closed', 'terminated'].includes(one.state)) {
          expect(owed).toBeNull()
          return
        }
        const open = list.filter(({ state }) => state === 'pending' || state === 'returned').map(({ dueOn }) => dueOn)
        if (one.dueOn && one.state !== 'closing') open.push(one.dueOn)
        for (const dueOn of open) expect(owed && owed.dueOn <= dueOn).toBe(true)
      }),
    )
  })

  test('verifying a milestone never brings the owed date forward', () => {
    fc.assert(
      fc.property(task, milestones, fc.nat(4), (one, list, index) => {
        const after = owedItem(
          one,
          list.map((m, i) => (i === index ? { ...m, state: 'verified' as const } : m)),
        )
        const before = owedItem(one, list)
        if (after) expect(before && before.dueOn <= after.dueOn).toBe(true)
      }),
    )
  })
})

describe('soonOn', () => {
  test('is the last date with at most so many working days left', () => {
    fc.assert(
      fc.property(date, date, fc.nat(30), (from, dueOn, warn) => {
        expect(dueOn <= soonOn(from, calendar, warn)).toBe(calendar.workdaysBetween(from, dueOn) <= warn)
      }),
    )
  })

  test('ten working days unless told, with the weekend that follows', () => {
    expect(soon).toBe('2026-12-06')
  })
})

describe('lampOf', () => {
  const late = { dueOn: d('2026-11-19'), stoppedOn: null, milestoneTitle: null }
  const near = { ...late, dueOn: today }
  const far = { ...late, dueOn: addDays(soon, 1) }
  const claimedLate = { ...late, stoppedOn: d('2026-11-20') }

  test.each<[Lamp, (typeof taskStates)[number], OwedItem]>([
    ['grey', 'terminated', late],
    ['blue', 'closed', late],
    ['grey', 'draft', late],
    ['grey', 'suspended', late],
    ['red', 'issued', late],
    ['red', 'active', late],
    ['red', 'closing', claimedLate],
    ['yellow', 'issued', near],
    ['yellow', 'active', { ...near, dueOn: soon }],
    ['grey', 'issued', far],
    ['grey', 'issued', null],
    ['green', 'active', far],
    ['green', 'active', null],
    ['green', 'closing', null],
  ])('%s when %s', (lamp, state, owed) => {
    expect(lampOf({ state, owed, ongoing: false }, today, soon)).toBe(lamp)
  })

  test('red exactly when anything owed at all is overdue, not only the earliest', () => {
    fc.assert(
      fc.property(task, milestones, (one, list) => {
        const each = [owedItem(one, []), ...list.map((m) => owedItem({ ...one, dueOn: null }, [m]))]
        const isAnyLate = each.some((owed) => owed !== null && isOverdue(owed, today))
        const lamp = lampOf({ state: one.state, owed: owedItem(one, list), ongoing: one.dueOn === null }, today, soon)
        expect(lamp === 'red').toBe(isAnyLate)
      }),
    )
  })

  test('with nothing done, time only takes green or grey to yellow to red', () => {
    const rank: Record<Lamp, number> = { blue: 0, grey: 0, green: 0, yellow: 1, red: 2 }
    fc.assert(
      fc.property(task, milestones, (one, list) => {
        const subject = { state: one.state, owed: owedItem(one, list), ongoing: one.dueOn === null }
        const next = addDays(today, 1)
        const now = lampOf(subject, today, soon)
        expect(rank[lampOf(subject, next, soonOn(next, calendar))]).toBeGreaterThanOrEqual(rank[now])
      }),
    )
  })
})

describe('words', () => {
  test('every lamp has its own word, shape and mark', () => {
    for (const key of ['word', 'shape', 'mark'] as const) {
      expect(new Set(Object.values(lampWords).map((sign) => sign[key])).size).toBe(5)
    }
  })

  test('grey says which grey', () => {
    expect(taskStates.map((state) => lampWord('grey', state))).toEqual([
      '未启动',
      '未启动',
      '未启动',
      '中止',
      '未启动',
      '未启动',
      '终止',
    ])
    expect(lampWord('red', 'active')).toBe('逾期')
  })

  const item = (dueOn: string, milestoneTitle: string | null = null, stoppedOn: string | null = null): OwedItem => ({
    dueOn: d(dueOn),
    milestoneTitle,
    stoppedOn: stoppedOn === null ? null : d(stoppedOn),
  })

  test.each<[(typeof taskStates)[number], OwedItem, boolean, string]>([
    ['active', item('2026-06-30'), false, '截止 2026-06-30，已逾期 99 个工作日'],
    ['active', item('2026-09-30', '开工'), false, '节点“开工”截止 2026-09-30，已逾期 33 个工作日'],
    ['active', item('2026-11-25'), false, '截止 2026-11-25，3个工作日后到期'],
    ['active', item('2026-11-20', '开工'), true, '节点“开工”截止 2026-11-20，今天到期'],
    ['issued', item('2026-11-25'), false, '截止 2026-11-25，3个工作日后到期；已交办，待签收'],
    ['issued', null, true, '已交办，待签收'],
    ['closing', null, false, '已申报办结，待审核'],
    [
      'closing',
      item('2026-11-16', null, '2026-11-18'),
      false,
      '截止 2026-11-16，2026-11-18 申报，逾期 2 个工作日，待审核',
    ],
    ['closing', item('2026-11-25', '开工'), false, '节点“开工”截止 2026-11-25，3个工作日后到期；已申报办结，待审核'],
    ['active', null, true, '长期坚持，目前没有未完成的节点'],
    ['active', null, false, '目前没有未完成的事项'],
    ['draft', null, false, '尚未交办'],
    ['suspended', null, false, '已中止，暂不计逾期'],
    ['terminated', null, false, '已终止'],
    ['closed', null, false, '已办结'],
  ])('%s, %o', (state, owed, ongoing, sentence) => {
    expect(lampReason({ state, owed, ongoing }, today, calendar)).toBe(sentence)
  })
})
