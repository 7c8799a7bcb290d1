import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDb } from '@/db/testing'
import type { AnyCommand } from '@/lib/commands/run'
import { calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { allCommands } from '@/lib/scenario/all-commands'
import { type CastName, castNames } from '@/lib/scenario/permission-cast'
import { type PermissionStage, permissionStage } from '@/lib/scenario/permission-stage'
import { giveToken } from '@/lib/scenario/tokens'
import { dispatch } from './dispatch'
import { endpoints } from './endpoints'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-reads-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)
const tokens = new Map<CastName, string>()
let stage: PermissionStage
beforeAll(async () => {
  stage = await permissionStage(db())
  for (const who of castNames) {
    tokens.set(who, (await db().transaction((tx) => giveToken(tx, stage.cast[who]))).token)
  }
})

/**
 * Who reads what: `+` 200, `4` 404; columns as in lib/scenario/permission-golden.ts. What changes something is a command and
 * stands there.
 */
const golden: readonly (readonly [string, string, (stage: PermissionStage) => number | null, string])[] = [
  // Lists are there for everybody and hold what each may see (lib/queries/scope.db.test.ts).
  ...['/tasks', '/plans', '/reports', '/reviews', '/consequences', '/units', '/search'].map(
    (path) => [path, '', () => null, '++ ++ ++ + ++ ++ ++ ++ +++ +++++++'] as const,
  ),
  // Those who have work waiting; leaders, experts and administrators begin elsewhere.
  ['/todo', '', () => null, '                              ++ ++ ++ + ++ ++ 44 44 444 +++4444'],
  ['/overview', '', () => null, '                          ++ 44 44 4 44 ++ ++ 44 444 +44+444'],
  ['/plans/{planId}', '草案', (s) => s.plans.draft, '           ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}', '实施中', (s) => s.plans.active, '        ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/plans/{planId}', '邻区', (s) => s.plans.foreign, '         44 44 44 4 44 4+ 4+ 44 444 ++++444'],
  ['/plans/{planId}/draft', '草案', (s) => s.plans.draft, '     ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/workbook', '草案', (s) => s.plans.draft, '  ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/workbook', '实施中', (s) => s.plans.active, ' ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/plans/{planId}/revision', '草案', (s) => s.plans.draft, '  ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/revision', '实施中', (s) => s.plans.active, ' ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/tasks', '草案', (s) => s.plans.draft, '     ++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/tasks', '实施中', (s) => s.plans.active, '  ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/plans/{planId}/indicators', '', (s) => s.plans.active, '   ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/plans/{planId}/clauses', '', (s) => s.plans.active, '      ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/plans/{planId}/history', '', (s) => s.plans.active, '      ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  // A round: the list is there for unit people, the page for those that were asked, the whole for the office.
  ['/consultations', '', () => null, '                     44 ++ ++ + ++ 44 44 44 444 4++4444'],
  ['/consultations/{consultationId}', '', (s) => s.consultation.round, '44 ++ ++ + 44 44 44 44 444 4444444'],
  ['/plans/{planId}/consultation', '', (s) => s.consultation.planOfRound, '++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/versions', '', (s) => s.consultation.planOfRound, '++ 44 44 4 44 44 44 44 444 4444444'],
  ['/plans/{planId}/versions/{number}', '', (s) => s.consultation.planOfRound, '++ 44 44 4 44 44 44 44 444 4444444'],
  // Typed in by the stage, so there is no document behind them.
  ['/plans/{planId}/source', '', (s) => s.plans.active, '       44 44 44 4 44 44 44 44 444 4444444'],
  ['/tasks/{taskId}', '本区', (s) => s.tasks.active, '          ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  ['/tasks/{taskId}', '子任务', (s) => s.tasks.subtask, '       ++ ++ ++ 4 44 ++ ++ +4 444 4444444'],
  ['/tasks/{taskId}', '邻区', (s) => s.tasks.foreign, '         44 44 44 4 44 4+ 4+ 44 444 ++++444'],
  ['/tasks/{taskId}/history', '', (s) => s.tasks.active, '      ++ ++ ++ + 44 ++ ++ +4 444 4444444'],
  // Only units that report have a form.
  ['/tasks/{taskId}/report-form', '', (s) => s.tasks.active, '  44 ++ ++ + 44 44 44 44 444 4444444'],
  ['/reports/{reportId}', '草稿', (s) => s.reports.draft, '     44 ++ 44 4 44 44 44 44 444 4444444'],
  ['/reports/{reportId}', '待审核', (s) => s.reports.submitted, '++ ++ 44 4 44 ++ ++ +4 444 4444444'],
  ['/reports/{reportId}', '配合单位', (s) => s.reports.supporting, '++ ++ ++ 4 44 ++ ++ +4 444 4444444'],
  ['/evidence/{evidenceId}/file', '草稿的', (s) => s.evidence, ' 44 ++ 44 4 44 44 44 44 444 4444444'],
  ...['/inspections', '/findings', '/rectifications', '/checklists', '/supervision/wall', '/supervision/todo'].map(
    (path) => [path, '', () => null, '++ ++ ++ + ++ ++ ++ ++ +++ +++++++'] as const,
  ),
  ['/inspections/calendar', '', () => null, '                  ++ ++ ++ + ++ ++ ++ ++ +++ +++++++'],
  // The inspected unit learns of an inspection when it begins, of a finding with its order, of a conclusion when it is sent.
  [
    '/inspections/{inspectionId}',
    '草稿',
    (s) => s.supervision.draft.inspectionId,
    '++ 44 44 4 44 44 44 44 444 4444444',
  ],
  [
    '/inspections/{inspectionId}',
    '已批准',
    (s) => s.supervision.approved.inspectionId,
    '++ 44 44 4 44 ++ ++ +4 444 4444444',
  ],
  ['/inspections/{inspectionId}', '进行中', (s) => s.supervision.underway, '++ ++ 44 4 44 ++ ++ +4 444 4444444'],
  ['/visits/{visitId}', '', (s) => s.supervision.visitId, '     ++ 44 44 4 44 ++ ++ +4 444 4444444'],
  ['/findings/{findingId}', '未下达', (s) => s.supervision.finding.findingId, '++ 44 44 4 44 ++ ++ +4 444 4444444'],
  ['/checklists/{checklistId}', '', (s) => s.supervision.checklist.checklistId, '++ 44 44 4 44 ++ 44 44 444 4444444'],
  [
    '/conclusions/{conclusionId}',
    '草稿',
    (s) => s.supervision.conclusions.draft.conclusionId,
    '++ 44 44 4 44 44 44 +4 444 4444444',
  ],
  [
    '/conclusions/{conclusionId}',
    '已送达',
    (s) => s.supervision.conclusions.sent.conclusionId,
    '++ ++ 44 4 44 ++ ++ +4 444 4444444',
  ],
  [
    '/rectifications/{rectificationId}',
    '',
    (s) => s.supervision.ordered.rectificationId,
    '++ ++ 44 4 44 ++ ++ +4 444 4444444',
  ],
  // A proposal is not its unit's business before it takes effect.
  ['/consequences/{consequenceId}', '待批准', (s) => s.consequences.proposed, '++ 44 44 4 44 44 ++ 44 444 4444444'],
  ['/units/{unitId}', '本区', (s) => s.units.sports.id, '       ++ ++ ++ + ++ ++ ++ 44 +++ 4444444'],
  ['/units/{unitId}', '邻区', (s) => s.units.otherHealth.id, '  44 44 44 4 44 4+ 4+ 44 4+4 ++++4++'],
]

test('every endpoint that reads stands in the table, every other is a command of the register', () => {
  const reading = endpoints.filter((endpoint) => endpoint.method === 'GET').map((endpoint) => endpoint.path)
  expect([...new Set(golden.map(([path]) => path))].toSorted()).toEqual([...new Set(reading)].toSorted())
  const commands = new Set(Object.values(allCommands).map((command: AnyCommand) => `command ${command.name}`))
  const others = endpoints.filter((endpoint) => endpoint.method !== 'GET' && !commands.has(endpoint.calls))
  expect(others.map((endpoint) => endpoint.path)).toEqual(['/uploads'])
})

test.each(golden)('GET %s %s', async (path, _on, idOf, cells) => {
  const id = idOf(stage)
  const address = `${path.replace(/\{\w+\}/, String(id)).replace('{number}', '1')}${path === '/search' ? '?q=x' : ''}${path.endsWith('/calendar') ? '?year=2026' : ''}`
  const answers = await Promise.all(
    castNames.map(async (who) => {
      const request = new Request(`http://127.0.0.1/api/v1${address}`, {
        headers: { authorization: `Bearer ${tokens.get(who)}` },
      })
      const { status } = await dispatch(request, {
        db: db(),
        now: new Date('2026-11-20T02:00:00Z'),
        today: calendarDate('2026-11-20'),
        calendar,
        ip: null,
        requestsPerMinute: 1000,
      })
      return [who, status === 200 ? '+' : status === 404 ? '4' : String(status)] as const
    }),
  )
  const wanted = cells.replaceAll(' ', '')
  expect(Object.fromEntries(answers)).toEqual(Object.fromEntries(castNames.map((who, at) => [who, wanted[at]])))
})
