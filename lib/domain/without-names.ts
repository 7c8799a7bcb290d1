/**
 * A text for everybody: of each person named in it only the surname stays; of two names at one place the longer goes. One
 * character is no name that could be told from any other use of it.
 */
export const withoutNames = (text: string, names: readonly string[]): string => {
  const told = names.filter((name) => [...name].length > 1).toSorted((a, b) => b.length - a.length)
  if (told.length === 0) return text
  const any = new RegExp(told.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'gu')
  return text.replace(any, (name) => `${[...name][0]}某`)
}
