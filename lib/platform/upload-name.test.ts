import { expect, test } from 'vitest'
import { namedByContent } from '@/lib/platform/upload-name'

const pdf = { mime: 'application/pdf', ext: 'pdf', kind: 'pdf' } as const
const jpg = { mime: 'image/jpeg', ext: 'jpg', kind: 'image' } as const
const text = { mime: 'text/plain', ext: 'txt', kind: 'text' } as const

test.each([
  [pdf, '总结.pdf', '总结.pdf'],
  [pdf, '总结.docx', '总结.pdf'],
  [pdf, '总结 v1.0', '总结 v1.0.pdf'],
  [pdf, '..\\..\\etc/passwd', 'passwd.pdf'],
  [pdf, '照片\u202Efdp.exe', '照片fdp.pdf'],
  [pdf, '', '未命名.pdf'],
  [jpg, 'IMG_1.JPEG', 'IMG_1.jpeg'],
  [text, '台账.csv', '台账.csv'],
  [text, '规划.docx', '规划.txt'],
])('%o sent as %s is kept as %s', (found, given, kept) => {
  expect(namedByContent(given, found)?.name).toBe(kept)
})

test.each(['清理.bat', 'a.js', 'b.PS1', 'c.svg'])('text sent as %s is refused', (given) => {
  expect(namedByContent(given, text)).toBeNull()
})
