/** Ruled tables of a PDF page: the lines drawn, put together to cells. All lengths in points, y upwards. */
export type Segment = { horizontal: boolean; at: number; from: number; to: number }
export type RuledCell = {
  row: number
  column: number
  rowSpan: number
  colSpan: number
  left: number
  right: number
  top: number
  bottom: number
}
export type RuledTable = {
  left: number
  right: number
  top: number
  bottom: number
  rows: number
  columns: number
  xs: number[]
  cells: RuledCell[]
}

type Operators = { fnArray: number[]; argsArray: unknown[] }
type OpCodes = Record<string, number>
type Matrix = [number, number, number, number, number, number]

const NEAR = 3
const SHORTEST = 6
const MOST_SEGMENTS = 20_000

const multiply = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[2] * n[1],
  m[1] * n[0] + m[3] * n[1],
  m[0] * n[2] + m[2] * n[3],
  m[1] * n[2] + m[3] * n[3],
  m[0] * n[4] + m[2] * n[5] + m[4],
  m[1] * n[4] + m[3] * n[5] + m[5],
]

/** The horizontal and vertical lines that a page draws, thin filled bars included. */
export function drawnSegments(operators: Operators, codes: OpCodes): Segment[] {
  const segments: Segment[] = []
  const stack: Matrix[] = []
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  const add = (x1: number, y1: number, x2: number, y2: number) => {
    if (segments.length >= MOST_SEGMENTS) return
    const [dx, dy] = [Math.abs(x1 - x2), Math.abs(y1 - y2)]
    if (dx < 1.5 && dy >= SHORTEST)
      segments.push({ horizontal: false, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) })
    else if (dy < 1.5 && dx >= SHORTEST)
      segments.push({ horizontal: true, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) })
  }
  operators.fnArray.forEach((code, i) => {
    const args = operators.argsArray[i] as unknown[]
    if (code === codes.save) stack.push(matrix)
    else if (code === codes.restore) matrix = stack.pop() ?? matrix
    else if (code === codes.transform) matrix = multiply(matrix, args as unknown as Matrix)
    else if (code === codes.paintFormXObjectBegin) {
      stack.push(matrix)
      if (Array.isArray(args?.[0])) matrix = multiply(matrix, args[0] as Matrix)
    } else if (code === codes.paintFormXObjectEnd) matrix = stack.pop() ?? matrix
    else if (code === codes.constructPath && args?.[0] !== codes.endPath) {
      const painted = args[0] as number
      const filled = painted === codes.fill || painted === codes.eoFill
      for (const path of subpaths((args[1] as ArrayLike<number>[])?.[0], matrix)) {
        if (filled) addBar(path, add)
        else
          path.forEach(
            (point, at) => at > 0 && add(path[at - 1]?.[0] as number, path[at - 1]?.[1] as number, point[0], point[1]),
          )
      }
    }
  })
  return segments
}

function subpaths(data: ArrayLike<number> | undefined, matrix: Matrix): [number, number][][] {
  const paths: [number, number][][] = []
  if (!data || typeof data.length !== 'number') return paths
  const point = (x: number, y: number): [number, number] => [
    matrix[0] * x + matrix[2] * y + matrix[4],
    matrix[1] * x + matrix[3] * y + matrix[5],
  ]
  let path: [number, number][] = []
  for (let i = 0; i < data.length; ) {
    const command = data[i] as number
    if (command === 0) {
      path = [point(data[i + 1] as number, data[i + 2] as number)]
      paths.push(path)
      i += 3
    } else if (command === 1) {
      path.push(point(data[i + 1] as number, data[i + 2] as number))
      i += 3
    } else if (command === 2) {
      path = []
      i += 7
    } else if (command === 3) {
      path = []
      i += 5
    } else {
      if (path.length > 2) path.push(path[0] as [number, number])
      i += 1
    }
  }
  return paths.filter((one) => one.length > 1)
}

/** A filled bar no thicker than a line is a line. */
function addBar(path: [number, number][], add: (x1: number, y1: number, x2: number, y2: number) => void) {
  const xs = path.map((point) => point[0])
  const ys = path.map((point) => point[1])
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (top - bottom <= NEAR && right - left >= SHORTEST) add(left, (top + bottom) / 2, right, (top + bottom) / 2)
  else if (right - left <= NEAR && top - bottom >= SHORTEST) add((left + right) / 2, bottom, (left + right) / 2, top)
}

export function ruledTables(segments: Segment[]): RuledTable[] {
  return groups(segments).flatMap((group) => tableOf(group) ?? [])
}

/** Segments that touch one another, directly or through others. */
function groups(segments: Segment[]): Segment[][] {
  const parent = segments.map((_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number
    return at
  }
  const horizontal = segments.flatMap((segment, i) => (segment.horizontal ? [i] : []))
  const vertical = segments.flatMap((segment, i) => (segment.horizontal ? [] : [i]))
  for (const h of horizontal) {
    const a = segments[h] as Segment
    for (const v of vertical) {
      const b = segments[v] as Segment
      if (b.at >= a.from - NEAR && b.at <= a.to + NEAR && a.at >= b.from - NEAR && a.at <= b.to + NEAR)
        parent[find(h)] = find(v)
    }
  }
  const together = new Map<number, Segment[]>()
  segments.forEach((segment, i) => together.set(find(i), [...(together.get(find(i)) ?? []), segment]))
  return [...together.values()].filter(
    (group) => group.some((one) => one.horizontal) && group.some((one) => !one.horizontal),
  )
}

function clusters(values: number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  const out: number[][] = []
  for (const value of sorted) {
    const last = out.at(-1)
    if (last && value - (last.at(-1) as number) <= NEAR) last.push(value)
    else out.push([value])
  }
  return out.map((cluster) => cluster.reduce((sum, value) => sum + value, 0) / cluster.length)
}

function tableOf(group: Segment[]): RuledTable | null {
  const xs = clusters(group.filter((one) => !one.horizontal).map((one) => one.at))
  const ys = clusters(group.filter((one) => one.horizontal).map((one) => one.at)).reverse()
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  if (columns < 1 || rows < 1 || columns * rows < 2 || columns > 40 || rows > 400) return null
  const covered = (horizontal: boolean, at: number, from: number, to: number): boolean => {
    let length = 0
    let reach = from
    const parts = group.filter(
      (one) => one.horizontal === horizontal && Math.abs(one.at - at) <= NEAR && one.to > from && one.from < to,
    )
    for (const part of parts.sort((a, b) => a.from - b.from)) {
      const start = Math.max(part.from, reach)
      const end = Math.min(part.to, to)
      if (end > start) {
        length += end - start
        reach = end
      }
    }
    return length >= (to - from) * 0.6
  }
  const taken = Array.from({ length: rows }, () => new Array<boolean>(columns).fill(false))
  const cells: RuledCell[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken[row]?.[column]) continue
      let colSpan = 1
      while (
        column + colSpan < columns &&
        !taken[row]?.[column + colSpan] &&
        !covered(false, xs[column + colSpan] as number, ys[row + 1] as number, ys[row] as number)
      )
        colSpan += 1
      let rowSpan = 1
      while (
        row + rowSpan < rows &&
        !covered(true, ys[row + rowSpan] as number, xs[column] as number, xs[column + colSpan] as number)
      )
        rowSpan += 1
      for (let y = row; y < row + rowSpan; y++)
        for (let x = column; x < column + colSpan; x++) (taken[y] as boolean[])[x] = true
      cells.push({
        row,
        column,
        rowSpan,
        colSpan,
        left: xs[column] as number,
        right: xs[column + colSpan] as number,
        top: ys[row] as number,
        bottom: ys[row + rowSpan] as number,
      })
    }
  }
  if (cells.length < 2) return null
  return {
    left: xs[0] as number,
    right: xs.at(-1) as number,
    top: ys[0] as number,
    bottom: ys.at(-1) as number,
    rows,
    columns,
    xs,
    cells,
  }
}
