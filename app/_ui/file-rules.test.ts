import { expect, test } from 'vitest'
import { fileSize, isAccepted, refusalBeforeUpload } from './file-rules'

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KB'],
  [200 * 1024 * 1024, '200 MB'],
  [12.34 * 1024 * 1024, '12 MB'],
])('%d bytes read %s', (bytes, text) => {
  expect(fileSize(bytes)).toBe(text.replace(' ', '\u00a0'))
})

test.each([
  ['照片.JPG', 'image/jpeg', 'image/*', true],
  ['汇总表.xlsx', '', '.xlsx,.docx', true],
  ['汇总表.XLSX', '', '.xlsx', true],
  ['setup.exe', 'application/x-msdownload', '.pdf,image/*', false],
  ['.pdf', '', '.pdf', false],
])('%s (%s) against %s: %s', (name, type, accept, expected) => {
  expect(isAccepted(name, type, accept)).toBe(expected)
})

test('an empty, a too large and a foreign file each get their own sentence', () => {
  const file = { name: '报告.docx', type: '', size: 10 }
  expect(refusalBeforeUpload({ ...file, size: 0 }, undefined, 100)).toContain('空的')
  expect(refusalBeforeUpload({ ...file, size: 101 }, undefined, 100)).toContain('100\u00a0B 的上限')
  expect(refusalBeforeUpload(file, '.pdf,image/*', 100)).toContain('PDF、图片')
  expect(refusalBeforeUpload(file, '.docx', 100)).toBeUndefined()
})
