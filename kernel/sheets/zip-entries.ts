import { Inflate } from 'fflate'
import { SheetRefusal, type SheetLimits } from './limits.ts'

export type ZipEntry = { readonly name: string; readonly method: number; readonly start: number; readonly packed: number }

/**
 * The directory of a zip file, from its end as the format wants. Refuses what is no zip, what is encrypted, and zip64
 * (nobody's list of people needs four gigabytes). `what` names the kind of file in the sentence.
 */
export function zipEntries(bytes: Uint8Array, what = 'XLSX'): Map<string, ZipEntry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  const lowest = Math.max(0, bytes.length - 22 - 65_535)
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < lowest || end < 0) throw new SheetRefusal(`这不是完整的 ${what} 文件：可能没有传完，或只是改了扩展名`)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, ZipEntry>()
  const names = new TextDecoder()
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new SheetRefusal(`${what} 文件的目录已损坏`)
    if ((view.getUint16(at + 8, true) & 1) !== 0) throw new SheetRefusal('文件有密码，请取消密码后再导入')
    const packed = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const header = view.getUint32(at + 42, true)
    if (header + 30 > bytes.length || view.getUint32(header, true) !== 0x04034b50) throw new SheetRefusal(`${what} 文件的内容已损坏`)
    const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)
    if (start + packed > bytes.length) throw new SheetRefusal(`${what} 文件不完整，可能没有传完`)
    const name = names.decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(name.replace(/^\//, ''), { name, method: view.getUint16(at + 10, true), start, packed })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

const STEP = 64 * 1024

/** Counts what the whole file has unfolded to, across its entries. */
export type Unfolded = { bytes: number }

/** Unfolds one entry piece by piece; stops as soon as the limit is passed, whatever the directory claimed. */
export function* unfold(bytes: Uint8Array, entry: ZipEntry, limits: Pick<SheetLimits, 'unfoldedBytes'>, unfolded: Unfolded, what = 'XLSX'): Generator<Uint8Array> {
  const count = (piece: Uint8Array): Uint8Array => {
    unfolded.bytes += piece.length
    if (unfolded.bytes > limits.unfoldedBytes) throw new SheetRefusal('文件展开后过大，已停止读取：请检查文件是否正常')
    return piece
  }
  const packed = bytes.subarray(entry.start, entry.start + entry.packed)
  if (entry.method === 0) {
    yield count(packed)
    return
  }
  if (entry.method !== 8) throw new SheetRefusal(`${what} 文件的压缩方式不受支持`)
  let out: Uint8Array[] = []
  const inflate = new Inflate((piece) => out.push(count(piece)))
  for (let at = 0; at < packed.length; at += STEP) {
    try {
      inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
    } catch (error) {
      if (error instanceof SheetRefusal) throw error
      throw new SheetRefusal(`${what} 文件的内容已损坏`)
    }
    yield* out
    out = []
  }
}
