import { refuseFile } from '../refusal.ts'
import { acceptedWords, fileLimit, fileTypes, sizeText, type FileType } from '../types.ts'
import { checkJpeg, checkPng } from './image.ts'
import { checkOffice } from './office.ts'
import { checkPdf } from './pdf.ts'
import { beginsAsPdf, looksLikePage } from './polyglot.ts'

/**
 * What a file is, by its bytes; its name must agree. Refuses ({@link FileRefusal}) with one sentence that says what to do instead.
 * Pure and synchronous: {@link inspectFile} runs it where it can be stopped.
 */
export const checkFile = (bytes: Buffer, name: string): FileType => {
  if (bytes.length === 0) return refuseFile('文件是空的，请重新选择')
  if (bytes.length > fileLimit) return refuseFile(`文件有 ${sizeText(bytes.length)}，不能超过 ${sizeText(fileLimit)}`)
  const type = typeOf(bytes)
  const extension = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const known: readonly string[] = fileTypes[type].extensions
  if (!known.includes(extension)) return refuseFile(`文件内容是 ${fileTypes[type].label}，扩展名却是“${extension || '没有'}”，请改回 .${fileTypes[type].extensions[0]} 再上传`)
  return type
}

const typeOf = (bytes: Buffer): FileType => {
  const starts = (text: string, at = 0): boolean => bytes.toString('latin1', at, at + text.length) === text
  if (starts('%PDF-')) return as('pdf', checkPdf(bytes))
  if (starts('\u00ff\u00d8\u00ff')) return as('jpeg', checkJpeg(bytes))
  if (starts('\u0089PNG\r\n\u001a\n')) return as('png', checkPng(bytes))
  if (starts('PK\u0003\u0004')) return checkOffice(bytes)
  if (starts('\u00d0\u00cf\u0011\u00e0')) return refuseFile('这是旧版 Office 文件（.doc、.xls），请另存为 .docx、.xlsx 或 PDF')
  if (starts('MZ') || starts('\u007fELF') || starts('#!')) return refuseFile('这是程序，不能作为材料上传')
  if (starts('ftyphei', 4) || starts('ftypmif1', 4)) return refuseFile('这是 HEIC 照片，请在手机设置中选择“兼容性最佳”后重拍，或转成 JPG')
  if (beginsAsPdf(bytes)) return refuseFile('PDF 前面带有别的内容，不能接收：请用“打印为 PDF”另存一份再上传')
  if (looksLikePage(bytes) || /^[\s\ufeff\u00ef\u00bb\u00bf]*</.test(bytes.toString('latin1', 0, 200))) return refuseFile('网页和 SVG 图片不能作为材料上传：请打印为 PDF，或截图')
  return refuseFile(`不认识这种文件，可以上传 ${acceptedWords}`)
}

/** The type of what its check let through. */
const as = (type: FileType, _checked: void): FileType => type
