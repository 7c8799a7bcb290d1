/**
 * Every page and every route with everybody who is signed in, thought through against DESIGN §§1 and 4; permissions.spec.ts
 * finds the routes in app/ and holds each to a row. Over HTTP: the API with its tokens has tables of its own beside it.
 *
 *   +  200    >  sent on to another page    4  404    1  401    5  405, no such method
 *
 * Columns: signed out · in the district of the plan: office, officer and head of the task's primary lead, officer of a unit
 * without a part, leader, expert to whom the plan is opened, admin, auditor · of another city: office, officer, head, leader,
 * expert, admin, auditor.
 */
export const goldenPages = `
                                        . oOhxleaA oOhleaA

# Everybody's own.
/                                       > ++++++++ +++++++
/help                                   > ++++++++ +++++++
/settings                               > ++++++++ +++++++
/search                                 > ++++++++ +++++++
# Lists that hold what each may see; where a role sees nothing of the kind, the page is not there.
/plans                                  > ++++++++ +++++++
/reports                                > ++++++++ +++++++
/tasks                                  > ++++++44 +++++44
/reviews                                > ++++4444 +++4444
/overview                               > +444+444 +44+444
/units                                  > +++++4++ ++++4++
# What a unit is asked about a draft: every unit has the list, the round is there for those that were asked, and leads its
# office to the page of its own.
/consultations                          > 4+++4444 4++4444
/consultations/[id] round               > >++44444 4444444
/plans/[id]/consultation draft          > +4444444 4444444
/plans/[id]/versions draft              > +4444444 4444444
# A published plan: who takes part, its office, leaders above, experts to whom it was opened. Its settings: the office.
/plans/[id] plan                        > +++4++44 4444444
/plans/[id]/history plan                > +++4++44 4444444
/plans/[id]/indicators plan             > +++4++44 4444444
/plans/[id]/source plan                 > +++4++44 4444444
/plans/[id]/settings plan               > +4444444 4444444
/plans/[id]/revision plan               > +4444444 4444444
/plans/[id]/workbook plan               > >>>4>>44 4444444
/plans/[id]/workbook/file plan          1 +++4++44 4444444
# A draft: its office alone, who is led to the page for correcting it.
/plans/[id] draft                       > >4444444 4444444
/plans/[id]/draft draft                 > +4444444 4444444
/plans/[id]/revision draft              > +4444444 4444444
/plans/[id]/workbook draft              > +4444444 4444444
/plans/[id]/workbook/file draft         1 +4444444 4444444
/plans/new                              > +4444444 +444444
# A task is read by all who may see it; its forms say there who may fill them in. A report is written by its unit alone.
/tasks/[id] task                        > +++4++44 4444444
/tasks/[id]/breakdown task              > +++4++44 4444444
/tasks/[id]/subtasks/new task           > +++4++44 4444444
/tasks/[id]/fan-out task                > +++4++44 4444444
/tasks/[id]/change task                 > +++4++44 4444444
/tasks/[id]/report task                 > 4++44444 4444444
/reports/[id] report                    > +++4++44 4444444
/api/files/[id] evidence                1 +++4++44 4444444
# What others changed in a draft, for the page that corrects it.
/api/plans/[id]/draft draft             1 +4444444 4444444
# The sample's plans were typed in: no document lies behind them, for nobody.
/api/files/plans/[id] plan              1 44444444 4444444
/units/[id] unit                        > +++++4++ 4444444
# Inspections: their office while they are written, the place once handed up, the unit when they begin, the team throughout. The
# form and what it asks for: who plans one. A finding and a conclusion: the unit from the day on which it is told.
/inspections                            > ++++++44 +++++44
/inspections/calendar                   > ++++++44 +++++44
/inspections/new                        > +4444444 +444444
/inspections/new/tasks                  1 +4444444 +444444
/inspections/new/overlaps               1 +4444444 +444444
/inspections/[id] inspection            > +++4+444 4444444
/inspections/[id] inspectionDraft       > +4444444 4444444
/inspections/[id]/edit inspectionDraft  > +4444444 4444444
/inspections/[id]/draw inspection       > +++4+444 4444444
/inspections/[id]/draw/record inspection  1 +++4+444 4444444
/inspections/[id]/findings/new inspection  > +4444444 4444444
/inspections/visits/[id] visit          > +444+444 4444444
/inspections/visits/offline             + ++++++++ +++++++
/inspections/findings/[id] finding      > +++4+444 4444444
/inspections/findings/[id] openFinding  > +444+444 4444444
/inspections/findings/[id]/edit openFinding  > +4444444 4444444
/inspections/conclusions/[id] conclusion  > +++4+444 4444444
/inspections/checklists                 > +4444444 +444444
/inspections/checklists/new             > +4444444 +444444
/inspections/checklists/[id] checklist  > +4444444 4444444
# Orders: the unit that must put it right, the office, leaders, the team. A consequence is its unit's business once it is issued.
/rectifications                         > ++++++44 +++++44
/rectifications/new                     > +4444444 +444444
/rectifications/[id] rectification      > +++4+444 4444444
/rectifications/export                  1 ++++++44 +++++44
/consequences                           > +++++444 ++++444
/consequences/new                       > +4444444 +444444
/consequences/[id] consequence          > +444+444 4444444
/api/documents/[kind]/[id] conclusion   1 +++4+444 4444444
/api/files/signatures/[id] signature    1 +444+444 4444444
# A plan that its office opened is before everybody, signed in or not; any other plan, and every draft, is not there.
/public/plans/[id] plan                 + ++++++++ +++++++
/public/plans/[id] closedPlan           4 44444444 4444444
/public/plans/[id] draft                4 44444444 4444444
# The administrator's and the auditor's desks; what lies in another place is not there.
/admin                                  > >>>>>>>> >>>>>>>
/admin/units                            > 444444+4 44444+4
/admin/units/new                        > 444444+4 44444+4
/admin/units/new-place                  > 444444+4 44444+4
/admin/units/[id] unit                  > 444444+4 4444444
/admin/people                           > 444444+4 44444+4
/admin/people/new                       > 444444+4 44444+4
/admin/people/[id] person               > 444444+4 4444444
/admin/calendar                         > 444444+4 44444+4
/admin/import                           > 444444+4 44444+4
/admin/import/template                  4 444444+4 44444+4
/admin/import/check                     5 55555555 5555555
/admin/audit                            > 4444444+ 444444+
# Signing in and out.
/login                                  + >>>>>>>> >>>>>>>
/change-password                        > >>>>>>>> >>>>>>>
/logout                                 5 55555555 5555555
/api/auth/[...nextauth]                 + ++++++++ +++++++
# Nothing is read from the place for uploads; a cookie is no token; the description is public.
/api/uploads/[[...path]]                1 55555555 5555555
/api/v1                                 + ++++++++ +++++++
/api/v1/openapi.json                    + ++++++++ +++++++
/api/v1/[...path]                       1 11111111 1111111
`
