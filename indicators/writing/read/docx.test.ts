import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { findBlanks } from '../blanks.ts'
import { readDraft } from './read.ts'
import { DraftRefusal, type Draft } from './draft.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
const word = (body: string, more: Record<string, string> = {}): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries({ '[Content_Types].xml': types, 'word/document.xml': `<?xml version="1.0"?><w:document ${w}><w:body>${body}<w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:body></w:document>`, ...more }).map(([name, text]) => [name, strToU8(text)])))
const run = (text: string, properties = '') => `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const paragraph = (...runs: string[]) => `<w:p><w:pPr><w:rPr><w:b/></w:rPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>${runs.join('')}</w:p>`
const blanksOf = (draft: Draft) => findBlanks(draft.lines).map(({ line, text }) => `${draft.lines[line]?.part} ${text}`)
const partOf = (bytes: Uint8Array, name: string): string => new TextDecoder().decode(unzipSync(bytes)[name] ?? new Uint8Array())
const fillAll = async (draft: Draft, text: string, copy: 'review' | 'final') => draft.write(findBlanks(draft.lines).map((blank) => ({ line: blank.line, from: blank.from, to: blank.to, text, mark: 'sure' as const })), { copy })

describe('a Word draft', () => {
  test('finds blanks that are split over runs, in tables, headers, footnotes and text boxes, in the order of reading', () => {
    const table = `<w:tbl><w:tr><w:tc>${paragraph(run('项目'))}</w:tc><w:tc>${paragraph(run('数量'))}</w:tc></w:tr><w:tr><w:tc>${paragraph(run('众创空间'))}</w:tc><w:tc>${paragraph(run('XX家'))}</w:tc></w:tr></w:tbl>`
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph(run('密度XX%'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph(run('密度XX%'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    const draft = readDraft(word(paragraph(run('引进人才'), run('X'), run('X', '<w:b/>'), run('名')) + table + box, { 'word/header1.xml': `<w:hdr ${w}>${paragraph(run('第XX期'))}</w:hdr>`, 'word/footnotes.xml': `<w:footnotes ${w}><w:footnote>${paragraph(run('共____人'))}</w:footnote></w:footnotes>` }))
    expect(blanksOf(draft)).toEqual(['正文 XX', '表格 XX', '文本框 XX', '页眉 XX', '脚注 ____'])
    expect(draft.lines.find(({ part, text }) => part === '表格' && text === 'XX家')?.heads).toEqual(['数量', '众创空间'])
    expect(draft.notes).toEqual([])
  })

  test('underlined spaces are a line to write on', () => {
    expect(blanksOf(readDraft(word(paragraph(run('引进'), run('    ', '<w:u w:val="single"/>'), run('名，'), run('    '), run('其他')))))).toEqual(['正文 ____'])
  })

  test('what is filled keeps the run’s own look; nothing else of the file changes', async () => {
    const look = '<w:rFonts w:eastAsia="仿宋"/><w:b/><w:sz w:val="32"/><w:u w:val="single"/>'
    const bytes = word(paragraph(run('引进人才'), run('X', look), run('X名 &amp; 其他', '<w:i/>')), { 'word/media/a.txt': 'picture' })
    const final = await fillAll(readDraft(bytes), '1268', 'final')
    expect(partOf(final, 'word/document.xml')).toContain(`<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">1268</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">名 &amp; 其他</w:t></w:r>`)
    expect(partOf(final, 'word/media/a.txt')).toBe('picture')
    expect(readDraft(final).lines[0]?.text).toBe('引进人才1268名 & 其他')
  })

  test('the review copy marks by colour, in a run of its own with the mark where the schema wants it', async () => {
    const review = await fillAll(readDraft(word(paragraph(run('引进XX名', '<w:b/><w:u w:val="single"/>')))), '9<8', 'review')
    const xml = partOf(review, 'word/document.xml')
    expect(xml).toContain('<w:rPr><w:b/><w:highlight w:val="green"/><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">9&lt;8</w:t>')
    expect(readDraft(review).lines[0]?.text).toBe('引进9<8名')
  })

  test('both forms of a text box are filled alike', async () => {
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph(run('密度XX%'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph(run('密度XX%'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`
    expect(partOf(await fillAll(readDraft(word(box)), '18.5', 'final'), 'word/document.xml').match(/密度18\.5%/g)).toHaveLength(2)
  })

  test('tracked changes are read as accepted, and the reader is told', () => {
    const draft = readDraft(word(`<w:p><w:del>${run('累计')}<w:r><w:delText>XX</w:delText></w:r></w:del><w:ins>${run('引进')}</w:ins><w:r><w:rPr><w:rPrChange><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr><w:t>XX名</w:t></w:r></w:p>`))
    expect(draft.lines[0]?.text).toBe('引进XX名')
    expect(draft.notes).toEqual(['文稿带有修订：按接受全部修订后的文字读取，删除的文字不读'])
  })

  test('the table of sources stands at the end of the body, before its section', async () => {
    const bytes = await readDraft(word(paragraph(run('引进XX名')))).write([], { copy: 'final', sources: [['空号', '文中'], ['1', '引进<8>名']] })
    const xml = partOf(bytes, 'word/document.xml')
    expect(xml).toMatch(/数据来源表.*引进&lt;8&gt;名.*<\/w:tbl><w:p\/><w:sectPr>/s)
    expect(readDraft(bytes).lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['数据来源表', '引进<8>名']))
  })

  test('three hundred blanks are filled in one go', async () => {
    const draft = readDraft(word(Array.from({ length: 300 }, () => paragraph(run('人才总量X'), run('X人'))).join('')))
    expect(findBlanks(draft.lines)).toHaveLength(300)
    expect(readDraft(await fillAll(draft, '7', 'review')).lines.every(({ text }) => text === '人才总量7人')).toBe(true)
  })
})

describe('what cannot be read is refused with a sentence', () => {
  const refused = (bytes: Uint8Array): string => {
    try {
      readDraft(bytes)
    } catch (fault) {
      if (fault instanceof DraftRefusal) return fault.message
      throw fault
    }
    throw new Error('was read')
  }
  const ole = (words: string) => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(words, 'utf16le')])

  test.each([
    ['nothing', () => new Uint8Array(), '文件是空的'],
    ['a .doc that was renamed', () => ole('WordDocument'), '这是旧版 DOC 文件（或改了扩展名）：请在 Word 里另存为 DOCX'],
    ['a password', () => ole('EncryptedPackage'), '文件有密码，请取消密码后再用'],
    ['macros', () => word('', { 'word/vbaProject.bin': 'x' }), '文件带有宏，请另存为不带宏的 DOCX'],
    ['a macro-enabled type', () => word('', { '[Content_Types].xml': types.replace('/>', '><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>') }), '文件带有宏，请另存为不带宏的 DOCX'],
    ['another package', () => zipSync({ 'xl/workbook.xml': strToU8('<a/>') }), '这不是 Word 文档（DOCX）'],
    ['a file that was cut off', () => word(paragraph(run('引进'))).subarray(0, 200), '这不是完整的 Word 文件：可能没有传完，或只是改了扩展名'],
    ['broken XML', () => word('<w:p><w:r></w:p>'), 'Word 文件的内容已损坏'],
    ['a DTD', () => zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }), 'Word 文件含有不允许的声明，已停止读取'],
    ['a zip bomb', () => zipSync({ '[Content_Types].xml': strToU8(types), 'word/document.xml': new Uint8Array(210 * 1024 * 1024) }), '文件展开后过大，已停止读取：请检查文件是否正常'],
    ['PDF', () => strToU8('%PDF-1.7'), '这是 PDF：请上传 Word（DOCX）或文本'],
    ['RTF', () => strToU8('{\\rtf1'), '这是 RTF 文件：请在 Word 里另存为 DOCX'],
    ['bytes that are no text', () => new Uint8Array([1, 2, 3, 4]), '这不是文本文件：请上传 DOCX 或 TXT'],
  ] as const)('%s', (_, bytes, sentence) => expect(refused(bytes())).toBe(sentence))
})

describe('a text draft', () => {
  const gbk = Buffer.from([0xd2, 0xfd, 0xbd, 0xf8, 0x58, 0x58, 0xc3, 0xfb, 0x0d, 0x0a])

  test('in GBK is read and written back in GBK, with its line ends', async () => {
    const draft = readDraft(gbk)
    expect(draft.lines[0]?.text).toBe('引进XX名')
    expect(Buffer.from(await fillAll(draft, '8', 'final'))).toEqual(Buffer.from([0xd2, 0xfd, 0xbd, 0xf8, 0x38, 0xc3, 0xfb, 0x0d, 0x0a]))
  })

  test('the review copy says what is sure and what is not', async () => {
    const draft = readDraft(strToU8('引进XX名、XX名'))
    const [one, two] = findBlanks(draft.lines)
    const text = await draft.write([{ line: 0, from: one?.from ?? 0, to: one?.to ?? 0, text: '8', mark: 'sure' }, { line: 0, from: two?.from ?? 0, to: two?.to ?? 0, text: 'XX', mark: 'left' }], { copy: 'review' })
    expect(new TextDecoder().decode(text)).toBe('引进〖8〗名、〖?XX〗名')
  })

  test('cells of a row keep their places', async () => {
    const draft = readDraft(strToU8('项目\t数量\n众创空间\tXX家\n'))
    expect(new TextDecoder().decode(await fillAll(draft, '10', 'final'))).toBe('项目\t数量\n众创空间\t10家\n')
  })
})
