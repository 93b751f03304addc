import { createHash, randomBytes } from 'node:crypto'

/**
 * The order of a draw, as anybody can compute it: each number's SHA-256 over `seed:witness:number` in UTF-8, written in hex, sorted upwards.
 * The seed was fixed before by its hash, the witness was known to nobody before the day, the numbers were closed before both: no hand can steer it.
 */
export const drawOrder = (seed: string, witness: string, numbers: readonly string[]): string[] =>
  numbers
    .map((number) => ({ number, lot: sha256(`${seed}:${witness}:${number}`) }))
    .toSorted((a, b) => (a.lot < b.lot ? -1 : a.lot > b.lot ? 1 : 0))
    .map(({ number }) => number)

export const commitmentOf = (seed: string): string => sha256(seed)
/** 256 bits from the system's generator. */
export const newSeed = (): string => randomBytes(32).toString('hex')

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')
