import type { Facts, FactValue } from '../vocabulary/facts.ts'
import type { Prior, Share, Stratum } from './prior.ts'

/** Invented people who could have given these answers, drawn from the published shares. The same answers draw the same people. */
export function drawPeople(prior: Prior, answers: Facts, count: number): readonly Facts[] {
  const random = numbers(7)
  const weights = prior.map((stratum) => stratum.weight * likelihood(stratum, answers))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    const stratum = prior[pick(weights, total, random())]
    const facts: Record<string, FactValue | undefined> = {}
    for (const [name, shares] of Object.entries(stratum?.facts ?? {})) facts[name] = drawn(shares, random())
    return { ...facts, ...answers }
  })
}

function pick(weights: readonly number[], total: number, at: number): number {
  let rest = at * total
  for (const [i, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return i
  }
  return weights.length - 1
}

function drawn(shares: readonly Share[], at: number): FactValue | undefined {
  let rest = at * 1000
  for (const { value, share } of shares) {
    rest -= share
    if (rest < 0) return value
  }
  return undefined
}

/** How well a part of the people fits what was answered; a value that is not told of it is rare there, not impossible. */
function likelihood({ facts }: Stratum, answers: Facts): number {
  let fit = 1
  for (const [name, value] of Object.entries(answers)) {
    const shares = facts[name]
    if (value === undefined || value === null || (typeof value !== 'string' && typeof value !== 'boolean' && typeof value !== 'number')) continue
    const near = nearest(shares ?? [], value)
    fit *= ((near?.share ?? 0) + 2) / 1002
  }
  return fit
}

function nearest(shares: readonly Share[], value: string | boolean | number): Share | undefined {
  if (typeof value === 'number') return shares.toSorted((a, b) => Math.abs(Number(a.value) - value) - Math.abs(Number(b.value) - value))[0]
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return shares.toSorted((a, b) => Math.abs(Date.parse(String(a.value)) - Date.parse(value)) - Math.abs(Date.parse(String(b.value)) - Date.parse(value)))[0]
  return shares.find((share) => share.value === value)
}

/** mulberry32: the same people each time. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
