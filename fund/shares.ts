import { fen, type Fen } from '../kernel/types.ts'

/**
 * An award split between city and county, in fen. `cityBasisPoints` is the city's share in ten-thousandths (0 to 10000).
 * The city's share is rounded down to the fen; the odd fen is the county's, so that the two always add up to the award.
 */
export const splitShares = (amount: Fen, cityBasisPoints: number): { city: Fen; county: Fen } => {
  if (!Number.isInteger(cityBasisPoints) || cityBasisPoints < 0 || cityBasisPoints > 10_000) throw new RangeError(`a share is 0 to 10000 basis points, got ${cityBasisPoints}`)
  const city = fen((amount * BigInt(cityBasisPoints)) / 10_000n)
  return { city, county: fen(amount - city) }
}
