import { crc32 } from 'node:zlib'
import { refuseFile } from '../refusal.ts'
import { beginsAsPdf, endsAsZip, looksLikePage } from './polyglot.ts'

/** 100 million points: four times what a phone takes. More only exhausts whoever opens it. */
const mostPoints = 100_000_000

const notOther = (bytes: Buffer): void => {
  if (endsAsZip(bytes) || beginsAsPdf(bytes) || looksLikePage(bytes)) refuseFile('图片里夹带了别的内容，不能接收：请重新拍照或截图后上传')
}

const notTooLarge = (width: number, height: number): void => {
  if (width < 1 || height < 1) refuseFile('图片已损坏：没有尺寸')
  if (width * height > mostPoints) refuseFile(`图片尺寸过大（${width}×${height}），请缩小后上传`)
}

/** Walks the segments to the start of the picture; refuses what breaks off, what is too large, what carries something else. */
export const checkJpeg = (bytes: Buffer): void => {
  let at = 2
  let sized = false
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return refuseFile('JPG 图片已损坏，或没有传完')
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = bytes.readUInt16BE(at + 2)
    if (length < 2 || at + 2 + length > bytes.length) return refuseFile('JPG 图片已损坏，或没有传完')
    // SOF0–SOF15 hold the size; C4, C8 and CC are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (length < 8) return refuseFile('JPG 图片已损坏，或没有传完')
      notTooLarge(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
      sized = true
    }
    at += 2 + length
    if (marker === 0xda) break
  }
  if (!sized || bytes.indexOf('\u00ff\u00d9', at, 'latin1') < 0) refuseFile('JPG 图片已损坏，或没有传完')
  notOther(bytes)
}

/** Every chunk with its checksum, from IHDR to IEND, and nothing behind. */
export const checkPng = (bytes: Buffer): void => {
  let at = 8
  let first = true
  for (;;) {
    if (at + 12 > bytes.length) return refuseFile('PNG 图片已损坏，或没有传完')
    const length = bytes.readUInt32BE(at)
    const kind = bytes.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > bytes.length || crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)) return refuseFile('PNG 图片已损坏，或没有传完')
    if (first !== (kind === 'IHDR') || (first && length !== 13)) return refuseFile('PNG 图片已损坏')
    if (first) notTooLarge(bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12))
    first = false
    at += 12 + length
    if (kind === 'IEND') break
  }
  if (at !== bytes.length) refuseFile('PNG 图片后面附带了别的内容，不能接收：请重新截图后上传')
  notOther(bytes)
}
