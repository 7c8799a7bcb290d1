import type { JurisdictionLevel } from '@/lib/domain/labels'

/** The places of the five plans. Members of groups are not named by the plans, so they are marked as invented. */
export type SamplePlace = {
  readonly key: string
  readonly code: string
  readonly parent: string | null
  readonly name: string
  readonly level: JurisdictionLevel
  /** File in db/samples with the plan of this place. */
  readonly plan?: string
  readonly prefix?: string
  readonly office?: { readonly name: string; readonly people: readonly string[] }
  readonly government?: {
    readonly name: string
    readonly leader: string
    /** Decides on objections to what the first approved (第十七条). */
    readonly leader2?: string
    readonly admin: string
    readonly auditor: string
  }
  readonly expert?: string
  readonly groups?: Readonly<Record<string, readonly string[]>>
}

const towns = ['甲镇政府（示例）', '乙镇政府（示例）', '丙乡政府（示例）', '丁乡政府（示例）']
const counties = ['甲区政府（示例）', '乙区政府（示例）', '丙县政府（示例）', '丁县政府（示例）']
const streets = ['甲街道办事处（示例）', '乙街道办事处（示例）', '丙镇政府（示例）']

export const samplePlaces: readonly SamplePlace[] = [
  { key: 'henan', code: '41', parent: null, name: '河南省', level: 'province' },
  {
    key: 'zhengzhou',
    code: '4101',
    parent: 'henan',
    name: '郑州市',
    level: 'city',
    plan: 'zhengzhou',
    prefix: 'zz',
    office: { name: '市健康城市建设领导小组办公室', people: ['何远山', '吕静文'] },
    government: { name: '市政府', leader: '李望舒', admin: '金守一', auditor: '魏正言' },
    groups: { '各县（市、区）政府': ['巩义市政府', '管城回族区政府'] },
  },
  {
    key: 'gongyi',
    code: '410181',
    parent: 'zhengzhou',
    name: '巩义市',
    level: 'county',
    plan: 'gongyi',
    prefix: 'gy',
    office: { name: '市健康城市建设工作领导小组办公室', people: ['施怀瑾', '张若谷'] },
    government: { name: '市政府', leader: '孔令仪', admin: '曹守拙', auditor: '严明达' },
    groups: { 各镇政府: towns },
  },
  {
    key: 'guancheng',
    code: '410104',
    parent: 'zhengzhou',
    name: '管城回族区',
    level: 'county',
    plan: 'guancheng',
    prefix: 'gc',
    office: { name: '区健康管城行动推进委员会办公室', people: ['华清越', '金婉如'] },
    government: { name: '区政府', leader: '陶然之', admin: '姜守信', auditor: '戚明远' },
    groups: { '各乡镇政府、街道办事处': streets },
  },
  { key: 'kaifeng', code: '4102', parent: 'henan', name: '开封市', level: 'city' },
  {
    key: 'xiangfu',
    code: '410212',
    parent: 'kaifeng',
    name: '祥符区',
    level: 'county',
    plan: 'xiangfu',
    prefix: 'xf',
    office: { name: '区健康祥符行动推进委员会办公室', people: ['陈立群', '方若兰'] },
    government: { name: '区政府', leader: '许承志', leader2: '范思齐', admin: '郑守正', auditor: '王明鉴' },
    groups: { 各乡镇政府: towns },
  },
  { key: 'jiangsu', code: '32', parent: null, name: '江苏省', level: 'province' },
  {
    key: 'lianyungang',
    code: '3207',
    parent: 'jiangsu',
    name: '连云港市',
    level: 'city',
    plan: 'lianyungang',
    prefix: 'lyg',
    office: { name: '市推进健康城市建设委员会办公室', people: ['秦若水', '尤安澜'] },
    government: { name: '市政府', leader: '孙致远', leader2: '袁知远', admin: '朱守诚', auditor: '冯明察' },
    expert: '沈知行',
    groups: {
      各县区政府: counties,
      各有关部门: ['市教育局', '市民政局', '市体育局'],
      '各级党委、政府': counties,
    },
  },
]

export const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦昌马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤',
] as const
export const givenNames = [
  '文博',
  '思远',
  '静怡',
  '立新',
  '海燕',
  '建平',
  '春梅',
  '志强',
  '晓东',
  '雅琴',
  '国栋',
  '丽华',
  '永康',
  '素芬',
  '明辉',
  '玉兰',
  '振宇',
  '秀云',
  '天佑',
  '慧敏',
  '长青',
  '婉婷',
  '德昌',
  '佩珊',
  '启明',
  '若溪',
  '世安',
  '芳菲',
  '伯年',
  '念慈',
  '景行',
  '书瑶',
] as const
