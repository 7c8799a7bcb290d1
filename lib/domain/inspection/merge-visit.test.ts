import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LocalPieces, mergeVisit } from './merge-visit'
import { checkVerdicts } from './states'
import type { VisitSheet } from './visit'

const sheet: VisitSheet = {
  id: 1,
  inspectionId: 1,
  inspectionTitle: '示例专项督查',
  unit: { id: 7, name: '市示例局' },
  plannedOn: null,
  items: [1, 2, 3].map((id) => ({
    id,
    group: null,
    text: `第${id}项`,
    standard: '',
    asksPhoto: false,
    asksPlace: false,
  })),
  answers: [],
  findings: [],
  photos: [],
  signatures: [],
  notes: '服务器上的记录',
  units: [{ id: 7, name: '市示例局' }],
  earlier: [],
  canEdit: true,
  personId: 5,
}
const nothing: LocalPieces = { answers: [], findings: [], photos: [], signatures: [], notes: null }
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 1, minute)).toISOString()

const anAnswer = fc.record({
  uuid: fc.uuid(),
  itemId: fc.constantFrom(1, 2, 3),
  verdict: fc.constantFrom(...checkVerdicts),
  note: fc.string({ maxLength: 5 }),
  answeredAt: fc.nat(59).map(at),
  place: fc.constant(null),
})
const onServer = (answers: readonly { uuid: string }[]) => answers.map((answer) => ({ ...answer, by: '某人' }) as never)

test('of all answers to an item the latest holds, wherever it is', () => {
  fc.assert(
    fc.property(fc.array(anAnswer, { maxLength: 8 }), fc.array(anAnswer, { maxLength: 8 }), (kept, local) => {
      const view = mergeVisit({ ...sheet, answers: onServer(kept) }, { ...nothing, answers: local })
      for (const item of sheet.items) {
        const all = [...kept, ...local].filter((answer) => answer.itemId === item.id)
        const latest = all
          .map((answer) => answer.answeredAt)
          .sort()
          .at(-1)
        expect(view.answers.get(item.id)?.answeredAt).toBe(latest)
      }
      expect(view.done).toBe(new Set([...kept, ...local].map((answer) => answer.itemId)).size)
    }),
  )
})

test('what was sent and is still on the device shows once', () => {
  const aFinding = fc.record({
    uuid: fc.uuid(),
    unitId: fc.constant(7),
    severity: fc.constant('general' as const),
    standard: fc.constant('标准'),
    fact: fc.string({ minLength: 1, maxLength: 5 }),
    foundAt: fc.nat(59).map(at),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(aFinding, { selector: (finding) => finding.uuid, maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      (local, isSent) => {
        const sent = local.filter((_, index) => isSent[index])
        const kept = sent.map((finding, index) => ({
          ...finding,
          id: index,
          itemId: null,
          relapseOfId: null,
          by: '某人',
        }))
        const view = mergeVisit({ ...sheet, findings: kept }, { ...nothing, findings: local })
        expect(view.findings.map((finding) => finding.uuid).sort()).toEqual(local.map((finding) => finding.uuid).sort())
      },
    ),
  )
})

test('a finding taken back on the device is gone, though the server still has it', () => {
  const finding = {
    uuid: 'f',
    unitId: 7,
    itemId: null,
    relapseOfId: null,
    severity: 'minor' as const,
    standard: '标准',
    fact: '事实',
    foundAt: at(1),
  }
  const kept = { ...sheet, findings: [{ ...finding, id: 1, by: '某人' }] }
  expect(mergeVisit(kept, nothing).findings).toHaveLength(1)
  expect(mergeVisit(kept, { ...nothing, findings: [{ ...finding, isRemoved: true }] }).findings).toEqual([])
})

test('a photo that the server has is shown from there; notes typed here stand before the server’s', () => {
  const photo = { uuid: 'p', of: 'a', name: '现场.jpg', takenAt: at(1) }
  const view = mergeVisit(
    { ...sheet, photos: [{ ...photo, href: '/api/files/1' }] },
    { ...nothing, photos: [{ ...photo, href: 'blob:1' }], notes: { text: '本机的记录', at: at(2) } },
  )
  expect(view.photos.map((entry) => entry.href)).toEqual(['/api/files/1'])
  expect(view.notes).toBe('本机的记录')
  expect(mergeVisit(sheet, nothing).notes).toBe('服务器上的记录')
})
