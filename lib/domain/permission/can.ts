import { type Action, type PermissionRow, permissionTable, type Relation, type Role } from './table'

/** Who acts: one person in one membership. `unitIds` holds the unit itself and the groups that stand for it. */
export type Actor = {
  readonly personId: number
  readonly personName: string
  readonly membershipId: number
  readonly role: Role
  readonly unitId: number
  readonly unitName: string
  readonly unitIds: readonly number[]
  /** Units whose duties came to this one (机构改革): their record is read here, nothing of theirs is done. */
  readonly formerUnitIds?: readonly number[]
  readonly jurisdictionId: number
  readonly jurisdictionName: string
  /** Codes from the top down, each closed by a dot: `41.4101.`; the path of everything below starts with it. */
  readonly jurisdictionPath: string
}

/** Plain facts about what is acted upon; a fact that does not apply is left out. */
export type Subject = {
  readonly jurisdictionPath?: string
  readonly officeUnitId?: number | null
  /** The unit that issued the task: the plan's office, or the primary lead of the task above. */
  readonly issuerUnitId?: number | null
  readonly primaryLeadUnitId?: number | null
  readonly isLedByGroup?: boolean
  /** Units with an assignment, leads and supporters, groups not expanded. */
  readonly participantUnitIds?: readonly number[]
  readonly ancestorLeadUnitIds?: readonly number[]
  readonly childParticipantUnitIds?: readonly number[]
  /** The unit whose submission (report, change request) or record this is. */
  readonly ownerUnitId?: number | null
  readonly reviewingUnitId?: number | null
  readonly authorPersonId?: number | null
  readonly signatoryPersonId?: number | null
  readonly openedToPersonIds?: readonly number[]
  readonly teamPersonIds?: readonly number[]
  /** Who recorded the findings that an order or a conclusion rests on. */
  readonly findingAuthorIds?: readonly number[]
  /** Who holds a post in the unit whose record this is, or held one while it ran. */
  readonly ownerPersonIds?: readonly number[]
  /** The authority that a proposal is addressed to. */
  readonly approverPersonId?: number | null
  readonly personId?: number | null
}

const among = (actor: Actor, ids: readonly number[] | undefined): boolean =>
  ids?.some((id) => actor.unitIds.includes(id)) ?? false

const formerly = (actor: Actor, ids: readonly (number | null | undefined)[] = []): boolean =>
  ids.some((id) => typeof id === 'number' && actor.formerUnitIds?.includes(id))

/** One predicate a relation; table-driven so that a test can show each cell. */
export const holds: Readonly<Record<Relation, (actor: Actor, subject: Subject) => boolean>> = {
  self: (actor, subject) => subject.personId === actor.personId,
  primaryLead: (actor, subject) => subject.primaryLeadUnitId === actor.unitId,
  groupLedIssuer: (actor, subject) => subject.isLedByGroup === true && subject.issuerUnitId === actor.unitId,
  participant: (actor, subject) => among(actor, subject.participantUnitIds),
  supporter: (actor, subject) => among(actor, subject.participantUnitIds) && subject.primaryLeadUnitId !== actor.unitId,
  successor: (actor, subject) => formerly(actor, subject.participantUnitIds),
  successorOfLead: (actor, subject) => formerly(actor, [subject.primaryLeadUnitId]),
  successorOfOwner: (actor, subject) => formerly(actor, [subject.ownerUnitId]),
  ancestorLead: (actor, subject) => subject.ancestorLeadUnitIds?.includes(actor.unitId) ?? false,
  childParticipant: (actor, subject) => among(actor, subject.childParticipantUnitIds),
  ownUnit: (actor, subject) => subject.ownerUnitId === actor.unitId,
  issuer: (actor, subject) => subject.issuerUnitId === actor.unitId,
  reviewingUnit: (actor, subject) => subject.reviewingUnitId === actor.unitId,
  planOffice: (actor, subject) => subject.officeUnitId === actor.unitId,
  jurisdiction: (actor, subject) => subject.jurisdictionPath?.startsWith(actor.jurisdictionPath) ?? false,
  opened: (actor, subject) => subject.openedToPersonIds?.includes(actor.personId) ?? false,
  author: (actor, subject) => subject.authorPersonId === actor.personId,
  signatory: (actor, subject) => subject.signatoryPersonId === actor.personId,
  inspectionTeam: (actor, subject) => subject.teamPersonIds?.includes(actor.personId) ?? false,
  findingAuthor: (actor, subject) => subject.findingAuthorIds?.includes(actor.personId) ?? false,
  ownerMember: (actor, subject) => subject.ownerPersonIds?.includes(actor.personId) ?? false,
  namedApprover: (actor, subject) => subject.approverPersonId === actor.personId,
}

const fits = (row: PermissionRow, actor: Actor, subject: Subject): boolean =>
  row.role === actor.role &&
  holds[row.relation](actor, subject) &&
  !(row.unless ?? []).some((relation) => holds[relation](actor, subject))

const byAction = new Map<Action, PermissionRow[]>()
for (const row of permissionTable) byAction.set(row.action, [...(byAction.get(row.action) ?? []), row])

/** The one place that says yes or no (DESIGN §4). */
export const can = (actor: Actor, action: Action, subject: Subject): boolean =>
  (byAction.get(action) ?? []).some((row) => fits(row, actor, subject))

/** True where only an `unless` stands in the way: the person's own work, which deserves its own sentence. */
export const isOwnWork = (actor: Actor, action: Action, subject: Subject): boolean =>
  !can(actor, action, subject) &&
  (byAction.get(action) ?? []).some((row) => row.role === actor.role && holds[row.relation](actor, subject))

/** Whether the role has this verb at all, in some relation: decides which pages and nav entries exist for it. */
export const roleHas = (role: Role, action: Action): boolean =>
  (byAction.get(action) ?? []).some((row) => row.role === role)

/** The roles that hold an action, for diagrams and refusal sentences. */
export const rolesWith = (action: Action): readonly Role[] => [
  ...new Set((byAction.get(action) ?? []).map((row) => row.role)),
]
