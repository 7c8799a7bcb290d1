/** 4 项任务，2 项指标; what is not asked about is not named. */
export const partWords = ({ items, indicators }: { readonly items: number; readonly indicators: number }): string =>
  [items > 0 ? `${items} 项任务` : '', indicators > 0 ? `${indicators} 项指标` : ''].filter(Boolean).join('，')
