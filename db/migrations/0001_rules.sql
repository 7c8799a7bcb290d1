-- The application's role: everything the program does, it does with these rights. It cannot rewrite the record.
do $$
begin
  if not exists (select from pg_roles where rolname = 'luoshi_app') then
    create role luoshi_app nologin;
  end if;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise notice 'luoshi_app could not be created: the audit trail is guarded by its triggers alone';
end $$;
--> statement-breakpoint
do $$
begin
  if exists (select from pg_roles where rolname = 'luoshi_app') then
    if not pg_has_role(current_user, 'luoshi_app', 'member') or not (select rolsuper from pg_roles where rolname = current_user) then
      begin
        execute format('grant luoshi_app to %I', current_user);
      exception when others then null;
      end;
    end if;
    grant usage on schema public to luoshi_app;
    grant select, insert, update, delete on all tables in schema public to luoshi_app;
    grant usage, select on all sequences in schema public to luoshi_app;
    revoke update, delete, truncate on audit_event, audit_seal, audit_sealed from luoshi_app;
    alter default privileges in schema public grant select, insert, update, delete on tables to luoshi_app;
    alter default privileges in schema public grant usage, select on sequences to luoshi_app;
  end if;
end $$;
--> statement-breakpoint
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the record is append-only: % on %', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger audit_event_append_only before update or delete on audit_event for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_event_no_truncate before truncate on audit_event for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_seal_no_truncate before truncate on audit_seal for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_sealed_append_only before update or delete on audit_sealed for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_sealed_no_truncate before truncate on audit_sealed for each statement execute function refuse_change();
--> statement-breakpoint
-- An archived plan is frozen, whatever program writes (DESIGN §3).
create function refuse_when_archived() returns trigger language plpgsql as $$
declare
  row_data jsonb := to_jsonb(coalesce(new, old));
  owner_plan bigint := (row_data ->> 'plan_id')::bigint;
begin
  if owner_plan is null then
    select plan_id into owner_plan from task where id = (row_data ->> 'task_id')::bigint;
  end if;
  if exists (select from plan where id = owner_plan and state = 'archived') then
    raise exception 'plan % is archived', owner_plan using errcode = 'restrict_violation', constraint = 'plan_archived_frozen';
  end if;
  return coalesce(new, old);
end $$;
--> statement-breakpoint
create trigger task_frozen before insert or update or delete on task for each row execute function refuse_when_archived();
--> statement-breakpoint
create trigger assignment_frozen before insert or update or delete on assignment for each row execute function refuse_when_archived();
--> statement-breakpoint
create trigger milestone_frozen before insert or update or delete on milestone for each row execute function refuse_when_archived();
--> statement-breakpoint
create trigger report_frozen before insert or update or delete on report for each row execute function refuse_when_archived();
--> statement-breakpoint
create trigger change_request_frozen before insert or update or delete on change_request for each row execute function refuse_when_archived();
--> statement-breakpoint
-- 三员分立: one person is never both administrator and auditor.
create function keep_duties_apart() returns trigger language plpgsql as $$
begin
  if new.ended_on is null and new.role in ('admin', 'auditor') and exists (
    select from membership m
    where m.person_id = new.person_id and m.id <> new.id and m.ended_on is null
      and m.role = case new.role when 'admin' then 'auditor' else 'admin' end
  ) then
    raise exception 'administrator and auditor are one person' using errcode = 'restrict_violation', constraint = 'membership_duties_apart';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger membership_duties_apart after insert or update on membership for each row execute function keep_duties_apart();
--> statement-breakpoint
-- A group stands for its members and never leads.
create function refuse_group_lead() returns trigger language plpgsql as $$
begin
  if new.role = 'lead' and exists (select from unit where id = new.unit_id and kind = 'group') then
    raise exception 'a group cannot lead' using errcode = 'restrict_violation', constraint = 'assignment_group_never_leads';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger assignment_group_never_leads before insert or update on assignment for each row execute function refuse_group_lead();
--> statement-breakpoint
-- At commit, every issued task has its primary lead and milestones weigh 100 together.
create function require_primary_lead() returns trigger language plpgsql as $$
begin
  if exists (select from task where id = new.id and state <> 'draft')
    and not exists (select from assignment where task_id = new.id and is_primary) then
    raise exception 'task % has no primary lead', new.id using errcode = 'check_violation', constraint = 'task_primary_lead';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger task_primary_lead after insert or update of state on task
  deferrable initially deferred for each row execute function require_primary_lead();
--> statement-breakpoint
create function require_full_weight() returns trigger language plpgsql as $$
declare
  owner bigint := case when tg_op = 'DELETE' then old.task_id else new.task_id end;
  total integer;
begin
  select sum(weight) into total from milestone where task_id = owner;
  if total is not null and total <> 100 then
    raise exception 'milestones of task % weigh %', owner, total using errcode = 'check_violation', constraint = 'milestone_full_weight';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger milestone_full_weight after insert or update of weight, task_id or delete on milestone
  deferrable initially deferred for each row execute function require_full_weight();
--> statement-breakpoint
-- Neighbouring pairs of characters: finds two-character Chinese terms by index, which trigrams cannot.
create function luoshi_grams(value text) returns text[] language sql immutable strict parallel safe as $$
  select coalesce(array_agg(distinct substr(folded, i, 2)), '{}')
  from (select regexp_replace(lower(value), '\s', '', 'g') as folded) as f, generate_series(1, greatest(length(folded) - 1, 0)) as i
$$;
--> statement-breakpoint
create index task_title_grams on task using gin (luoshi_grams(title));
--> statement-breakpoint
create index unit_name_grams on unit using gin (luoshi_grams(name));
