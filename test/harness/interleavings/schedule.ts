import type { Witness } from '../fingerprint.ts'
import { breath, type Gated } from './gate.ts'
import type { Laid, Rig } from './rig.ts'

/** A turn: this transaction goes on for so many statements, or until it waits for a lock or ends. */
export interface Turn {
  who: number
  steps: number
}

const toTheEnd = 10_000

/** One after the other, in every order. */
export const serialOrders = (count: number): Turn[][] => {
  const orders = (left: readonly number[]): number[][] => (left.length ? left.flatMap((first) => orders(left.filter((one) => one !== first)).map((rest) => [first, ...rest])) : [[]])
  return orders(Array.from({ length: count }, (_, index) => index)).map((order) => order.map((who) => ({ who, steps: toTheEnd })))
}

/**
 * Interleavings by where one is left and another goes on. First each single change of hands at every statement; then, drawn by the seed,
 * several changes. `lengths` are the statements that each needs when it is alone.
 */
export const interleavings = (lengths: readonly number[], most: number, seed: number): Turn[][] => {
  const all: Turn[][] = []
  for (const [first, length] of lengths.entries()) {
    const others = lengths.flatMap((_, who) => (who === first ? [] : [{ who, steps: toTheEnd }]))
    for (let steps = 1; steps < length; steps++) all.push([{ who: first, steps }, ...others])
  }
  const random = generator(seed)
  for (let left = 200; left > 0; left--) {
    const turns = 2 + Math.floor(random() * 5)
    all.push(
      Array.from({ length: turns }, () => {
        const who = Math.floor(random() * lengths.length)
        return { who, steps: 1 + Math.floor(random() * (lengths[who] ?? 1)) }
      }),
    )
  }
  // An even share of the single changes where there are more than wanted.
  const singles = all.length - 200
  if (most >= all.length) return all
  const fixed = Math.min(singles, Math.ceil(most * 0.6))
  return [...Array.from({ length: fixed }, (_, index) => all[Math.floor((index * singles) / fixed)] ?? []), ...all.slice(singles, singles + most - fixed)]
}

/** mulberry32: the same seed draws the same turns. */
const generator = (seed: number) => {
  let at = seed >>> 0
  return (): number => {
    at = (at + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(at ^ (at >>> 15), at | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export interface Run {
  /** Outcomes of the transactions and what was seen afterwards. */
  result: string
  /** Statements of each. */
  steps: readonly number[]
  /** How often one had to wait for another's lock. */
  blocked: number
}

/** Lays the things of the spec anew and runs its transactions by these turns; whatever is left then goes on in order. */
export const perform = async (rig: Rig, witness: Witness, gates: readonly Gated[], { transactions, seen }: Laid, turns: readonly Turn[]): Promise<Run> => {
  const hands = transactions.map((body, index) => {
    const gate = gates[index]
    if (!gate) throw new Error('too few connections')
    gate.begin(body)
    return gate
  })
  const isBlocked = async (pid: number) => (await witness.run(`select cardinality(pg_blocking_pids(${pid})) > 0 as blocked`))[0]?.['blocked'] === true
  let blocked = 0
  const goOn = async ({ who, steps }: Turn): Promise<void> => {
    const hand = hands[who]
    if (!hand) return
    for (let step = 0; step < steps; step++) {
      for (let waits = 0; !hand.stands && !hand.ended; waits++) {
        // Still behind another's lock, or on its way to its next statement.
        if (waits > 20 && (await isBlocked(hand.pid))) return
        await breath(waits < 10 ? 0 : 1)
      }
      if (hand.ended) return
      if ((await hand.step(isBlocked)) === 'blocked') {
        blocked += 1
        return
      }
    }
  }
  for (const turn of turns) await goOn(turn)
  while (hands.some(({ ended }) => !ended)) for (const who of hands.keys()) await goOn({ who, steps: toTheEnd })
  const outcomes = await Promise.all(hands.map((hand) => hand.outcome()))
  return { result: `${outcomes.join(' ')} ${await rig.look(seen)}`, steps: hands.map(({ steps }) => steps), blocked }
}
