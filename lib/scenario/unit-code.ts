import { pinyin as syllables } from 'pinyin-pro'

/** The syllables of a unit's name without its prefix and brackets: 区教体局 → jiaotiju. */
export const pinyin = (name: string): string => {
  const core = name
    .replace(/（[^）]*）/g, '')
    .replace(/^[市区县]/, '')
    .replace(/[^\u4e00-\u9fff]/g, '')
  return syllables(core, { toneType: 'none', type: 'array', v: true }).join('')
}
