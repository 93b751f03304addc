import { addDays, type Day } from '../language/day.ts'
import type { Facts, FactValue } from '../vocabulary/facts.ts'
import type { Asking } from './asking.ts'

/** How often a value is met, in thousandths; what is missing to a thousand is not known of anybody. */
export interface Share {
  readonly value: FactValue
  readonly share: number
}
/** A part of the people, by a few of their facts: how large it is, in thousandths, and how often each value is met in it. */
export interface Stratum {
  readonly weight: number
  readonly facts: Readonly<Record<string, readonly Share[]>>
}
export type Prior = readonly Stratum[]

/** Fewer people than this are told of nobody: neither as a part nor as a value. */
export const fewestPeople = 20

/** Parts into which the values of a number or a day are cut. */
const cuts = 6

export interface PriorOptions {
  readonly on: Day
  /** Facts by which people are parted. */
  readonly by: readonly string[]
}

/**
 * Shares of values among people: published figures, from which nobody can be read. A part or a value of fewer than
 * {@link fewestPeople} is left out; numbers keep two digits and days their month; of texts the frequent ones stay, the rest is one; lists are left out.
 */
export function priorOf(people: readonly Facts[], asking: Asking, { on, by }: PriorOptions): Prior {
  const wanted = new Set([...asking.looksAt.values()].flatMap((facts) => [...facts]))
  const told = people.map((facts) => asking.answersOf(facts, on))
  const keyOf = (facts: Facts): string => JSON.stringify(by.map((name) => facts[name] ?? null))
  const groups = [...Map.groupBy(told, keyOf).values()]
  const large = groups.filter((group) => group.length >= 2 * fewestPeople)
  const rest = groups.filter((group) => group.length < 2 * fewestPeople).flat()
  const parts = rest.length >= fewestPeople ? [...large, rest] : large
  const counted = parts.reduce((sum, part) => sum + part.length, 0)
  return parts.map((part) => ({
    weight: thousandths(part.length, counted),
    facts: Object.fromEntries([...wanted].flatMap((name) => {
      const shares = sharesOf(part, name, asking)
      return shares.length > 0 ? [[name, shares]] : []
    })),
  }))
}

function sharesOf(part: readonly Facts[], name: string, asking: Asking): readonly Share[] {
  const kind = asking.vocabulary.facts.get(name)?.type.kind
  const values = part.flatMap((facts) => facts[name] ?? [])
  if (kind === 'boolean' || kind === 'code') return counted(values, part.length)
  if (kind === 'text') {
    const told = counted(values, part.length)
    const others = thousandths(values.length, part.length) - told.reduce((sum, { share }) => sum + share, 0)
    return others > 0 ? [...told, { value: '其他', share: others }] : told
  }
  if (kind === 'date') return cut(values.filter((value) => typeof value === 'string').toSorted(), part.length, (day) => `${day.slice(0, 7)}-15`)
  if (kind === 'number' || kind === 'money') return cut(values.map(Number).toSorted((a, b) => a - b), part.length, (value) => Number(value.toPrecision(2)))
  return []
}

function counted(values: readonly FactValue[], people: number): readonly Share[] {
  return [...Map.groupBy(values, (value) => value)].filter(([, same]) => same.length >= fewestPeople).map(([value, same]) => ({ value, share: thousandths(same.length, people) }))
}

/** The middle value of each part of the sorted values, rounded. */
function cut<T extends string | number>(sorted: readonly T[], people: number, rounded: (value: T) => T): readonly Share[] {
  const size = Math.max(fewestPeople, Math.ceil(sorted.length / cuts))
  const shares: Share[] = []
  for (let from = 0; from + fewestPeople <= sorted.length; from += size) {
    const end = Math.min(sorted.length, from + size)
    const middle = sorted[Math.floor((from + end) / 2)]
    if (middle !== undefined) shares.push({ value: rounded(middle), share: thousandths(end - from, people) })
  }
  return shares
}

const thousandths = (part: number, whole: number): number => Math.round((part * 1000) / whole)

/** Where nothing is published: every code as likely as any other, every yes as its no, days over the last forty years. */
export function evenPrior(asking: Asking, on: Day): Prior {
  const facts: Record<string, readonly Share[]> = {}
  for (const name of new Set([...asking.looksAt.values()].flatMap((names) => [...names]))) {
    const type = asking.vocabulary.facts.get(name)?.type
    const values: readonly FactValue[] = type?.kind === 'boolean' ? [true, false] : type?.kind === 'code' ? type.list.codes : type?.kind === 'date' ? [1, 2, 4, 8, 16, 32].map((years) => addDays(on, -365 * years)) : type?.kind === 'number' || type?.kind === 'money' ? [0, 1, 3, 12, 100, 5000, 20_000] : []
    if (values.length > 0) facts[name] = values.map((value) => ({ value, share: Math.floor(1000 / values.length) }))
  }
  return [{ weight: 1000, facts }]
}
