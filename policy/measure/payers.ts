import type { Decimal } from '../language/decimal.ts'
import type { Edition, Give } from './edition.ts'

/** Whose money it is: two public purses of the house, the employer's own, and the province's or the state's, which no line of the house holds. */
export type Purse = 'city' | 'county' | 'employer' | 'above'

/** One payer with his part in ten-thousandths. */
export interface Share {
  readonly payer: string
  readonly purse: Purse
  readonly share: Decimal
  readonly basisPoints: number
}
/** Shares that hold in these places and below them; the name is the clause's, the code the register's. */
export interface SharesOfPlace {
  readonly places: readonly { readonly name: string; readonly code: string }[]
  readonly shares: readonly Share[]
}

/** Who pays a benefit in a place: the row that names it or a place above it, otherwise the row for everywhere else; no row overlaps another. */
export function payersAt({ paidBy, paidByPlace }: Pick<Give, 'paidBy' | 'paidByPlace'>, place: string | undefined): readonly Share[] {
  return (place === undefined ? undefined : paidByPlace.find(({ places }) => places.some(({ code }) => place.startsWith(code)))?.shares) ?? paidBy
}

/**
 * A sum divided between payers, in fen: each part rounded down to the fen, the last payer takes the rest. So no part is negative and the parts
 * add up to the sum. `basisPoints` add up to 10000, each 0 to 10000; RangeError otherwise, and for a negative sum.
 */
export function divideBetween(total: bigint, basisPoints: readonly number[]): readonly bigint[] {
  if (total < 0n || basisPoints.some((part) => !Number.isInteger(part) || part < 0) || basisPoints.reduce((sum, part) => sum + part, 0) !== 10_000) throw new RangeError(`cannot divide ${total} by ${basisPoints.join(':')}`)
  const parts = basisPoints.slice(0, -1).map((part) => (total * BigInt(part)) / 10_000n)
  return [...parts, total - parts.reduce((sum, part) => sum + part, 0n)]
}

/** Who pays and in which shares: of the first benefit that says so, the alternatives' included. Empty when none does. */
export function payersOf(edition: Pick<Edition, 'gives' | 'alternatives'>): Give['paidBy'] {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  return gives.find((give) => give.paidBy.length > 0)?.paidBy ?? []
}
