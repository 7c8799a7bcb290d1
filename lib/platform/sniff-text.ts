import { createReadStream } from 'node:fs'
import type { Sniffed } from '@/lib/platform/file-kind'

/** Control characters which no text has; with them a file is data, whatever else decodes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const notText = /[\x00-\x08\x0e-\x1a\x1c-\x1f]/
const HEAD = 64 * 1024

/** UTF-8 first: nearly every UTF-8 text is valid GB18030 too, but not the other way round. */
export async function textKind(path: string): Promise<Sniffed | null> {
  const encoding = (await decodes(path, 'utf-8')) ? 'utf-8' : (await decodes(path, 'gb18030')) ? 'gb18030' : null
  if (!encoding) return null
  const head = await readHead(path, encoding)
  if (/^\s*(<!doctype html|<html[\s>])/i.test(head) || /<html[\s>][\s\S]*<\/?(head|body)[\s>]/i.test(head)) {
    return { mime: 'text/html', ext: 'html', kind: 'html' }
  }
  if (/^\s*(#!|<\?|<!doctype|<!entity|<svg|<script|@echo\b)/i.test(head) || /<(svg|script)[\s>]/i.test(head))
    return null
  return { mime: 'text/plain', ext: 'txt', kind: 'text' }
}

async function decodes(path: string, encoding: string): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) {
      if (notText.test(decoder.decode(chunk, { stream: true }))) return false
    }
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function readHead(path: string, encoding: string): Promise<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path, { end: HEAD - 1, highWaterMark: HEAD })) return decoder.decode(chunk)
  return ''
}
