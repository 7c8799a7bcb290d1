export type AuditFault = {
  readonly kind: 'eventChanged' | 'eventMissing' | 'sealMissing' | 'sealChanged' | 'countWrong' | 'neverSealed'
  readonly sealId: number | null
  /** The first event that does not fit; null where only a seal is concerned. */
  readonly eventId: number | null
}

const texts: Readonly<Record<AuditFault['kind'], string>> = {
  eventChanged: '内容被改动',
  eventMissing: '被删除',
  countWrong: '处的事件数或次序与封存不符，有事件被删除',
  sealMissing: '缺失',
  sealChanged: '被改动',
  neverSealed: '没有按时封存，可能是事后插入',
}

/** 第 2 号封存第 4 号事件内容被改动 */
export const faultSentence = ({ kind, sealId, eventId }: AuditFault): string =>
  [sealId === null ? '' : `第 ${sealId} 号封存`, eventId === null ? '' : `第 ${eventId} 号事件`, texts[kind]].join('')
