-- Published plans name groups as leads (各县区政府牵头). Such a task fans out at publication: each member leads its own subtask,
-- the task above consolidates them and nobody acknowledges it.
drop trigger assignment_group_never_leads on assignment;
--> statement-breakpoint
drop function refuse_group_lead();
