import { z } from 'zod'
import { isPlainDate } from './calendar/plain-date.ts'

/**
 * The three types that carry meaning everywhere: money, days and identities.
 * They are plain values at run time (bigint and string), so that they pass through SQL and JSON unharmed.
 */

/** Money in fen (分). Never a float; JSON carries it as a string of digits. */
export type Fen = bigint & { readonly __fen: true }

/** A civil day in Asia/Shanghai, written YYYY-MM-DD. Compares correctly with `<` as a string. */
export type PlainDate = string & { readonly __plainDate: true }

/** An instant in UTC, ISO 8601. */
export type Instant = string & { readonly __instant: true }

/** The identity of one kind of record; `Id<'person'>` is not `Id<'course'>`. People see numbers, never ids. */
export type Id<K extends string> = string & { readonly __id: K }

export const fen = (value: bigint): Fen => value as Fen
/** Whole yuan to fen. */
export const yuan = (value: number): Fen => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`yuan() takes whole yuan, got ${value}`)
  return fen(BigInt(value) * 100n)
}
/** Whole 万元 to fen. */
export const wan = (value: number): Fen => yuan(value * 10_000)

/** Wire form of money: a string of digits in JSON, `Fen` in the program. */
export const FenField = z.codec(
  z.string().regex(/^-?\d{1,18}$/, '金额应为整数分'),
  z.custom<Fen>((value) => typeof value === 'bigint'),
  { decode: (text) => fen(BigInt(text)), encode: (value) => value.toString() },
)
/**
 * A day on the wire. The calendar itself reaches from 0001 to 9999; here its edges are refused, so that the month before and the year after
 * any accepted day exist as well. 9999-12-31 has only one meaning, "without end", and `OpenEndField` says so where it is meant.
 */
export const PlainDateField = z
  .string()
  .refine(isPlainDate, { error: '日期应写作 2024-09-01 这样，且当天存在' })
  .refine((day) => day >= '1800-01-01' && day < '3000-01-01', { error: '日期应在 1800 年到 2999 年之间' })
  .meta({ format: 'date' })
/** The last day of something that may have no end: 9999-12-31 says that it has none. */
export const OpenEndField = PlainDateField.or(z.literal('9999-12-31').transform((none) => none as PlainDate))
export const InstantField = z.custom<Instant>((value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)), '时间格式不对')
const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** An id of one kind on the wire; the contract of the interface says which kind, as `x-id-of`. */
export const IdField = <K extends string>(kind: K) =>
  z.custom<Id<K>>((value) => typeof value === 'string' && uuidPattern.test(value), `编号格式不对（${kind}）`).meta({ type: 'string', format: 'uuid', 'x-id-of': kind })

/** A year of the house's records; of no other is there anything to ask. */
export const YearField = z.number().int().min(2000, '年份应在 2000 到 2100 之间').max(2100, '年份应在 2000 到 2100 之间')
/** The same out of an address, where everything is text. */
export const YearFilter = z.coerce.number().pipe(YearField)

/** The third stage of a path, the fifth version of a draft: counted from 1 within one record. */
export const OrdinalField = z.number().int().min(1).max(100_000)
