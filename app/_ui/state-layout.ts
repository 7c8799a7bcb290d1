export interface StateRow {
  from: string
  action: string
  to: string
}

export interface PlacedState {
  name: string
  x: number
  y: number
  width: number
  height: number
  /** Actions that leave the state as it is; they stand inside the box. */
  stays: string[]
  isFirst: boolean
  isLast: boolean
}

export interface PlacedArrow {
  from: string
  to: string
  label: string
  /** Corner points; the arrow's head is at the last one. */
  points: [number, number][]
  labelX: number
  labelY: number
}

export interface StateLayout {
  width: number
  height: number
  states: PlacedState[]
  arrows: PlacedArrow[]
}

type Arrow = { from: string; to: string; label: string }

const lineHeight = 20
const rowGap = 48
const laneGap = 28
const slotGap = 16
const margin = 8

/** Han and full-width characters take the font size, others little more than half of it. */
export function textWidth(text: string): number {
  let width = 0
  for (const char of text) width += char.charCodeAt(0) > 0x2e7f ? 14 : 8
  return width
}

/**
 * Layers from left to right by the longest way from the first row's `from`; arrows between neighbours run in the gap,
 * longer ones in lanes above (first row to first row) or below. Made for life cycles of up to a dozen states.
 */
export function layoutStates(rows: StateRow[]): StateLayout {
  const names = [...new Set(rows.flatMap((row) => [row.from, row.to]))]
  const arrows = joinParallel(rows.filter((row) => row.from !== row.to))
  const rank = rankOf(names, arrows)
  const columns: string[][] = []
  for (const name of names) (columns[rank.get(name) ?? 0] ??= []).push(name)

  const stays = (name: string) => rows.filter((row) => row.from === name && row.to === name).map((row) => row.action)
  const heightOf = (name: string) => 36 + stays(name).length * lineHeight
  const heightIn = (name: string | undefined) => (name === undefined ? 0 : heightOf(name))
  const widthOf = (name: string) =>
    Math.max(72, textWidth(name) + 24, ...stays(name).map((action) => textWidth(`↻ ${action}`) + 24))
  const columnOf = (name: string) => rank.get(name) ?? 0
  const rowOf = (name: string) => columns[columnOf(name)]?.indexOf(name) ?? 0

  const isNear = (arrow: Arrow) => Math.abs(columnOf(arrow.to) - columnOf(arrow.from)) === 1
  const near = arrows.filter(isNear)
  const lanes = assignLanes(
    arrows.filter((arrow) => !isNear(arrow)),
    columnOf,
    rowOf,
  )
  const upperLanes = lanes.filter((lane) => lane.side === 'top').length

  // Places of the columns: each gap is as wide as the longest label that runs through it.
  const columnX: number[] = []
  let x = margin
  columns.forEach((column, index) => {
    columnX[index] = x
    const labels = near
      .filter((arrow) => Math.min(columnOf(arrow.from), columnOf(arrow.to)) === index)
      .map((arrow) => textWidth(arrow.label))
    x += Math.max(...column.map(widthOf)) + Math.max(56, ...labels.map((label) => label + 56))
  })
  const rowCount = Math.max(...columns.map((column) => column.length))
  const rowY: number[] = []
  let y = margin + upperLanes * laneGap + (upperLanes ? 8 : 0)
  for (let row = 0; row < rowCount; row++) {
    rowY[row] = y
    y += Math.max(...columns.map((column) => heightIn(column[row]))) + rowGap
  }
  const bottom = y - rowGap

  const states = names.map((name): PlacedState => {
    const column = columns[columnOf(name)] ?? []
    const widest = Math.max(...column.map(widthOf))
    return {
      name,
      x: columnX[columnOf(name)] ?? margin,
      y: rowY[rowOf(name)] ?? margin,
      width: widest,
      height: heightOf(name),
      stays: stays(name),
      isFirst: name === rows[0]?.from,
      isLast: !arrows.some((arrow) => arrow.from === name),
    }
  })
  const byName = new Map(states.map((state) => [state.name, state]))
  const placed = [
    ...near.map((arrow) => placeNear(arrow, boxOf(byName, arrow.from), boxOf(byName, arrow.to))),
    ...lanes.map((lane) => placeLane(lane, lanes, byName, bottom, columnOf)),
  ]

  const lowerLanes = lanes.length - upperLanes
  const right = Math.max(
    ...states.map((state) => state.x + state.width),
    ...placed.map((arrow) => arrow.labelX + textWidth(arrow.label) / 2),
  )
  const lowest = Math.max(
    bottom + lowerLanes * laneGap + (lowerLanes ? 8 : 0),
    ...placed.map((arrow) => arrow.labelY + 4),
  )
  return { width: right + margin, height: lowest + margin, states, arrows: placed }
}

function boxOf(byName: Map<string, PlacedState>, name: string): PlacedState {
  const box = byName.get(name)
  if (!box) throw new RangeError(`no such state: ${name}`)
  return box
}

function joinParallel(rows: StateRow[]): Arrow[] {
  const joined = new Map<string, Arrow>()
  for (const { from, to, action } of rows) {
    const key = `${from}>${to}`
    const known = joined.get(key)
    if (known) known.label += `、${action}`
    else joined.set(key, { from, to, label: action })
  }
  return [...joined.values()]
}

/** Longest way from the first state, over the arrows that do not lead back. */
function rankOf(names: string[], arrows: Arrow[]): Map<string, number> {
  const rank = new Map<string, number>()
  const open = new Set<string>()
  const forward: Arrow[] = []
  const seen = new Set<string>()
  const visit = (name: string) => {
    seen.add(name)
    open.add(name)
    for (const arrow of arrows.filter((one) => one.from === name)) {
      if (open.has(arrow.to)) continue
      forward.push(arrow)
      if (!seen.has(arrow.to)) visit(arrow.to)
    }
    open.delete(name)
  }
  for (const name of names) if (!seen.has(name)) visit(name)
  for (const name of names) rank.set(name, 0)
  // As many rounds as there are states settle every longest way, because `forward` has no cycle.
  for (const _ of names) {
    for (const { from, to } of forward) rank.set(to, Math.max(rank.get(to) ?? 0, (rank.get(from) ?? 0) + 1))
  }
  return rank
}

type Lane = Arrow & { side: 'top' | 'bottom'; lane: number }

/** Short spans take the inner lanes, so that long ones pass around them. */
function assignLanes(arrows: Arrow[], columnOf: (name: string) => number, rowOf: (name: string) => number): Lane[] {
  const used = { top: 0, bottom: 0 }
  const span = (arrow: Arrow) => Math.abs(columnOf(arrow.to) - columnOf(arrow.from))
  return [...arrows]
    .sort((a, b) => span(a) - span(b))
    .map((arrow) => {
      const leadsOn = columnOf(arrow.to) > columnOf(arrow.from)
      const side = leadsOn && rowOf(arrow.from) === 0 && rowOf(arrow.to) === 0 ? 'top' : 'bottom'
      used[side]++
      return { ...arrow, side, lane: used[side] }
    })
}

const headY = (box: PlacedState) => box.y + 18

/** Forward arrows leave a little above the middle of the name, arrows back a little below, so that pairs stay apart. */
function placeNear(arrow: Arrow, from: PlacedState, to: PlacedState): PlacedArrow {
  const leadsOn = to.x > from.x
  const shift = leadsOn ? -6 : 8
  const start: [number, number] = [leadsOn ? from.x + from.width : from.x, headY(from) + shift]
  const end: [number, number] = [leadsOn ? to.x : to.x + to.width, headY(to) + shift]
  const [left, right] = leadsOn ? [from, to] : [to, from]
  const elbow = left.x + left.width + (leadsOn ? 28 : 14)
  const points: [number, number][] =
    start[1] === end[1] ? [start, end] : [start, [elbow, start[1]], [elbow, end[1]], end]
  // The label stands on the stretch at the right-hand box, which no other arrow shares.
  const along = leadsOn ? end[1] : start[1]
  return {
    ...arrow,
    points,
    labelX: (left.x + left.width + (start[1] === end[1] ? 0 : 28) + right.x - (leadsOn ? 8 : 0)) / 2,
    labelY: leadsOn ? along - 6 : along + 16,
  }
}

function placeLane(
  lane: Lane,
  lanes: Lane[],
  byName: Map<string, PlacedState>,
  bottom: number,
  columnOf: (name: string) => number,
): PlacedArrow {
  const top = Math.min(...[...byName.values()].map((box) => box.y))
  const y = lane.side === 'top' ? top - 8 - lane.lane * laneGap + 14 : bottom + 8 + lane.lane * laneGap - 4
  const end = (name: string, other: string): [number, number][] => {
    const box = boxOf(byName, name)
    const blocked = lane.side === 'bottom' && [...byName.values()].some((one) => one.x === box.x && one.y > box.y)
    if (blocked) {
      const side = box.x + box.width + 7
      return [
        [box.x + box.width, box.y + box.height - 8],
        [side, box.y + box.height - 8],
        [side, y],
      ]
    }
    const slot = slotOf(lane, name, other, lanes, columnOf)
    const x = box.x + box.width / 2 + slot * slotGap
    return [
      [x, lane.side === 'top' ? box.y : box.y + box.height],
      [x, y],
    ]
  }
  const start = end(lane.from, lane.to)
  const finish = end(lane.to, lane.from).reverse()
  const a = start[start.length - 1] ?? [0, y]
  const b = finish[0] ?? [0, y]
  return { ...lane, points: [...start, ...finish], labelX: (a[0] + b[0]) / 2, labelY: y - 6 }
}

/** Where on its box's edge a lane ends, counted from the middle: ends that go left stand left, outer lanes outside. */
function slotOf(lane: Lane, name: string, other: string, lanes: Lane[], columnOf: (name: string) => number): number {
  const ends = lanes
    .filter((one) => one.side === lane.side && (one.from === name || one.to === name))
    .map((one) => ({ one, far: one.from === name ? one.to : one.from }))
    .map(({ one, far }) => ({ one, key: columnOf(far) < columnOf(name) ? one.lane : 1000 - one.lane, far }))
    .sort((a, b) => a.key - b.key)
  const index = ends.findIndex((end) => end.one === lane && end.far === other)
  return index - (ends.length - 1) / 2
}
