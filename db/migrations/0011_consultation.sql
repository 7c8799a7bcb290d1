CREATE TABLE "consultation" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consultation_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"number" integer NOT NULL,
	"version_id" bigint NOT NULL,
	"stage" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"due_on" date NOT NULL,
	"note" text,
	"opened_by" bigint,
	"opened_by_name" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ended_by_name" text,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"silence_agreed" boolean,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "consultation_state" CHECK ("consultation"."state" in ('open', 'closed', 'cancelled')),
	CONSTRAINT "consultation_stage" CHECK ("consultation"."stage" in ('consultation', 'review', 'issued')),
	CONSTRAINT "consultation_ended" CHECK (("consultation"."state" = 'open') = ("consultation"."ended_at" is null)),
	CONSTRAINT "consultation_silence" CHECK (("consultation"."state" = 'closed') = ("consultation"."silence_agreed" is not null)),
	CONSTRAINT "consultation_cancelled" CHECK ("consultation"."state" <> 'cancelled' or "consultation"."end_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "consultation_unit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consultation_unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consultation_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"item_keys" text[] NOT NULL,
	"indicator_keys" text[] NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"answered_by" bigint,
	"answered_by_name" text,
	"answered_role" text,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "consultation_unit_state" CHECK ("consultation_unit"."state" in ('pending', 'agreed', 'proposed')),
	CONSTRAINT "consultation_unit_role" CHECK ("consultation_unit"."answered_role" in ('officer', 'head', 'office', 'leader', 'expert', 'admin', 'auditor')),
	CONSTRAINT "consultation_unit_answered" CHECK (("consultation_unit"."state" = 'pending') = ("consultation_unit"."answered_at" is null)),
	CONSTRAINT "consultation_unit_asked" CHECK (cardinality("consultation_unit"."item_keys") + cardinality("consultation_unit"."indicator_keys") > 0)
);
--> statement-breakpoint
CREATE TABLE "opinion" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "opinion_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consultation_unit_id" bigint NOT NULL,
	"subject_key" text,
	"field" text NOT NULL,
	"proposed" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"person_id" bigint,
	"person_name" text NOT NULL,
	"role" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"decided_by_name" text,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"outcome" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "opinion_field" CHECK ("opinion"."field" in ('title', 'text', 'deadline', 'leads', 'supports', 'issue', 'target', 'owners', 'free')),
	CONSTRAINT "opinion_state" CHECK ("opinion"."state" in ('proposed', 'accepted', 'declined', 'withdrawn')),
	CONSTRAINT "opinion_role" CHECK ("opinion"."role" in ('officer', 'head', 'office', 'leader', 'expert', 'admin', 'auditor')),
	CONSTRAINT "opinion_reason" CHECK ("opinion"."reason" <> ''),
	CONSTRAINT "opinion_decided" CHECK (("opinion"."state" in ('accepted', 'declined')) = ("opinion"."decided_at" is not null)),
	CONSTRAINT "opinion_declined" CHECK ("opinion"."state" <> 'declined' or "opinion"."decision_reason" is not null),
	CONSTRAINT "opinion_outcome" CHECK (("opinion"."state" = 'accepted') = ("opinion"."outcome" is not null) and ("opinion"."outcome" is null or "opinion"."outcome" in ('applied', 'byHand'))),
	CONSTRAINT "opinion_subject" CHECK ("opinion"."field" = 'free' or "opinion"."subject_key" is not null)
);
--> statement-breakpoint
ALTER TABLE "audit_event" DROP CONSTRAINT "audit_event_subject_type";--> statement-breakpoint
ALTER TABLE "plan" ADD COLUMN "silence_agrees" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_version_id_plan_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."plan_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation" ADD CONSTRAINT "consultation_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_unit" ADD CONSTRAINT "consultation_unit_consultation_id_consultation_id_fk" FOREIGN KEY ("consultation_id") REFERENCES "public"."consultation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_unit" ADD CONSTRAINT "consultation_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consultation_unit" ADD CONSTRAINT "consultation_unit_answered_by_person_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_consultation_unit_id_consultation_unit_id_fk" FOREIGN KEY ("consultation_unit_id") REFERENCES "public"."consultation_unit"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion" ADD CONSTRAINT "opinion_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_number" ON "consultation" USING btree ("plan_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_open" ON "consultation" USING btree ("plan_id") WHERE "consultation"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "consultation_unit_once" ON "consultation_unit" USING btree ("consultation_id","unit_id");--> statement-breakpoint
CREATE INDEX "consultation_unit_unit" ON "consultation_unit" USING btree ("unit_id","consultation_id");--> statement-breakpoint
CREATE INDEX "opinion_unit" ON "opinion" USING btree ("consultation_unit_id","id");--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_subject_type" CHECK ("audit_event"."subject_type" in ('plan', 'task', 'milestone', 'report', 'changeRequest', 'unit', 'person', 'membership', 'calendar', 'token', 'session', 'jurisdiction', 'consultation'));