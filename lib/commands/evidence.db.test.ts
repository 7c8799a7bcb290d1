import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { auditEvent } from '@/db/schema/audit'
import { evidence } from '@/db/schema/evidence'
import { file } from '@/db/schema/file'
import { plan } from '@/db/schema/plan'
import { report } from '@/db/schema/report'
import { milestone } from '@/db/schema/task'
import { rollback, useTestDb } from '@/db/testing'
import { nationalHolidays } from '@/lib/domain/calendar/holidays'
import { createWorkCalendar } from '@/lib/domain/calendar/workdays'
import { getEvidenceFile, getPlanSourceFile } from '@/lib/queries/get-stored-file'
import { givePerson, reportGiven } from '@/lib/scenario/reports'
import { stageUpload, tinyPdf, tinyPng } from '@/lib/scenario/staged-upload'
import { approveReport } from './approve-report'
import { attachEvidence } from './attach-evidence'
import { linkEvidence } from './link-evidence'
import { removeEvidence } from './remove-evidence'
import { requestSignOff } from './request-sign-off'
import { returnReport } from './return-report'
import { reviseReport } from './revise-report'
import { type Context, run } from './run'
import { signOffReport } from './sign-off-report'

const folder = mkdtempSync(join(tmpdir(), 'luoshi-evidence-'))
process.env.LUOSHI_DATA_DIR = folder
mkdirSync(join(folder, 'files'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const db = useTestDb()
const calendar = createWorkCalendar(nationalHolidays)

const given = async (tx: Tx) => {
  const base = await reportGiven(tx)
  const saved = await base.draft()
  const milestones = await tx
    .select()
    .from(milestone)
    .where(eq(milestone.taskId, base.task.id))
    .orderBy(milestone.position)
  const stage = (bytes: Uint8Array, name: string, who: Context = base.officer) =>
    stageUpload(bytes, name, who.actor.personId)
  const attach = async (bytes: Uint8Array, name: string, milestoneId: number | null = null) =>
    run(tx, base.officer, attachEvidence, {
      reportId: saved.reportId,
      files: [{ uploadId: await stage(bytes, name), name }],
      milestoneId,
    })
  const reads = async (who: Context, id: number) =>
    (await getEvidenceFile({ db: tx, actor: who.actor, today: base.world.today, calendar }, id)) !== null
  return {
    ...base,
    ...saved,
    siting: milestones[0]?.id as number,
    built: milestones[1]?.id as number,
    stage,
    attach,
    reads,
  }
}

const storedFiles = () =>
  readdirSync(join(folder, 'files'), { recursive: true }).filter((path) => /[0-9a-f]{64}$/.test(String(path)))

test('several files at once; the same content is stored once and linked as often as it proves something', async () => {
  await rollback(db(), async (tx) => {
    const { officer, reportId, stage, built, attach } = await given(tx)
    const before = storedFiles().length
    const pdf = tinyPdf('acceptance one')
    const result = await run(tx, officer, attachEvidence, {
      reportId,
      files: [
        { uploadId: await stage(pdf, '验收单.pdf') },
        { uploadId: await stage(tinyPng, '现场.png') },
        { uploadId: await stage(pdf, '验收单（副本）.pdf') },
      ],
      milestoneId: built,
    })
    expect(result.evidenceIds).toHaveLength(3)
    expect(await tx.select().from(file)).toHaveLength(2)
    expect(storedFiles().length - before).toBe(2)
    const links = await tx.select().from(evidence).orderBy(asc(evidence.id))
    expect(links.map((link) => [link.name, link.milestoneId])).toEqual([
      ['验收单.pdf', built],
      ['现场.png', built],
      ['验收单（副本）.pdf', built],
    ])
    const [event] = await tx.select().from(auditEvent).where(eq(auditEvent.action, 'evidence.add'))
    expect(event?.after).toMatchObject({ milestoneId: built, evidence: [{ name: '验收单.pdf' }, {}, {}] })
    // The same file dropped once more is found again.
    await attach(tinyPng, '现场.png', built)
    expect(await tx.select().from(evidence)).toHaveLength(3)
  })
})

test('a double click on the same upload links it once', async () => {
  await rollback(db(), async (tx) => {
    const { officer, reportId, stage } = await given(tx)
    const files = [{ uploadId: await stage(tinyPng, '照片.png'), name: '照片.png' }]
    const first = await run(tx, officer, attachEvidence, { reportId, files })
    expect(await run(tx, officer, attachEvidence, { reportId, files })).toEqual(first)
  })
})

test('with its evidence the milestone can be claimed', async () => {
  await rollback(db(), async (tx) => {
    const { draft, officer, reportId, built, attach } = await given(tx)
    await draft({ milestoneIds: [built] })
    await attach(tinyPdf('for the report only'), '总结.pdf')
    await expect(run(tx, officer, requestSignOff, { reportId })).rejects.toMatchObject({ code: 'evidenceMissing' })
    const { evidenceIds } = await attach(tinyPdf('acceptance'), '验收单.pdf', built)
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, officer, removeEvidence, { evidenceId: evidenceIds[0] })
    await expect(run(tx, officer, requestSignOff, { reportId })).rejects.toMatchObject({ code: 'evidenceMissing' })
  })
})

test.each([
  [
    'a program named like a picture',
    Buffer.from('MZ\x90\x00\x03\x00\x00\x00'.padEnd(400, '\x00'), 'latin1'),
    '现场.png',
    'fileKindRefused',
  ],
  [
    'an SVG, which can run scripts',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    '图.svg',
    'fileKindRefused',
  ],
])('%s is refused by its content, with its name', async (_, bytes, name, code) => {
  await rollback(db(), async (tx) => {
    const { attach } = await given(tx)
    await expect(attach(bytes, name)).rejects.toMatchObject({ code, message: expect.stringContaining(name) })
    expect(await tx.select().from(evidence)).toHaveLength(0)
  })
})

test('an upload that is not there, or somebody else’s, is unknown; one bad file keeps all of them out', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, reportId, stage } = await given(tx)
    const foreign = await stage(tinyPng, '别人的.png', head)
    const good = await stage(tinyPng, '自己的.png')
    for (const uploadId of ['0'.repeat(32), '../../etc/passwd', foreign]) {
      await expect(
        run(tx, officer, attachEvidence, { reportId, files: [{ uploadId: good }, { uploadId }] }),
      ).rejects.toMatchObject({ code: 'fileUnknown' })
    }
    expect(await tx.select().from(evidence)).toHaveLength(0)
  })
})

test('an earlier file of the unit is linked again; another unit’s file is not there', async () => {
  await rollback(db(), async (tx) => {
    const { officer, draft, world, reportId, built, attach } = await given(tx)
    const { evidenceIds } = await attach(tinyPdf('once'), '总结.pdf')
    const evidenceId = evidenceIds[0] as number
    await run(tx, officer, linkEvidence, { reportId, evidenceId, milestoneId: built })
    await run(tx, officer, linkEvidence, { reportId, evidenceId, milestoneId: built })
    expect((await tx.select().from(evidence)).map((link) => link.milestoneId)).toEqual([null, built])
    expect(await tx.select().from(file)).toHaveLength(1)

    const support = await world.as('sportsOfficer')
    const own = await draft({}, support)
    await expect(run(tx, support, linkEvidence, { reportId: own.reportId, evidenceId })).rejects.toMatchObject({
      code: 'notFound',
    })
    await expect(run(tx, officer, linkEvidence, { reportId, evidenceId, milestoneId: 999_999 })).rejects.toMatchObject({
      code: 'notFound',
    })
  })
})

test('removed: the link is marked, the file stays, twice changes nothing', async () => {
  await rollback(db(), async (tx) => {
    const { officer, attach } = await given(tx)
    const { evidenceIds } = await attach(tinyPng, '照片.png')
    const evidenceId = evidenceIds[0] as number
    const done = await run(tx, officer, removeEvidence, { evidenceId })
    expect(await run(tx, officer, removeEvidence, { evidenceId })).toEqual(done)
    expect((await tx.select().from(evidence))[0]?.removedAt).not.toBeNull()
    expect(await tx.select().from(file)).toHaveLength(1)
    expect(await tx.select().from(auditEvent).where(eq(auditEvent.action, 'evidence.remove'))).toHaveLength(1)
  })
})

test('nothing is added to or taken from what was submitted, nor by anyone else', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, office, world, reportId, attach, stage } = await given(tx)
    const { evidenceIds } = await attach(tinyPng, '照片.png')
    const evidenceId = evidenceIds[0] as number
    for (const [who, code] of [
      [await world.as('sportsOfficer'), 'notFound'],
      [office, 'notFound'],
    ] as const) {
      const files = [{ uploadId: await stage(tinyPng, '外人.png', who) }]
      await expect(run(tx, who, attachEvidence, { reportId, files })).rejects.toMatchObject({ code })
      await expect(run(tx, who, removeEvidence, { evidenceId })).rejects.toMatchObject({ code })
    }
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await expect(attach(tinyPdf('late'), '补.pdf')).rejects.toMatchObject({ code: 'wrongState' })
    await expect(run(tx, officer, removeEvidence, { evidenceId })).rejects.toMatchObject({ code: 'wrongState' })
  })
})

test('a file that arrives after the head opened the draft makes his page stale', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, reportId, attach } = await given(tx)
    const ready = await run(tx, officer, requestSignOff, { reportId })
    await attach(tinyPng, '后来.png')
    await expect(run(tx, head, signOffReport, ready)).rejects.toMatchObject({ code: 'stale' })
  })
})

test('a draft’s file is read by its unit alone, a submitted one by those who may read the report', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, office, world, reportId, attach, reads } = await given(tx)
    const { evidenceIds } = await attach(tinyPng, '照片.png')
    const id = evidenceIds[0] as number
    const people = {
      officer,
      head,
      office,
      leader: await world.as('leader'),
      support: await world.as('sportsOfficer'),
      otherOffice: await world.as('otherOffice'),
      auditor: await world.as('auditor'),
      admin: await world.as('admin'),
    }
    const readers = async () => {
      const names: string[] = []
      for (const [name, who] of Object.entries(people)) if (await reads(who, id)) names.push(name)
      return names
    }
    expect(await readers()).toEqual(['officer', 'head'])
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    expect(await readers()).toEqual(['officer', 'head', 'office', 'leader'])
    expect(await reads(office, 999_999)).toBe(false)
  })
})

test('while a returned report is corrected its reviewers still read what was submitted, not what is new', async () => {
  await rollback(db(), async (tx) => {
    const { officer, head, office, reportId, attach, reads } = await given(tx)
    const first = (await attach(tinyPng, '照片.png')).evidenceIds[0] as number
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await run(tx, office, returnReport, { reportId, reason: '照片不清' })
    await run(tx, officer, reviseReport, { reportId })
    await run(tx, officer, removeEvidence, { evidenceId: first })
    const second = (await attach(tinyPdf('better'), '清楚的.pdf')).evidenceIds[0] as number
    expect([await reads(office, first), await reads(office, second)]).toEqual([true, false])
    await run(tx, officer, requestSignOff, { reportId })
    await run(tx, head, signOffReport, { reportId })
    await run(tx, office, approveReport, { reportId })
    expect([await reads(office, first), await reads(office, second)]).toEqual([true, true])
    expect((await tx.select().from(report))[0]?.state).toBe('approved')
  })
})

test('a plan’s document is read by those who may see the plan', async () => {
  await rollback(db(), async (tx) => {
    const { officer, office, world, attach, plan: owner } = await given(tx)
    await attach(tinyPdf('plan'), '规划.pdf')
    const [stored] = await tx.select().from(file)
    const at = (who: Context) => getPlanSourceFile({ db: tx, actor: who.actor, today: world.today, calendar }, owner.id)
    expect(await at(office)).toBeNull()
    await tx.update(plan).set({ sourceFileId: stored?.id, sourceFileName: '规划.pdf' }).where(eq(plan.id, owner.id))
    expect(await at(office)).toMatchObject({ name: '规划.pdf', mime: 'application/pdf' })
    expect(await at(officer)).not.toBeNull()
    expect(await at(await world.as('otherOfficer'))).toBeNull()
    expect(await at(await givePerson(world, '外人', world.units.cityOffice.id, 'expert'))).toBeNull()
  })
})
