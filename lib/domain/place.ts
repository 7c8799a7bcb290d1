import { type JurisdictionLevel, jurisdictionLevels } from './labels'

/** Digits of an administrative code by level (GB/T 2260, GB/T 10114): each level adds its own to those of the one above. */
const codeLengths: Readonly<Record<JurisdictionLevel, number>> = { province: 2, city: 4, county: 6, township: 9 }

/** The code as it is kept: tables print 410200 for a city and 410212000000 for a county, filled up with zeros. */
export const placeCode = (level: JurisdictionLevel, given: string): string => {
  const length = codeLengths[level]
  return given.length > length && /^0+$/.test(given.slice(length)) ? given.slice(0, length) : given
}

export const codeLengthOf = (level: JurisdictionLevel): number => codeLengths[level]

type Place = { readonly code: string; readonly level: JurisdictionLevel }

const rank = (level: JurisdictionLevel): number => jurisdictionLevels.indexOf(level)

export const levelsBelow = (level: JurisdictionLevel): readonly JurisdictionLevel[] =>
  jurisdictionLevels.slice(rank(level) + 1)

/** Whether one place may stand directly below another. A level may be skipped, as counties under a province do. */
export const mayStandBelow = (place: Place, parent: Place): boolean =>
  rank(place.level) > rank(parent.level) && place.code.startsWith(parent.code)

/** What the government of a place is called within it: 祥符区 → 区政府. */
export const governmentName = (placeName: string): string => {
  if (placeName.endsWith('街道')) return '街道办事处'
  const kind = /[省市区县旗州镇乡]$/.exec(placeName)?.[0]
  return kind ? `${kind}政府` : '人民政府'
}
