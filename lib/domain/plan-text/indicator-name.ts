import { narrow } from './characters'

export type NamedUnit = { name: string; unit: string | null; lost: boolean }

const UNIT =
  /^(?:[%‰％‱]|[十百千万亿]{0,2}(?:[个名]?百分点|人次?|标台|标箱|批次|车次|班次|美元|平方公里|平方千米|平方米|立方米|公里|千米|公顷|公斤|千克|千瓦.*|小时|分钟|核|[岁年张个天名所家台套辆条项件座处次户元亩吨克分级类比倍度册部场门位起例片只头株颗篇期支种门课节班床组对顶艘架枚处盏根块门米架日月周])|(?:毫|微)克.*|\/10万|.{1,8}\/.{1,8}|\d*\/?\d*万|亿[元吨人].*|.{0,3}标准煤.*|.{0,3}等效.*|[kKMGT]?W.{0,2}|[MGTP]B|[MG]?bps|PFLOPS|EFLOPS|dB|℃|[μu]g\/m[3³])$/

/** Takes the unit out of the brackets at the end of a name; a bracket that never closes lost a sign. */
export function splitUnit(printed: string): NamedUnit {
  const text = printed.trim()
  const flat = narrow(text)
  const closed = /\(([^()]{0,40})\)$/.exec(flat.trimEnd())
  if (closed) {
    const inside = (closed[1] as string).trim()
    const name = text.slice(0, closed.index).trim()
    return UNIT.test(inside.replace(/\s/g, ''))
      ? { name, unit: inside, lost: false }
      : { name: text, unit: null, lost: false }
  }
  const open = /\(([^()]{0,40})$/.exec(flat)
  if (open) {
    const inside = (open[1] as string).trim()
    const name = text.slice(0, open.index).trim()
    if (inside === '') return { name, unit: null, lost: true }
    if (UNIT.test(inside)) return { name, unit: inside, lost: true }
    return { name: text, unit: null, lost: false }
  }
  const tail = /[\u4e00-\u9fff]([%‰])$/.exec(flat)
  if (tail) return { name: text.slice(0, -1).trim(), unit: tail[1] as string, lost: true }
  return { name: text, unit: null, lost: false }
}

/** 食品抽样检验3批次/千人 carries its unit in the name. */
export function unitInName(name: string): string | null {
  return /\d+(?:\.\d+)?\s*([\u4e00-\u9fff]{1,3}\/[\u4e00-\u9fff]{1,3})$/.exec(narrow(name))?.[1] ?? null
}
