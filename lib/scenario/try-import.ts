import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AlignmentType, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'

/**
 * Writes db/samples/try-import.docx, the document that a newcomer tries the import with: `npx tsx lib/scenario/try-import.ts`.
 * All of it is invented. It holds what a corrector meets: known units, carried prefixes, a group, a unit that the register
 * lacks, a task that names nobody, dates of several kinds and a table of indicators.
 */
type Given = { readonly title: string; readonly text: string; readonly units: string }

const sections: readonly { readonly title: string; readonly tasks: readonly Given[] }[] = [
  {
    title: '（一）建好群众身边的步道',
    tasks: [
      {
        title: '编制步道布局图',
        text: '对现有步道、绿道、闲置地块开展一次摸底，编制全区健身步道布局图，2027年3月底前向社会公布。',
        units: '牵头单位：区教体局；配合单位：自然资源局、住建局、城管局',
      },
      {
        title: '建设示范步道',
        text: '在城区选择条件成熟的地段建设示范步道，到2027年底建成5条、总长不少于12公里，配套照明、饮水和休息座椅。',
        units: '牵头单位：区住建局；配合单位：区教体局、城管局、财政局',
      },
      {
        title: '推进乡镇步道全覆盖',
        text: '每个乡镇至少建成1条不短于1公里的健身步道，2028年底前实现全覆盖。',
        units: '牵头单位：各乡镇政府；配合单位：区教体局、农业农村局',
      },
      {
        title: '开放学校和机关场地',
        text: '推动有条件的学校、机关单位在节假日开放操场和步道，每年6月底前公布开放名单。长期坚持。',
        units: '牵头单位：区教体局；配合单位：区总工会、团区委',
      },
    ],
  },
  {
    title: '（二）管好用好步道',
    tasks: [
      {
        title: '建立巡查养护制度',
        text: '明确每条步道的管护责任人，每月巡查一次，破损在7日内修复。2027年6月底前出台管护办法。',
        units: '牵头单位：区城管局；配合单位：各乡镇政府、住建局',
      },
      {
        title: '建设步道电子地图',
        text: '汇集步道位置、长度和设施信息，2027年9月底前上线电子地图并接入便民服务平台。',
        units: '牵头单位：区数据服务中心；配合单位：区教体局、自然资源局',
      },
      {
        title: '加强安全和急救保障',
        text: '在人流集中的步道配置急救设备，培训志愿者，到2027年底示范步道急救设备配置率达到100%。',
        units: '牵头单位：区卫健委；配合单位：教体局、应急管理局',
      },
      {
        title: '整治步道周边环境',
        text: '开展步道两侧环境卫生整治，2027年上半年完成一轮集中整治。',
        units: '',
      },
    ],
  },
  {
    title: '（三）让更多人走起来',
    tasks: [
      {
        title: '开展健步走活动',
        text: '每季度组织一次群众性健步走活动，鼓励社会力量承办。长期坚持。',
        units: '牵头单位：区教体局；配合单位：区总工会、团区委、区妇联、各乡镇政府',
      },
      {
        title: '推广科学健身指导',
        text: '在示范步道设置健身知识牌，组建不少于60人的健身指导员队伍，2028年6月底前完成。',
        units: '牵头单位：区教体局、卫健委；配合单位：区委宣传部、区科协',
      },
      {
        title: '服务老年人和残疾人',
        text: '新建步道同步建设无障碍设施，2027年底前完成已建步道的无障碍改造。',
        units: '牵头单位：区民政局；配合单位：住建局、区残联',
      },
      {
        title: '加大宣传力度',
        text: '依托融媒体开设专栏，宣传步道建设进展和健身知识。长期坚持。',
        units: '牵头单位：区委宣传部；配合单位：区教体局、卫健委、文广旅游局',
      },
    ],
  },
]

const indicators: readonly (readonly string[])[] = [
  ['序号', '指标', '单位', '2026年基线值', '2028年目标值', '责任单位'],
  ['1', '健身步道总长度', '公里', '28', '≥60', '区教体局'],
  ['2', '建有步道的乡镇比例', '%', '40', '100', '各乡镇政府'],
  ['3', '经常参加体育锻炼人数比例', '%', '36.5', '≥40', '区教体局'],
]

const line = (text: string, bold = false) =>
  new Paragraph({ indent: { firstLine: 560 }, children: [new TextRun({ text, bold, size: 28 })] })
const centred = (text: string, size: number) =>
  new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text, bold: size > 30, size })] })
const heading = (text: string, level: (typeof HeadingLevel)[keyof typeof HeadingLevel]) =>
  new Paragraph({ heading: level, text })

const numerals = ['一', '二', '三', '四']
let number = 0
const body = [
  centred('祥符区健身步道建设行动方案（2026—2028年）（示例）', 40),
  centred('（本文为演示导入功能而编写，并非真实文件）', 24),
  centred('2026年10月20日', 28),
  heading(`${numerals[0]}、总体要求`, HeadingLevel.HEADING_1),
  line('围绕群众身边有步道、走得安全、走得舒心，用三年时间（2026—2028年）补齐设施短板，建立长效管护机制。'),
  heading(`${numerals[1]}、主要任务`, HeadingLevel.HEADING_1),
  ...sections.flatMap((section) => [
    heading(section.title, HeadingLevel.HEADING_2),
    ...section.tasks.flatMap((task) => {
      number += 1
      return [line(`${number}. ${task.title}。${task.text}${task.units ? `（${task.units}）` : ''}`)]
    }),
  ]),
  heading(`${numerals[2]}、保障措施`, HeadingLevel.HEADING_1),
  line('（一）加强组织领导。建立部门协调机制，每半年研究一次步道建设工作。'),
  line('（二）落实资金保障。统筹各类资金，鼓励社会力量参与步道建设和管护。'),
  centred('主要指标', 28),
  new Table({
    rows: indicators.map(
      (row, at) =>
        new TableRow({
          tableHeader: at === 0,
          children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })),
        }),
    ),
  }),
]

const file = await Packer.toBuffer(
  new Document({
    title: '祥符区健身步道建设行动方案（2026—2028年）（示例）',
    creator: '示例',
    sections: [{ children: body }],
  }),
)
await writeFile(join(process.cwd(), 'db', 'samples', 'try-import.docx'), file)
