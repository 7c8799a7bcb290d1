import type postgres from 'postgres'

type Sql = postgres.Sql

const number = (row: postgres.Row | undefined): number => Number(row?.id)

/** Somebody who is nobody in the table, so that no row of it is allowed for having written or approved. */
const bystander = async (sql: Sql, userName: string): Promise<number> => {
  const [row] = await sql`
    insert into person (user_name, name, must_change_password) values (${userName}, ${userName}, false) returning id`
  return number(row)
}

/**
 * What the rows of supervision are about: an inspection that is a draft; one under way with a visit, a draw that was made, a
 * finding, a conclusion that was sent, an order, a proposal and a signature; another with a finding that its author may still change; a checklist. All of
 * one office and one unit. `author` is the office's person of the table: in the team, and author of the open finding.
 */
export const giveSupervision = async (sql: Sql, planId: number, unitId: number, author: string) => {
  const [writer, approver] = [await bystander(sql, 'matrix-writer'), await bystander(sql, 'matrix-approver')]
  const [who] = await sql`select id from person where user_name = ${author}`
  const underway = async (title: string, kind: 'random' | 'special'): Promise<number> => {
    const [row] = await sql`
      insert into inspection (jurisdiction_id, office_unit_id, title, kind, statutory_kind, legal_basis, content, scope, methods,
        starts_on, ends_on, state, author_person_id, submitted_at, approved_by, approved_at, started_on)
      select jurisdiction_id, office_unit_id, ${title}, ${kind}, 'special', '依据', '内容', '范围', '{records}',
        '2026-11-01', '2026-11-30', 'underway', ${writer}, now(), ${approver}, now(), '2026-11-01'
      from plan where id = ${planId} returning id`
    const id = number(row)
    await sql`insert into inspection_unit (inspection_id, unit_id) values (${id}, ${unitId})`
    await sql`insert into inspection_member (inspection_id, person_id, is_head) values (${id}, ${number(who)}, true)`
    return id
  }
  const finding = async (inspectionId: number, authorId: number): Promise<number> => {
    const [row] = await sql`
      insert into finding (inspection_id, unit_id, severity, standard, fact, author_person_id, found_at)
      values (${inspectionId}, ${unitId}, 'general', '标准', '事实', ${authorId}, now()) returning id`
    return number(row)
  }
  const [draft] = await sql`
    insert into inspection (jurisdiction_id, office_unit_id, title, kind, statutory_kind, starts_on, ends_on, author_person_id)
    select jurisdiction_id, office_unit_id, '方案草稿（测试）', 'special', 'special', '2026-12-01', '2026-12-31', ${writer}
    from plan where id = ${planId} returning id`
  const inspection = await underway('督查（测试）', 'random')
  const candidate = sql.json([{ key: `unit:${unitId}`, weight: 1, label: '单位', parts: [] }])
  await sql`
    insert into inspection_draw (inspection_id, subject, weighting, subject_count, inspector_count, subjects, inspectors, recusals,
      seed, commitment, committed_by, committed_at, revealed_at, drawn_subjects, drawn_inspectors)
    values (${inspection}, 'unit', 'equal', 1, 1, ${candidate}, ${candidate}, '[]', 'seed', ${'0'.repeat(64)}, ${writer}, now(),
      now(), '{}', '{}')`
  const [visit] = await sql`
    insert into visit (inspection_id, unit_id, visited_on, author_person_id)
    values (${inspection}, ${unitId}, '2026-11-02', ${writer}) returning id`
  const [conclusion] = await sql`
    insert into conclusion (inspection_id, unit_id, body, state, author_person_id, submitted_at, approved_by, approved_at, sent_on)
    values (${inspection}, ${unitId}, '结论', 'sent', ${writer}, now(), ${approver}, now(), '2026-11-10') returning id`
  const openInspection = await underway('另一督查（测试）', 'special')
  const [checklist] = await sql`
    insert into checklist (office_unit_id, title) select office_unit_id, '检查表（测试）' from plan where id = ${planId} returning id`
  const found = await finding(inspection, writer)
  const [order] = await sql`
    insert into rectification (inspection_id, office_unit_id, unit_id, order_no, requirement, acceptance_standard, due_on,
      original_due_on, ordered_by, ordered_on)
    select ${inspection}, office_unit_id, ${unitId}, '2099-1', '要求', '标准', '2026-12-31', '2026-12-31', ${writer}, '2026-11-10'
    from plan where id = ${planId} returning id`
  await sql`insert into rectification_finding (rectification_id, finding_id) values (${number(order)}, ${found})`
  const [consequence] = await sql`
    insert into consequence (jurisdiction_id, office_unit_id, unit_id, kind, proposal, proposed_by, proposed_at, approver_person_id)
    select jurisdiction_id, office_unit_id, ${unitId}, 'criticism', '建议', ${writer}, now(), ${approver}
    from plan where id = ${planId} returning id`
  const [signature] = await sql`
    insert into visit_signature (visit_id, uuid, file_id, name, signed_at)
    select ${number(visit)}, gen_random_uuid(), file_id, '在场人', now() from evidence where removed_at is null limit 1 returning id`
  return {
    inspection,
    inspectionDraft: number(draft),
    visit: number(visit),
    finding: found,
    rectification: number(order),
    consequence: number(consequence),
    signature: number(signature),
    openFinding: await finding(openInspection, number(who)),
    conclusion: number(conclusion),
    checklist: number(checklist),
  }
}
