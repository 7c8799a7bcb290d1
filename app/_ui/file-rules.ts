/** 1.2 MB, for the eye: 1 MB = 1024 KB; number and unit stay on one line. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes}\u00a0B`
  const units = ['KB', 'MB', 'GB']
  let value = bytes / 1024
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value >= 10 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)}\u00a0${units[unit]}`
}

/** docx of 报告.docx, lower case; empty where there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/** Whether an `<input accept>` list lets this file in. The server looks into the content; this only spares the wait. */
export function isAccepted(name: string, type: string, accept: string): boolean {
  return accept
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)
    .some((rule) => {
      if (rule.startsWith('.')) return `.${extensionOf(name)}` === rule
      if (rule.endsWith('/*')) return type.startsWith(rule.slice(0, -1))
      return type === rule
    })
}

const groupWords: Record<string, string> = { 'image/*': '图片', 'video/*': '视频', 'audio/*': '录音', 'text/*': '文本' }

/** .pdf,.docx,image/* → PDF、DOCX、图片 */
export function acceptedWords(accept: string): string {
  return accept
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter(Boolean)
    .map((rule) => groupWords[rule] ?? rule.replace(/^.*[./]/, '').toUpperCase())
    .join('、')
}

export function refusalBeforeUpload(
  file: { name: string; type: string; size: number },
  accept: string | undefined,
  maxSize: number,
): string | undefined {
  if (file.size === 0) return '这个文件是空的，请检查后重新选择。'
  if (file.size > maxSize) return `文件有 ${fileSize(file.size)}，超过了 ${fileSize(maxSize)} 的上限。`
  if (accept && !isAccepted(file.name, file.type, accept))
    return `这里不接受这种文件，可以上传：${acceptedWords(accept)}。`
  return undefined
}

/** What a refused upload says, by HTTP status; 0 where there was no answer at all. */
export function uploadRefusal(status: number): string {
  if (status === 401) return '登录已过期，请在新窗口登录后点“重试”，已上传的部分不会丢。'
  if (status === 403 || status === 404) return '您没有在这里上传文件的权限。'
  if (status === 413) return '文件超过了大小上限。'
  if (status === 415) return '文件内容与它的扩展名不符，或者不是可以上传的类型。'
  if (status === 507) return '服务器存储空间不足，请告诉系统管理员。'
  if (status >= 500) return '服务器暂时没有收下，请稍后重试。'
  return '网络中断，点“重试”从断开的地方继续。'
}
