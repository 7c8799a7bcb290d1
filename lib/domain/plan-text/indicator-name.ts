import { narrow } from './characters'

export type NamedUnit = { name: string; unit: string | null; lost: boolean }

const UNIT =
  /^(?:%|‰|％|岁|年|人|张|个|天|万?人次?|名|所|家|台|套|辆|条|项|件|座|处|次|户|万户|亿元|万亿元|万元|元|元\/.+|万元\/.+|小时|分钟|小时\/.+|公里|千米|公顷|亩|万亩|亿亩|平方米|平方公里|立方米|亿立方米|吨|万吨|亿吨|千克|公斤|克|微克.*|毫克.*|分|级|类|比|批次|‱|\/10万|1\/10万|1\/万人|1\/千人|.{1,6}\/.{1,8}|\d*\/?\d*万|倍|度|千瓦.*|万千瓦.*|册|部|场|门|位|起|例|片|只|头|株|百分点|个百分点|万[人户吨元套个张]|亿[元吨人].*|.{0,3}标准煤.*|.{0,3}等效.*|dB|μg\/m3|ug\/m3)$/

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
