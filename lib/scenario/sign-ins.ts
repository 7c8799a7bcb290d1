/** Everybody in the sample has this password; the sample holds nothing that is not public or invented. */
export const samplePassword = 'Luoshi-shili-2026'

/** One sign-in a role, printed at start and named in the README. */
export const sampleSignIns = [
  { role: '经办人（祥符区教体局）', name: '周启航', userName: 'xf-jiaotiju-jb' },
  { role: '单位负责人（祥符区教体局）', name: '吴婉清', userName: 'xf-jiaotiju-fz' },
  { role: '督查考核办公室（祥符区）', name: '陈立群', userName: 'xf-office' },
  { role: '分管领导（郑州市）', name: '李望舒', userName: 'zz-leader' },
  { role: '分管领导（连云港市）', name: '孙致远', userName: 'lyg-leader' },
  { role: '专家（连云港市）', name: '沈知行', userName: 'lyg-expert' },
  { role: '系统管理员（祥符区）', name: '郑守正', userName: 'xf-admin' },
  { role: '审计员（祥符区）', name: '王明鉴', userName: 'xf-auditor' },
].map((entry) => ({ ...entry, password: samplePassword }))
