import type { CheerioAPI } from 'cheerio'
import type { SourceDocument } from '@/lib/domain/plan-text/source'

export type Root = CheerioAPI
export type Node = ReturnType<CheerioAPI['root']>[number]['children'][number]

/** Containers that the usual site systems put an article into; surest first. */
const SURE = [
  '#UCAP-CONTENT',
  '.TRS_Editor',
  '.TRS_UEDITOR',
  '.trs_editor_view',
  '#zoom',
  '#Zoom',
  '.pages_content',
  '#vsb_content',
  '.v_news_content',
  '.article-content',
  '.article_content',
  '.articleContent',
  '.content_article',
  '#content_main',
  '.wzcon',
  '.zwgk_content',
  '.xxgk_content',
  '.news_content',
  '#articleContent',
  '.j-fontContent',
  '.ewb-article-content',
  '#fontzoom',
]
const LIKELY = ['.view', '#article', '.article', 'article', '.conTxt', '.bt_content', '#content', '.content', 'main']

/** Parts of a page that are no part of its article, by the names that sites give them. */
const BESIDE =
  /(^|[-_ ])(nav|navbar|menu|header|head|top|topbar|foot|footer|bottom|copyright|crumbs?|breadcrumb|location|position|share|related|relevant|recommend|sidebar|side|left|leftnav|friendlinks?|toolbar|qrcode|ewm|search|pagination|xgjd|xglj|xgwj|fxbox)([-_ ]|$)/i

/** Where the text of the page is: a usual container that holds most of it, else the body without what stands beside. */
export function contentRoot($: Root): Node {
  const body = $('body').get(0) ?? $.root().children().get(0)
  const whole = hanLength($('body').text())
  const sure = largest($, SURE)
  if (sure && sure.length >= Math.max(30, whole * 0.35)) return sure.node
  withoutBeside($, whole)
  const left = hanLength($('body').text())
  const likely = largest($, LIKELY)
  if (likely && likely.length >= Math.max(60, left * 0.6)) return likely.node
  return body as Node
}

function largest($: Root, selectors: string[]): { node: Node; length: number } | null {
  for (const selector of selectors) {
    const found = $(selector)
      .toArray()
      .map((node) => ({ node: node as Node, length: hanLength($(node).text()) }))
      .sort((a, b) => b.length - a.length)[0]
    if (found && found.length >= 30) return found
  }
  return null
}

const hanLength = (text: string): number => text.match(/[\u4e00-\u9fff]/g)?.length ?? 0

const LARGEST_SHARE = 0.3

type Measure = { han: number; linked: number; links: number; sentences: boolean }

/** Takes away navigation, imprint and lists of links; nothing that holds much of the page. */
function withoutBeside($: Root, whole: number) {
  const measures = new Map<Node, Measure>()
  const measure = (node: Node): Measure => {
    const own: Measure = { han: 0, linked: 0, links: 0, sentences: false }
    if (node.type === 'text') {
      own.han = hanLength(node.data)
      own.sentences = node.data.includes('。')
    } else if ('children' in node) {
      for (const child of node.children) {
        const inner = measure(child)
        own.han += inner.han
        own.linked += inner.linked
        own.links += inner.links
        own.sentences ||= inner.sentences
      }
      if (node.type === 'tag' && node.name === 'a') {
        own.links += 1
        own.linked = own.han
      }
    }
    measures.set(node, own)
    return own
  }
  for (const node of $('body').toArray()) measure(node)
  for (const node of $('header,footer,aside,div,ul,ol,section,table,td,dl').toArray()) {
    const { han, linked, links, sentences } = measures.get(node) ?? { han: 0, linked: 0, links: 0, sentences: false }
    if (han === 0 || han > whole * LARGEST_SHARE) continue
    const named =
      BESIDE.test(`${node.attribs.class ?? ''} ${node.attribs.id ?? ''}`) || /^(header|footer|aside)$/.test(node.name)
    const listOfLinks = links >= 3 && linked > han * 0.7
    if (listOfLinks || (named && (linked > han * 0.3 || !sentences))) $(node).remove()
  }
}

/** What stands next to a value in a site's list of facts. */
const LABELS = '主\\s*题|发\\s*文|成\\s*文|发布|公开|文\\s*号|索\\s*引|名\\s*称|标\\s*题|有\\s*效|公文|组配|生成'

export function metadata($: Root): SourceDocument['meta'] {
  const named = (names: string[]) => {
    for (const name of names) {
      const value = $(`meta[name="${name}"]`).attr('content')?.trim()
      if (value) return value
    }
    return undefined
  }
  const text = $('body')
    .text()
    .replace(/[ \t\r\n\u00a0\u3000]+/g, ' ')
  const labelled = (label: string, pattern: string) =>
    new RegExp(`(?:${label})\\s*[】\\]]?\\s*[:：]?\\s*(${pattern})`).exec(text)?.[1]
  const date = labelled(
    '成\\s*文\\s*日\\s*期|发文日期|生成日期',
    '20\\d\\d\\s*[年\\-/.]\\s*\\d{1,2}\\s*[月\\-/.]\\s*\\d{1,2}',
  )
  const [year, month, day] = (date ?? '').split(/[^\d]+/).filter(Boolean)
  return {
    title:
      named(['ArticleTitle', 'title']) ??
      labelled('名\\s*称|标\\s*题', `\\S{6,90}?(?:通知|意见|方案|规划|计划|办法|纲要|决定|函)(?=\\s|$|${LABELS})`) ??
      ($('title').first().text().trim() || undefined),
    issuer: labelled(
      '发\\s*文\\s*机\\s*关|发布机构|发文单位|发布单位|制发机关|公开主体|公开责任部门',
      `[\\u4e00-\\u9fff]{2,40}?(?:政府|办公[厅室]|委员会|[委局厅部院])(?=[^\\u4e00-\\u9fff]|$|${LABELS})`,
    )?.trim(),
    docNumber: labelled(
      '发\\s*文\\s*字\\s*号|文\\s*号|发文文号',
      '[\\u4e00-\\u9fff]{1,10}\\s?[〔\\[(（]\\s?20\\d\\d\\s?[〕\\])）]\\s?\\d{1,4}\\s?号',
    )?.replace(/\s/g, ''),
    issuedOn: year && month && day ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : undefined,
  }
}
