import { inflateRawSync } from 'node:zlib'
import { refuseFile } from '../refusal.ts'

/**
 * A zip archive read strictly, for what strangers send (kernel/sheets reads leniently what officials import): it begins with its first entry,
 * ends with its directory, nothing lies between or twice over, no name leads out of it. What two readers could see differently is refused.
 */

export interface ZipPart {
  name: string
  /** Unfolded. */
  bytes: Buffer
}

const most = { parts: 5000, unfolded: 200 * 1024 * 1024 }
const broken = '文件已损坏或没有传完，请重新导出后上传'

export const readZip = (bytes: Buffer, limits: { parts: number; unfolded: number } = most): ZipPart[] => {
  const end = bytes.length - 22
  if (end < 30 || bytes.readUInt32LE(end) !== 0x06054b50) return refuseFile('文件没有传完，或后面附带了别的内容')
  const count = bytes.readUInt16LE(end + 10)
  const directory = bytes.readUInt32LE(end + 16)
  if (count === 0xffff || directory + bytes.readUInt32LE(end + 12) !== end || bytes.readUInt16LE(end + 8) !== count) return refuseFile(broken)
  if (count > limits.parts) return refuseFile('文件内的部件过多，不能接收')
  const entries = directoryOf(bytes, directory, end, count).toSorted((a, b) => a.header - b.header)
  let from = 0
  let left = limits.unfolded
  const parts: ZipPart[] = []
  for (const entry of entries) {
    // A data descriptor of up to 24 bytes may stand between two entries, nothing else.
    if (entry.header < from || entry.header > from + 24) return refuseFile('文件内部有夹带或重叠的内容，不能接收')
    const { start, stop } = bodyOf(bytes, entry, directory)
    const unfolded = unfold(bytes.subarray(start, stop), entry, left)
    left -= unfolded.length
    parts.push({ name: entry.name, bytes: unfolded })
    from = stop
  }
  if (directory < from || directory > from + 24) return refuseFile('文件内部有夹带或重叠的内容，不能接收')
  return parts
}

interface Entry {
  name: string
  method: number
  packed: number
  header: number
}

const directoryOf = (bytes: Buffer, directory: number, end: number, count: number): Entry[] => {
  const entries: Entry[] = []
  const names = new Set<string>()
  let at = directory
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) return refuseFile(broken)
    if ((bytes.readUInt16LE(at + 8) & 1) !== 0) return refuseFile('文件设有密码，无法检查：请取消密码后再上传')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength).replace(/^\//, '')
    if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[A-Za-z]:|[\0\\]|^\//.test(name)) return refuseFile('文件内部的路径不正常，不能接收')
    // Readers differ in which of two equal names they take, and some do not tell a from A.
    if (names.has(name.toLowerCase())) return refuseFile('文件内部有重名的部件，不能接收')
    names.add(name.toLowerCase())
    entries.push({ name, method: bytes.readUInt16LE(at + 10), packed: bytes.readUInt32LE(at + 20), header: bytes.readUInt32LE(at + 42) })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return at === end ? entries : refuseFile(broken)
}

const bodyOf = (bytes: Buffer, { name, header, packed }: Entry, directory: number): { start: number; stop: number } => {
  if (header + 30 > directory || bytes.readUInt32LE(header) !== 0x04034b50) return refuseFile(broken)
  const nameLength = bytes.readUInt16LE(header + 26)
  const start = header + 30 + nameLength + bytes.readUInt16LE(header + 28)
  const stop = start + packed
  if (stop > directory) return refuseFile(broken)
  if (bytes.toString('utf8', header + 30, header + 30 + nameLength).replace(/^\//, '') !== name) return refuseFile(broken)
  return { start, stop }
}

/** Stops as soon as the limit is passed, whatever the directory claimed. */
const unfold = (packed: Buffer, { method }: Entry, left: number): Buffer => {
  if (method === 0) return packed.length > left ? refuseFile('文件展开后过大，不能接收：请检查文件是否正常') : packed
  if (method !== 8) return refuseFile('文件的压缩方式不受支持')
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, left) })
  } catch (error) {
    return refuseFile(error instanceof RangeError ? '文件展开后过大，不能接收：请检查文件是否正常' : broken)
  }
}
