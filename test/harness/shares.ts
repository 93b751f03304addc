import fc from 'fast-check'

/** One to five payers whose ten-thousandths add up to all of it. */
export const sharesOf = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 0, maxLength: 4 }).map((cuts) => {
  const sorted = [0, ...cuts.toSorted((a, b) => a - b), 10_000]
  return sorted.slice(1).map((cut, i) => cut - (sorted[i] ?? 0))
})

/** The planted fault: every part rounded down by itself, so that the odd fen is nobody's. */
export const lastSharedRounded = (total: bigint, shares: readonly number[]): readonly bigint[] => shares.map((share) => (total * BigInt(share)) / 10_000n)
