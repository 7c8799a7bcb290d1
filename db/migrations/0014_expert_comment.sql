CREATE TABLE "expert_comment" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "expert_comment_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"task_id" bigint NOT NULL,
	"report_id" bigint,
	"person_id" bigint NOT NULL,
	"person_name" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "expert_comment_text" CHECK (length("expert_comment"."text") between 1 and 2000)
);
--> statement-breakpoint
ALTER TABLE "expert_comment" ADD CONSTRAINT "expert_comment_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_comment" ADD CONSTRAINT "expert_comment_report_id_report_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expert_comment" ADD CONSTRAINT "expert_comment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "expert_comment_task" ON "expert_comment" USING btree ("task_id","id");--> statement-breakpoint
CREATE INDEX "expert_comment_report" ON "expert_comment" USING btree ("report_id");