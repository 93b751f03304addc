import { draftLimits } from './package.ts'
import { DraftRefusal, type Draft } from './draft.ts'
import { readDocx } from './docx.ts'
import { readText } from './text.ts'

/** A draft by what its bytes are, whatever its name says. */
export const readDraft = (bytes: Uint8Array): Draft => {
  if (bytes.length === 0) throw new DraftRefusal('文件是空的')
  if (bytes.length > draftLimits.fileBytes) throw new DraftRefusal(`文件超过上限 ${draftLimits.fileBytes / 1024 / 1024} MB`)
  const head = String.fromCharCode(...bytes.subarray(0, 5))
  if (head === '%PDF-') throw new DraftRefusal('这是 PDF：请上传 Word（DOCX）或文本')
  if (head.startsWith('{\\rtf')) throw new DraftRefusal('这是 RTF 文件：请在 Word 里另存为 DOCX')
  return head.startsWith('PK') || (bytes[0] === 0xd0 && bytes[1] === 0xcf) ? readDocx(bytes) : readText(bytes)
}
