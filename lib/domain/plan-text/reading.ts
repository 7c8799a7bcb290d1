/** What the plan reader makes of one document: a draft for a person to correct, never a decision. */
export type TaskKind = 'task' | 'safeguard' | 'project'

export type UnitKind =
  | 'department'
  | 'party'
  | 'mass organisation'
  | 'government'
  | 'institution'
  | 'enterprise'
  | 'group'

export type DocumentStage = 'issued' | 'draft for comment'

export type ReadDocumentFields = {
  title: string | null
  issuer: string | null
  /** 发文字号, such as 示政〔2022〕6号. */
  docNumber: string | null
  /** 成文日期 as ISO date. */
  issuedOn: string | null
  periodStart: number | null
  periodEnd: number | null
  stage: DocumentStage
}

export type ReadTask = {
  kind: TaskKind
  number: string | null
  title: string
  /** Headings from the outermost to this task, as printed. */
  path: string[]
  leadUnits: string[]
  supportUnits: string[]
  /** The responsibility text as printed. */
  unitsText: string | null
  deadlineText: string | null
  /** ISO date of the last day meant. */
  dueOn: string | null
  ongoing: boolean
  startLine: number
  endLine: number
  text: string
}

export type ReadUnit = { name: string; spellings: string[]; kind: UnitKind }

export type TargetOp =
  | '>='
  | '>'
  | '<='
  | '<'
  | '='
  | 'about'
  | 'increase_yearly'
  | 'decrease_yearly'
  | 'maintain'
  | 'improve'
  | 'change_by'
  | 'grade_at_least'
  | 'assigned_by_superior'
  | 'achieve'
  | 'unparsed'

export type ParsedTarget = {
  op: TargetOp
  value: number | null
  value2: number | null
  relative: 'percent' | 'absolute' | null
  /** null: the row's own baseline. */
  baseYear: number | null
  text: string
}

export type IndicatorTarget = { year: number | null; text: string; parsed: ParsedTarget }

export type IndicatorDirection = 'higher_better' | 'lower_better' | 'qualitative'

export type ReadIndicator = {
  from: 'table' | 'prose'
  domain: string | null
  number: string | null
  name: string
  unit: string | null
  baselineYear: number | null
  baselineText: string | null
  targets: IndicatorTarget[]
  nature: string | null
  source: string | null
  direction: IndicatorDirection
  responsibleUnits: string[]
  startLine: number
  endLine: number
}

/** A dated commitment in running prose. */
export type ReadTarget = {
  /** Index into `tasks`; null where it stands outside every task. */
  taskIndex: number | null
  line: number
  text: string
  year: number
  op: TargetOp
  valueText: string | null
}

export type WarningCode =
  | 'unknownUnit'
  | 'nearUnit'
  | 'roleConflict'
  | 'labelMissing'
  | 'unitsMissing'
  | 'unitsUnclear'
  | 'lostCharacter'
  | 'unclearYear'
  | 'unclearTarget'
  | 'unclearTable'
  | 'numberingGap'
  | 'repeatedRow'
  | 'fieldMissing'
  | 'noTasks'

export type ReadWarning = { line: number; code: WarningCode; message: string }

/** One heading of the document, whether or not it holds tasks. */
export type ReadSection = { level: number; title: string; path: string[]; startLine: number; endLine: number }

export type PlanReading = {
  document: ReadDocumentFields
  tasks: ReadTask[]
  units: ReadUnit[]
  indicators: ReadIndicator[]
  targets: ReadTarget[]
  sections: ReadSection[]
  warnings: ReadWarning[]
}

/** A unit that the jurisdiction already knows, to compare spellings with. */
export type KnownUnit = { name: string; aliases?: string[] }
