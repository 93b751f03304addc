import { crc32, deflateSync } from 'node:zlib'
import { zipSync } from 'fflate'

/** Small whole files of each kind that is taken in, for tests; hostile ones are made from them where they are needed. */

export const pdfOf = (objects: readonly string[], { after = '' } = {}): Buffer =>
  Buffer.from(`%PDF-1.7\n${objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')}trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n${after}`, 'latin1')

/** An object stream whose objects no reader of plain text sees. */
export const packedObjects = (objects: string, dictionary = '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode'): string =>
  `<< ${dictionary} >>\nstream\n${deflateSync(Buffer.from(`5 0 ${objects}`)).toString('latin1')}\nendstream`

export const plainPdf = (words = 'contract'): Buffer =>
  pdfOf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>', `<< /Title (${words}) >>`])

const chunk = (kind: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(body.length, 0)
  named.copy(framed, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}

export const pngOf = (width: number, height: number, shade = 0x2a): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  // One row of shades a line, filter 0; a claimed size beyond that is a lie, which is what the test of it wants.
  const rows = width * height > 1_000_000 ? Buffer.alloc(10) : Buffer.concat(Array.from({ length: height }, () => Buffer.concat([Buffer.of(0), Buffer.alloc(width, shade)])))
  return Buffer.concat([Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

/** The segments of a JPEG as far as a checker looks: start, comment, size, scan, end. */
export const jpegOf = (width: number, height: number, comment = ''): Buffer => {
  const note = Buffer.from(comment)
  const size = Buffer.from([0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
  const said = note.length ? Buffer.concat([Buffer.from([0xff, 0xfe, (note.length + 2) >> 8, (note.length + 2) & 255]), note]) : Buffer.alloc(0)
  return Buffer.concat([Buffer.from([0xff, 0xd8]), said, size, Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xff, 0xd9])])
}

const text = (words: string): Uint8Array => new TextEncoder().encode(words)

export const zipOf = (parts: Record<string, string | Uint8Array>): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(Object.entries(parts).map(([name, body]) => [name, typeof body === 'string' ? text(body) : body]))))

const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
export const docxOf = (more: Record<string, string | Uint8Array> = {}): Buffer => zipOf({ '[Content_Types].xml': types, 'word/document.xml': '<w:document><w:t>劳动合同</w:t></w:document>', ...more })
export const xlsxOf = (more: Record<string, string | Uint8Array> = {}): Buffer => zipOf({ '[Content_Types].xml': types, 'xl/workbook.xml': '<workbook/>', ...more })
export const ofdOf = (more: Record<string, string | Uint8Array> = {}): Buffer => zipOf({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '<ofd:Document/>', ...more })
