import { expect, test } from 'vitest'
import { checkFile } from '../files/check/check.ts'
import { paperPdf, type PaperPart } from './paper.ts'

/** Read back by another's reader, page by page, as text. */
const read = async (bytes: Buffer): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await loading.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''))
  }
  await loading.destroy()
  return pages
}

const parts: PaperPart[] = [
  { is: 'title', text: '办件归档目录' },
  { is: 'pairs', pairs: [['办件编号', 'B2026000001'], ['申报对象', '沈知远、欧阳娜娜'], ['金额', '600,000.00 元']] },
  { is: 'heading', text: '材料' },
  { is: 'table', heads: ['名称', '散列'], widths: [1, 2], rows: [['劳动合同.pdf', 'ab'.repeat(32)]] },
]

test('a paper carries its own font and says in Chinese what it was told', async () => {
  const pdf = await paperPdf(parts, { title: '归档目录' })
  const [page = ''] = await read(pdf)
  for (const words of ['办件归档目录', 'B2026000001', '沈知远、欧阳娜娜', '600,000.00 元', '劳动合同.pdf', '第 1 页 / 共 1 页']) expect(page).toContain(words)
  expect(page.replaceAll(/\s/g, '')).toContain('ab'.repeat(32))
  expect(checkFile(pdf, '目录.pdf')).toBe('pdf')
})

test('equal papers are equal bytes', async () => {
  expect((await paperPdf(parts, { title: '归档目录' })).equals(await paperPdf(parts, { title: '归档目录' }))).toBe(true)
})

test('a long paper goes on over pages, and a sign that the font lacks leaves a mark', async () => {
  const pages = await read(await paperPdf([...Array.from({ length: 120 }, (_, at): PaperPart => ({ is: 'text', text: `第${at}行：${'政策'.repeat(40)}` })), { is: 'text', text: '缺字𓀀完' }], { title: '长' }))
  expect(pages.length).toBeGreaterThan(3)
  expect(pages.join('')).toContain('第119行')
  expect(pages.at(-1)).toMatch(/缺字.完/u)
  expect(pages[1]).toContain(`第 2 页 / 共 ${pages.length} 页`)
})
