const REMAINS = [
  /^(抄送|抄报|主送|分送|督办|印发)\s*:/,
  /^(主办|主办单位|承办单位)\s*:.*(地址|邮编|电话|办公室\s*$|版权)/,
  /(ICP备|公网安备|网站标识码|版权所有|Copyright|All Rights Reserved|技术支持\s*:)/i,
  /^(相关(阅读|链接|文档|文件|解读|报道|附件)|政策解读|图解|解读材料|上一篇|下一篇|扫一扫|分享到|打印本页|关闭窗口|【打印|【关闭|责任编辑|编辑\s*:|来源\s*:|信息来源)/,
  /^(当前位置|您(现在)?的位置|您当前的位置|首页\s*>|RSS|无障碍|网站地图|联系我们|设为首页|加入收藏)/,
  /^(发布日期|发布时间|浏览次数|阅读次数|点击数|字号|字体)\s*[:：]/,
]

const DATE_LINE = /^(20\d\d年\d{1,2}月\d{1,2}日|二[〇○零][一二三四五六七八九〇○零]{2}年.{1,3}月.{1,3}日)(印发)?$/

/** The date under a signature. */
export function isDateLine(flat: string): boolean {
  return DATE_LINE.test(flat.replace(/\s/g, ''))
}

/** Navigation, imprint and related links of the page that a text was copied from. */
export function isPageRemains(flat: string): boolean {
  return flat.length < 200 && REMAINS.some((pattern) => pattern.test(flat.trim()))
}
