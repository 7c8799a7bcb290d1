CREATE TABLE "plan_draft_step" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_draft_step_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"operation" jsonb NOT NULL,
	"inverse" jsonb NOT NULL,
	"summary" text NOT NULL,
	"state" text DEFAULT 'done' NOT NULL,
	"person_id" bigint,
	"person_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_draft_step_state" CHECK ("plan_draft_step"."state" in ('done', 'undone', 'dropped'))
);
--> statement-breakpoint
ALTER TABLE "plan_draft_step" ADD CONSTRAINT "plan_draft_step_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft_step" ADD CONSTRAINT "plan_draft_step_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_draft_step_plan" ON "plan_draft_step" USING btree ("plan_id","id");