import type { UnitKind } from './reading'

/** Party organs that are printed without 委 after one that has it: 区委宣传部、政法委. */
export const PARTY_ORGAN =
  /^(组织部|宣传部|统战部|政法委(员会)?|社会工作部|老干部局|党校|机关工委|直属机关工委|政研室|政策研究室|巡察办|巡视办|改革办|财经办|国安办|国家安全办|党史研究室|党史和地方志研究室|档案馆|保密办|机要局|讲师团|文明办|两新工委)$/

/** The level that a name starts with: 区, 市, 县 … but not 市场, 市政园林 or a place name. */
const LEVEL_PREFIX = /^([省市县区州盟旗])(?!场|容|民(?![政族宗办])|域|级|直|辖|内|属|政(?!府|协|法|研)|乡(?!村)|镇|区)/

export function levelPrefix(name: string): string | null {
  if (/^市市场|^省市场|^县市场|^区市场/.test(name)) return name[0] as string
  const match = LEVEL_PREFIX.exec(name)
  return match && name.length > 2 ? (match[1] as string) : /^[省市县区州]委$/.test(name) ? (name[0] as string) : null
}

/** 团市委 stands for the level in its middle. */
export function youthLeaguePrefix(name: string): string | null {
  return /^团([省市县区州])委$/.exec(name)?.[1] ?? null
}

const UNIT_TAIL =
  /(局|委|办|部|厅|署|院|会|中心|处|室|站|所|馆|校|党校|大学|学院|银行|支行|分行|公司|集团|企业|联|科协|残联|妇联|文联|侨联|社|队|支队|大队|总队|法院|检察院|政府|街道|乡镇|办事处|管委会|园区|开发区|示范区|高新区|新区|管理区|实验区|功能区|集聚区|县区|区县|部门|单位|机构|党委|党组|党工委|海关|税务|供电|邮政|团委|团省委|团市委|团区委|团县委|军分区|武装部|共青团|工会|中央军委|法制办|编委|组|医院|协会|学会|商会|工商联|红会|段|库|股|科|台|报社|电视台|地区|各地|区|县|市|镇|乡|村|司)$/

/** Whether the text could be the name of a unit: ends like one, is no sentence. */
export function looksLikeUnit(name: string): boolean {
  const core = name.replace(/\([^)]{0,60}\)$/, '')
  return core.length >= 2 && core.length <= 26 && UNIT_TAIL.test(core) && !/[。;!?“”:%]|\d{4}年/.test(core)
}

/** Stems of departments that exist as such; a name built on one is no typing error. */
const KNOWN_STEMS = new Set(
  `发改 发展改革 发展和改革 教育 教体 教育体育 体育 科技 科学技术 科工信 工信 工业和信息化 经信 公安 民政 司法 财政 人社 人力资源社会保障 人力资源和社会保障 自然资源 规划 自然资源和规划 生态环境 环保 环境保护 住建 建设 住房城乡建设 住房和城乡建设 城管 城市管理 交通 交通运输 水利 水务 农业 农业农村 农 商务 商业 文旅 文广旅 文广旅游 文广新 文化 文化和旅游 文化旅游 文广旅体 卫健 卫生健康 卫计 卫生 退役军人 退役军人事务 应急 应急管理 审计 国资 市场监管 市场监督管理 统计 医保 医疗保障 信访 金融 地方金融监管 扶贫 乡村振兴 林业 林业和草原 园林 粮食 粮食和物资储备 民族宗教 民宗 外事 外办 机关事务 机关事务管理 税务 气象 烟草专卖 大数据 数据 行政审批 政务服务 政务服务管理 人防 国动 消防 工商 安监 质监 食药监 食品药品监管 旅游 国土 海洋渔业 渔业 供销 编 编委 网信 口岸 爱卫 健促 法制 地震 邮政 邮政管理 房管 房产 住房保障 公路 疾控 知识产权 中医药 中医 老龄 档案 残 妇 科 文 侨`.split(
    /\s+/,
  ),
)

export function isKnownStem(stem: string): boolean {
  return KNOWN_STEMS.has(stem)
}

/** A name that can only be an office: its level is printed, or its stem is a department's. */
export function isOfficeName(name: string): boolean {
  if (!looksLikeUnit(name)) return false
  const stem = name.replace(/^(国家|中央|全国)/, '').replace(/(委员会|总局|局|委|办公室|办|部|厅|署|中心)$/, '')
  return (
    levelPrefix(name) !== null ||
    youthLeaguePrefix(name) !== null ||
    isKnownStem(stem) ||
    /^(总工会|妇联|残联|科协|工商联|红十字会|文联|侨联|共青团.*)$/.test(name) ||
    /^各.*(政府|部门|单位|街道|乡镇|地区|管委会)|^有关部门|^相关部门|人民政府$|办事处$|管委会$/.test(name)
  )
}

export function unitKind(name: string): UnitKind {
  const core = name.replace(/\([^)]{0,60}\)/g, '')
  if (/^(各|有关|相关|其他|地方各级|全[省市县区])|(有关|相关|各)(部门|单位|地区)|^属地|等部门$/.test(core))
    return 'group'
  if (
    /^团[省市县区州]?委|^共青团|工会$|妇联|残联|科协|工商联|红十字会|文联|侨联|贸促会|计生协|作协|协会$|学会$|商会$|研究会$|促进会$|法学会|社科联|台联|慈善总会|基金会/.test(
      core,
    )
  )
    return 'mass organisation'
  if (
    /(委(组织部|宣传部|统战部|政法委|社会工作部|政研室|党校|办公室|老干部局|网信办|编办|巡察办))|^[省市县区州]委|^中央|网信办$|编委办$|编办$|人才办$|机关工委$|党工委$|党组$|党委$|纪委|监委$|文明办$/.test(
      core,
    )
  )
    return 'party'
  if (/公司$|集团$|银行$|支行$|分行$|企业$|供电|^国网|电信$|移动$|联通$|铁塔/.test(core)) return 'enterprise'
  if (
    /政府$|街道$|办事处$|[乡镇]$|管委会$|园区$|开发区$|高新区$|示范区$|新区$|实验区$|功能区$|集聚区$|[^地]区$|县$|市$/.test(
      core,
    )
  )
    return 'government'
  if (/医院$|大学$|学院$|学校$|馆$|研究院$|中学$|科学院$|疾控中心$|保健院$|卫生院$|电视台$|报社$/.test(core))
    return 'institution'
  return 'department'
}
