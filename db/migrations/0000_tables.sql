CREATE TABLE "audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"person_id" bigint,
	"person_name" text NOT NULL,
	"membership_id" bigint,
	"unit_id" bigint,
	"unit_name" text,
	"role" text,
	"jurisdiction_path" text DEFAULT '' NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" bigint NOT NULL,
	"plan_id" bigint,
	"task_id" bigint,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text NOT NULL,
	"via" text NOT NULL,
	"ip" text,
	CONSTRAINT "audit_event_subject_type" CHECK ("audit_event"."subject_type" in ('plan', 'task', 'milestone', 'report', 'changeRequest', 'unit', 'person', 'membership', 'calendar', 'token', 'session', 'jurisdiction')),
	CONSTRAINT "audit_event_via" CHECK ("audit_event"."via" in ('web', 'api', 'cli', 'system'))
);
--> statement-breakpoint
CREATE TABLE "audit_seal" (
	"id" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event_count" integer NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_seal_count" CHECK ("audit_seal"."event_count" > 0),
	CONSTRAINT "audit_seal_hash_form" CHECK ("audit_seal"."hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "audit_sealed" (
	"event_id" bigint PRIMARY KEY NOT NULL,
	"seal_id" integer NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "change_request" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "change_request_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" bigint NOT NULL,
	"milestone_id" bigint,
	"unit_id" bigint NOT NULL,
	"issuer_unit_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"current_due_on" date,
	"proposed_due_on" date,
	"proposed" jsonb,
	"author_person_id" bigint,
	"submitted_at" timestamp with time zone,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"decision_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "change_request_kind" CHECK ("change_request"."kind" in ('extend', 'amend', 'terminate')),
	CONSTRAINT "change_request_state" CHECK ("change_request"."state" in ('draft', 'submitted', 'approved', 'rejected', 'withdrawn')),
	CONSTRAINT "change_request_extend" CHECK ("change_request"."kind" <> 'extend' or "change_request"."state" = 'draft' or ("change_request"."proposed_due_on" is not null and "change_request"."proposed_due_on" > "change_request"."current_due_on")),
	CONSTRAINT "change_request_decided" CHECK (("change_request"."state" in ('approved', 'rejected')) = ("change_request"."decided_at" is not null)),
	CONSTRAINT "change_request_rejected" CHECK ("change_request"."state" <> 'rejected' or "change_request"."decision_reason" is not null)
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "evidence_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"file_id" bigint NOT NULL,
	"name" text NOT NULL,
	"unit_id" bigint NOT NULL,
	"report_id" bigint,
	"milestone_id" bigint,
	"change_request_id" bigint,
	"added_by" bigint,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "evidence_one_subject" CHECK (num_nonnulls("evidence"."report_id", "evidence"."change_request_id") = 1),
	CONSTRAINT "evidence_milestone_report" CHECK ("evidence"."milestone_id" is null or "evidence"."report_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "file_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"mime" text NOT NULL,
	"extension" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_sha256_form" CHECK ("file"."sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "file_size" CHECK ("file"."size" > 0)
);
--> statement-breakpoint
CREATE TABLE "api_token" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_token_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"membership_id" bigint NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"prefix" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_on" date,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"day" date PRIMARY KEY NOT NULL,
	"is_workday" boolean NOT NULL,
	"workday_no" integer NOT NULL,
	"name" text
);
--> statement-breakpoint
CREATE TABLE "holiday_override" (
	"day" date PRIMARY KEY NOT NULL,
	"is_workday" boolean NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jurisdiction" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jurisdiction_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"parent_id" bigint,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "jurisdiction_level" CHECK ("jurisdiction"."level" in ('province', 'city', 'county', 'township')),
	CONSTRAINT "jurisdiction_path_ends" CHECK ("jurisdiction"."path" like '%' || "jurisdiction"."code" || '.')
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "membership_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"role" text NOT NULL,
	"title" text,
	"started_on" date NOT NULL,
	"ended_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "membership_role" CHECK ("membership"."role" in ('officer', 'head', 'office', 'leader', 'expert', 'admin', 'auditor')),
	CONSTRAINT "membership_dates" CHECK ("membership"."ended_on" is null or "membership"."ended_on" >= "membership"."started_on")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_name" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"email" text,
	"password_hash" text,
	"must_change_password" boolean DEFAULT true NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"oidc_subject" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_failed_count" CHECK ("person"."failed_count" >= 0)
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text NOT NULL,
	"window_start" bigint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "rate_limit_key_window_start_pk" PRIMARY KEY("key","window_start")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"membership_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	"ip" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"parent_id" bigint,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"is_office" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"dissolved_on" date,
	"successor_id" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unit_kind" CHECK ("unit"."kind" in ('department', 'party', 'mass organisation', 'government', 'institution', 'enterprise', 'group')),
	CONSTRAINT "unit_successor" CHECK ("unit"."successor_id" is null or ("unit"."dissolved_on" is not null and "unit"."successor_id" <> "unit"."id")),
	CONSTRAINT "unit_not_own_parent" CHECK ("unit"."parent_id" <> "unit"."id")
);
--> statement-breakpoint
CREATE TABLE "unit_alias" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "unit_alias_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"spelling" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_member" (
	"group_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	CONSTRAINT "unit_member_group_id_member_id_pk" PRIMARY KEY("group_id","member_id"),
	CONSTRAINT "unit_member_not_self" CHECK ("unit_member"."group_id" <> "unit_member"."member_id")
);
--> statement-breakpoint
CREATE TABLE "indicator" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "indicator_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"domain" text,
	"number" text,
	"name" text NOT NULL,
	"unit_text" text,
	"baseline_year" integer,
	"baseline_text" text,
	"nature" text,
	"source" text,
	"direction" text,
	"source_line" integer,
	CONSTRAINT "indicator_direction" CHECK ("indicator"."direction" in ('higher_better', 'lower_better', 'qualitative'))
);
--> statement-breakpoint
CREATE TABLE "indicator_owner" (
	"indicator_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	CONSTRAINT "indicator_owner_indicator_id_unit_id_pk" PRIMARY KEY("indicator_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "indicator_target" (
	"indicator_id" bigint NOT NULL,
	"year" integer NOT NULL,
	"text" text NOT NULL,
	"op" text,
	"value" numeric,
	"value2" numeric,
	CONSTRAINT "indicator_target_indicator_id_year_pk" PRIMARY KEY("indicator_id","year")
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "plan_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"jurisdiction_id" bigint NOT NULL,
	"office_unit_id" bigint NOT NULL,
	"parent_plan_id" bigint,
	"title" text NOT NULL,
	"issuer" text,
	"doc_number" text,
	"issued_on" date,
	"period_start" integer,
	"period_end" integer,
	"stage" text DEFAULT 'issued' NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"sign_off_required" boolean DEFAULT true NOT NULL,
	"reporting_cycle" text DEFAULT 'quarter' NOT NULL,
	"reporting_day" integer DEFAULT 25 NOT NULL,
	"source_file_id" bigint,
	"source_file_name" text,
	"is_sample" boolean DEFAULT false NOT NULL,
	"published_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"created_by" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_state" CHECK ("plan"."state" in ('draft', 'active', 'archived')),
	CONSTRAINT "plan_stage" CHECK ("plan"."stage" in ('consultation', 'review', 'issued')),
	CONSTRAINT "plan_cycle" CHECK ("plan"."reporting_cycle" in ('month', 'quarter', 'half', 'year')),
	CONSTRAINT "plan_reporting_day" CHECK ("plan"."reporting_day" between 1 and 31),
	CONSTRAINT "plan_period" CHECK ("plan"."period_end" >= "plan"."period_start"),
	CONSTRAINT "plan_published" CHECK (("plan"."state" = 'draft') = ("plan"."published_at" is null)),
	CONSTRAINT "plan_archived" CHECK (("plan"."state" = 'archived') = ("plan"."archived_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "plan_draft" (
	"plan_id" bigint PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_by" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_expert" (
	"plan_id" bigint NOT NULL,
	"person_id" bigint NOT NULL,
	CONSTRAINT "plan_expert_plan_id_person_id_pk" PRIMARY KEY("plan_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reporting_period" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reporting_period_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"key" text NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"due_on" date NOT NULL,
	CONSTRAINT "reporting_period_dates" CHECK ("reporting_period"."ends_on" >= "reporting_period"."starts_on" and "reporting_period"."due_on" >= "reporting_period"."starts_on")
);
--> statement-breakpoint
CREATE TABLE "section" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "section_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"parent_id" bigint,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"source_line" integer
);
--> statement-breakpoint
CREATE TABLE "source_paragraph" (
	"plan_id" bigint NOT NULL,
	"line" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "source_paragraph_plan_id_line_pk" PRIMARY KEY("plan_id","line")
);
--> statement-breakpoint
CREATE TABLE "milestone_claim" (
	"report_id" bigint NOT NULL,
	"milestone_id" bigint NOT NULL,
	CONSTRAINT "milestone_claim_report_id_milestone_id_pk" PRIMARY KEY("report_id","milestone_id")
);
--> statement-breakpoint
CREATE TABLE "report" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "report_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"period_id" bigint NOT NULL,
	"reviewing_unit_id" bigint NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"self_percent" integer,
	"done_text" text DEFAULT '' NOT NULL,
	"difficulties" text DEFAULT '' NOT NULL,
	"next_steps" text DEFAULT '' NOT NULL,
	"is_no_change" boolean DEFAULT false NOT NULL,
	"no_change_reason" text,
	"author_person_id" bigint,
	"ready_at" timestamp with time zone,
	"sent_back_reason" text,
	"signatory_person_id" bigint,
	"signed_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"submitted_on" date,
	"endorsed_by" bigint,
	"decided_by" bigint,
	"decided_at" timestamp with time zone,
	"return_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_state" CHECK ("report"."state" in ('draft', 'signedOff', 'submitted', 'approved', 'returned')),
	CONSTRAINT "report_percent" CHECK ("report"."self_percent" between 0 and 100),
	CONSTRAINT "report_no_change" CHECK (not "report"."is_no_change" or "report"."no_change_reason" is not null or "report"."state" = 'draft'),
	CONSTRAINT "report_submitted" CHECK ("report"."state" not in ('submitted', 'approved', 'returned') or ("report"."submitted_at" is not null and "report"."self_percent" is not null)),
	CONSTRAINT "report_decided" CHECK (("report"."state" in ('approved', 'returned')) = ("report"."decided_at" is not null)),
	CONSTRAINT "report_returned" CHECK ("report"."state" <> 'returned' or "report"."return_reason" is not null),
	CONSTRAINT "report_revision" CHECK ("report"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "report_revision" (
	"report_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"content" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_revision_report_id_revision_pk" PRIMARY KEY("report_id","revision")
);
--> statement-breakpoint
CREATE TABLE "acknowledgement" (
	"assignment_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"person_id" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "acknowledgement_assignment_id_unit_id_pk" PRIMARY KEY("assignment_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "assignment" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assignment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" bigint NOT NULL,
	"unit_id" bigint NOT NULL,
	"role" text NOT NULL,
	"is_primary" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"membership_id" bigint,
	CONSTRAINT "assignment_role" CHECK ("assignment"."role" in ('lead', 'support')),
	CONSTRAINT "assignment_primary_leads" CHECK (not "assignment"."is_primary" or "assignment"."role" = 'lead')
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "milestone_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" bigint NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"deliverable" text NOT NULL,
	"due_on" date NOT NULL,
	"original_due_on" date NOT NULL,
	"weight" integer NOT NULL,
	"evidence_asked" text,
	"evidence_why" text,
	"state" text DEFAULT 'pending' NOT NULL,
	"claimed_on" date,
	"verified_on" date,
	"return_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "milestone_state" CHECK ("milestone"."state" in ('pending', 'claimed', 'verified', 'returned')),
	CONSTRAINT "milestone_weight" CHECK ("milestone"."weight" between 1 and 100),
	CONSTRAINT "milestone_evidence" CHECK (("milestone"."evidence_asked" is null) = ("milestone"."evidence_why" is null)),
	CONSTRAINT "milestone_claimed" CHECK ("milestone"."state" not in ('claimed', 'verified') or "milestone"."claimed_on" is not null),
	CONSTRAINT "milestone_verified" CHECK (("milestone"."state" = 'verified') = ("milestone"."verified_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "task_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"plan_id" bigint NOT NULL,
	"section_id" bigint,
	"parent_id" bigint,
	"ancestor_ids" bigint[] DEFAULT '{}' NOT NULL,
	"kind" text DEFAULT 'task' NOT NULL,
	"number" text,
	"title" text NOT NULL,
	"requirement" text,
	"position" integer NOT NULL,
	"weight" integer DEFAULT 1 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"due_on" date,
	"original_due_on" date,
	"deadline_text" text,
	"ongoing" boolean DEFAULT false NOT NULL,
	"units_text" text,
	"source_start" integer,
	"source_end" integer,
	"issuer_unit_id" bigint NOT NULL,
	"self_percent" integer DEFAULT 0 NOT NULL,
	"verified_percent" integer DEFAULT 0 NOT NULL,
	"owed_due_on" date,
	"owed_stopped_on" date,
	"owed_milestone_id" bigint,
	"issued_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"claimed_on" date,
	"closed_on" date,
	"suspended_on" date,
	"state_reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_state" CHECK ("task"."state" in ('draft', 'issued', 'active', 'suspended', 'closing', 'closed', 'terminated')),
	CONSTRAINT "task_kind" CHECK ("task"."kind" in ('task', 'safeguard', 'project')),
	CONSTRAINT "task_percent" CHECK ("task"."self_percent" between 0 and 100 and "task"."verified_percent" between 0 and 100),
	CONSTRAINT "task_weight" CHECK ("task"."weight" between 1 and 100),
	CONSTRAINT "task_ongoing" CHECK (not ("task"."ongoing" and "task"."due_on" is not null)),
	CONSTRAINT "task_original_due" CHECK (("task"."original_due_on" is null) = ("task"."due_on" is null) and "task"."due_on" >= "task"."original_due_on"),
	CONSTRAINT "task_issued" CHECK (("task"."state" = 'draft') = ("task"."issued_at" is null)),
	CONSTRAINT "task_closed" CHECK (("task"."state" = 'closed') = ("task"."closed_on" is not null)),
	CONSTRAINT "task_claimed" CHECK ("task"."state" <> 'closing' or "task"."claimed_on" is not null),
	CONSTRAINT "task_owed" CHECK ("task"."owed_due_on" is not null or ("task"."owed_stopped_on" is null and "task"."owed_milestone_id" is null)),
	CONSTRAINT "task_not_own_parent" CHECK ("task"."parent_id" <> "task"."id")
);
--> statement-breakpoint
ALTER TABLE "audit_sealed" ADD CONSTRAINT "audit_sealed_event_id_audit_event_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_event"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_sealed" ADD CONSTRAINT "audit_sealed_seal_id_audit_seal_id_fk" FOREIGN KEY ("seal_id") REFERENCES "public"."audit_seal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_milestone_id_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_issuer_unit_id_unit_id_fk" FOREIGN KEY ("issuer_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_request" ADD CONSTRAINT "change_request_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_milestone_id_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_change_request_id_change_request_id_fk" FOREIGN KEY ("change_request_id") REFERENCES "public"."change_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_added_by_person_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_membership_id_membership_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."membership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdiction" ADD CONSTRAINT "jurisdiction_parent_id_jurisdiction_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_membership_id_membership_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."membership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_successor_id_unit_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_alias" ADD CONSTRAINT "unit_alias_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_group_id_unit_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_member" ADD CONSTRAINT "unit_member_member_id_unit_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_owner" ADD CONSTRAINT "indicator_owner_indicator_id_indicator_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_owner" ADD CONSTRAINT "indicator_owner_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_target" ADD CONSTRAINT "indicator_target_indicator_id_indicator_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicator"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_jurisdiction_id_jurisdiction_id_fk" FOREIGN KEY ("jurisdiction_id") REFERENCES "public"."jurisdiction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_office_unit_id_unit_id_fk" FOREIGN KEY ("office_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_parent_plan_id_plan_id_fk" FOREIGN KEY ("parent_plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_source_file_id_file_id_fk" FOREIGN KEY ("source_file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan" ADD CONSTRAINT "plan_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_draft" ADD CONSTRAINT "plan_draft_updated_by_person_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_expert" ADD CONSTRAINT "plan_expert_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_expert" ADD CONSTRAINT "plan_expert_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporting_period" ADD CONSTRAINT "reporting_period_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "section" ADD CONSTRAINT "section_parent_id_section_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_paragraph" ADD CONSTRAINT "source_paragraph_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_claim" ADD CONSTRAINT "milestone_claim_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone_claim" ADD CONSTRAINT "milestone_claim_milestone_id_milestone_id_fk" FOREIGN KEY ("milestone_id") REFERENCES "public"."milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_period_id_reporting_period_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."reporting_period"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_reviewing_unit_id_unit_id_fk" FOREIGN KEY ("reviewing_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_author_person_id_person_id_fk" FOREIGN KEY ("author_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_signatory_person_id_person_id_fk" FOREIGN KEY ("signatory_person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_endorsed_by_person_id_fk" FOREIGN KEY ("endorsed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report" ADD CONSTRAINT "report_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_revision" ADD CONSTRAINT "report_revision_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_assignment_id_assignment_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement" ADD CONSTRAINT "acknowledgement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_membership_id_membership_id_fk" FOREIGN KEY ("membership_id") REFERENCES "public"."membership"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "milestone" ADD CONSTRAINT "milestone_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_plan_id_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_section_id_section_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."section"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_parent_id_task_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_issuer_unit_id_unit_id_fk" FOREIGN KEY ("issuer_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_owed_milestone_id_milestone_id_fk" FOREIGN KEY ("owed_milestone_id") REFERENCES "public"."milestone"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_task" ON "audit_event" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "audit_event_plan" ON "audit_event" USING btree ("plan_id","id");--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject_type","subject_id","id");--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "audit_event" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_seal_hash" ON "audit_seal" USING btree ("hash");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_sealed_position" ON "audit_sealed" USING btree ("seal_id","position");--> statement-breakpoint
CREATE INDEX "change_request_task" ON "change_request" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "change_request_queue" ON "change_request" USING btree ("issuer_unit_id","submitted_at","id") WHERE "change_request"."state" = 'submitted';--> statement-breakpoint
CREATE INDEX "change_request_unit" ON "change_request" USING btree ("unit_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "change_request_open" ON "change_request" USING btree ("task_id",coalesce("milestone_id", 0),"kind") WHERE "change_request"."state" = 'submitted';--> statement-breakpoint
CREATE INDEX "evidence_report" ON "evidence" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "evidence_milestone" ON "evidence" USING btree ("milestone_id");--> statement-breakpoint
CREATE INDEX "evidence_change_request" ON "evidence" USING btree ("change_request_id");--> statement-breakpoint
CREATE INDEX "evidence_file" ON "evidence" USING btree ("file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "file_sha256" ON "file" USING btree ("sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_hash" ON "api_token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "api_token_membership" ON "api_token" USING btree ("membership_id");--> statement-breakpoint
CREATE UNIQUE INDEX "jurisdiction_code" ON "jurisdiction" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "jurisdiction_path" ON "jurisdiction" USING btree ("path");--> statement-breakpoint
CREATE INDEX "jurisdiction_path_prefix" ON "jurisdiction" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "membership_once" ON "membership" USING btree ("person_id","unit_id","role") WHERE "membership"."ended_on" is null;--> statement-breakpoint
CREATE INDEX "membership_unit" ON "membership" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_user_name" ON "person" USING btree (lower("user_name"));--> statement-breakpoint
CREATE UNIQUE INDEX "person_oidc_subject" ON "person" USING btree ("oidc_subject");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id") WHERE "session"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "unit_name" ON "unit" USING btree ("jurisdiction_id","name");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "unit" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "unit_alias_spelling" ON "unit_alias" USING btree ("jurisdiction_id","spelling");--> statement-breakpoint
CREATE INDEX "unit_alias_unit" ON "unit_alias" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_member_member" ON "unit_member" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "indicator_position" ON "indicator" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "indicator_owner_unit" ON "indicator_owner" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "plan_jurisdiction" ON "plan" USING btree ("jurisdiction_id","state");--> statement-breakpoint
CREATE INDEX "plan_office" ON "plan" USING btree ("office_unit_id");--> statement-breakpoint
CREATE INDEX "plan_expert_person" ON "plan_expert" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reporting_period_key" ON "reporting_period" USING btree ("plan_id","key");--> statement-breakpoint
CREATE INDEX "section_plan" ON "section" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "section_parent" ON "section" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "milestone_claim_milestone" ON "milestone_claim" USING btree ("milestone_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_open" ON "report" USING btree ("task_id","unit_id","period_id") WHERE "report"."state" <> 'approved';--> statement-breakpoint
CREATE INDEX "report_task" ON "report" USING btree ("task_id","period_id","id");--> statement-breakpoint
CREATE INDEX "report_queue" ON "report" USING btree ("reviewing_unit_id","submitted_at","id") WHERE "report"."state" = 'submitted';--> statement-breakpoint
CREATE INDEX "report_unit" ON "report" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "report_unit_last" ON "report" USING btree ("unit_id","submitted_at");--> statement-breakpoint
CREATE INDEX "report_period" ON "report" USING btree ("period_id","unit_id");--> statement-breakpoint
CREATE INDEX "acknowledgement_unit" ON "acknowledgement" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_unit" ON "assignment" USING btree ("task_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "assignment_primary" ON "assignment" USING btree ("task_id") WHERE "assignment"."is_primary";--> statement-breakpoint
CREATE INDEX "assignment_by_unit" ON "assignment" USING btree ("unit_id","role","task_id");--> statement-breakpoint
CREATE INDEX "milestone_task" ON "milestone" USING btree ("task_id","position");--> statement-breakpoint
CREATE INDEX "task_plan" ON "task" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "task_parent" ON "task" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "task_section" ON "task" USING btree ("section_id");--> statement-breakpoint
CREATE INDEX "task_issuer" ON "task" USING btree ("issuer_unit_id","state");--> statement-breakpoint
CREATE INDEX "task_ancestors" ON "task" USING gin ("ancestor_ids");--> statement-breakpoint
CREATE INDEX "task_owed" ON "task" USING btree ("plan_id","owed_due_on","id") WHERE "task"."owed_due_on" is not null;--> statement-breakpoint
CREATE INDEX "task_owed_all" ON "task" USING btree ("owed_due_on","id") WHERE "task"."owed_due_on" is not null;--> statement-breakpoint
CREATE INDEX "task_owed_milestone" ON "task" USING btree ("owed_milestone_id");