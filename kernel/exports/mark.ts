import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * The hidden mark: four characters without width carry two bits each, 32 bits that name the export and 48 bits of HMAC over them. It survives copying
 * as text and as CSV; it does not survive a program that strips such characters, nor retyping: for those the order of the rows speaks (order.ts).
 */
const symbols = ['\u200b', '\u200c', '\u200d', '\u2060'] as const
const ofSymbol: ReadonlyMap<string, number> = new Map(symbols.map((symbol, at) => [symbol, at]))
const macBytes = 6
/** Characters of one mark: 80 bits by two. */
export const markLength = (4 + macBytes) * 4

const macOf = (key: Uint8Array, four: Uint8Array): Buffer => createHmac('sha256', key).update(four).digest().subarray(0, macBytes)

/** The mark of an export as text to put behind a cell's words. `mark` is a whole number of 32 bits. */
export const markText = (key: Uint8Array, mark: number): string => {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(mark)
  let text = ''
  for (const byte of Buffer.concat([four, macOf(key, four)])) for (const shift of [6, 4, 2, 0]) text += symbols[(byte >> shift) & 3] ?? ''
  return text
}

/** Every mark in a text with the lines that carry it, whatever stands between its characters. A mark that was not made with the key is none (2^-48). */
export const marksIn = (key: Uint8Array, text: string): Map<number, number> => {
  const found = new Map<number, number>()
  for (const line of text.split(/\r\n|[\r\n]/)) for (const mark of marksOfLine(key, line)) found.set(mark, (found.get(mark) ?? 0) + 1)
  return found
}

const marksOfLine = (key: Uint8Array, line: string): Set<number> => {
  const bits: number[] = []
  for (const character of line) {
    const symbol = ofSymbol.get(character)
    if (symbol !== undefined) bits.push(symbol)
  }
  const marks = new Set<number>()
  for (let at = 0; at + markLength <= bits.length; at++) {
    const bytes = Buffer.alloc(markLength / 4)
    for (let i = 0; i < markLength; i++) bytes[i >> 2] = ((bytes[i >> 2] ?? 0) << 2) | (bits[at + i] ?? 0)
    const four = bytes.subarray(0, 4)
    if (timingSafeEqual(macOf(key, four), bytes.subarray(4))) marks.add(four.readUInt32BE())
  }
  return marks
}

/** A text without marks: what comes back into the house is as it was before it went out. Shorter runs are somebody's own (a joined emoji, Persian). */
export const withoutMarks = (text: string): string => (text.length < 8 ? text : text.replace(/(?:\u200b|\u200c|\u200d|\u2060){8,}/g, ''))
