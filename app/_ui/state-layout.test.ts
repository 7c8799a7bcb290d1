import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PlacedState, StateRow } from './state-layout'
import { layoutStates, textWidth } from './state-layout'

const report: StateRow[] = [
  { from: '草稿', action: '审签', to: '已审签' },
  { from: '已审签', action: '报送', to: '已报送' },
  { from: '已报送', action: '通过', to: '已通过' },
  { from: '已报送', action: '退回', to: '已退回' },
  { from: '已退回', action: '修改', to: '草稿' },
]

const names = ['甲', '乙', '丙', '丁', '戊', '己']
const anyRows = fc.array(
  fc.record({
    from: fc.constantFrom(...names),
    action: fc.constantFrom('办', '退回', '同意延期'),
    to: fc.constantFrom(...names),
  }),
  { minLength: 1, maxLength: 14 },
)

const touches = (a: PlacedState, b: PlacedState) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

test('a cycle reads from left to right', () => {
  const { states } = layoutStates(report)
  const x = (name: string) => states.find((state) => state.name === name)?.x ?? Number.NaN
  expect(x('草稿')).toBeLessThan(x('已审签'))
  expect(x('已审签')).toBeLessThan(x('已报送'))
  expect(x('已报送')).toBeLessThan(x('已通过'))
  expect(x('已退回')).toBe(x('已通过'))
})

test('every state is placed once, none on another, and everything lies inside the picture', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { width, height, states, arrows } = layoutStates(rows)
      expect(states.map((state) => state.name).sort()).toEqual(
        [...new Set(rows.flatMap((row) => [row.from, row.to]))].sort(),
      )
      for (const [index, state] of states.entries()) {
        for (const other of states.slice(index + 1)) expect(touches(state, other)).toBe(false)
        expect(state.x + state.width).toBeLessThanOrEqual(width)
        expect(state.y + state.height).toBeLessThanOrEqual(height)
      }
      for (const [x, y] of arrows.flatMap((arrow) => arrow.points)) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x).toBeLessThanOrEqual(width)
        expect(y).toBeGreaterThanOrEqual(0)
        expect(y).toBeLessThanOrEqual(height)
      }
      for (const arrow of arrows) expect(arrow.labelY).toBeGreaterThanOrEqual(10)
    }),
  )
})

test('every row is shown: as an arrow, or inside the box when the state stays', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { states, arrows } = layoutStates(rows)
      for (const row of rows) {
        const shown =
          row.from === row.to
            ? states.find((state) => state.name === row.from)?.stays
            : arrows.find((arrow) => arrow.from === row.from && arrow.to === row.to)?.label.split('、')
        expect(shown).toContain(row.action)
      }
    }),
  )
})

test('arrows begin and end at the edges of their boxes', () => {
  fc.assert(
    fc.property(anyRows, (rows) => {
      const { states, arrows } = layoutStates(rows)
      for (const arrow of arrows) {
        for (const [name, point] of [
          [arrow.from, arrow.points[0]],
          [arrow.to, arrow.points.at(-1)],
        ] as const) {
          const box = states.find((state) => state.name === name)
          if (!box || !point) throw new Error('arrow without a box')
          const onSide =
            (point[0] === box.x || point[0] === box.x + box.width) &&
            point[1] >= box.y &&
            point[1] <= box.y + box.height
          const onEdge =
            (point[1] === box.y || point[1] === box.y + box.height) &&
            point[0] >= box.x &&
            point[0] <= box.x + box.width
          expect(onSide || onEdge).toBe(true)
        }
      }
    }),
  )
})

test('Han characters count as wide', () => {
  expect(textWidth('报送')).toBe(28)
  expect(textWidth('ab')).toBe(16)
})
