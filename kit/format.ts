import type { Fen, Instant, PlainDate } from '../kernel/types.ts'

/** 2024年9月1日 */
export const dateText = (date: PlainDate | string): string => {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const shanghai = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
/** 2024年9月1日 15:04 */
export const momentText = (instant: Instant | string): string => {
  const part = Object.fromEntries(shanghai.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]))
  return `${part['year']}年${part['month']}月${part['day']}日 ${part['hour']}:${part['minute']}`
}

const grouped = new Intl.NumberFormat('zh-CN')
export const countText = (count: number | bigint): string => grouped.format(count)

/** 共 1,234 条, or 超过 2,000 条 where a list was not counted to its end. */
export const totalText = ({ total, exact }: { total: number; exact: boolean }, unit = '条'): string => `${exact ? '共' : '超过'} ${countText(total)} ${unit}`

/** Exact yuan with fen where there are any: 600,000 元, 1,234.50 元. For sheets that are signed. */
export const yuanText = (amount: Fen | bigint): string => {
  const sign = amount < 0n ? '-' : ''
  const positive = amount < 0n ? -amount : amount
  const rest = positive % 100n
  return `${sign}${grouped.format(positive / 100n)}${rest ? `.${rest.toString().padStart(2, '0')}` : ''} 元`
}

/** Money by its size, for reading: 8,000 元, 60 万元, 3.2 亿元; at most two decimals, rounded half up. */
export const moneyText = (amount: Fen | bigint): string => {
  const size = amount < 0n ? -amount : amount
  if (size >= 1_0000_0000_00n) return `${hundredths(amount, 1_0000_0000_00n)} 亿元`
  if (size >= 1_0000_00n) return `${hundredths(amount, 1_0000_00n)} 万元`
  return yuanText(amount)
}

const hundredths = (amount: bigint, unit: bigint): string => {
  const scaled = (amount * 100n + (amount < 0n ? -unit : unit) / 2n) / unit
  const sign = scaled < 0n ? '-' : ''
  const positive = scaled < 0n ? -scaled : scaled
  const rest = (positive % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${sign}${grouped.format(positive / 100n)}${rest ? `.${rest}` : ''}`
}
