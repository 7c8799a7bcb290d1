import { type FileHandle, open } from 'node:fs/promises'
import type { Sniffed } from '@/lib/platform/file-kind'

const END_OF_CHAIN = 0xfffffffe
const ENTRY_LENGTH = 128
/** A directory longer than this is broken or built to keep us busy. */
const MOST_SECTORS = 4096

const byStream: Record<string, Sniffed> = {
  WordDocument: { mime: 'application/msword', ext: 'doc', kind: 'office' },
  Workbook: { mime: 'application/vnd.ms-excel', ext: 'xls', kind: 'office' },
  Book: { mime: 'application/vnd.ms-excel', ext: 'xls', kind: 'office' },
  'PowerPoint Document': { mime: 'application/vnd.ms-powerpoint', ext: 'ppt', kind: 'office' },
  EncryptedPackage: { mime: 'application/x-ole-storage', ext: '', kind: 'encrypted' },
}

/**
 * What an OLE compound file holds. Word, Excel and PowerPoint of 97–2003, installers and mail all look alike from outside;
 * the names of the streams in its directory (MS-CFB §2.6) tell them apart.
 */
export async function compoundFileKind(path: string): Promise<Sniffed | null> {
  const file = await open(path, 'r')
  try {
    const names = await streamNames(file)
    const known = Object.keys(byStream).find((name) => names.has(name))
    return (known && byStream[known]) || null
  } finally {
    await file.close()
  }
}

async function streamNames(file: FileHandle): Promise<Set<string>> {
  const header = await bytes(file, 0, 512)
  const sectorLength = 1 << Math.min(header.readUInt16LE(30), 12)
  const offsetOf = (sector: number) => (sector + 1) * sectorLength
  const names = new Set<string>()
  let sector = header.readUInt32LE(48)
  for (let count = 0; sector < END_OF_CHAIN && count < MOST_SECTORS; count++) {
    const directory = await bytes(file, offsetOf(sector), sectorLength)
    for (let at = 0; at < sectorLength; at += ENTRY_LENGTH) {
      const length = directory.readUInt16LE(at + 64)
      if (length >= 2 && length <= 64) names.add(directory.toString('utf16le', at, at + length - 2))
    }
    sector = await next(file, header, sector, sectorLength, offsetOf)
  }
  return names
}

/** The sector after this one in its chain, as the allocation table says (MS-CFB §2.3). */
async function next(
  file: FileHandle,
  header: Buffer,
  sector: number,
  sectorLength: number,
  offsetOf: (sector: number) => number,
): Promise<number> {
  const perSector = sectorLength / 4
  const table = await tableSector(file, header, Math.floor(sector / perSector), perSector, offsetOf)
  if (table >= END_OF_CHAIN) return END_OF_CHAIN
  return (await bytes(file, offsetOf(table) + 4 * (sector % perSector), 4)).readUInt32LE(0)
}

/** Where the n-th sector of the allocation table lies: the header lists the first 109, a chain of sectors the rest (§2.5). */
async function tableSector(
  file: FileHandle,
  header: Buffer,
  index: number,
  perSector: number,
  offsetOf: (sector: number) => number,
): Promise<number> {
  if (index < 109) return header.readUInt32LE(76 + 4 * index)
  let list = header.readUInt32LE(68)
  let rest = index - 109
  for (let count = 0; list < END_OF_CHAIN && count < MOST_SECTORS; count++) {
    const entry = rest < perSector - 1 ? rest : perSector - 1
    const value = (await bytes(file, offsetOf(list) + 4 * entry, 4)).readUInt32LE(0)
    if (rest < perSector - 1) return value
    rest -= perSector - 1
    list = value
  }
  return END_OF_CHAIN
}

/** Bytes past the end read as zero. */
async function bytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  return (await file.read(Buffer.alloc(length), 0, length, position)).buffer
}
