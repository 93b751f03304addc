import { readZip, type ZipPart } from '../../../kernel/files/check/zip.ts'
import { FileRefusal } from '../../../kernel/files/refusal.ts'
import { hashOf } from '../../../kernel/files/store.ts'
import { archiveLimits, Manifest, manifestHashName, manifestName } from './contract.ts'

export interface ArchiveReport {
  /** What is wrong, one sentence each; empty when nothing is. */
  findings: string[]
  /** Hash of the whole package as it lies here, to be compared with the one that the case shows. */
  sm3: string
  number: string | null
  title: string | null
  parts: number
}

/**
 * Checks a package by itself: every part as the manifest says, none missing, none more, the manifest as its hash says. Who changed everything
 * together is found by the package's hash that the house keeps: give it as `expected`.
 */
export const verifyArchive = (bytes: Buffer, expected?: string): ArchiveReport => {
  const sm3 = hashOf(bytes)
  const report: ArchiveReport = { findings: [], sm3, number: null, title: null, parts: 0 }
  const find = (sentence: string): ArchiveReport => (report.findings.push(sentence), report)
  if (expected !== undefined && expected !== sm3) find(`整包的 SM3 是 ${sm3}，与登记的 ${expected} 不同`)
  const parts = partsOf(bytes)
  if (typeof parts === 'string') return find(`归档包的结构被改动或损坏：${parts}`)
  const byName = new Map(parts.map((part) => [part.name, part.bytes]))
  report.parts = parts.length
  const manifestBytes = byName.get(manifestName)
  const said = byName.get(manifestHashName)?.toString('utf8').trim()
  if (said === undefined) find(`缺少 ${manifestHashName}`)
  if (!manifestBytes) return find(`缺少 ${manifestName}，无法逐个核对`)
  if (said !== undefined && said !== hashOf(manifestBytes)) find(`${manifestName} 被改动：它的 SM3 与 ${manifestHashName} 不同`)
  const manifest = Manifest.safeParse(parsed(manifestBytes))
  if (!manifest.success) return find(`${manifestName} 读不出来，无法逐个核对`)
  report.number = manifest.data.number
  report.title = manifest.data.title
  for (const { name, bytes: length, sm3: hash } of manifest.data.parts) {
    const part = byName.get(name)
    if (!part) find(`缺少“${name}”`)
    else if (hashOf(part) !== hash || part.length !== length) find(`“${name}”的内容被改动`)
  }
  const listed = new Set([manifestName, manifestHashName, ...manifest.data.parts.map(({ name }) => name)])
  for (const { name } of parts) if (!listed.has(name)) find(`多出“${name}”，目录里没有`)
  return report
}

const partsOf = (bytes: Buffer): ZipPart[] | string => {
  try {
    return readZip(bytes, archiveLimits)
  } catch (error) {
    if (error instanceof FileRefusal) return error.message
    throw error
  }
}

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
