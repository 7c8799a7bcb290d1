/** The rows of supervision, in the columns of permission-golden.ts. The team: the second of the office, who found, and the expert. */
export const goldenSupervision = `
# Every office plans for itself; a plan is its office's alone until it is handed up.
createInspection 本单位                 ++ 33 33 3 33 ++ 33 44 333 !333433
editInspection 方案草稿                 ++ 44 44 4 44 44 44 44 444 4444444
commitDraw 随机督查的草稿               ++ 44 44 4 44 44 44 44 444 4444444
revealDraw 已确定的抽取                 ++ 44 44 4 44 44 44 44 444 4444444
submitInspection 方案草稿               ++ 44 44 4 44 44 44 44 444 4444444
# 第十一条: leaders of the place approve, nobody else; the team learns of it then, the unit when it begins.
decideInspectionPlan 批准               33 44 44 4 44 33 ++ 44 444 4444444
decideInspectionPlan 退回               33 44 44 4 44 33 ++ 44 444 4444444
startInspection 已批准的督查            ++ 44 44 4 44 33 33 34 444 4444444
cancelInspection 已批准的督查           ++ 44 44 4 44 33 33 34 444 4444444
saveChecklist 新建                      ++ 44 44 4 44 ++ 44 44 444 +444444
saveChecklist 本办的检查表              ++ 44 44 4 44 33 44 44 444 4444444
retireChecklist 本办的检查表            ++ 44 44 4 44 33 44 44 444 4444444
# On site only the team writes; what it found only its author changes.
openVisit 进行中的督查                  ++ 33 44 4 44 33 33 +4 444 4444444
saveVisit 进行中的督查                  3+ 44 44 4 44 33 33 +4 444 4444444
recordFinding 进行中的督查              3+ 33 44 4 44 33 33 +4 444 4444444
editFinding 李办登记的问题              3+ 44 44 4 44 33 33 34 444 4444444
removeFinding 李办登记的问题            3+ 44 44 4 44 33 33 34 444 4444444
# 第十六、十七条: the office writes, a leader approves, the unit objects, another leader than the approving one decides.
draftConclusion 进行中的督查            ++ 33 44 4 44 33 33 34 444 4444444
saveConclusion 结论草稿                 ++ 44 44 4 44 44 44 34 444 4444444
submitConclusion 结论草稿               ++ 44 44 4 44 44 44 34 444 4444444
decideConclusion 批准                   33 44 44 4 44 33 ++ 34 444 4444444
decideConclusion 退回                   33 44 44 4 44 33 ++ 34 444 4444444
sendConclusion 已批准的结论             ++ 44 44 4 44 33 33 34 444 4444444
fileObjection 送达的结论                33 ++ 44 4 44 33 33 34 444 4444444
decideObjection 有异议的结论            33 33 44 4 44 33 3+ 34 444 4444444
# The office orders and verifies, the unit answers for itself; who found it does not clear it.
orderRectification 李办登记的问题       ++ 33 44 4 44 33 33 34 444 4444444
acknowledgeRectification 待签收的整改   33 ++ 44 4 44 33 33 34 444 4444444
writeRectification 方案                 33 ++ 44 4 44 33 33 34 444 4444444
writeRectification 进展                 33 ++ 44 4 44 33 33 34 444 4444444
claimRectification 整改中               33 ++ 44 4 44 33 33 34 444 4444444
verifyRectification 销号                +3 33 44 4 44 33 33 34 444 4444444
verifyRectification 退回                +3 33 44 4 44 33 33 34 444 4444444
requestRectificationExtension 整改中    33 ++ 44 4 44 33 33 34 444 4444444
decideRectificationExtension 同意       ++ 33 44 4 44 33 33 34 444 4444444
decideRectificationExtension 不同意     ++ 33 44 4 44 33 33 34 444 4444444
reopenRectification 已销号的整改        ++ 33 44 4 44 33 33 34 444 4444444
`
