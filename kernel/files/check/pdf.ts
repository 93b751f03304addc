import { constants, inflateSync } from 'node:zlib'
import { refuseFile } from '../refusal.ts'
import { endsAsZip } from './polyglot.ts'

/**
 * What a paper may not do: run script, start a program, send its fields away, carry files inside. Names of ISO 32000 and what to say of them.
 * `/JS` needs no look of its own: it stands in actions of the kinds JavaScript and Rendition alone.
 */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\/(?:JavaScript|Rendition)(?![A-Za-z0-9])/, '脚本'],
  [/\/Launch(?![A-Za-z0-9])/, '启动其他程序的动作'],
  [/\/(?:SubmitForm|ImportData)(?![A-Za-z0-9])/, '向外发送或读取数据的动作'],
  [/\/(?:EmbeddedFiles?|GoToE)(?![A-Za-z0-9])/, '附件'],
  [/\/(?:RichMedia|XFA)(?![A-Za-z0-9])/, '动态内容'],
]
const printAgain = '请用“打印为 PDF”另存一份再上传'

/** Objects may lie packed in streams; all of them together may unfold to this. */
const mostUnfolded = 100 * 1024 * 1024

/**
 * Refuses a PDF that is encrypted (nobody could look into it), broken off, has something before or behind it, or does what a paper may not.
 * Looks through the bytes as they stand, with names unescaped, and through every object stream: a packed action is found as a plain one.
 */
export const checkPdf = (bytes: Buffer): void => {
  const text = bytes.toString('latin1')
  if (!/^%PDF-[12]\.\d/.test(text)) refuseFile('这不是完整的 PDF 文件：可能只是改了扩展名')
  const end = text.lastIndexOf('%%EOF')
  if (end < 0) refuseFile('PDF 没有传完，请重新上传')
  if (/[^\s\0]/.test(text.slice(end + 5)) || endsAsZip(bytes)) refuseFile(`PDF 后面附带了别的内容，不能接收：${printAgain}`)
  if (/\/Encrypt(?![A-Za-z0-9])/.test(unescaped(text))) refuseFile('PDF 设有密码或权限限制，无法检查和归档：请取消密码后再上传')
  refuseForbidden(text)
  let left = mostUnfolded
  for (const unfolded of objectStreams(bytes, text, () => left)) {
    left -= unfolded.length
    refuseForbidden(unfolded.toString('latin1'))
  }
}

/** `/J#61vaScript` is `/JavaScript` to a reader, so it is to us. */
const unescaped = (text: string): string => text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const refuseForbidden = (text: string): void => {
  for (const form of text.includes('#') ? [text, unescaped(text)] : [text]) {
    for (const [name, words] of forbidden) if (name.test(form)) refuseFile(`PDF 里含有${words}，不能接收：${printAgain}`)
  }
}

function* objectStreams(bytes: Buffer, text: string, left: () => number): Generator<Buffer> {
  for (const { index, 0: word } of text.matchAll(/(?<!end)stream\r?\n/g)) {
    const window = text.slice(Math.max(0, index - 4096), index)
    const dictionary = unescaped(window.slice(Math.max(0, window.lastIndexOf(' obj'))))
    // A reader finds object streams by the cross-reference table and need not care for /Type; /First is what it cannot do without.
    if (!/\/(?:ObjStm|First)(?![A-Za-z0-9])/.test(dictionary)) continue
    const start = index + word.length
    const stop = text.indexOf('endstream', start)
    const packed = bytes.subarray(start, stop < 0 ? bytes.length : stop)
    const filter = /\/Filter\s*(?:\[\s*\/([A-Za-z0-9]+)\s*\]|\/([A-Za-z0-9]+)|(\S))/.exec(dictionary)
    if (!filter) yield packed
    else if ((filter[1] ?? filter[2]) === 'FlateDecode' && !/\/Predictor\s+(?!1\b)/.test(dictionary)) yield unfold(packed, left())
    else refuseFile(`PDF 的压缩方式无法检查，不能接收：${printAgain}`)
  }
}

const unfold = (packed: Buffer, left: number): Buffer => {
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, left), finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    if (error instanceof RangeError) return refuseFile('PDF 展开后过大，已停止检查：请检查文件是否正常')
    return refuseFile('PDF 的内容已损坏，请重新导出后上传')
  }
}
