/** The visible mark: one line above the heads and on each printed page, and the number of the export behind each row. */

export const numberHead = '导出编号'

export interface Face {
  number: string
  accountName: string
  office: string
  purpose: string
  reason: string
  serves: string | null
  /** Minutes in Shanghai, as people write them. */
  at: string
  keepUntil: string
}

export const bannerOf = ({ number, accountName, office, purpose, reason, serves, at, keepUntil }: Face): string =>
  `${numberHead} ${number}｜${accountName}｜${office}｜${at}｜保存至 ${keepUntil}，到期删除｜用途：${purpose}${serves ? `（${serves}）` : ''}，${reason}｜每行都有标记，不得移作他用`

export const isBanner = (cells: readonly string[]): boolean => new RegExp(`^${numberHead} DC\\d{10,}｜`).test(cells[0] ?? '') && cells.slice(1).every((cell) => cell === '')
