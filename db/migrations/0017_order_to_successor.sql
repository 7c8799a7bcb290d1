-- 机构改革: what a dissolved unit still has to put right goes to its successor, and to nobody else.
create or replace function keep_rectification_terms() returns trigger language plpgsql as $$
begin
  if new.acceptance_standard <> old.acceptance_standard or new.evidence_asked is distinct from old.evidence_asked
    or new.original_due_on <> old.original_due_on
    or (new.unit_id <> old.unit_id and not exists (select from unit where id = old.unit_id and successor_id = new.unit_id)) then
    raise exception 'the terms of rectification % are fixed', new.id using errcode = 'restrict_violation', constraint = 'rectification_terms_fixed';
  end if;
  if new.cleared_by is not null and exists (
    select from rectification_finding rf join finding f on f.id = rf.finding_id
    where rf.rectification_id = new.id and f.author_person_id = new.cleared_by
  ) then
    raise exception 'rectification % cleared by the author of its finding', new.id using errcode = 'restrict_violation', constraint = 'rectification_cleared_by_stranger';
  end if;
  return new;
end $$;
