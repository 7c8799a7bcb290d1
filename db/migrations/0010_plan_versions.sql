CREATE TABLE "plan_version" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"stage" text NOT NULL,
	"origin" text NOT NULL,
	"content" jsonb NOT NULL,
	"source_file_id" bigint,
	"source_file_name" text,
	"summary" text NOT NULL,
	"person_id" bigint,
	"person_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_version_counts" CHECK ("plan_version"."number" >= 1),
	CONSTRAINT "plan_version_stage" CHECK ("plan_version"."stage" in ('consultation', 'review', 'issued')),
	CONSTRAINT "plan_version_origin" CHECK ("plan_version"."origin" in ('import', 'reread', 'stage', 'consultation', 'publish', 'revision'))
);
--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_source_file_id_file_id_fk" FOREIGN KEY ("source_file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_version" ADD CONSTRAINT "plan_version_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_version_number" ON "plan_version" USING btree ("plan_id","number");--> statement-breakpoint
-- A version is never rewritten, and goes only with the plan itself (a discarded draft).
create function keep_plan_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from plan where id = old.plan_id) then
    return old;
  end if;
  raise exception 'the record is append-only: % on %', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
--> statement-breakpoint
create trigger plan_version_append_only before update or delete on plan_version for each row execute function keep_plan_version();
--> statement-breakpoint
create trigger plan_version_no_truncate before truncate on plan_version for each statement execute function refuse_change();
--> statement-breakpoint
do $$
begin
  if exists (select from pg_roles where rolname = 'luoshi_app') then
    revoke update, delete, truncate on plan_version from luoshi_app;
  end if;
end $$;
--> statement-breakpoint
-- Plans that were there before versions were kept begin with what they hold now.
insert into plan_version (plan_id, number, stage, origin, content, source_file_id, source_file_name, summary, person_name, at)
select p.id, 1, p.stage, case when p.state = 'draft' then 'import' else 'publish' end, d.content, p.source_file_id, p.source_file_name, '开始留存版本时的内容', '系统', now()
from plan p join plan_draft d on d.plan_id = p.id;
