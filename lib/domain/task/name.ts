/** 3. 实施全民健身行动, 二、强化政策支持: as Chinese print separates each kind of numeral; a task without number is its title. */
export const numberedTitle = ({
  number,
  title,
}: {
  readonly number: string | null
  readonly title: string
}): string => {
  if (!number) return title
  return /^[一二三四五六七八九十百]+$/.test(number) ? `${number}、${title}` : `${number}. ${title}`
}

/** What a member of a group is given: 健康主题公园（东湖镇）; a title that ends in brackets gets no second pair. */
export const memberTitle = (title: string, member: string): string =>
  /[）)]$/.test(title) ? `${title}：${member}` : `${title}（${member}）`
