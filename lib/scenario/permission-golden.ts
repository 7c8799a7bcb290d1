import { goldenSupervision } from './permission-golden-supervision'

/**
 * What each person may do, thought through against DESIGN §§1 and 4; permission-matrix.db.test.ts holds the program to it.
 *
 *   +  done
 *   !  allowed, but this time a rule stands in the way (second reviewer, wrong state, old password)
 *   3  403 with the reason: the thing is known, the verb belongs to someone else
 *   4  404: it is not there
 *
 * Columns (permission-cast.ts): two of the plan's office · officer and head of the primary lead · of a supporter · officer of
 * a member of a supporting group · officer and head without a part · another office of the district, the city's ·
 * leader of the district, of the city · expert to whom the plan is opened, to whom not · admin of the district, of the
 * city, auditor · next door: office, officer, head, leader, expert, admin, auditor.
 */
export const goldenMatrix = `
                                        of le su m ou ot ld ex adm foreign

# A draft belongs to its office alone. Every office may import for itself.
importPlan 本单位                       !! 33 33 3 33 !! 33 44 333 !333433
importReading 本单位                    ++ 33 33 3 33 ++ 33 44 333 +333433
editDraft 草案                          ++ 44 44 4 44 44 44 44 444 4444444
applyWorkbook 草案                      !! 44 44 4 44 44 44 44 444 4444444
matchUnit 草案                          ++ 44 44 4 44 44 44 44 444 4444444
createPlanUnit 草案                     ++ 44 44 4 44 44 44 44 444 4444444
publishPlan 草案                        !! 44 44 4 44 44 44 44 444 4444444
discardPlan 草案                        ++ 44 44 4 44 44 44 44 444 4444444
configurePlan 草案                      ++ 44 44 4 44 44 44 44 444 4444444
# Published: everyone concerned sees it, its office alone runs it, also against offices above and beside.
configurePlan 实施中的规划              ++ 33 33 3 44 33 33 34 444 4444444
archivePlan 没有未办结任务的规划        ++ 44 44 4 44 33 33 44 444 4444444
openPlanToExpert 实施中的规划           ++ 33 33 3 44 33 33 34 444 4444444
# A revised version of it is its office's alone, until it is applied.
rereadPlan 没有未办结任务的规划         !! 44 44 4 44 33 33 44 444 4444444
rereadReading 没有未办结任务的规划      ++ 44 44 4 44 33 33 44 444 4444444
rereadReading 草案                      ++ 44 44 4 44 44 44 44 444 4444444
decideRevision 核对中的修订稿           ++ 33 33 3 44 33 33 34 444 4444444
applyRevision 核对中的修订稿            !! 33 33 3 44 33 33 34 444 4444444
discardRevision 核对中的修订稿          ++ 33 33 3 44 33 33 34 444 4444444

# Consultation: the office sends its draft out and decides; each unit that was asked answers for its own part.
openConsultation 待征求意见的草案       ++ 44 44 4 44 44 44 44 444 4444444
moveStage 待征求意见的草案              ++ 44 44 4 44 44 44 44 444 4444444
extendConsultation 征求中               ++ 33 33 3 44 44 44 44 444 4444444
closeConsultation 征求中，尚未到期      !! 33 33 3 44 44 44 44 444 4444444
cancelConsultation 征求中               ++ 33 33 3 44 44 44 44 444 4444444
agreeToConsultation 征求中              33 ++ ++ + 44 44 44 44 444 4444444
# The township knows the round, but not this task.
proposeChange 卫健委牵头、教体局配合的任务  33 ++ ++ ! 44 44 44 44 444 4444444
withdrawOpinion 卫健委的意见            33 ++ 44 4 44 44 44 44 444 4444444
decideOpinion 卫健委的意见              ++ 33 44 4 44 44 44 44 444 4444444

# Tasks: units receive and break down what they were given, the issuer closes, leaders read.
acknowledgeTasks 待签收的任务           33 ++ ++ + 44 33 33 34 444 4444444
acknowledgeTasks 别区的任务             44 44 44 4 44 43 43 44 444 3++3444
assignPerson 办理中的任务               33 3+ 3+ 3 44 33 33 34 444 4444444
planMilestones 办理中的任务             33 ++ 33 3 44 33 33 34 444 4444444
planMilestones 子任务                   33 33 ++ 4 44 33 33 34 444 4444444
createSubtasks 办理中的任务             33 ++ 33 3 44 33 33 34 444 4444444
fanOutTask 办理中的任务                 33 ++ 33 3 44 33 33 34 444 4444444
fanOutTask 集合单位牵头的任务           ++ 44 44 3 44 33 33 34 444 4444444
claimCompletion 办理中的任务            33 ++ 33 3 44 33 33 34 444 4444444
claimCompletion 集合单位牵头的任务      !! 44 44 3 44 33 33 34 444 4444444
closeTask 申请办结的任务                ++ 33 33 3 44 33 33 34 444 4444444
closeTask 申请办结的子任务              33 ++ 33 4 44 33 33 34 444 4444444
closeTask 别区的任务                    44 44 44 4 44 43 43 44 444 !333444
returnClosing 申请办结的任务            ++ 33 33 3 44 33 33 34 444 4444444
suspendTask 办理中的任务                ++ 33 33 3 44 33 33 34 444 4444444
resumeTask 中止的任务                   ++ 33 33 3 44 33 33 34 444 4444444

# Reports: a draft is its unit's own business; only its head releases it.
saveReport 牵头和配合的任务，尚无草稿   33 ++ ++ + 44 33 33 34 444 4444444
saveReport 别区的任务                   44 44 44 4 44 43 43 44 444 3++3444
# A head signs for what an officer uploaded; the staged upload itself is its sender's alone.
attachEvidence 草稿                     44 +! 44 4 44 44 44 44 444 4444444
linkEvidence 草稿                       44 ++ 44 4 44 44 44 44 444 4444444
removeEvidence 草稿的佐证               44 ++ 44 4 44 44 44 44 444 4444444
requestSignOff 草稿                     44 ++ 44 4 44 44 44 44 444 4444444
sendBackReport 待审签的草稿             44 3+ 44 4 44 44 44 44 444 4444444
signOffReport 待审签的草稿              44 3+ 44 4 44 44 44 44 444 4444444
submitReport 不须审签的草稿             44 ++ 44 4 44 44 44 44 444 4444444
withdrawReport 待审核的报送             33 ++ 44 4 44 33 33 34 444 4444444
reviseReport 退回的报送                 33 ++ 44 4 44 33 33 34 444 4444444

# Review: the issuer for the primary lead, the primary lead for its supporters; the office's own needs two people.
approveReport 草稿                      44 33 44 4 44 44 44 44 444 4444444
approveReport 牵头单位的报送            ++ 33 44 4 44 33 33 34 444 4444444
approveReport 配合单位的报送            33 ++ 33 4 44 33 33 34 444 4444444
approveReports 牵头单位的报送           ++ 33 44 4 44 33 33 34 444 4444444
returnReport 牵头单位的报送             ++ 33 44 4 44 33 33 34 444 4444444
returnReport 配合单位的报送             33 ++ 33 4 44 33 33 34 444 4444444
endorseReport 办公室自己的报送          ++ 44 44 4 44 33 33 34 444 4444444
approveReport 已由王办复核的报送        !+ 44 44 4 44 33 33 34 444 4444444

# Changes: only the primary lead asks, only the issuer decides; an unsent draft is nobody else's.
requestChange 办理中的任务，存草稿      33 ++ 33 3 44 33 33 34 444 4444444
requestChange 办理中的任务，提交        33 ++ 33 3 44 33 33 34 444 4444444
requestChange 已存的草稿                44 ++ 44 4 44 44 44 44 444 4444444
withdrawChange 草稿                     44 ++ 44 4 44 44 44 44 444 4444444
withdrawChange 待审批的申请             33 ++ 44 4 44 33 33 34 444 4444444
decideChange 批准                       ++ 33 44 4 44 33 33 34 444 4444444
decideChange 不批准                     ++ 33 44 4 44 33 33 34 444 4444444

# Experts to whom the plan was opened comment, nobody else.
addExpertComment 办理中的任务           33 33 33 3 44 33 33 +4 444 4444444

# Units and people: the administrator of the place or above; everyone but experts knows the units of his place.
createPlace 本区之下                    33 33 33 3 33 33 33 44 ++3 4444444
createPlace 最高一级                    44 44 44 4 44 44 44 44 444 4444444
createUnit 本区                         33 33 33 3 33 33 33 44 ++3 4444444
editUnit 本区单位                       33 33 33 3 33 33 33 44 ++3 4444444
setUnitMembers 本区集合单位             33 33 33 3 33 33 33 44 ++3 4444444
dissolveUnit 本区单位                   33 33 33 3 33 33 33 44 ++3 4444444
createPerson 本区单位                   33 33 33 3 33 33 33 44 ++3 4444444
editPerson 本区人员                     33 33 33 3 33 33 33 44 ++3 4444444
resetPassword 本区人员                  33 33 33 3 33 33 33 44 ++3 4444444
disablePerson 本区人员                  33 33 33 3 33 33 33 44 ++3 4444444
enablePerson 本区停用的人员             33 33 33 3 33 33 33 44 ++3 4444444
addMembership 本区人员                  33 33 33 3 33 33 33 44 ++3 4444444
addMembership 本区人员到别区单位        33 33 33 3 33 33 33 44 4+3 4444444
endMembership 本区任职                  33 33 33 3 33 33 33 44 ++3 4444444
importOrganisation 本区                 33 33 33 3 33 33 33 44 ++3 4444444
# One calendar for the installation: the administrator of the topmost place alone changes it (decision 007).
changeCalendarDay 全国日历              33 33 33 3 33 33 33 33 3+3 3333333

# Consequences: an office proposes, the leader whom it named decides, the office issues; the unit learns of what took effect.
proposeConsequence 区卫健委             ++ 33 33 3 33 ++ 33 44 333 4444444
decideConsequence 待批准的处理建议      33 44 44 4 44 44 +3 44 444 4444444
issueConsequence 已批准的处理建议       ++ 44 44 4 44 44 33 44 444 4444444
referClue 进行中的督查                  ++ 44 44 4 44 33 33 44 444 4444444

# One's own account: everybody, and nobody else's.
changePassword 自己的                   !! !! !! ! !! !! !! !! !!! !!!!!!!
createToken 自己的                      ++ ++ ++ + ++ ++ ++ ++ +++ +++++++
revokeToken 赵卫的令牌                  44 +4 44 4 44 44 44 44 444 4444444
endOtherSessions 自己的                 ++ ++ ++ + ++ ++ ++ ++ +++ +++++++
switchMembership 赵卫的任职             44 !4 44 4 44 44 44 44 444 4444444
`

/** Case by case, the cells in the order of the cast. */
export const goldenCells: ReadonlyMap<string, string> = new Map(
  `${goldenMatrix}${goldenSupervision}`
    .split('\n')
    .filter((line) => /^\w/.test(line))
    .map((line) => {
      const [, name = '', cells = ''] = /^(.+?)\s{2,}([+!34 ]+)$/.exec(line) ?? []
      return [name, cells.replaceAll(' ', '')] as const
    }),
)
