import { SaxesParser } from 'saxes'
import { SheetRefusal, unfold, zipEntries, type Unfolded } from '../../../kernel/sheets/index.ts'
import { DraftRefusal } from './draft.ts'

/** Most that a Word file may be and unfold to: a speech with pictures, not a film. */
export const draftLimits = { fileBytes: 20 * 1024 * 1024, unfoldedBytes: 200 * 1024 * 1024, characters: 2_000_000 } as const

/** Every part of a Word file, unfolded under the limits. Refuses what is no .docx, has macros, a password, or declares a DTD. */
export const openPackage = (bytes: Uint8Array): Map<string, Uint8Array> => {
  if (bytes.length > draftLimits.fileBytes) throw new DraftRefusal(`文件超过上限 ${draftLimits.fileBytes / 1024 / 1024} MB`)
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) throw new DraftRefusal(isEncrypted(bytes) ? '文件有密码，请取消密码后再用' : '这是旧版 DOC 文件（或改了扩展名）：请在 Word 里另存为 DOCX')
  const parts = unfolded(bytes)
  const types = text(parts.get('[Content_Types].xml'))
  if ([...parts.keys()].some((name) => /vbaProject|vbaData/i.test(name)) || /macroEnabled/i.test(types)) throw new DraftRefusal('文件带有宏，请另存为不带宏的 DOCX')
  if (!parts.has('word/document.xml')) throw new DraftRefusal('这不是 Word 文档（DOCX）')
  return parts
}

const unfolded = (bytes: Uint8Array): Map<string, Uint8Array> => {
  const parts = new Map<string, Uint8Array>()
  const so: Unfolded = { bytes: 0 }
  try {
    for (const [name, entry] of zipEntries(bytes, 'Word')) parts.set(name, joined([...unfold(bytes, entry, draftLimits, so, 'Word')]))
  } catch (fault) {
    if (fault instanceof SheetRefusal) throw new DraftRefusal(fault.message.replace('再导入', '再用'))
    throw fault
  }
  return parts
}

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

/** The stream that holds a file with a password is called EncryptedPackage, in UTF-16. */
const isEncrypted = (bytes: Uint8Array): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'))

const text = (part: Uint8Array | undefined): string => new TextDecoder().decode(part ?? new Uint8Array())

/** A part as text, after a check that it is well formed and declares nothing. */
export const xmlOf = (parts: ReadonlyMap<string, Uint8Array>, name: string): string => {
  const xml = text(parts.get(name)).replace(/^\uFEFF/, '')
  if (xml.length > draftLimits.unfoldedBytes / 4) throw new DraftRefusal('文稿过大，请拆成几份')
  const parser = new SaxesParser<{ xmlns?: false; position: boolean }>({ position: false })
  parser.on('doctype', () => {
    throw new DraftRefusal('Word 文件含有不允许的声明，已停止读取')
  })
  parser.on('error', () => {
    throw new DraftRefusal('Word 文件的内容已损坏')
  })
  parser.write(xml).close()
  return xml
}
