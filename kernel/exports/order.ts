import { createHmac, hash } from 'node:crypto'

/**
 * The second mark, for whoever strips what has no width, prints or retypes: within each 32 rows of a file the rows stand in an order that the
 * export's key gives. A page of another origin looks shuffled to that key. Survives other columns being dropped, rows left out, printing and
 * retyping; does not survive sorting, and says nothing below some 16 rows.
 */
export const orderBlock = 32
/** Odds against an accident, as bits: all guesses of one search together stay under 2^-40. */
export const orderBits = 40
const fewest = 16

/** What of a cell is compared: its characters without width, space and case. */
export const plainOf = (text: string): string => text.normalize('NFKC').replace(/\s|\u200b|\u200c|\u200d|\u2060|\ufeff/g, '').toLowerCase()

/** The place of a text in this export's order. */
export type Order = (text: string) => string
export const orderOf = (key: Uint8Array, mark: number): Order => {
  const own = createHmac('sha256', key).update(String(mark)).digest('hex')
  return (text) => hash('sha256', `${own}|${text}`).slice(0, 16)
}

/** The column whose cells order the rows: a number of the record, else a name, else the first. */
export const orderColumn = (keys: readonly string[]): number => {
  const by = (pattern: RegExp) => keys.findIndex((key) => pattern.test(key))
  return [by(/^number$/), by(/Number$/), by(/^name$/), by(/Name$/), 0].find((at) => at >= 0) ?? 0
}

/** The rows, each block of them in the export's order; `textOf` gives the cell that orders. */
export async function* inOrder<T>(rows: AsyncIterable<T>, order: Order, textOf: (row: T) => string): AsyncGenerator<T> {
  let block: { row: T; at: string }[] = []
  for await (const row of rows) {
    block.push({ row, at: order(plainOf(textOf(row))) })
    if (block.length < orderBlock) continue
    yield* sorted(block)
    block = []
  }
  yield* sorted(block)
}
const sorted = <T>(block: { row: T; at: string }[]): T[] => block.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map(({ row }) => row)

/** Columns of a pasted page as sequences of different texts, whatever separates the cells; too short ones say nothing. */
export const sequencesOf = (text: string, most = 256): string[][] => {
  const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== '').slice(0, most)
  const found = new Map<string, string[]>()
  for (const separator of [/\t|,|，|;|；|\|/, /\s+/]) {
    const cells = lines.map((line) => line.replaceAll('"', '').trim().split(separator))
    const width = Math.min(40, Math.max(0, ...cells.map(({ length }) => length)))
    for (let column = 0; column < width; column++) {
      const sequence = [...new Set(cells.map((row) => plainOf(row[column] ?? '')).filter((cell) => cell !== ''))]
      if (sequence.length >= fewest) found.set(sequence.join('\n'), sequence)
    }
  }
  return [...found.values()]
}

/**
 * Bits against accident that this sequence stands in this order: of the n! orders of n texts at most (d+1)^n have d descents or fewer, and each
 * end of a block makes one.
 */
export const bitsFor = (order: Order, sequence: readonly string[]): number => {
  let before = ''
  let descents = 0
  for (const text of sequence) {
    const at = order(text)
    if (at < before) descents++
    before = at
  }
  return factorialBits(sequence.length) - sequence.length * Math.log2(descents + 1)
}
const factorialBits = (n: number): number => {
  let bits = 0
  for (let i = 2; i <= n; i++) bits += Math.log2(i)
  return bits
}
