/** What a chapter is about, from the words that officials use for it. */
export type ChapterKind = 'background' | 'tasks' | 'safeguards' | 'annex'

const BACKGROUND = [
  /^(?!加|强|优|改|完|健|提|推|构|应|抢|抓|积极|持续|巩固|深化|扎实|大力|主动).*(背景|现状|回顾|形势|成就|成效|挑战|机遇|意义)/,
  /^(规划|发展|建设|工作|现实|现有|基础|实施|外部|内部)(基础|环境|条件)$|^基础$/,
  /^(面临|存在)的?(主要|突出)?(问题|困难|不足)|^(主要|突出)(问题|困难|不足)$/,
  /^(总体|总的)(要求|思路|目标|部署|考虑|设想)/,
  /指导思想|基本原则|基本思路|发展理念|基本方针/,
  /^(一、)?(规划|发展|工作|建设|行动|主要|战略|总|阶段性?|具体|预期|年度)(原则|思路|目标|指标|理念|方针|定位|愿景)/,
  /^(?!加|强|优|改|完|健|提|推|实现|落实|明确|分解|锚定|聚焦|对标|围绕)[\u4e00-\u9fff]{1,6}目标$/,
  /(目标|原则|思路|指标|要求)(和|与|及)(目标|原则|思路|指标|要求|任务指标)$/,
  /^(职责|任务|责任|部门|工作)(职责)?分工$|^部门职责$/,
  /(工作|实施|推进|方法|活动)步骤$|^(时间|进度|阶段|步骤)安排$|步骤(和|与|及)时间/,
  /^(编制|规划)(依据|说明|范围|期限)|^(适用)?范围$|^名词解释|^术语/,
]
const SAFEGUARDS = [
  /保障措施|保障机制$|措施保障/,
  /^(加强|强化|健全|完善)?组织(实施|保障|领导|管理)/,
  /(实施|落实|规划|政策|工作|制度)保障/,
  /^(规划|方案|计划)(的)?(组织)?实施(机制|管理|评估)?$|保障规划.*实施|规划实施/,
  /^(工作|有关|相关|组织|实施)要求$/,
  /^(强化|加强|完善|落实|组织|实施)?保障$|^实施(机制|要求)$/,
  /^(监督|督导|督查|检查)(考核|评估|检查|落实|问责)?$/,
]

export function chapterKind(title: string): ChapterKind {
  const clean = title.replace(/[\s“”"。,，]/g, '')
  if (/^附(件|录|表|则)/.test(clean)) return 'annex'
  if (SAFEGUARDS.some((pattern) => pattern.test(clean))) return 'safeguards'
  if (clean.length <= 20 && BACKGROUND.some((pattern) => pattern.test(clean))) return 'background'
  return 'tasks'
}

/** Words that make a bare line a chapter heading even where its number was lost. */
const CHAPTER_WORDS =
  /^(规划|发展|编制)?背景$|^总体(要求|思路)$|^(主要|重点|发展|工作|建设)(任务|措施|举措|内容)$|^(保障措施|组织实施|实施保障|组织保障|工作要求)$/

export function isChapterWord(title: string): boolean {
  return CHAPTER_WORDS.test(title.replace(/[\s“”"。]/g, ''))
}
