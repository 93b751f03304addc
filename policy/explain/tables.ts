import { formatDecimal } from '../language/decimal.ts'
import { words } from '../language/words.ts'
import type { Amount, Give } from '../measure/edition.ts'
import { amountWords, scheduleWords } from './describe.ts'

/** A figure of a clause as the clause prints it: a table where it is one. The first column is the key; amounts are words (`5万元`). */
export interface AmountTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** One benefit taken apart for reading: the sum as tables and sentences, and when it is paid. */
export interface GivePlain {
  readonly name: string | null
  /** What is given, where it is no money. */
  readonly what: string | null
  readonly tables: readonly AmountTable[]
  /** What no table says: a fixed sum, a formula, floor and cap, additions. */
  readonly sentences: readonly string[]
  readonly paid: string | null
}

/** The gives of an edition or of one of its alternatives. Source: the definition alone, so that the page says what the engine pays. */
export function plainGives(gives: readonly Give[]): readonly GivePlain[] {
  return gives.map((give) => {
    const sentences: string[] = []
    const tables = give.amount ? tablesOf(give.amount, sentences) : []
    if (give.when) sentences.push(`限${words(give.when.expr)}的`)
    for (const uplift of give.uplifts) sentences.push(`${uplift.says}另加${'percent' in uplift.by ? `${formatDecimal({ n: uplift.by.percent.n * 100n, s: uplift.by.percent.s })}%` : `${formatDecimal(uplift.by.yuan)}元`}`)
    if (give.maxTotal) sentences.push(`总额不超过${amountWords(give.maxTotal)}`)
    return { name: give.name ?? null, what: give.what ?? null, tables, sentences, paid: give.amount ? scheduleWords(give.schedule) : null }
  })
}

function tablesOf(amount: Amount, sentences: string[]): readonly AmountTable[] {
  switch (amount.kind) {
    case 'table': return [tableOf(amount)]
    case 'rows': return [{ head: ['情形', '标准'], rows: [...amount.rows.map((row) => [words(row.when.expr), amountWords(row.amount)]), ...(amount.otherwise ? [['其余', amountWords(amount.otherwise)]] : [])] }]
    case 'best':
      sentences.push('下列各档都够得上的，取最高的一档')
      return amount.of.flatMap((part) => tablesOf(part, sentences))
    case 'bounded': {
      const tables = tablesOf(amount.of, sentences)
      if (amount.floor) sentences.push(`不低于${amountWords(amount.floor)}`)
      if (amount.cap) sentences.push(`不超过${amountWords(amount.cap)}`)
      return tables
    }
    case 'units': {
      const tables = tablesOf(amount.unit, sentences)
      sentences.push(`再乘以${words(amount.quantity.expr)}`)
      return tables
    }
    default:
      sentences.push(amountWords(amount))
      return []
  }
}

/** A table of tables that all have the same keys is printed as a matrix. */
function tableOf(amount: Extract<Amount, { kind: 'table' }>): AmountTable {
  const inner = amount.rows.map((row) => (row.amount.kind === 'table' ? row.amount : undefined))
  const [first] = inner
  const keys = first?.rows.map((row) => row.key)
  if (first && keys && inner.every((one) => one?.rows.map((row) => row.key).join('\u0000') === keys.join('\u0000'))) {
    return { head: [`${words(amount.by.expr)} \\ ${words(first.by.expr)}`, ...keys], rows: amount.rows.map((row, i) => [row.key, ...(inner[i]?.rows.map((cell) => amountWords(cell.amount)) ?? [])]) }
  }
  return { head: [words(amount.by.expr), '标准'], rows: [...amount.rows.map((row) => [row.key, amountWords(row.amount)]), ...(amount.otherwise ? [['其他', amountWords(amount.otherwise)]] : [])] }
}
