import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tx } from '@/db/client'
import { supervisionGiven, supervisionTriggers, supervisionViolations } from '@/db/constraints-supervision'
import { rollback, useTestDb } from '@/db/testing'
import { calendarDate } from '@/lib/domain/calendar/date'
import { createWorld, givePlan } from '@/lib/scenario/world'

const db = useTestDb()

const versionOf = (number: number, stage = 'review', origin = 'stage') =>
  `insert into plan_version (plan_id, number, stage, origin, content, summary, person_name, at) values ($plan, ${number}, '${stage}', '${origin}', '{}', 'x', 'x', now())`

const revisionOf = (number: number, state = 'open') =>
  `insert into plan_revision (plan_id, number, state, file_name, content, decisions, opened_at, closed_at) values ($plan, ${number}, '${state}', 'x', '{}', '{}', now(), ${state === 'open' ? 'null' : 'now()'})`

const roundOf = (number: string, state = "'open'", ended = 'null, null, null') =>
  `${versionOf(Number(number))}; insert into consultation (plan_id, version_id, number, stage, due_on, opened_by_name, opened_at, state, ended_at, end_reason, silence_agreed) select $plan, max(id), ${number}, 'review', '2026-12-31', 'x', now(), ${state}, ${ended} from plan_version`
const askedOf = () =>
  `${roundOf('1')}; insert into consultation_unit (consultation_id, unit_id, item_keys, indicator_keys) select id, $health, '{t1}', '{}' from consultation`
const opinionOf = () =>
  `${askedOf()}; insert into opinion (consultation_unit_id, subject_key, field, proposed, reason, person_name, role, at) select id, 't1', 'title', '{}', 'x', 'x', 'officer', now() from consultation_unit`

/**
 * What must never be, one statement each. `$task`, `$plan`, … are ids of a small plan; the name is the constraint, index or
 * trigger that has to refuse.
 */
const violations: Readonly<Record<string, string>> = {
  jurisdiction_level: `update jurisdiction set level = 'village'`,
  jurisdiction_path_ends: `update jurisdiction set path = '1.2.3.' where id = $county`,
  jurisdiction_code: `update jurisdiction set code = '9901', path = '9901.990101.9901.' where id = $county`,
  jurisdiction_path: `insert into jurisdiction (code, name, level, path) select '101', name, level, path from jurisdiction where id = $county`,
  unit_kind: `update unit set kind = 'club' where id = $health`,
  unit_not_own_parent: `update unit set parent_id = id where id = $health`,
  unit_successor: `update unit set successor_id = $sports where id = $health`,
  unit_name: `update unit set name = '区教体局' where id = $health`,
  unit_alias_spelling: `insert into unit_alias (jurisdiction_id, unit_id, spelling) values ($county, $health, '卫健'), ($county, $sports, '卫健')`,
  unit_member_not_self: `insert into unit_member values ($health, $health)`,
  unit_member_group_id_member_id_pk: `insert into unit_member select * from unit_member`,
  person_failed_count: `update person set failed_count = -1`,
  person_user_name: `insert into person (user_name, name) values ('OFFICE', '同名')`,
  person_oidc_subject: `update person set oidc_subject = 'same'`,
  membership_role: `update membership set role = 'king'`,
  membership_dates: `update membership set ended_on = '2019-12-31'`,
  membership_once: `insert into membership (person_id, unit_id, role, started_on) select person_id, unit_id, role, started_on from membership`,
  membership_duties_apart: `insert into membership (person_id, unit_id, role, started_on) select person_id, unit_id, 'auditor', started_on from membership where role = 'admin'`,
  expert_comment_text: `insert into expert_comment (task_id, person_id, person_name, text, at) select $task, min(id), 'x', '', now() from person`,
  api_token_hash: `insert into api_token (membership_id, name, token_hash, prefix) select id, 'a', 'same', 'p' from membership`,
  rate_limit_key_window_start_pk: `insert into rate_limit values ('a', 1, 1), ('a', 1, 2)`,
  plan_state: `update plan set state = 'gone'`,
  plan_stage: `update plan set stage = 'rumour'`,
  plan_cycle: `update plan set reporting_cycle = 'day'`,
  plan_reporting_day: `update plan set reporting_day = 32`,
  plan_period: `update plan set period_end = 2020`,
  plan_published: `update plan set published_at = null`,
  plan_archived: `update plan set archived_at = now()`,
  plan_draft_step_state: `insert into plan_draft_step (plan_id, version, operation, inverse, summary, state, person_name, at) values ($plan, 1, '{}', '{}', 'x', 'lost', 'x', now())`,
  plan_version_number: `${versionOf(1)}; ${versionOf(1)}`,
  plan_version_counts: versionOf(0),
  plan_version_stage: versionOf(1, 'rumour'),
  plan_version_origin: versionOf(1, 'review', 'dream'),
  plan_revision_number: `${revisionOf(1, 'discarded')}; ${revisionOf(1, 'discarded')}`,
  plan_revision_open: `${revisionOf(1)}; ${revisionOf(2)}`,
  plan_revision_state: revisionOf(1, 'lost'),
  plan_revision_closed: `${revisionOf(1)}; update plan_revision set closed_at = now()`,
  plan_revision_kept: revisionOf(1, 'applied'),
  revision_paragraph_revision_id_line_pk: `${revisionOf(1)}; insert into revision_paragraph select id, 1, 'a' from plan_revision; insert into revision_paragraph select id, 1, 'b' from plan_revision`,
  consultation_number: `${roundOf('1')}; insert into consultation (plan_id, version_id, number, stage, due_on, opened_by_name, opened_at, state, ended_at, end_reason) select plan_id, version_id, 1, stage, due_on, 'x', now(), 'cancelled', now(), 'x' from consultation`,
  consultation_open: `${roundOf('1')}; ${roundOf('2')}`,
  consultation_state: roundOf('1', "'lost'", 'now(), null, null'),
  consultation_stage: `${roundOf('1')}; update consultation set stage = 'rumour'`,
  consultation_ended: roundOf('1', "'open'", 'now(), null, null'),
  consultation_silence: roundOf('1', "'closed'", 'now(), null, null'),
  consultation_cancelled: roundOf('1', "'cancelled'", 'now(), null, null'),
  consultation_unit_once: `${askedOf()}; insert into consultation_unit (consultation_id, unit_id, item_keys, indicator_keys) select consultation_id, unit_id, item_keys, indicator_keys from consultation_unit`,
  consultation_unit_state: `${askedOf()}; update consultation_unit set state = 'maybe', answered_at = now()`,
  consultation_unit_role: `${askedOf()}; update consultation_unit set answered_role = 'king'`,
  consultation_unit_answered: `${askedOf()}; update consultation_unit set state = 'agreed'`,
  consultation_unit_asked: `${askedOf()}; update consultation_unit set item_keys = '{}'`,
  opinion_field: `${opinionOf()}; update opinion set field = 'colour'`,
  opinion_state: `${opinionOf()}; update opinion set state = 'lost'`,
  opinion_role: `${opinionOf()}; update opinion set role = 'king'`,
  opinion_reason: `${opinionOf()}; update opinion set reason = ''`,
  opinion_decided: `${opinionOf()}; update opinion set decided_at = now()`,
  opinion_declined: `${opinionOf()}; update opinion set state = 'declined', decided_at = now()`,
  opinion_outcome: `${opinionOf()}; update opinion set state = 'accepted', decided_at = now()`,
  opinion_subject: `${opinionOf()}; update opinion set subject_key = null`,
  plan_expert_plan_id_person_id_pk: `insert into plan_expert select $plan, person_id from membership limit 1; insert into plan_expert select $plan, person_id from membership limit 1`,
  source_paragraph_plan_id_line_pk: `insert into source_paragraph values ($plan, 1, 'a'), ($plan, 1, 'b')`,
  reporting_period_key: `insert into reporting_period (plan_id, key, starts_on, ends_on, due_on) select plan_id, key, starts_on, ends_on, due_on from reporting_period limit 1`,
  reporting_period_dates: `update reporting_period set ends_on = starts_on - 1`,
  indicator_direction: `insert into indicator (plan_id, position, name, direction) values ($plan, 1, '率', 'sideways')`,
  indicator_position: `insert into indicator (plan_id, position, name) values ($plan, 1, '率'), ($plan, 1, '数')`,
  indicator_target_indicator_id_year_pk: `insert into indicator (plan_id, position, name) values ($plan, 1, '率'); insert into indicator_target (indicator_id, year, text) select id, 2030, 'a' from indicator; insert into indicator_target (indicator_id, year, text) select id, 2030, 'b' from indicator`,
  indicator_owner_indicator_id_unit_id_pk: `insert into indicator (plan_id, position, name) values ($plan, 1, '率'); insert into indicator_owner select id, $health from indicator; insert into indicator_owner select id, $health from indicator`,
  task_state: `update task set state = 'lost' where id = $task`,
  task_kind: `update task set kind = 'wish' where id = $task`,
  task_percent: `update task set verified_percent = 101 where id = $task`,
  task_weight: `update task set weight = 0 where id = $task`,
  task_ongoing: `update task set ongoing = true where id = $task`,
  task_original_due: `update task set original_due_on = null where id = $task`,
  task_issued: `update task set issued_at = null where id = $task`,
  task_closed: `update task set closed_on = '2026-01-01' where id = $task`,
  task_claimed: `update task set state = 'closing' where id = $task`,
  task_owed: `update task set owed_due_on = null, owed_stopped_on = '2026-01-01' where id = $task`,
  task_not_own_parent: `update task set parent_id = id where id = $task`,
  task_primary_lead: `update assignment set is_primary = false where task_id = $task; update task set state = 'active' where id = $task`,
  assignment_role: `update assignment set role = 'watch', is_primary = false where task_id = $task`,
  assignment_primary_leads: `update assignment set role = 'support' where task_id = $task and is_primary`,
  assignment_unit: `insert into assignment (task_id, unit_id, role) values ($task, $health, 'support')`,
  assignment_primary: `insert into assignment (task_id, unit_id, role, is_primary) values ($task, $office, 'lead', true)`,
  acknowledgement_assignment_id_unit_id_pk: `insert into acknowledgement (assignment_id, unit_id) select id, unit_id from assignment; insert into acknowledgement (assignment_id, unit_id) select id, unit_id from assignment`,
  milestone_state: `update milestone set state = 'maybe'`,
  milestone_weight: `update milestone set weight = 101`,
  milestone_evidence: `update milestone set evidence_asked = '名单'`,
  milestone_claimed: `update milestone set state = 'claimed'`,
  milestone_verified: `update milestone set verified_on = '2026-01-01'`,
  milestone_full_weight: `update milestone set weight = 10`,
  report_state: `update report set state = 'burnt'`,
  report_percent: `update report set self_percent = 101`,
  report_no_change: `update report set is_no_change = true, state = 'signedOff'`,
  report_submitted: `update report set state = 'submitted'`,
  report_decided: `update report set decided_at = now()`,
  report_returned: `update report set state = 'returned', submitted_at = now(), self_percent = 1, decided_at = now()`,
  report_revision: `update report set revision = 0`,
  report_open: `insert into report (task_id, unit_id, period_id, reviewing_unit_id) select task_id, unit_id, period_id, reviewing_unit_id from report`,
  report_revision_report_id_revision_pk: `insert into report_revision (report_id, revision, content) select id, 1, '{}' from report; insert into report_revision (report_id, revision, content) select id, 1, '{}' from report`,
  milestone_claim_report_id_milestone_id_pk: `insert into milestone_claim select r.id, m.id from report r, milestone m; insert into milestone_claim select r.id, m.id from report r, milestone m`,
  change_request_kind: `update change_request set kind = 'wish'`,
  change_request_state: `update change_request set state = 'lost', kind = 'amend'`,
  change_request_extend: `update change_request set state = 'submitted', proposed_due_on = current_due_on`,
  change_request_decided: `update change_request set decided_at = now()`,
  change_request_rejected: `update change_request set state = 'rejected', decided_at = now(), proposed_due_on = current_due_on + 1`,
  change_request_open: `update change_request set state = 'submitted', proposed_due_on = current_due_on + 1; insert into change_request (task_id, unit_id, issuer_unit_id, kind, state, current_due_on, proposed_due_on) select task_id, unit_id, issuer_unit_id, kind, state, current_due_on, proposed_due_on from change_request`,
  file_sha256_form: `insert into file (sha256, size, mime, extension) values ('abc', 1, 'text/plain', 'txt')`,
  file_size: `insert into file (sha256, size, mime, extension) values (repeat('a', 64), 0, 'text/plain', 'txt')`,
  file_sha256: `insert into file (sha256, size, mime, extension) values (repeat('a', 64), 1, 'text/plain', 'txt'), (repeat('a', 64), 1, 'text/plain', 'txt')`,
  evidence_one_subject: `insert into file (sha256, size, mime, extension) values (repeat('a', 64), 1, 'text/plain', 'txt'); insert into evidence (file_id, name, unit_id) select id, 'x', $health from file`,
  evidence_milestone_report: `insert into file (sha256, size, mime, extension) values (repeat('a', 64), 1, 'text/plain', 'txt'); insert into evidence (file_id, name, unit_id, milestone_id, change_request_id) select f.id, 'x', $health, m.id, c.id from file f, milestone m, change_request c`,
  audit_event_subject_type: `insert into audit_event (at, person_name, action, subject_type, subject_id, request_id, via) values (now(), 'x', 'x', 'weather', 1, 'x', 'web')`,
  audit_event_via: `insert into audit_event (at, person_name, action, subject_type, subject_id, request_id, via) values (now(), 'x', 'x', 'task', 1, 'x', 'crow')`,
  audit_seal_count: `insert into audit_seal (id, at, event_count, previous_hash, hash) values (1, now(), 0, '', repeat('a', 64))`,
  audit_seal_hash_form: `insert into audit_seal (id, at, event_count, previous_hash, hash) values (1, now(), 1, '', 'abc')`,
  idempotency_key_length: `insert into api_token (membership_id, name, token_hash, prefix) select id, 'a', 'h', 'p' from membership limit 1; insert into idempotency_key (token_id, key, fingerprint, status, body) select id, '', 'x', 200, '{}' from api_token`,
}

/** Raised by triggers without a constraint's name, or tried in a file of their own. */
const triedElsewhere = ['audit_seal_hash', 'audit_sealed_position', 'idempotency_key_token_id_key_pk']

const frozen = {
  task_frozen: `update task set title = 'x' where id = $task`,
  assignment_frozen: `update assignment set position = 9`,
  milestone_frozen: `update milestone set title = 'x'`,
  report_frozen: `update report set done_text = 'x'`,
  change_request_frozen: `delete from change_request`,
  plan_revision_frozen: revisionOf(1),
}

const appendOnly = {
  plan_version_append_only: `update plan_version set summary = 'x'`,
  plan_version_no_truncate: `truncate plan_version cascade`,
  audit_event_append_only: `update audit_event set reason = 'x'`,
  audit_event_no_truncate: `truncate audit_event cascade`,
  audit_seal_append_only: `delete from audit_seal`,
  audit_seal_no_truncate: `truncate audit_seal cascade`,
  audit_sealed_append_only: `delete from audit_sealed`,
  audit_sealed_no_truncate: `truncate audit_sealed`,
}

const given = async (tx: Tx) => {
  const world = await createWorld(tx)
  const { units } = world
  const { plan, tasks } = await givePlan(world, [
    {
      lead: units.health.id,
      supports: [units.sports.id],
      state: 'active',
      milestones: [{ title: '甲', dueOn: calendarDate('2027-01-31'), weight: 100 }],
    },
  ])
  const ids: Record<string, number> = {
    county: world.county.id,
    office: units.office.id,
    health: units.health.id,
    sports: units.sports.id,
    plan: plan.id,
    task: tasks[0]?.id ?? 0,
  }
  const fill = (statement: string) => statement.replace(/\$(\w+)/g, (_, name: string) => String(ids[name]))
  await tx.execute(
    sql.raw(
      fill(
        `insert into report (task_id, unit_id, period_id, reviewing_unit_id) select $task, $health, min(id), $office from reporting_period`,
      ),
    ),
  )
  await tx.execute(
    sql.raw(
      fill(
        `insert into change_request (task_id, unit_id, issuer_unit_id, kind, current_due_on) values ($task, $health, $office, 'extend', '2027-06-30')`,
      ),
    ),
  )
  return { fill }
}

type DatabaseError = { code?: string; constraint_name?: string; message?: string }

/** Runs the statements as the database's owner, so that only the rule itself can refuse. */
const refusedBy = async (tx: Tx, statements: string): Promise<DatabaseError> => {
  await tx.execute(sql.raw('set local role none'))
  try {
    await tx.transaction(async (inner) => {
      for (const statement of statements.split(';')) await inner.execute(sql.raw(statement))
      await inner.execute(sql.raw('set constraints all immediate'))
    })
  } catch (error) {
    return (error as { cause?: DatabaseError }).cause ?? {}
  }
  return {}
}

describe('each constraint refuses what must never be', () => {
  test.each(Object.entries(violations))('%s', async (name, statements) => {
    await rollback(db(), async (tx) => {
      const { fill } = await given(tx)
      const refused = await refusedBy(tx, fill(statements))
      expect([refused.constraint_name, refused.message]).toEqual([name, refused.message])
    })
  })
})

describe('each constraint of supervision refuses what must never be', () => {
  test.each(Object.entries(supervisionViolations))('%s', async (name, statements) => {
    await rollback(db(), async (tx) => {
      const { fill } = await given(tx)
      for (const statement of supervisionGiven) await tx.execute(sql.raw(fill(statement)))
      const refused = await refusedBy(tx, fill(statements))
      expect([refused.constraint_name, refused.message]).toEqual([name, refused.message])
    })
  })
})

test.each(Object.entries(frozen))('%s: nothing below an archived plan changes', async (_, statement) => {
  await rollback(db(), async (tx) => {
    const { fill } = await given(tx)
    await tx.execute(sql.raw(fill(`update plan set state = 'archived', archived_at = now() where id = $plan`)))
    expect((await refusedBy(tx, fill(statement))).constraint_name).toBe('plan_archived_frozen')
  })
})

test.each(Object.entries(appendOnly))('%s: not even the owner rewrites the record', async (_, statement) => {
  await rollback(db(), async (tx) => {
    const { fill } = await given(tx)
    await tx.execute(sql.raw(fill(versionOf(1))))
    // A truncation that reaches tasks is refused for itself, not for what they still have to check.
    await tx.execute(sql.raw('set constraints all immediate'))
    const hash = 'a'.repeat(64)
    await tx.execute(
      sql.raw(
        `insert into audit_event (at, person_name, action, subject_type, subject_id, request_id, via) values (now(), 'x', 'x', 'task', 1, 'x', 'web')`,
      ),
    )
    await tx.execute(
      sql.raw(`insert into audit_seal (id, at, event_count, previous_hash, hash) values (1, now(), 1, '', '${hash}')`),
    )
    const columns = await tx.execute<{ column_name: string }>(
      sql`select column_name from information_schema.columns where table_name = 'audit_sealed'`,
    )
    const hasHash = columns.some((row) => row.column_name === 'hash')
    await tx.execute(
      sql.raw(
        `insert into audit_sealed (event_id, seal_id, position${hasHash ? ', hash' : ''}) select max(id), 1, 1${hasHash ? `, '${hash}'` : ''} from audit_event`,
      ),
    )
    expect((await refusedBy(tx, statement)).message).toMatch(/append-only/)
  })
})

describe('nothing is left out', () => {
  let names: readonly string[] = []
  beforeAll(async () => {
    const rows = await db().execute<{ name: string }>(sql`
      select conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
      union select tgname from pg_trigger where not tgisinternal
      union select indexname from pg_indexes where schemaname = 'public' and indexdef like 'CREATE UNIQUE%' and indexname not like '%\\_pkey'`)
    names = rows.map((row) => row.name)
  })

  test('every check, trigger and unique index of the schema is tried', () => {
    const byTrigger = Object.values(supervisionTriggers).flat()
    const bySupervision = Object.keys(supervisionViolations).filter((name) => !byTrigger.includes(name))
    const tried = new Set([
      ...Object.keys({ ...violations, ...frozen, ...appendOnly, ...supervisionTriggers }),
      ...bySupervision,
      ...triedElsewhere,
    ])
    expect(names.filter((name) => !tried.has(name)).sort()).toEqual([])
    expect([...tried].filter((name) => !names.includes(name)).sort()).toEqual([])
  })
})
