import { bare, splitOutside } from './characters'
import { levelPrefix, looksLikeUnit, PARTY_ORGAN, youthLeaguePrefix } from './unit-words'

/** One name of a list: as printed, and with what the list carries over to it. */
export type ListedUnit = { printed: string; name: string; carried: boolean }

const TRAILING = /(等)?(有关|相关)?(部门|单位)?(按照?(各自)?职责(分工)?(负责|落实)?)?$/

/** Splits a printed list into names and carries prefixes and suffixes: 区卫健委、文广旅游局; 甲市、乙市人民政府. */
export function listUnits(
  text: string,
  knownWhole: (name: string) => boolean = () => false,
  places: string[] = [],
): ListedUnit[] {
  const pieces = joinWhole(splitPieces(text), knownWhole)
  return carryPrefix(carrySuffix(pieces), places)
}

function splitPieces(text: string): string[] {
  return splitOutside(bare(text).replace(/[。]+$/, ''), '、,;/')
    .flatMap((piece) => {
      // 市场监管总局等国务院相关部门: the last name, and the group that it stands for
      const among = /^(.{2,})等([\u4e00-\u9fff]{2,8}(?:有关|相关)(?:部门|单位).*)$/.exec(piece)
      return among ? [among[1] as string, among[2] as string] : [piece]
    })
    .flatMap((piece) => {
      // 文化局和旅游局 are two names only where both halves are
      const halves = /^(.{2,}?(?:[局委办部厅院府联会]|部门|单位|公司))[和及与](.{2,})$/.exec(piece)
      return halves && looksLikeUnit(halves[1] as string) && looksLikeUnit(halves[2] as string)
        ? [halves[1] as string, halves[2] as string]
        : [piece]
    })
    .map(trimPiece)
    .filter((piece) => piece.length >= 2)
}

function trimPiece(piece: string): string {
  const plain = piece
    .replace(/^(由|及|和|以及|会同|各自|:|：)/, '')
    .replace(/[:.。)]+$/, (signs) => (piece.includes('(') && signs.startsWith(')') ? ')' : ''))
    .replace(/(具体)?(负责|牵头|配合|落实|参与)$/, '')
  if (/^(各|市|县|区|省)?(有关|相关)/.test(plain) || plain.startsWith('各')) return plain.replace(/等$/, '')
  const cut = plain.replace(TRAILING, '')
  // 有关部门 is a name; 教育局等部门 is a name with a rest
  return looksLikeUnit(plain) && !plain.includes('等') ? plain : cut.replace(/等$/, '')
}

/** Names that contain 、 themselves: 各级党委、政府; 各乡镇、街道; whatever the register or the document prints whole. */
function joinWhole(pieces: string[], knownWhole: (name: string) => boolean): string[] {
  const joined: string[] = []
  for (const piece of pieces) {
    const last = joined.at(-1)
    if (last !== undefined) {
      const both = `${last}、${piece}`
      const group =
        (/^(各|全).*党(工)?委$/.test(last) && /^(人民)?政府$/.test(piece)) ||
        (/^各(有关|相关)?(级|地|县|市|区|乡|镇|\(|\))*(乡|镇|乡镇|县|区|市|县区|\))$/.test(last) &&
          /^(街道|街道办|办事处|街道办事处|园区|开发区|管委会|人民政府|政府|乡镇|镇|区|县级市|县|市|各?有关部门)([(〔].*[)〕])?(人民政府|政府|办事处|管委会)?$/.test(
            piece,
          ))
      if (group || knownWhole(both)) {
        joined[joined.length - 1] = both
        continue
      }
    }
    joined.push(piece)
  }
  return joined
}

/** 甲市、乙市人民政府: the last name's ending belongs to the bare places before it. */
function carrySuffix(pieces: string[]): { printed: string; name: string }[] {
  let suffix: string | null = null
  const out: { printed: string; name: string }[] = []
  for (const piece of [...pieces].reverse()) {
    const place = /^[\u4e00-\u9fff]{1,6}[市县区州镇乡]$/.test(piece) && !piece.startsWith('各')
    if (place && suffix) {
      out.unshift({ printed: piece, name: piece + suffix })
      continue
    }
    out.unshift({ printed: piece, name: piece })
    const ending = /[市县区州镇乡)]((?:人民)?政府|管委会)$/.exec(piece)
    suffix = ending && !piece.startsWith('各') ? (ending[1] as string) : place ? suffix : null
  }
  return out
}

/** Names that stand for themselves at any level. */
const NO_PREFIX =
  /^(各|有关|相关|其他|所有|全|属地|国家|国务院|中共|中央|中国|国网|人民银行|人行|驻|团|[省市县区州](直|级|属)|共青团|责任|具体)|(街道|街道办事处|办事处|乡|镇|园区|开发区|高新区|新区|示范区|集聚区|管委会|人民政府|县政府|市政府|区政府|县|市|公司|集团|大学|学院|银行|[农工建中]行|(?:发|商|信|支|分)行|海关|检验检疫局|部门|单位|地区|机构|企业|医院)$/

/** 古渡县交通运输局 and 局规划建设科 say themselves whose they are. */
const OWN_PLACE =
  /^(?!行政区|自然保护)[\u4e00-\u9fff]{2,4}[省市县区州旗](?=[\u4e00-\u9fff]{2,}(局|委|办|中心|院|队)$)|^[局委厅办院].*(科|处|室|股)$/

function carryPrefix(pieces: { printed: string; name: string }[], places: string[]): ListedUnit[] {
  let prefix: string | null = null
  let inParty = false
  return pieces.map(({ printed, name }) => {
    const own = levelPrefix(name) ?? youthLeaguePrefix(name)
    if (own) {
      prefix = own
      inParty = name.startsWith(`${own}委`) && name.length > 2
      return { printed, name, carried: false }
    }
    if (
      !prefix ||
      NO_PREFIX.test(name) ||
      OWN_PLACE.test(name) ||
      places.some((place) => name.startsWith(place)) ||
      /.{2,}(分局|支局|分中心)$/.test(name) ||
      !looksLikeUnit(name)
    ) {
      return { printed, name, carried: false }
    }
    const party = PARTY_ORGAN.test(name)
    if (!party) inParty = false
    return {
      printed,
      name: party && (inParty || name !== '档案馆') ? `${prefix}委${name}` : prefix + name,
      carried: true,
    }
  })
}
