import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PlanReading } from '../plan-text/reading'
import { parseTarget } from '../plan-text/target'
import { applyDraft } from './apply-draft'
import type { DraftOperation, PlanDraft, RegisterUnit } from './draft'
import { diffDraft } from './draft-patch'
import { toDraft } from './to-draft'
import { draftRows, targetFieldsOf, taskHeads } from './workbook'
import { applyWorkbook } from './workbook-apply'
import { guarded, readCellDate, splitUnits, unguarded, writeStamp } from './workbook-cells'
import { compareWorkbook } from './workbook-compare'
import type { ReadRow, ReadWorkbook } from './workbook-difference'

const names = ['区卫健委', '区教体局', '区民政局', '区财政局', '区发展改革委、工业和信息化局']
const register: RegisterUnit[] = [...names, '区扶贫办'].map((name, at) => ({
  id: at + 1,
  name,
  kind: 'department',
  aliases: [],
  dissolved: name === '区扶贫办',
  successorId: null,
  members: [],
}))
const planId = 7

const words = fc.constantFrom('健康知识普及', '=SUM(A1)', '-5%的任务', '控烟\n行动', '老年健康', '@某处')
const reading = fc
  .record({
    tasks: fc.array(
      fc.record({
        kind: fc.constantFrom('task' as const, 'safeguard' as const, 'project' as const),
        number: fc.option(fc.constantFrom('1', '（二）')),
        title: words,
        path: fc.constantFrom<string[]>(
          [],
          ['一、总则'],
          ['二、任务'],
          ['二、任务', '（一）影响因素'],
          ['二、任务', '（二）设施'],
        ),
        leads: fc.subarray(names),
        supports: fc.subarray(['区未知办', ...names]),
        dueOn: fc.option(fc.constantFrom('2027-12-31', '2026-06-30')),
        ongoing: fc.boolean(),
        text: fc.constantFrom('开展健康教育。\n\n建设阵地。', '', '  推进步道。  '),
      }),
      { maxLength: 9 },
    ),
    indicators: fc.array(
      fc.record({ name: words, years: fc.uniqueArray(fc.constantFrom(null, 2027, 2030)), owners: fc.subarray(names) }),
      { maxLength: 4 },
    ),
  })
  .map(
    ({ tasks, indicators }): PlanReading => ({
      document: {
        title: '示例',
        issuer: null,
        docNumber: null,
        issuedOn: null,
        periodStart: 2026,
        periodEnd: 2030,
        stage: 'issued',
      },
      tasks: tasks.map(({ leads, supports, ...task }, at) => ({
        ...task,
        title: `${task.title}${at}`,
        leadUnits: leads,
        supportUnits: supports,
        unitsText: null,
        deadlineText: null,
        startLine: at + 1,
        endLine: at + 1,
      })),
      units: [],
      indicators: indicators.map(({ name, years, owners }, at) => ({
        from: 'table',
        domain: null,
        number: String(at + 1),
        name: `${name}${at}`,
        unit: '%',
        baselineYear: 2025,
        baselineText: '31.5',
        targets: years.map((year) => ({ year, text: '≥40', parsed: parseTarget('≥40') })),
        nature: '预期性',
        source: null,
        direction: 'higher_better',
        responsibleUnits: owners,
        startLine: 90,
        endLine: 90,
      })),
      targets: [],
      sections: [],
      warnings: [],
    }),
  )
const drafts = reading.map((given) => toDraft(given, register))

/** What the file would hold: cells pass through the guard against formulas both ways. */
const exported = (draft: PlanDraft, version = 3): ReadWorkbook => {
  const rows = draftRows(draft)
  const at = (list: (typeof rows)['tasks'], fields: readonly string[]) => ({
    fields,
    rows: list.map(
      ({ key, texts }, index): ReadRow => ({
        row: index + 3,
        key,
        stamp: writeStamp({ planId, version, nextKey: draft.nextKey, position: index }, texts),
        texts: Object.fromEntries(fields.map((field) => [field, unguarded(guarded(texts[field] ?? ''))])),
      }),
    ),
  })
  const indicatorFields = [
    'domain',
    'number',
    'name',
    'unit',
    'baselineYear',
    'baseline',
    'nature',
    'source',
    'direction',
  ]
  return {
    tasks: at(rows.tasks, Object.keys(taskHeads)),
    indicators: at(rows.indicators, [...indicatorFields, 'owners', ...targetFieldsOf(rows.indicators)]),
  }
}
const compare = (draft: PlanDraft, read: ReadWorkbook) => compareWorkbook(draft, read, planId, register)
const takeAll = (draft: PlanDraft, read: ReadWorkbook): PlanDraft => {
  const { differences } = compare(draft, read)
  return applyWorkbook(draft, read, differences, new Set(differences.map((one) => one.id)), register)
}
const edit = (read: ReadWorkbook, change: (rows: ReadRow[]) => ReadRow[]): ReadWorkbook => ({
  ...read,
  tasks: read.tasks && {
    ...read.tasks,
    rows: change([...read.tasks.rows]).map((row, at) => ({ ...row, row: at + 3 })),
  },
})
const withText = (row: ReadRow, field: string, text: string): ReadRow => ({
  ...row,
  texts: { ...row.texts, [field]: text },
})

test('out and in again without an edit is no difference', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const found = compare(draft, exported(draft))
      expect(found.differences).toEqual([])
      expect(found.refused).toEqual([])
      expect(found.same).toBe(draft.items.length + draft.indicators.length)
    }),
  )
})

const edits = fc.array(
  fc.record({
    at: fc.nat(30),
    what: fc.constantFrom(
      'title',
      'text',
      'leads',
      'supports',
      'due',
      'ongoing',
      'issue',
      'kind',
      'number',
      'section',
      'drop',
      'insert',
    ),
    pick: fc.nat(3),
  }),
  { maxLength: 8 },
)
const cellOf: Readonly<Record<string, readonly string[]>> = {
  title: ['新名称甲', '+新名称', '另一名称'],
  text: ['改过的内容', '', '=1+1'],
  leads: ['区财政局', '', '区未见过局、区民政局'],
  supports: ['', '', ''],
  due: ['2028-03-31', '', '2029-01-02'],
  ongoing: ['', '', ''],
  issue: ['是', '否', '是'],
  kind: ['任务', '保障措施', '专栏项目'],
  number: ['7', '', '-3'],
  section: ['二、任务', '三、新的一章', '二、任务 › （三）新的一节'],
}

test('random edits of the sheet come back exactly as they were made, and as one step that can be undone', () => {
  fc.assert(
    fc.property(drafts, edits, (draft, list) => {
      const read = edit(exported(draft), (rows) => {
        let made = 0
        for (const { at, what, pick } of list) {
          const index = at % Math.max(1, rows.length)
          const row = rows[index]
          if (!row) continue
          if (what === 'drop') rows.splice(index, 1)
          else if (what === 'insert') {
            const texts = { ...row.texts, title: `插入${made}`, due: '', ongoing: '是' }
            made += 1
            rows.splice(index + 1, 0, { row: 0, key: '', stamp: '', texts })
          } else if (what === 'due')
            rows[index] = withText(withText(row, 'ongoing', ''), 'due', cellOf.due?.[pick % 3] ?? '')
          else if (what === 'section')
            rows.push(withText(rows.splice(index, 1)[0] as ReadRow, 'section', cellOf.section?.[pick % 3] ?? ''))
          else rows[index] = withText(row, what, cellOf[what]?.[pick % 3] ?? '')
        }
        return rows
      })
      const found = compare(draft, read)
      expect(found.refused).toEqual([])
      const after = takeAll(draft, read)
      const wanted = (read.tasks?.rows ?? []).map((row) => row.texts)
      const got = draftRows(after).tasks.map((row) => row.texts)
      const distinct = (texts: Readonly<Record<string, string>>) => {
        // Who leads does not support as well; the draft sees to that.
        const leads = splitUnits(texts.leads ?? '', names)
        const supports = splitUnits(texts.supports ?? '', names).filter((name) => !leads.includes(name))
        return JSON.stringify({ ...texts, supports: supports.join('、') })
      }
      expect(got.map(distinct).sort()).toEqual(wanted.map(distinct).sort())
      const inSection = (rows: readonly Readonly<Record<string, string>>[], path: string) =>
        rows.filter((texts) => texts.section === path).map((texts) => texts.title)
      for (const path of new Set(wanted.map((texts) => texts.section ?? ''))) {
        expect(inSection(got, path)).toEqual(inSection(wanted, path))
      }
      const step: DraftOperation = {
        kind: 'restore',
        patch: diffDraft(draft, after),
        nextKey: after.nextKey,
        summary: '导入',
      }
      const applied = applyDraft(draft, step)
      expect(applied.draft.items).toEqual(after.items)
      expect(applyDraft(applied.draft, applied.inverse).draft.items).toEqual(draft.items)
      expect(applied.draft.nextKey).toBe(after.nextKey)
      expect(compare(after, exported(after)).differences).toEqual([])
    }),
  )
})

test('rows put in another order within a heading come back in that order', () => {
  fc.assert(
    fc.property(drafts, fc.nat(), fc.nat(), (draft, from, to) => {
      const read = edit(exported(draft), (rows) => {
        const sections = [...new Set(rows.map((row) => row.texts.section))]
        const path = sections[from % Math.max(1, sections.length)]
        const places = rows.flatMap((row, at) => (row.texts.section === path ? [at] : []))
        const [a, b] = [places[from % Math.max(1, places.length)], places[to % Math.max(1, places.length)]]
        if (a === undefined || b === undefined) return rows
        rows.splice(b, 0, rows.splice(a, 1)[0] as ReadRow)
        return rows
      })
      const titles = (rows: readonly { texts: Readonly<Record<string, string>> }[], path: string | undefined) =>
        rows.filter((row) => row.texts.section === path).map((row) => row.texts.title)
      const after = draftRows(takeAll(draft, read)).tasks
      for (const path of new Set(after.map((row) => row.texts.section))) {
        expect(titles(after, path)).toEqual(titles(read.tasks?.rows ?? [], path))
      }
    }),
  )
})

const small = (): PlanDraft =>
  toDraft(
    {
      document: {
        title: '示例',
        issuer: null,
        docNumber: null,
        issuedOn: null,
        periodStart: null,
        periodEnd: null,
        stage: 'issued',
      },
      tasks: ['甲', '乙', '丙'].map((title, at) => ({
        kind: 'task' as const,
        number: null,
        title,
        path: ['一、任务'],
        leadUnits: ['区卫健委'],
        supportUnits: [],
        unitsText: null,
        deadlineText: null,
        dueOn: '2027-12-31',
        ongoing: false,
        startLine: at + 1,
        endLine: at + 1,
        text: '',
      })),
      units: [],
      indicators: [
        {
          from: 'table' as const,
          domain: null,
          number: '1',
          name: '步道长度',
          unit: '公里',
          baselineYear: 2025,
          baselineText: '28',
          targets: [{ year: 2027, text: '≥60', parsed: parseTarget('≥60') }],
          nature: null,
          source: null,
          direction: 'higher_better' as const,
          responsibleUnits: [],
          startLine: 9,
          endLine: 9,
        },
      ],
      targets: [],
      sections: [],
      warnings: [],
    },
    register,
  )
const keyOf = (draft: PlanDraft, title: string): string => draft.items.find((item) => item.title === title)?.key ?? ''
const change = (read: ReadWorkbook, title: string, field: string, text: string) =>
  edit(read, (rows) => rows.map((row) => (row.texts.title === title ? withText(row, field, text) : row)))

describe('a draft that moved on since the export', () => {
  const draft = small()
  const rename = (key: string, title: string) => applyDraft(draft, { kind: 'editItem', key, title }).draft

  test('what only the colleague changed stays his; what only the sheet changed is taken', () => {
    const later = rename(keyOf(draft, '乙'), '乙（同事改）')
    const { differences } = compare(later, change(exported(draft), '甲', 'title', '甲（表中改）'))
    expect(differences).toMatchObject([
      { kind: 'changed', taken: true, fields: [{ label: '重点任务', before: '甲', after: '甲（表中改）' }] },
    ])
  })

  test('a cell that both changed is asked about, without an answer given beforehand', () => {
    const later = rename(keyOf(draft, '甲'), '甲（同事改）')
    const both = edit(change(exported(draft), '甲', 'title', '甲（表中改）'), (rows) =>
      rows.map((row) => (row.texts.title?.startsWith('甲') ? withText(row, 'due', '2028-06-30') : row)),
    )
    const { differences } = compare(later, both)
    expect(differences.map(({ kind, taken }) => [kind, taken])).toEqual([
      ['changed', true],
      ['conflict', null],
    ])
    expect(differences[1]?.fields).toEqual([
      { name: 'title', label: '重点任务', before: '甲（同事改）', after: '甲（表中改）' },
    ])
  })

  test('what the colleague added is not gone, what he dropped comes back only on request', () => {
    const added = applyDraft(draft, {
      kind: 'add',
      sectionKey: draft.items[0]?.sectionKey ?? null,
      afterKey: null,
      title: '丁',
    })
    const later = applyDraft(added.draft, { kind: 'drop', keys: [keyOf(draft, '丙')] }).draft
    expect(compare(later, exported(draft)).differences).toEqual([])
    const read = change(exported(draft), '丙', 'title', '丙（仍要）')
    expect(compare(later, read).differences).toMatchObject([{ kind: 'returned', taken: null, title: '丙（仍要）' }])
    expect(takeAll(later, read).items.map((item) => item.title)).toContain('丙（仍要）')
  })
})

test('a row that is gone is named and not taken unless someone says so', () => {
  const draft = small()
  const read = edit(exported(draft), (rows) => rows.filter((row) => row.texts.title !== '乙'))
  expect(compare(draft, read).differences).toMatchObject([{ kind: 'gone', title: '乙', taken: false, row: null }])
})

test('rows that hold the same mark are refused by their numbers, the rest is still compared', () => {
  const draft = small()
  const read = edit(change(exported(draft), '丙', 'title', '丙改'), (rows) => [...rows, rows[0] as ReadRow])
  const found = compare(draft, read)
  expect(found.refused.map(({ row }) => row)).toEqual([3, 6])
  expect(found.refused[0]?.why).toContain('第 3、6 行')
  expect(found.differences.map((one) => one.title)).toEqual(['丙改'])
})

test.each([
  ['due', '尽快', '看不懂'],
  ['due', '6月底前', '看不懂'],
  ['kind', '大事', '任务、保障措施、专栏项目'],
  ['issue', '也许', '“是”或“否”'],
  ['title', '', '没有填写'],
  ['leads', '区扶贫办', '已撤销'],
  ['ongoing', '是', '只能填一个'],
  ['number', '一'.repeat(21), '超过 20 字'],
])('%s “%s” is refused with its row', (field, text, why) => {
  const draft = small()
  const found = compare(draft, change(exported(draft), '乙', field, text))
  expect(found.differences).toEqual([])
  expect(found.refused).toMatchObject([{ row: 4, why: expect.stringContaining(why) }])
})

test('an unknown unit is shown and kept as it was written', () => {
  const draft = small()
  const read = change(exported(draft), '甲', 'leads', '区卫健委；区文旅局')
  expect(compare(draft, read).differences).toMatchObject([{ notes: ['单位库里没有“区文旅局”'] }])
  expect(takeAll(draft, read).items[0]?.leads).toEqual([
    { spelling: '区卫健委', unitId: 1 },
    { spelling: '区文旅局', unitId: null },
  ])
})

test('a new target year is a new column; its value is understood', () => {
  const draft = small()
  const read = exported(draft)
  const row = read.indicators?.rows[0] as ReadRow
  const more: ReadWorkbook = {
    ...read,
    indicators: { fields: [...(read.indicators?.fields ?? []), 'y2030'], rows: [withText(row, 'y2030', '不低于80')] },
  }
  expect(compare(draft, more).differences).toMatchObject([
    { fields: [{ label: '2030年目标', before: '', after: '不低于80' }] },
  ])
  expect(takeAll(draft, more).indicators[0]?.targets).toMatchObject([
    { year: 2027, parsed: { op: '>=', value: 60 } },
    { year: 2030, parsed: { op: '>=', value: 80 } },
  ])
})

test('a row of another plan is refused', () => {
  const draft = small()
  expect(compareWorkbook(draft, exported(draft), 8, register).refused.map(({ why }) => why)).toContain(
    '这一行来自另一份规划',
  )
})

test('taking the same file twice adds nothing twice by itself', () => {
  const draft = small()
  const read = edit(exported(draft), (rows) => [
    ...rows,
    { row: 0, key: '', stamp: '', texts: { ...rows[0]?.texts, title: '丁' } },
  ])
  const after = takeAll(draft, read)
  expect(compare(after, read).differences).toMatchObject([{ kind: 'new', title: '丁', taken: false }])
})

test.each([
  ['2027-12-31', '2027-12-31'],
  ['2027/6/5', '2027-06-05'],
  ['2027.6', '2027-06-30'],
  ['20270605', '2027-06-05'],
  ['2027年6月5日前', '2027-06-05'],
  ['2027年底前', '2027-12-31'],
  ['2027年底', '2027-12-31'],
  ['2027', '2027-12-31'],
  ['2027年上半年', '2027-06-30'],
  ['2027年第三季度', '2027-09-30'],
  ['2028年2月', '2028-02-29'],
  ['２０２７年１２月底前', '2027-12-31'],
  ['46752', '2027-12-31'],
  ['46752.5', '2027-12-31'],
  ['“十五五”期间', '2030-12-31'],
  ['', ''],
  ['-', ''],
])('the time limit “%s” means %s', (text, due) => {
  expect(readCellDate(text)).toEqual({ due, ongoing: false })
})

test.each(['长期坚持', '长期', '持续推进'])('“%s” has no end', (text) => {
  expect(readCellDate(text)).toEqual({ due: '', ongoing: true })
})

test.each(['2027-13-01', '2027-02-30', '尽快', '6月底前', '12', '2027年13月'])('“%s” is not guessed at', (text) => {
  expect(readCellDate(text)).toBeNull()
})

test('what could be a formula comes through as text, whatever stands before it', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(unguarded(guarded(text))).toBe(text)
      expect(guarded(text)).not.toMatch(/^[=+\-@\t]/)
    }),
  )
})
