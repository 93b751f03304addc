import { refuseFile } from '../refusal.ts'
import type { FileType } from '../types.ts'
import { readZip, type ZipPart } from './zip.ts'

/** Files that are zip archives of XML: OFD (GB/T 33190), DOCX and XLSX (ISO/IEC 29500). */

const marks: readonly (readonly [string, FileType])[] = [
  ['OFD.xml', 'ofd'],
  ['word/document.xml', 'docx'],
  ['xl/workbook.xml', 'xlsx'],
]

/** Which of them it is; refuses macros, embedded programs and objects, fields that start programs, and what is fetched from elsewhere on opening. */
export const checkOffice = (bytes: Buffer): FileType => {
  const parts = readZip(bytes)
  const found = marks.filter(([mark]) => parts.some(({ name }) => name === mark))
  const [only] = found
  if (!only || found.length > 1) return refuseFile('这是压缩包，不是 OFD、DOCX 或 XLSX：请把里面的材料逐个上传')
  for (const part of parts) checkPart(part)
  return only[1]
}

const programs = /\.(?:exe|dll|com|scr|js|vbs|wsf|bat|cmd|ps1|jar|hta|html?|lnk|sh|msi)$/i
const macros = /vbaProject|vbaData|macrosheets|activeX/i
const objects = /(?:^|\/)(?:embeddings|oleObject)/i

const checkPart = ({ name, bytes }: ZipPart): void => {
  if (macros.test(name)) refuseFile('文件含有宏，不能接收：请另存为不带宏的文件，或打印为 PDF')
  if (objects.test(name) || programs.test(name)) refuseFile('文件内嵌了其他文件或程序，不能接收：请打印为 PDF 后上传')
  if (!/\.(?:xml|rels)$/i.test(name)) return
  if (bytes.length > 1 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0))) refuseFile('文件内部的编码不正常，不能接收：请打印为 PDF 后上传')
  const text = bytes.toString('utf8')
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) refuseFile('文件内部有不允许的声明，不能接收：请打印为 PDF 后上传')
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(text)) refuseFile('文件含有宏，不能接收：请另存为不带宏的文件，或打印为 PDF')
  if (/\.rels$/i.test(name)) checkRelations(text)
  if (/ddeLink/i.test(text) || /^\s*DDE/i.test(fieldsOf(text))) refuseFile('文件含有调用其他程序的域，不能接收：请打印为 PDF 后上传')
}

/** A link that a reader clicks is his choice; everything else that lies outside is fetched without asking. */
const checkRelations = (text: string): void => {
  for (const [relation] of text.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    if (/TargetMode\s*=\s*["']External["']/i.test(relation) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(relation)) refuseFile('文件会在打开时从外部读取内容，不能接收：请打印为 PDF 后上传')
  }
}

/** Instructions of Word's fields, which it may cut into several runs. */
const fieldsOf = (text: string): string =>
  [...text.matchAll(/<w:instrText[^>]*>([^<]*)<|<w:fldSimple[^>]*w:instr="([^"]*)"/g)].map(([, run, simple]) => run ?? simple ?? '').join('')
