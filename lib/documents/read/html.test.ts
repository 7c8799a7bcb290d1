import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readPlan } from '@/lib/domain/plan-text/read-plan'
import { readDocument } from './read-document'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const TITLE = '甲市人民政府办公室关于印发甲市示例行动方案的通知'
const NAVIGATION = `<div class="header"><div class="nav"><a>网站首页</a><a>一、机构职能</a><a>二、规划计划</a></div></div>
<div class="left"><ul><li><a>政府信息公开指南</a></li><li><a>（一）政策文件</a></li><li><a>法定主动公开内容</a></li></ul></div>`
const AFTER = `<div class="share">分享到： 微信 微博</div><div class="related"><h3>相关链接</h3><ul><li><a>一、解读：甲市示例行动方案起草说明</a></li><li><a>【图解】甲市示例行动方案</a></li></ul></div>
<div>上一篇：<a>乙市人民政府关于示例的通知</a></div><div class="footer"><p>主办单位：甲市人民政府办公室　承办单位：甲市数据局</p><p>网站标识码：3410000001 皖ICP备05000000号</p></div>`

const LINES = [
  '各县（市、区）人民政府：',
  '《甲市示例行动方案》已经市政府同意，现印发给你们，请认真贯彻落实。',
  '甲市人民政府办公室',
  '2023年5月8日',
  '甲市示例行动方案',
  '为做好示例工作，制定本方案。',
  '一、主要任务',
  '（一）加强示例管理。健全机制，完善政策。（牵头单位：市民政局；配合单位：市财政局）',
  '（二）完善示例服务。优化流程，2025年底前建成12处。（责任单位：市教育局）',
  '二、保障措施',
  '（一）加强组织领导。压实责任。',
]
const BREAKS = LINES.map((line) => `　　${line}<br>\n`).join('')
const PARAGRAPHS = LINES.map((line) => `<p class="MsoNormal"><span>　　${line}</span></p>`).join('')

const page = (charset: string, facts: string, article: string): string =>
  `<html><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><title>${TITLE}_政策文件_甲市人民政府</title></head><body>${NAVIGATION}${facts}${article}${AFTER}</body></html>`

const LIST = `<ul class="xxgk"><li><b>索引号：</b>11341000/202305-00012</li><li><b>发布机构：</b>甲市人民政府办公室</li><li><b>成文日期：</b>2023-05-08</li><li><b>名　　称：</b>${TITLE}</li><li><b>文　　号：</b>甲政办〔2023〕12号</li><li><b>发布日期：</b>2023-05-16 09:30</li></ul>`
const TABLE = `<table><tr><td>标　　题：</td><td colspan="3">${TITLE}</td></tr><tr><td>发文机关：</td><td>甲市人民政府办公室</td><td>发文字号：</td><td>甲政办〔2023〕12号</td></tr><tr><td>成文日期：</td><td>2023年05月08日</td><td>发布日期：</td><td>2023年05月16日</td></tr></table>`
const RUN_ON = `<div class="info"><span>发布机构：甲市人民政府办公室</span><span>成文日期：2023/5/8</span><span>发文字号：甲政办〔2023〕12号</span></div>`

describe('pages of government sites', () => {
  it.each([
    ['breaks in a known container', page('utf-8', LIST, `<div id="zoom">${BREAKS}</div>`)],
    ['paragraphs in a known container', page('utf-8', TABLE, `<div class="TRS_Editor">${PARAGRAPHS}</div>`)],
    [
      'an article in a cell of a layout table',
      page('utf-8', TABLE, `<table width="100%"><tr><td>${PARAGRAPHS}</td></tr></table>`),
    ],
    [
      'a container that nobody knows',
      page('utf-8', RUN_ON, `<div class="k8s-x1"><h1>${TITLE}</h1><div>${BREAKS}</div></div>`),
    ],
    [
      'one division a line',
      page('utf-8', LIST, `<div class="content">${LINES.map((line) => `<div>${line}</div>`).join('')}</div>`),
    ],
  ])('%s', async (_, html) => {
    for (const file of [bytes(html), iconv.encode(html.replace('charset=utf-8', 'charset=gb2312'), 'gb18030')]) {
      const reading = readPlan(await readDocument(file, '通知.html'))
      expect(reading.document).toMatchObject({
        title: '甲市示例行动方案',
        issuer: '甲市人民政府办公室',
        docNumber: '甲政办〔2023〕12号',
        issuedOn: '2023-05-08',
      })
      expect(reading.tasks.map((task) => [task.kind, task.path.join('>'), task.leadUnits, task.supportUnits])).toEqual([
        ['task', '一、主要任务>（一）加强示例管理', ['市民政局'], ['市财政局']],
        ['task', '一、主要任务>（二）完善示例服务', ['市教育局'], []],
        ['safeguard', '二、保障措施>（一）加强组织领导', [], []],
      ])
    }
  })

  it('tables with cells merged over rows and columns, titled by a box', async () => {
    const cell = (text: string, more = '') => `<td ${more}><p>${text}</p></td>`
    const html = page(
      'utf-8',
      TABLE,
      `<div id="zoom"><p>甲市“十四五”示例规划</p><p>一、发展目标</p><p>专栏1　主要指标</p><table border="1">
      <tr>${cell('类别', 'rowspan="2"')}${cell('指标', 'rowspan="2"')}${cell('2020年', 'rowspan="2"')}${cell('目标', 'colspan="2"')}${cell('属性', 'rowspan="2"')}</tr>
      <tr>${cell('2023年')}${cell('2025年')}</tr>
      <tr>${cell('发展', 'rowspan="2"')}${cell('示例覆盖率（%）')}${cell('80')}${cell('85')}${cell('90')}${cell('预期性')}</tr>
      <tr>${cell('示例达标率（%）')}${cell('70')}${cell('75')}${cell('＞80')}${cell('约束性', 'rowspan="2"')}</tr>
      <tr>${cell('环境')}${cell('示例浓度</p><p>（微克/立方米）')}${cell('40')}${cell('38')}${cell('≤35')}</tr></table>
      <p>二、主要任务</p><p>（一）改善环境</p><p>治理污染。（市生态环境局牵头）</p></div>`,
    )
    const reading = readPlan(await readDocument(bytes(html), '规划.html'))
    expect(
      reading.indicators.map((one) => [
        one.domain,
        one.name,
        one.unit,
        one.baselineText,
        ...one.targets.map((t) => `${t.year}:${t.text}`),
        one.nature,
      ]),
    ).toEqual([
      ['发展', '示例覆盖率', '%', '80', '2023:85', '2025:90', '预期性'],
      ['发展', '示例达标率', '%', '70', '2023:75', '2025:＞80', '约束性'],
      ['环境', '示例浓度', '微克/立方米', '40', '2023:38', '2025:≤35', '约束性'],
    ])
    expect(reading.tasks.map((task) => task.title)).toEqual(['改善环境'])
  })
})
