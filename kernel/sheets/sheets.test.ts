import { zipSync, strToU8 } from 'fflate'
import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { cellAddress, readSheet, SheetRefusal, sheetLimits, writeCsv, writeXlsx, type CellValue, type SheetRow } from './index.ts'

const all = async (bytes: Uint8Array, limits = sheetLimits): Promise<SheetRow[]> => Array.fromAsync(readSheet(bytes, limits))
const bytesOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => Buffer.concat(await Array.fromAsync(pieces))
const layout = { sheet: '人才', heads: ['姓名', '证件号码', '备注'] }
const hostile: CellValue[] = ['=HYPERLINK("http://x")', '+1', '@sum', ]

/** A workbook whose sheet is written by hand, for what our own writer never writes. */
const workbook = (sheetData: string, extra: Record<string, string> = {}): Uint8Array =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" state="hidden" r:id="rId9"/><sheet name="b" sheetId="2" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
    'xl/worksheets/sheet1.xml': strToU8(`<worksheet><sheetData>${sheetData}</sheetData></worksheet>`),
    ...Object.fromEntries(Object.entries(extra).map(([name, text]) => [name, strToU8(text)])),
  })

test('what is written is read back, leading signs as text', async () => {
  const file = await bytesOf(writeXlsx(layout, [['张三', '11010519491231002X', '<a> & "b"'], hostile, ['', null, 3.5]]))
  const rows = await all(file)
  expect(rows.map((r) => r.cells)).toEqual([layout.heads, ['张三', '11010519491231002X', '<a> & "b"'], hostile, ['', '', '3.5']])
  expect(rows.some((r) => r.formulas)).toBe(false)
  expect(rows.map((r) => r.row)).toEqual([1, 2, 3, 4])
})

test('a CSV that we write carries no formula and comes back with its quotes and line ends', async () => {
  const file = await bytesOf(writeCsv(layout, [['张"三"', '一\r\n二', '=1+1']]))
  expect(Buffer.from(file).toString()).toContain("'=1+1")
  expect((await all(file))[1]?.cells).toEqual(['张"三"', '一\r\n二', "'=1+1"])
})

test('UTF-8 with and without BOM, GBK, GB 18030 and UTF-16 are all read', async () => {
  const text = '姓名,单位\n㐂龘,"青屿市,人才办"\n'
  for (const encoded of [Buffer.from(text), Buffer.from(`\ufeff${text}`), iconv.encode(text, 'gb18030'), iconv.encode(text, 'utf16', { addBOM: true })]) {
    const rows = await all(encoded)
    expect(rows.map((r) => r.cells.map((c) => c.replace('\ufeff', '')))).toEqual([['姓名', '单位'], ['㐂龘', '青屿市,人才办']])
  }
  expect((await all(iconv.encode('姓名;单位\n张三;甲', 'gbk')))[1]?.cells).toEqual(['张三', '甲'])
})

test('rows are numbered as the spreadsheet numbers them, blank lines and broken cells included', async () => {
  const rows = await all(Buffer.from('a,b\n\n"x\ny",1\r\nz,2'))
  expect(rows.map((r) => r.row)).toEqual([1, 3, 5])
})

test('days, booleans, shared strings and long numbers are read as people see them', async () => {
  const rows = await all(workbook(
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" s="1"><v>45292</v></c><c r="D2" t="b"><v>1</v></c><c r="E2"><v>1.10105194912310016E17</v></c><c r="F2" s="2"><v>45292</v></c></row>',
    {
      'xl/sharedStrings.xml': '<sst><si><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></si></sst>',
      'xl/styles.xml': '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>',
    },
  ))
  expect(rows).toEqual([{ row: 2, cells: ['张三', '', '2024-01-01', '是', '1.10105194912310016E17', '2024-01-01'] }])
})

test('a formula counts by its stored result; without one it is told with its cell', async () => {
  const rows = await all(workbook('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>[1]x!A1</f></c><c r="C1" t="e"><f>A9</f><v>#REF!</v></c></row>'))
  expect(rows[0]).toEqual({ row: 1, cells: ['2', '=', '#REF!'], formulas: [1, 2] })
  expect(cellAddress(1, 1)).toBe('B1')
  expect(cellAddress(27, 12)).toBe('AB12')
})

// clause: ASVS 5.2.3
test('hostile and broken files are refused with a sentence', async () => {
  const refused = async (bytes: Uint8Array, words: string, limits = sheetLimits) => {
    const error = await all(bytes, limits).catch((e: unknown) => e)
    expect(error).toBeInstanceOf(SheetRefusal)
    expect(String(error)).toContain(words)
  }
  const small = { ...sheetLimits, unfoldedBytes: 1_000_000, rows: 10, columns: 5, fileBytes: 2_000_000 }
  await refused(workbook(`<row r="1"><c t="str"><v>${' '.repeat(3_000_000)}</v></c></row>`), '展开后过大', small)
  await refused(workbook('<row r="99"><c><v>1</v></c></row>'), '超过 10 行', small)
  await refused(workbook('<row r="1"><c r="ZZ1"><v>1</v></c></row>'), '超过 5 列', small)
  await refused(Buffer.alloc(2_000_001, 'a'), '超过上限', small)
  await refused(workbook('<row r="1"><c><v>1</v></c></row>').subarray(0, 300), '没有传完')
  await refused(workbook('<row r="1"><c><v>1'), '已损坏')
  await refused(zipSync({ 'a.txt': strToU8('x') }), '不是 XLSX')
  await refused(workbook('', { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>' }), '不允许的声明')
  await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), '旧版 XLS')
  await refused(Buffer.from('a,b\n"x,1\n'), '没有配对')
  await refused(Buffer.from([1, 0, 2, 0]), '不是文本')
  expect(() => readSheet(new Uint8Array())).toThrow('文件是空的')
})
