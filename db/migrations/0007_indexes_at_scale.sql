CREATE INDEX "audit_event_unit" ON "audit_event" USING btree ("unit_id","id");--> statement-breakpoint
CREATE INDEX "report_task_unit" ON "report" USING btree ("task_id","unit_id","submitted_at");--> statement-breakpoint
CREATE INDEX "milestone_returned" ON "milestone" USING btree ("task_id") WHERE "milestone"."state" = 'returned';