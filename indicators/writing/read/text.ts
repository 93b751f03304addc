import type { Line } from '../types.ts'

/** A plain-text draft as lines; a row with tabs is a row of a table, whose first cell and whose column's head speak for the others. */
export interface PlacedLine {
  line: Line
  /** Where the line's text stands in the whole. */
  from: number
}

export const linesOfText = (text: string): PlacedLine[] => {
  const lines: PlacedLine[] = []
  let from = 0
  let head: readonly string[] = []
  for (const row of text.split('\n')) {
    if (!row.includes('\t') && !/^\s*[|｜].*[|｜]\s*$/.test(row)) {
      head = []
      lines.push({ line: { text: row, heads: [], part: '正文' }, from })
    } else {
      const table = cellsOf(row)
      if (head.length === 0) head = table.map((cell) => cell.text)
      for (const [at, cell] of table.entries()) {
        const first = at === 0 ? [] : [table[0]?.text ?? '']
        const above = head[at] !== undefined && head[at] !== cell.text ? [head[at]] : []
        lines.push({ line: { text: cell.text, heads: [...above, ...first].filter((one) => !isBlankCell(one)), part: '表格' }, from: from + cell.from })
      }
    }
    from += row.length + 1
  }
  return lines
}

const cellsOf = (row: string): { text: string; from: number }[] => {
  const cells: { text: string; from: number }[] = []
  let from = 0
  for (const piece of row.split(/[\t|｜]/)) {
    cells.push({ text: piece, from })
    from += piece.length + 1
  }
  return cells.filter(({ text }, at) => text.trim() !== '' || (at > 0 && at < cells.length - 1))
}

/** A head that is itself a blank says nothing. */
const isBlankCell = (text: string): boolean => text.trim() === '' || /[X×_]{2}|【】/.test(text)
