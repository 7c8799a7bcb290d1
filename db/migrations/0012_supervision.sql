CREATE TABLE "consequence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consequence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"office_unit_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"inspection_id" bigint,
	"kind" text NOT NULL,
	"addressee" text,
	"proposal" text NOT NULL,
	"state" text DEFAULT 'proposed' NOT NULL,
	"proposed_by" bigint NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"approver_person_id" bigint NOT NULL,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"doc_number" text,
	"issued_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consequence_kind" CHECK ("consequence"."kind" in ('praise', 'criticism', 'interview', 'accountability')),
	CONSTRAINT "consequence_state" CHECK ("consequence"."state" in ('proposed', 'approved', 'rejected', 'issued')),
	CONSTRAINT "consequence_decided" CHECK (("consequence"."state" = 'proposed') = ("consequence"."decided_at" is null) and ("consequence"."decided_at" is null) = ("consequence"."decided_by" is null)),
	CONSTRAINT "consequence_decided_by_named" CHECK ("consequence"."decided_by" = "consequence"."approver_person_id"),
	CONSTRAINT "consequence_approver_another" CHECK ("consequence"."approver_person_id" <> "consequence"."proposed_by"),
	CONSTRAINT "consequence_rejected" CHECK ("consequence"."state" <> 'rejected' or "consequence"."decision_reason" is not null),
	CONSTRAINT "consequence_issued" CHECK (("consequence"."state" = 'issued') = ("consequence"."issued_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "consequence_fact" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "consequence_fact_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"consequence_id" bigint NOT NULL,
	"finding_id" bigint,
	"rectification_id" bigint,
	"task_id" bigint,
	CONSTRAINT "consequence_fact_one" CHECK (num_nonnulls("consequence_fact"."finding_id", "consequence_fact"."rectification_id", "consequence_fact"."task_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "referral" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "referral_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"office_unit_id" bigint NOT NULL,
	"inspection_id" bigint NOT NULL,
	"to_body" text NOT NULL,
	"subject" text NOT NULL,
	"referred_on" date NOT NULL,
	"referred_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checklist" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "checklist_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"office_unit_id" bigint NOT NULL,
	"title" text NOT NULL,
	"retired_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checklist_item" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "checklist_item_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"checklist_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"standard" text NOT NULL,
	"clause" text,
	"asks_place" boolean DEFAULT false NOT NULL,
	"asks_photo" boolean DEFAULT false NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "conclusion" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "conclusion_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"inspection_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"author_person_id" bigint NOT NULL,
	"submitted_at" timestamp with time zone,
	"approved_by" bigint,
	"approved_at" timestamp with time zone,
	"return_reason" text,
	"sent_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conclusion_state" CHECK ("conclusion"."state" in ('draft', 'submitted', 'approved', 'sent', 'objected', 'decided')),
	CONSTRAINT "conclusion_complete" CHECK ("conclusion"."state" = 'draft' or "conclusion"."body" <> ''),
	CONSTRAINT "conclusion_approved" CHECK ("conclusion"."state" in ('draft', 'submitted') or ("conclusion"."approved_at" is not null and "conclusion"."approved_by" is not null)),
	CONSTRAINT "conclusion_approved_by_another" CHECK ("conclusion"."approved_by" <> "conclusion"."author_person_id"),
	CONSTRAINT "conclusion_sent" CHECK (("conclusion"."state" in ('sent', 'objected', 'decided')) = ("conclusion"."sent_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "conclusion_revision" (
	"conclusion_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"body" text NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "conclusion_revision_conclusion_id_revision_pk" PRIMARY KEY("conclusion_id","revision")
);
--> statement-breakpoint
CREATE TABLE "finding" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "finding_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"inspection_id" bigint NOT NULL,
	"visit_id" bigint,
	"item_id" bigint,
	"task_id" bigint,
	"unit_id" bigint NOT NULL,
	"uuid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"severity" text NOT NULL,
	"standard" text NOT NULL,
	"fact" text NOT NULL,
	"relapse_of_id" bigint,
	"author_person_id" bigint NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_reason" text,
	"is_withdrawn" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "finding_severity" CHECK ("finding"."severity" in ('minor', 'general', 'serious')),
	CONSTRAINT "finding_said" CHECK ("finding"."standard" <> '' and "finding"."fact" <> ''),
	CONSTRAINT "finding_not_own_relapse" CHECK ("finding"."relapse_of_id" <> "finding"."id"),
	CONSTRAINT "finding_removed" CHECK (("finding"."removed_at" is null) = ("finding"."removed_reason" is null) and (not "finding"."is_withdrawn" or "finding"."removed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "inspection" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"office_unit_id" bigint NOT NULL,
	"plan_id" bigint,
	"follows_id" bigint,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"statutory_kind" text NOT NULL,
	"legal_basis" text DEFAULT '' NOT NULL,
	"content" text DEFAULT '' NOT NULL,
	"scope" text DEFAULT '' NOT NULL,
	"methods" text[] DEFAULT '{}' NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"state_reason" text,
	"author_person_id" bigint NOT NULL,
	"submitted_at" timestamp with time zone,
	"approved_by" bigint,
	"approved_at" timestamp with time zone,
	"started_on" date,
	"concluded_on" date,
	"is_sample" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_kind" CHECK ("inspection"."kind" in ('special', 'followUp', 'random')),
	CONSTRAINT "inspection_statutory_kind" CHECK ("inspection"."statutory_kind" in ('comprehensive', 'special', 'daily', 'clue', 'departmental')),
	CONSTRAINT "inspection_state" CHECK ("inspection"."state" in ('draft', 'submitted', 'approved', 'underway', 'concluded', 'cancelled')),
	CONSTRAINT "inspection_dates" CHECK ("inspection"."ends_on" >= "inspection"."starts_on"),
	CONSTRAINT "inspection_not_own_follower" CHECK ("inspection"."follows_id" <> "inspection"."id"),
	CONSTRAINT "inspection_planned" CHECK ("inspection"."state" in ('draft', 'cancelled') or ("inspection"."legal_basis" <> '' and "inspection"."content" <> '' and "inspection"."scope" <> '' and cardinality("inspection"."methods") > 0)),
	CONSTRAINT "inspection_approved" CHECK ("inspection"."state" not in ('approved', 'underway', 'concluded') or ("inspection"."approved_at" is not null and "inspection"."approved_by" is not null)),
	CONSTRAINT "inspection_approved_by_another" CHECK ("inspection"."approved_by" <> "inspection"."author_person_id"),
	CONSTRAINT "inspection_started" CHECK ("inspection"."state" not in ('underway', 'concluded') or "inspection"."started_on" is not null),
	CONSTRAINT "inspection_concluded" CHECK (("inspection"."state" = 'concluded') = ("inspection"."concluded_on" is not null)),
	CONSTRAINT "inspection_cancelled" CHECK ("inspection"."state" <> 'cancelled' or "inspection"."state_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "inspection_checklist" (
	"inspection_id" bigint NOT NULL,
	"checklist_id" bigint NOT NULL,
	CONSTRAINT "inspection_checklist_inspection_id_checklist_id_pk" PRIMARY KEY("inspection_id","checklist_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_draw" (
	"inspection_id" bigint PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"weighting" text NOT NULL,
	"subject_count" integer NOT NULL,
	"inspector_count" integer NOT NULL,
	"subjects" jsonb NOT NULL,
	"inspectors" jsonb NOT NULL,
	"recusals" jsonb NOT NULL,
	"seed" text NOT NULL,
	"commitment" text NOT NULL,
	"committed_by" bigint NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"revealed_at" timestamp with time zone,
	"drawn_subjects" text[],
	"drawn_inspectors" text[],
	CONSTRAINT "inspection_draw_subject" CHECK ("inspection_draw"."subject" in ('unit', 'task')),
	CONSTRAINT "inspection_draw_weighting" CHECK ("inspection_draw"."weighting" in ('equal', 'risk')),
	CONSTRAINT "inspection_draw_counts" CHECK ("inspection_draw"."subject_count" > 0 and "inspection_draw"."inspector_count" > 0),
	CONSTRAINT "inspection_draw_commitment" CHECK ("inspection_draw"."commitment" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "inspection_draw_revealed" CHECK (("inspection_draw"."revealed_at" is null) = ("inspection_draw"."drawn_subjects" is null) and ("inspection_draw"."revealed_at" is null) = ("inspection_draw"."drawn_inspectors" is null))
);
--> statement-breakpoint
CREATE TABLE "inspection_member" (
	"inspection_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"is_head" boolean DEFAULT false NOT NULL,
	CONSTRAINT "inspection_member_inspection_id_person_id_pk" PRIMARY KEY("inspection_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_task" (
	"inspection_id" bigint NOT NULL,
	"task_id" bigint NOT NULL,
	CONSTRAINT "inspection_task_inspection_id_task_id_pk" PRIMARY KEY("inspection_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "inspection_unit" (
	"inspection_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	CONSTRAINT "inspection_unit_inspection_id_unit_id_pk" PRIMARY KEY("inspection_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "objection" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "objection_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"conclusion_id" bigint NOT NULL,
	"grounds" text NOT NULL,
	"author_person_id" bigint NOT NULL,
	"filed_on" date NOT NULL,
	"outcome" text,
	"decision" text,
	"decided_by" bigint,
	"decided_on" date,
	CONSTRAINT "objection_outcome" CHECK ("objection"."outcome" in ('upheld', 'amended', 'revoked')),
	CONSTRAINT "objection_decided" CHECK (("objection"."outcome" is null) = ("objection"."decided_on" is null) and ("objection"."outcome" is null) = ("objection"."decided_by" is null) and ("objection"."outcome" is null) = ("objection"."decision" is null)),
	CONSTRAINT "objection_decided_by_another" CHECK ("objection"."decided_by" <> "objection"."author_person_id")
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"inspection_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"visited_on" date NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"notes_at" timestamp with time zone,
	"author_person_id" bigint NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_answer" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_answer_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"visit_id" bigint NOT NULL,
	"item_id" bigint NOT NULL,
	"uuid" uuid NOT NULL,
	"verdict" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"accuracy" double precision,
	"author_person_id" bigint NOT NULL,
	CONSTRAINT "visit_answer_verdict" CHECK ("visit_answer"."verdict" in ('met', 'partly', 'unmet', 'notApplicable')),
	CONSTRAINT "visit_answer_place" CHECK (("visit_answer"."latitude" is null) = ("visit_answer"."longitude" is null) and "visit_answer"."latitude" between -90 and 90 and "visit_answer"."longitude" between -180 and 180)
);
--> statement-breakpoint
CREATE TABLE "visit_signature" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "visit_signature_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"visit_id" bigint NOT NULL,
	"uuid" uuid NOT NULL,
	"file_id" bigint NOT NULL,
	"name" text NOT NULL,
	"duty" text DEFAULT '' NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rectification" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rectification_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"inspection_id" bigint NOT NULL,
	"office_unit_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"order_no" text NOT NULL,
	"requirement" text NOT NULL,
	"acceptance_standard" text NOT NULL,
	"evidence_asked" text,
	"responsible" text,
	"due_on" date NOT NULL,
	"original_due_on" date NOT NULL,
	"state" text DEFAULT 'ordered' NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"has_plan" boolean DEFAULT false NOT NULL,
	"ordered_by" bigint NOT NULL,
	"ordered_on" date NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"claimed_by" bigint,
	"claimed_on" date,
	"cleared_by" bigint,
	"cleared_on" date,
	"verification" text,
	"return_reason" text,
	"extension_due_on" date,
	"extension_reason" text,
	"extension_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rectification_state" CHECK ("rectification"."state" in ('ordered', 'acknowledged', 'claimed', 'cleared', 'returned', 'revoked')),
	CONSTRAINT "rectification_standard" CHECK ("rectification"."acceptance_standard" <> '' and "rectification"."requirement" <> ''),
	CONSTRAINT "rectification_due" CHECK ("rectification"."due_on" >= "rectification"."original_due_on"),
	CONSTRAINT "rectification_round" CHECK ("rectification"."round" > 0),
	CONSTRAINT "rectification_claimed" CHECK ("rectification"."state" not in ('claimed', 'cleared') or "rectification"."claimed_on" is not null),
	CONSTRAINT "rectification_planned" CHECK ("rectification"."state" not in ('claimed', 'cleared', 'returned') or "rectification"."has_plan"),
	CONSTRAINT "rectification_cleared" CHECK (("rectification"."state" = 'cleared') = ("rectification"."cleared_on" is not null) and ("rectification"."cleared_on" is null) = ("rectification"."cleared_by" is null) and ("rectification"."cleared_on" is null) = ("rectification"."verification" is null)),
	CONSTRAINT "rectification_cleared_by_another" CHECK ("rectification"."cleared_by" <> "rectification"."claimed_by"),
	CONSTRAINT "rectification_verification" CHECK ("rectification"."verification" in ('paper', 'onSite')),
	CONSTRAINT "rectification_extension" CHECK (("rectification"."extension_due_on" is null) = ("rectification"."extension_reason" is null) and ("rectification"."extension_due_on" is null) = ("rectification"."extension_by" is null) and "rectification"."extension_due_on" > "rectification"."due_on")
);
--> statement-breakpoint
CREATE TABLE "rectification_entry" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rectification_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rectification_id" bigint NOT NULL,
	"round" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"due_on" date,
	"unit_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "rectification_entry_kind" CHECK ("rectification_entry"."kind" in ('order', 'acknowledge', 'plan', 'progress', 'claim', 'clear', 'return', 'requestExtension', 'extend', 'refuseExtension', 'reopen', 'revoke'))
);
--> statement-breakpoint
CREATE TABLE "rectification_finding" (
	"rectification_id" bigint NOT NULL,
	"finding_id" bigint NOT NULL,
	CONSTRAINT "rectification_finding_rectification_id_finding_id_pk" PRIMARY KEY("rectification_id","finding_id")
);
--> statement-breakpoint
ALTER TABLE "audit_event" DROP CONSTRAINT "audit_event_subject_type";--> statement-breakpoint
ALTER TABLE "evidence" DROP CONSTRAINT "evidence_one_subject";--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "finding_id" bigint;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "visit_answer_id" bigint;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "rectification_id" bigint;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "uuid" uuid;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "taken_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_proposed_by_person_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_approver_person_id_person_id_fk" FOREIGN KEY ("approver_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence" ADD CONSTRAINT "consequence_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence_fact" ADD CONSTRAINT "consequence_fact_consequence_id_consequence_id_fk" FOREIGN KEY ("consequence_id") REFERENCES "public"."consequence"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence_fact" ADD CONSTRAINT "consequence_fact_finding_id_finding_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence_fact" ADD CONSTRAINT "consequence_fact_rectification_id_rectification_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "public"."rectification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consequence_fact" ADD CONSTRAINT "consequence_fact_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "referral" ADD CONSTRAINT "referral_referred_by_person_id_fk" FOREIGN KEY ("referred_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist" ADD CONSTRAINT "checklist_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion" ADD CONSTRAINT "conclusion_approved_by_person_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_revision" ADD CONSTRAINT "conclusion_revision_conclusion_id_conclusion_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_item_id_checklist_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."checklist_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_relapse_of_id_finding_id_fk" FOREIGN KEY ("relapse_of_id") REFERENCES "public"."finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finding" ADD CONSTRAINT "finding_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_follows_id_inspection_id_fk" FOREIGN KEY ("follows_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection" ADD CONSTRAINT "inspection_approved_by_person_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_checklist" ADD CONSTRAINT "inspection_checklist_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_checklist" ADD CONSTRAINT "inspection_checklist_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_draw" ADD CONSTRAINT "inspection_draw_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_draw" ADD CONSTRAINT "inspection_draw_committed_by_person_id_fk" FOREIGN KEY ("committed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_member" ADD CONSTRAINT "inspection_member_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_member" ADD CONSTRAINT "inspection_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_task" ADD CONSTRAINT "inspection_task_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_task" ADD CONSTRAINT "inspection_task_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_unit" ADD CONSTRAINT "inspection_unit_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_unit" ADD CONSTRAINT "inspection_unit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_conclusion_id_conclusion_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusion"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objection" ADD CONSTRAINT "objection_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_answer" ADD CONSTRAINT "visit_answer_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_answer" ADD CONSTRAINT "visit_answer_item_id_checklist_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."checklist_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_answer" ADD CONSTRAINT "visit_answer_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_signature" ADD CONSTRAINT "visit_signature_visit_id_visit_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_signature" ADD CONSTRAINT "visit_signature_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_inspection_id_inspection_id_fk" FOREIGN KEY ("inspection_id") REFERENCES "public"."inspection"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_ordered_by_person_id_fk" FOREIGN KEY ("ordered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_claimed_by_person_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_cleared_by_person_id_fk" FOREIGN KEY ("cleared_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification" ADD CONSTRAINT "rectification_extension_by_person_id_fk" FOREIGN KEY ("extension_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_entry" ADD CONSTRAINT "rectification_entry_rectification_id_rectification_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "public"."rectification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_entry" ADD CONSTRAINT "rectification_entry_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_entry" ADD CONSTRAINT "rectification_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_finding" ADD CONSTRAINT "rectification_finding_rectification_id_rectification_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "public"."rectification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rectification_finding" ADD CONSTRAINT "rectification_finding_finding_id_finding_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consequence_place" ON "consequence" USING btree ("jurisdiction_id","id");--> statement-breakpoint
CREATE INDEX "consequence_unit" ON "consequence" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "consequence_approver" ON "consequence" USING btree ("approver_person_id") WHERE "consequence"."state" = 'proposed';--> statement-breakpoint
CREATE INDEX "consequence_fact_of" ON "consequence_fact" USING btree ("consequence_id");--> statement-breakpoint
CREATE INDEX "consequence_fact_finding" ON "consequence_fact" USING btree ("finding_id");--> statement-breakpoint
CREATE INDEX "consequence_fact_rectification" ON "consequence_fact" USING btree ("rectification_id");--> statement-breakpoint
CREATE INDEX "consequence_fact_task" ON "consequence_fact" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "referral_inspection" ON "referral" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "referral_place" ON "referral" USING btree ("jurisdiction_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "checklist_title" ON "checklist" USING btree ("office_unit_id","title") WHERE "checklist"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "checklist_item_list" ON "checklist_item" USING btree ("checklist_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "conclusion_unit" ON "conclusion" USING btree ("inspection_id","unit_id");--> statement-breakpoint
CREATE INDEX "conclusion_by_unit" ON "conclusion" USING btree ("unit_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "finding_uuid" ON "finding" USING btree ("uuid");--> statement-breakpoint
CREATE INDEX "finding_inspection" ON "finding" USING btree ("inspection_id","unit_id");--> statement-breakpoint
CREATE INDEX "finding_unit" ON "finding" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "finding_task" ON "finding" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "finding_visit" ON "finding" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "finding_relapse" ON "finding" USING btree ("relapse_of_id");--> statement-breakpoint
CREATE INDEX "inspection_place" ON "inspection" USING btree ("jurisdiction_id","starts_on","id");--> statement-breakpoint
CREATE INDEX "inspection_plan" ON "inspection" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "inspection_follows" ON "inspection" USING btree ("follows_id");--> statement-breakpoint
CREATE INDEX "inspection_checklist_list" ON "inspection_checklist" USING btree ("checklist_id");--> statement-breakpoint
CREATE INDEX "inspection_member_person" ON "inspection_member" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inspection_member_head" ON "inspection_member" USING btree ("inspection_id") WHERE "inspection_member"."is_head";--> statement-breakpoint
CREATE INDEX "inspection_task_task" ON "inspection_task" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "inspection_unit_unit" ON "inspection_unit" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "objection_once" ON "objection" USING btree ("conclusion_id");--> statement-breakpoint
CREATE INDEX "visit_inspection" ON "visit" USING btree ("inspection_id","id");--> statement-breakpoint
CREATE INDEX "visit_unit" ON "visit" USING btree ("unit_id","visited_on");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_answer_uuid" ON "visit_answer" USING btree ("uuid");--> statement-breakpoint
CREATE INDEX "visit_answer_item" ON "visit_answer" USING btree ("visit_id","item_id","answered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_signature_uuid" ON "visit_signature" USING btree ("uuid");--> statement-breakpoint
CREATE INDEX "visit_signature_visit" ON "visit_signature" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "visit_signature_file" ON "visit_signature" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_number" ON "rectification" USING btree ("office_unit_id","order_no");--> statement-breakpoint
CREATE INDEX "rectification_inspection" ON "rectification" USING btree ("inspection_id");--> statement-breakpoint
CREATE INDEX "rectification_unit" ON "rectification" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "rectification_owed" ON "rectification" USING btree ("due_on","id") WHERE "rectification"."state" not in ('cleared', 'revoked');--> statement-breakpoint
CREATE INDEX "rectification_entry_of" ON "rectification_entry" USING btree ("rectification_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "rectification_finding_once" ON "rectification_finding" USING btree ("finding_id");--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_finding_id_finding_id_fk" FOREIGN KEY ("finding_id") REFERENCES "public"."finding"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_visit_answer_id_visit_answer_id_fk" FOREIGN KEY ("visit_answer_id") REFERENCES "public"."visit_answer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_rectification_id_rectification_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "public"."rectification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_finding" ON "evidence" USING btree ("finding_id");--> statement-breakpoint
CREATE INDEX "evidence_visit_answer" ON "evidence" USING btree ("visit_answer_id");--> statement-breakpoint
CREATE INDEX "evidence_rectification" ON "evidence" USING btree ("rectification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_uuid" ON "evidence" USING btree ("uuid");--> statement-breakpoint
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_subject_type" CHECK ("audit_event"."subject_type" in ('plan', 'task', 'milestone', 'report', 'changeRequest', 'unit', 'person', 'membership', 'calendar', 'token', 'session', 'jurisdiction', 'consultation', 'inspection', 'checklist', 'visit', 'finding', 'conclusion', 'rectification', 'consequence', 'referral'));--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_one_subject" CHECK (num_nonnulls("evidence"."report_id", "evidence"."change_request_id", "evidence"."finding_id", "evidence"."visit_answer_id", "evidence"."rectification_id") = 1);--> statement-breakpoint
-- What the unit is measured by was fixed before; so was the first date (DESIGN §3). A cleared order was cleared by somebody who
-- recorded none of its findings, whatever program writes.
create function keep_rectification_terms() returns trigger language plpgsql as $$
begin
  if new.acceptance_standard <> old.acceptance_standard or new.evidence_asked is distinct from old.evidence_asked
    or new.original_due_on <> old.original_due_on or new.unit_id <> old.unit_id then
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
--> statement-breakpoint
create trigger rectification_terms before update on rectification for each row execute function keep_rectification_terms();
--> statement-breakpoint
-- 《政府督查工作条例》第二十一条: a consequence begins as a proposal and takes effect through the approval alone.
create function keep_consequence_order() returns trigger language plpgsql as $$
begin
  if (tg_op = 'INSERT' and new.state <> 'proposed')
    or (tg_op = 'UPDATE' and new.state <> old.state
      and (old.state, new.state) not in (('proposed', 'approved'), ('proposed', 'rejected'), ('approved', 'issued')))
    or (tg_op = 'UPDATE' and (new.approver_person_id <> old.approver_person_id or new.proposed_by <> old.proposed_by)) then
    raise exception 'consequence % takes no such step', new.id using errcode = 'restrict_violation', constraint = 'consequence_takes_its_steps';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger consequence_order before insert or update on consequence for each row execute function keep_consequence_order();
