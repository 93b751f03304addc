import { unitPattern } from '../blanks.ts'

/**
 * What a table says of one cell: the head of its column, the first cell of its row, and what stands between that and the cell
 * (安家补贴 · A类人才 · XX). A head that is itself a blank or a number says nothing; a cell that is a unit is the row's unit.
 */
export const headsFrom = (above: readonly string[], beside: readonly string[]): string[] =>
  [...above, ...beside].filter((text) => text.trim() !== '' && !/[X×_]{2}|【】|^[\d.,%\s—-]+$/.test(text) || text.trim() === '%').map((text) => (unitPattern.exec(text.trim())?.[0] === text.trim() ? `（${text.trim()}）` : text))
