import type { Sealer } from '../kernel/seal/seal.ts'
import { isToken, openToken, sealToken, type SealedWhat } from '../kernel/seal/token.ts'
import { fenOf, yuanOf } from './sums.ts'

/**
 * What of a person's records says what he earns or pays stands sealed, each sum for its own row: no view, copy of a row or derivation can read it, and whoever judges or shows opens
 * it here or, as a fact, in `measures`. Sealed is the sum in yuan, as rules speak of money.
 */

/** By table: the column, how a row that was opened names it (in fen, as text), and for what it is sealed. */
const columns = {
  employment: { sealed: 'monthly_pay_sealed', said: 'monthly_pay_fen', what: 'pay' },
  insurance: { sealed: 'base_sealed', said: 'base_fen', what: 'base' },
  housing: { sealed: 'monthly_rent_sealed', said: 'monthly_rent_fen', what: 'rent' },
} as const satisfies Record<string, { sealed: string; said: string; what: SealedWhat }>

/** Facts of `registry.person_fact` that are sealed, with the unit in which their sources and desks state them; the table refuses them readable. */
export const sealedFacts: Readonly<Record<string, 'fen' | 'yuan'>> = { 上年度个税: 'fen', 年度工资薪金收入: 'yuan', 年度个人所得税: 'yuan' }

type Row = Readonly<Record<string, unknown>>
const sealedOf = (record: string): (typeof columns)[keyof typeof columns] | undefined => (Object.hasOwn(columns, record) ? columns[record as keyof typeof columns] : undefined)

/** How the table names a column of an opened row. */
export const storedName = (record: string, name: string): string => {
  const of = sealedOf(record)
  return of?.said === name ? of.sealed : name
}

const isSum = (value: unknown): value is string | number | bigint => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value)) || typeof value === 'number' || typeof value === 'bigint'

export const sealedSum = (what: 'pay' | 'base' | 'rent', row: string, fen: string | number | bigint, sealer?: Sealer): string => sealToken(what, row, yuanOf(fen), sealer)

/** A fact's value as it is stored: a token where it is a sealed one. */
export const sealedFact = (row: string, fact: string, value: unknown): unknown => {
  const unit = sealedFacts[fact]
  if (unit === undefined) return value
  return sealToken('fact', row, unit === 'fen' && isSum(value) ? yuanOf(value) : value)
}

/** A row on its way into its table; its id is what the sums are sealed for. */
export const sealRow = (record: string, row: Row & { id: string }): Row => {
  if (record === 'person_fact') return { ...row, ...('value' in row ? { value: sealedFact(row.id, String(row['fact']), row['value']) } : {}) }
  const of = sealedOf(record)
  if (!of || !(of.said in row)) return row
  const { [of.said]: said, ...rest } = row
  return { ...rest, [of.sealed]: isSum(said) ? sealToken(of.what, row.id, yuanOf(said)) : null }
}

/** The same back, out of `to_jsonb` of the row. */
export const openRow = (record: string, row: Row): Row => {
  if (record === 'person_fact') {
    const value = row['value']
    if (!isToken(value)) return row
    const opened = openToken(value, { what: 'fact', row: String(row['id']) })
    return { ...row, value: sealedFacts[String(row['fact'])] === 'fen' && isSum(opened) ? fenOf(opened) : opened }
  }
  const of = sealedOf(record)
  if (!of) return row
  const { [of.sealed]: sealed, ...rest } = row
  return { ...rest, [of.said]: isToken(sealed) ? fenOf(openToken(sealed, { what: of.what, row: String(row['id']) })) : null }
}
