import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { bitsFor, inOrder, orderBits, orderBlock, orderOf, plainOf, sequencesOf } from './order.ts'
import { markLength, marksIn, markText, withoutMarks } from './mark.ts'
import { traceText } from './trace.ts'

const key = randomBytes(32)
const keys = { key: () => key, current: () => 1 }
const name = (at: number) => `RC${String(2026_000_000 + at * 7)}`
const rowsOf = async (mark: number, count: number) => Array.fromAsync(inOrder((async function* () { for (let at = 0; at < count; at++) yield name(at) })(), orderOf(key, mark), (text) => text))

test('a mark is read back wherever it stands in a line, beside other invisible characters, and twice in one line', () => {
  for (const mark of [0, 1, 0xdead_beef, 2 ** 32 - 1]) {
    const text = markText(key, mark)
    expect(text.length).toBe(markLength)
    expect([...marksIn(key, `沈知远\t临海区${text}\t硕士`)]).toEqual([[mark, 1]])
    expect([...marksIn(key, `\u200d${text}\u200b,"${text}"\r\n无\n${text}`)]).toEqual([[mark, 2]])
    expect([...marksIn(key, `${text.slice(0, 20)}字${text.slice(20)}`)]).toEqual([[mark, 1]])
    expect(withoutMarks(`临海区${text}`)).toBe('临海区')
  }
})

test('a mark with one character changed, cut or of another house is none', () => {
  const text = markText(key, 77)
  for (let at = 0; at < text.length; at++) {
    const other = [...text]
    other[at] = other[at] === '\u200b' ? '\u200c' : '\u200b'
    expect(marksIn(key, other.join('')).size).toBe(0)
  }
  expect(marksIn(key, text.slice(1)).size).toBe(0)
  expect(marksIn(randomBytes(32), text).size).toBe(0)
})

test('what is somebody’s own stays: joined emoji, Persian, a short run of joiners', () => {
  for (const text of ['👨‍👩‍👧‍👦 一家', 'می‌خواهم', 'a\u200b\u2060b', '']) expect(withoutMarks(text)).toBe(text)
})

test('of 100,000 random texts, half of them full of characters without width, none is attributed', () => {
  const exports = Array.from({ length: 50 }, (_, at) => ({ mark: at, number: `DC2026${String(at + 1).padStart(6, '0')}` }))
  const pool = ['\u200b', '\u200c', '\u200d', '\u2060']
  const wrong: string[] = []
  for (let round = 0; round < 100_000; round++) {
    const width = round % 2 ? 48 : 12
    const text = Array.from(randomBytes(width), (byte) => (round % 2 ? pool[byte % 4] : String.fromCodePoint(0x4e00 + byte * 80))).join('')
    if (traceText(keys, exports, text).length > 0) wrong.push(text)
  }
  expect(wrong).toEqual([])
}, 240_000)

test('rows keep together by blocks and are all there, in an order that differs from export to export', async () => {
  const [one, other] = [await rowsOf(1, 100), await rowsOf(2, 100)]
  expect(one).not.toEqual(other)
  const plain = Array.from({ length: 100 }, (_, at) => name(at))
  for (const rows of [one, other]) {
    expect(rows.toSorted()).toEqual(plain)
    for (let at = 0; at < 100; at += orderBlock) expect(rows.slice(at, at + orderBlock).toSorted()).toEqual(plain.slice(at, at + orderBlock))
  }
})

test('a page without its invisible characters is found by its order: columns dropped, rows left out, spaces put in, retyped', async () => {
  const exports = Array.from({ length: 400 }, (_, mark) => ({ mark, number: `DC2026${String(mark + 1).padStart(6, '0')}` }))
  const rows = (await rowsOf(321, 200)).slice(40, 90)
  const table = rows.map((number, at) => `甲${at % 7}\t${number}\t临海区`).join('\n')
  expect(traceText(keys, exports, table)).toEqual([{ mark: 321, way: 'order', lines: 50 }])
  expect(traceText(keys, exports, rows.filter((_, at) => at % 3 !== 0).join('\n'))).toMatchObject([{ mark: 321, way: 'order' }])
  expect(traceText(keys, exports, rows.map((number) => `  ${number.toLowerCase()}  硕士 `).join('\r\n'))).toMatchObject([{ mark: 321, way: 'order' }])
  // What it does not survive, and below how many rows it says nothing.
  expect(traceText(keys, exports, rows.toSorted().join('\n'))).toEqual([])
  expect(traceText(keys, exports, rows.slice(0, 12).join('\n'))).toEqual([])
})

test('10,000 shuffled pages are no export’s order, and the bound is not there by luck', () => {
  const orders = Array.from({ length: 5 }, (_, mark) => orderOf(key, mark))
  let most = 0
  for (let round = 0; round < 10_000; round++) {
    const page = Array.from({ length: 20 + (round % 20) }, (_, at) => String(round * 997 + at * 7919))
    for (const order of orders) most = Math.max(most, bitsFor(order, page))
  }
  expect(most).toBeLessThan(orderBits)
  expect(most).toBeGreaterThan(0)
})

test('a written number is said to be written, and only when there is such an export', () => {
  const exports = [{ mark: 5, number: 'DC2026000012' }]
  expect(traceText(keys, exports, '照片里写着 ｄｃ2026000012 和 dc2026000012')).toEqual([{ mark: 5, way: 'number', lines: 2 }])
  expect(traceText(keys, exports, '写着 DC2026000013')).toEqual([])
  expect(sequencesOf('一行')).toEqual([])
  expect(plainOf(' Ａ\u200b b ')).toBe('ab')
})
