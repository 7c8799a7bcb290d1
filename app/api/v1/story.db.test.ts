import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { tinyPdf } from '@/lib/scenario/staged-upload'
import { giveToken } from '@/lib/scenario/tokens'
import { createWorld, type World } from '@/lib/scenario/world'
import { dispatch } from './dispatch'
import { endpoints } from './endpoints'
import { match } from './match'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-api-'))
process.env.LUOSHI_DATA_DIR = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const text = `示例区健康主题公园建设方案
（2026—2027年）
一、主要任务
（一）建设公园
1. 建设健康主题公园。到2027年6月底建成。（牵头单位：区卫健委；配合单位：区教体局、各乡镇政府）
2. 开展群众健步走。每年一次。（牵头单位：区教体局）
`

type Who = Parameters<World['as']>[0]
/** Held to its schema where it arrives (`send`); what a step reads of it is that step's business. */
// oxlint-disable-next-line typescript/no-explicit-any
type Json = any
type Answer = { readonly status: number; readonly body: Json; readonly headers: Headers }

/** Speaks HTTP to the API as the people of the world; every answer must look as it is described. */
const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const tokens = new Map<Who, string>()
  const tokenOf = async (who: Who): Promise<string> => {
    const known = tokens.get(who) ?? (await giveToken(tx, await world.as(who))).token
    tokens.set(who, known)
    return known
  }
  const send = async (who: Who, method: string, path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers)
    headers.set('authorization', `Bearer ${await tokenOf(who)}`)
    const response = await dispatch(new Request(`http://127.0.0.1/api/v1${path}`, { ...init, method, headers }), {
      db: tx,
      now: new Date(`${world.today}T02:00:00Z`),
      today: calendarDate(world.today),
      calendar,
      ip: null,
      requestsPerMinute: 10_000,
    })
    const isJson = response.headers.get('content-type')?.includes('json')
    const body = isJson ? await response.json() : await response.text()
    const found = match(endpoints, method, path.split('?')[0] ?? '')
    if (response.ok && found.kind === 'found') {
      expect(response.status, path).toBe(found.endpoint.status)
      if (found.endpoint.result) expect(found.endpoint.result.safeParse(body).error?.issues ?? [], path).toEqual([])
    }
    return { status: response.status, body, headers: response.headers }
  }
  const get = (who: Who, path: string) => send(who, 'GET', path)
  const json = (who: Who, method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(who, method, path, { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } })
  const post = (who: Who, path: string, body: unknown = {}, headers: Record<string, string> = {}) =>
    json(who, 'POST', path, body, headers)
  const done = async (answer: Promise<Answer>): Promise<Json> => {
    const { status, body } = await answer
    expect(status, JSON.stringify(body)).toBeLessThan(300)
    return body
  }
  const upload = async (who: Who, bytes: Buffer, name: string): Promise<string> =>
    (
      await done(
        send(who, 'POST', `/uploads?name=${encodeURIComponent(name)}`, {
          body: new Uint8Array(bytes),
          headers: { 'content-length': String(bytes.byteLength), 'content-type': 'application/octet-stream' },
        }),
      )
    ).uploadId
  const version = async (taskId: number): Promise<number> =>
    (await done(get('office', `/tasks/${taskId}`))).task.version
  return { world, get, json, post, done, upload, version }
}

test('from the document to the closed task, by HTTP alone', async () => {
  await rollback(db(), async (tx) => {
    const { world, get, json, post, done, upload, version } = await given(tx)

    // 2: import, correct, publish
    const uploadId = await upload('office', Buffer.from(text), '方案.txt')
    const { planId } = await done(post('office', '/plans', { uploadId }))
    expect((await get('healthOfficer', `/plans/${planId}`)).status).toBe(404)
    expect((await done(get('office', '/plans?state=draft'))).items.map((row: { id: number }) => row.id)).toEqual([
      planId,
    ])
    const draft = await done(get('office', `/plans/${planId}/draft`))
    const [first, second] = draft.draft.items
    const renamed = await done(
      post('office', `/plans/${planId}/draft/operations`, {
        version: draft.version,
        operation: { kind: 'editItem', key: first.key, title: '建成健康主题公园' },
      }),
    )
    expect(
      (
        await post('office', `/plans/${planId}/draft/operations`, {
          version: draft.version,
          operation: { kind: 'drop', keys: [second.key] },
        })
      ).body,
    ).toMatchObject({ status: 409, code: 'draftStale' })
    const dropped = await done(
      post('office', `/plans/${planId}/draft/operations`, {
        version: renamed.version,
        operation: { kind: 'drop', keys: [second.key] },
      }),
    )
    const undone = await done(
      post('office', `/plans/${planId}/draft/operations`, { version: dropped.version, operation: { kind: 'undo' } }),
    )
    const dated = await done(
      post('office', `/plans/${planId}/draft/operations`, {
        version: undone.version,
        operation: { kind: 'setDeadline', keys: [first.key], dueOn: '2027-06-30', ongoing: false },
      }),
    )
    expect((await done(post('office', `/plans/${planId}/publish`, { version: dated.version }))).tasks).toBe(2)
    expect((await done(get('office', `/plans/${planId}/tasks`))).items).toHaveLength(2)
    expect((await done(get('healthOfficer', `/plans/${planId}/tasks`))).items).toHaveLength(1)
    expect((await done(get('office', `/plans/${planId}/history`))).items.length).toBeGreaterThanOrEqual(4)
    expect((await done(get('office', `/plans/${planId}/clauses`))).lines.length).toBeGreaterThan(3)
    expect(await done(get('healthOfficer', `/plans/${planId}/source`))).toBe(text)

    // 3: to-do, acknowledge, break down, fan out
    expect((await done(get('healthOfficer', '/todo'))).fresh).toHaveLength(1)
    const { items } = await done(get('healthOfficer', `/tasks?q=${encodeURIComponent('健康主题公园')}`))
    const taskId = items[0].id as number
    expect(items[0]).toMatchObject({ title: '建成健康主题公园', state: 'issued', lead: '区卫健委' })
    expect(await done(post('healthOfficer', '/tasks/acknowledge', { taskIds: [taskId] }))).toEqual({
      acknowledged: [taskId],
    })
    await done(
      json('healthOfficer', 'PUT', `/tasks/${taskId}/milestones`, {
        version: await version(taskId),
        milestones: [
          { title: '完成选址', deliverable: '选址批复', dueOn: '2026-12-31', weight: 40 },
          {
            title: '公园建成',
            deliverable: '建成开放的公园',
            dueOn: '2027-05-31',
            weight: 60,
            evidenceAsked: '验收单',
            evidenceWhy: '核对是否建成',
          },
        ],
      }),
    )
    const { subtaskIds: fanned } = await done(
      post('healthOfficer', `/tasks/${taskId}/fan-out`, {
        version: await version(taskId),
        groupId: world.units.towns.id,
        memberIds: [world.units.town1.id],
        title: '建设本镇健康主题公园',
        dueOn: '2027-05-31',
      }),
    )
    await done(
      post('healthOfficer', `/tasks/${taskId}/subtasks`, {
        version: await version(taskId),
        subtasks: [{ title: '提供器材清单', leadUnitId: world.units.sports.id, dueOn: '2027-03-31', weight: 10 }],
      }),
    )
    const page = await done(get('healthOfficer', `/tasks/${taskId}`))
    expect(page.subtasks).toHaveLength(2)
    const [site, built] = page.milestones
    expect((await done(get('town1Officer', '/tasks?depth=sub'))).items.map((row: { id: number }) => row.id)).toEqual(
      fanned,
    )

    // 4: report with evidence, head's sign-off
    const form = await done(get('healthOfficer', `/tasks/${taskId}/report-form`))
    const saving = {
      periodId: form.period.id,
      selfPercent: 100,
      doneText: '公园建成开放。',
      milestoneIds: [site.id, built.id],
    }
    const first1 = await done(post('healthOfficer', `/tasks/${taskId}/reports`, saving))
    const { reportId } = first1
    const proof = await upload('healthOfficer', tinyPdf('done'), '验收单.pdf')
    const { evidenceIds } = await done(
      post('healthOfficer', `/reports/${reportId}/evidence`, { files: [{ uploadId: proof }], milestoneId: built.id }),
    )
    const file = await get('healthHead', `/evidence/${evidenceIds[0]}/file`)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await get('office', `/evidence/${evidenceIds[0]}/file`)).status).toBe(404)
    await done(post('healthOfficer', `/reports/${reportId}/request-sign-off`))
    await done(post('healthHead', `/reports/${reportId}/sign-off`))
    await done(post('healthHead', `/reports/${reportId}/withdraw`))
    await done(post('healthOfficer', `/reports/${reportId}/request-sign-off`))
    await done(post('healthHead', `/reports/${reportId}/sign-off`))

    // 5: review: returned once, then approved
    const queue = await done(get('office', '/reviews'))
    expect(queue.items.map((row: { id: number; kind: string }) => [row.kind, row.id])).toEqual([['report', reportId]])
    await done(post('office', `/reports/${reportId}/return`, { reason: '请补充开放时间。' }))
    await done(post('healthOfficer', `/reports/${reportId}/revise`))
    await done(post('healthOfficer', `/tasks/${taskId}/reports`, { ...saving, doneText: '公园建成，十一月起开放。' }))
    await done(post('healthOfficer', `/reports/${reportId}/request-sign-off`))
    await done(post('healthHead', `/reports/${reportId}/sign-off`))
    expect((await done(post('office', `/reports/${reportId}/approve`))).verified).toBe(2)
    expect((await done(get('healthOfficer', `/reports/${reportId}`))).revisions).toHaveLength(2)

    // 6: extension
    const change = await done(
      post('healthOfficer', `/tasks/${taskId}/change-requests`, {
        kind: 'extend',
        proposedDueOn: '2027-12-31',
        reason: '汛期推迟',
        submit: true,
      }),
    )
    await done(
      post('office', `/change-requests/${change.changeRequestId}/decide`, {
        version: change.version,
        verdict: 'approve',
      }),
    )
    expect((await done(get('office', `/tasks/${taskId}`))).task).toMatchObject({
      dueOn: '2027-12-31',
      originalDueOn: '2027-06-30',
    })

    // 7: close
    expect(
      (await post('healthOfficer', `/tasks/${taskId}/claim-completion`, { version: await version(taskId) })).body,
    ).toMatchObject({
      status: 409,
      code: 'openSubtasks',
    })
    for (const [who, subtask] of [
      ['town1Officer', fanned[0]],
      ['sportsOfficer', page.subtasks.find((row: { id: number }) => row.id !== fanned[0]).id],
    ] as const) {
      await done(post(who, '/tasks/acknowledge', { taskIds: [subtask] }))
      await done(post(who, `/tasks/${subtask}/claim-completion`, { version: await version(subtask) }))
      await done(post('healthOfficer', `/tasks/${subtask}/close`, { version: await version(subtask) }))
    }
    await done(post('healthOfficer', `/tasks/${taskId}/claim-completion`, { version: await version(taskId) }))
    await done(
      post('office', `/tasks/${taskId}/return-closing`, { version: await version(taskId), reason: '请说明管护安排。' }),
    )
    await done(
      post('healthOfficer', `/tasks/${taskId}/claim-completion`, {
        version: await version(taskId),
        note: '由街道管护。',
      }),
    )
    await done(post('office', `/tasks/${taskId}/close`, { version: await version(taskId) }))

    // 8 and 9: the leader's view and the story of the task
    expect((await done(get('leader', '/overview'))).counts).toBeTypeOf('object')
    expect(
      (await done(get('leader', '/tasks?state=closed&depth=top'))).items.map((row: { id: number }) => row.id),
    ).toEqual([taskId])
    const history = await done(get('leader', `/tasks/${taskId}/history`))
    expect(history.items.length).toBeGreaterThan(15)
    const events = await tx.execute<{ via: string; count: number }>(
      sql`select via, count(*)::int count from audit_event where task_id = ${taskId} group by via`,
    )
    expect(events.map((row) => row.via)).toEqual(['api'])
    expect((await done(get('leader', `/search?q=${encodeURIComponent('公园')}`))).tasks.length).toBeGreaterThan(0)
    expect((await done(get('office', '/units'))).items.length).toBeGreaterThan(5)
    expect((await done(get('office', `/units/${world.units.health.id}`))).name).toBe('区卫健委')
  })
})
