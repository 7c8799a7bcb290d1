CREATE TABLE "plan_revision" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_revision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"file_id" bigint,
	"file_name" text NOT NULL,
	"content" jsonb NOT NULL,
	"decisions" jsonb NOT NULL,
	"plan_version_id" bigint,
	"opened_by" bigint,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_by" bigint,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "plan_revision_state" CHECK ("plan_revision"."state" in ('open', 'applied', 'discarded')),
	CONSTRAINT "plan_revision_closed" CHECK (("plan_revision"."state" = 'open') = ("plan_revision"."closed_at" is null)),
	CONSTRAINT "plan_revision_kept" CHECK (("plan_revision"."state" = 'applied') = ("plan_revision"."plan_version_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "revision_paragraph" (
	"revision_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "revision_paragraph_revision_id_line_pk" PRIMARY KEY("revision_id","line")
);
--> statement-breakpoint
ALTER TABLE "task" DROP CONSTRAINT "task_original_due";--> statement-breakpoint
ALTER TABLE "indicator" ADD COLUMN "source_revision_id" bigint;--> statement-breakpoint
ALTER TABLE "indicator" ADD COLUMN "ended_revision_id" bigint;--> statement-breakpoint
ALTER TABLE "assignment" ADD COLUMN "revision_id" bigint;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "source_revision_id" bigint;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "source_key" text;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_plan_version_id_plan_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_revision" ADD CONSTRAINT "plan_revision_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_paragraph" ADD CONSTRAINT "revision_paragraph_revision_id_plan_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."plan_revision"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_revision_number" ON "plan_revision" USING btree ("plan_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_revision_open" ON "plan_revision" USING btree ("plan_id") WHERE "plan_revision"."state" = 'open';--> statement-breakpoint
CREATE INDEX "plan_revision_version" ON "plan_revision" USING btree ("plan_version_id");--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_source_revision_id_plan_revision_id_fk" FOREIGN KEY ("source_revision_id") REFERENCES "public"."plan_revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_ended_revision_id_plan_revision_id_fk" FOREIGN KEY ("ended_revision_id") REFERENCES "public"."plan_revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_revision_id_plan_revision_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."plan_revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_source_revision_id_plan_revision_id_fk" FOREIGN KEY ("source_revision_id") REFERENCES "public"."plan_revision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "indicator_source_revision" ON "indicator" USING btree ("source_revision_id");--> statement-breakpoint
CREATE INDEX "indicator_ended_revision" ON "indicator" USING btree ("ended_revision_id");--> statement-breakpoint
CREATE INDEX "assignment_revision" ON "assignment" USING btree ("revision_id");--> statement-breakpoint
CREATE INDEX "task_source_revision" ON "task" USING btree ("source_revision_id");--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_original_due" CHECK ("task"."original_due_on" is not null or "task"."due_on" is null);--> statement-breakpoint
create trigger plan_revision_frozen before insert or update or delete on plan_revision for each row execute function refuse_when_archived();
