/** Why a file cannot be read, as a sentence for the person who sent it. */
export class SheetRefusal extends Error {}

export type SheetLimits = {
  /** Bytes of the file as sent. */
  readonly fileBytes: number
  /** Bytes that a compressed file may unfold to: against zip bombs, which lie about their size, counted while unfolding. */
  readonly unfoldedBytes: number
  readonly rows: number
  readonly columns: number
  /** Characters of one cell. */
  readonly cellLength: number
}

/** 60 MB sent, 1 GB unfolded, 500,000 rows: five times the largest list that a city sends. */
export const sheetLimits: SheetLimits = {
  fileBytes: 60 * 1024 * 1024,
  unfoldedBytes: 1024 * 1024 * 1024,
  rows: 500_000,
  columns: 200,
  cellLength: 4_000,
}

/** One row of a sheet: its number as the spreadsheet shows it (from 1) and the text of its cells, '' where empty. */
export type SheetRow = {
  readonly row: number
  readonly cells: readonly string[]
  /** Columns (from 0) whose cell is a formula without a stored result, or a link to another file: their value cannot be trusted. */
  readonly formulas?: readonly number[]
}

/** A1-style address of a cell; column from 0, row from 1. */
export function cellAddress(column: number, row: number): string {
  let letters = ''
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters
  return `${letters}${row}`
}
