import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import type { Payer, PlannedInstalment } from '../../measures/types.ts'
import { divideBetween } from '../../policy/index.ts'
import { findLine } from '../award-store.ts'

/** From whose line an award is paid, and how each instalment divides between those who bear it. */

/** The two purses that have lines in the house. */
export type Purse = 'city' | 'county'
const isPurse = (purse: Payer['purse']): purse is Purse => purse === 'city' || purse === 'county'

export interface PayerLine {
  id: Id<'budgetLine'>
  /** Place and title, for a sentence. */
  title: string
}

/**
 * `oneLine`: one line pays all of it, and city and county settle afterwards. `ownLines`: every public payer pays his part from his own line.
 * `lineId` is the line that pays, or the city's, or the only one.
 */
export type Way = { way: 'oneLine'; lineId: Id<'budgetLine'> } | { way: 'ownLines'; lineId: Id<'budgetLine'>; lines: Readonly<Partial<Record<Purse, PayerLine>>> }

interface Asked {
  budget: string
  decidedOn: PlainDate
  placeCode: string
}

type Planned = Pick<PlannedInstalment, 'payers' | 'amount'>

/**
 * Own lines where the clause names payers and each public one of them has an open line of that code and year at his level; otherwise the line of
 * the nearest level pays. Undefined when there is no line at all.
 */
export const findWay = async (db: Tx, { budget, decidedOn, placeCode }: Asked, schedule: readonly Planned[]): Promise<Way | undefined> => {
  const year = Number(decidedOn.slice(0, 4))
  const wanted = [...new Set(schedule.flatMap(({ payers }) => sharedBy(payers)).flatMap(({ purse, basisPoints }) => (isPurse(purse) && basisPoints > 0 ? [purse] : [])))]
  if (schedule.some(({ payers }) => payers)) {
    const { rows } = await sql<PayerLine & { payer: Purse }>`select * from fund.payer_lines(${budget}, ${year}, ${placeCode})`.execute(db)
    const lines = Object.fromEntries(rows.filter(({ payer }) => wanted.includes(payer)).map(({ payer, id, title }) => [payer, { id, title }])) as Partial<Record<Purse, PayerLine>>
    const lead = lines.city ?? lines.county
    if (lead && wanted.every((purse) => lines[purse])) return { way: 'ownLines', lineId: lead.id, lines }
  }
  const lineId = await findLine(db, budget, year, placeCode)
  return lineId && { way: 'oneLine', lineId }
}

/** Where a clause names payers for some of its benefits alone, the others are the city's. */
const sharedBy = (payers: readonly Payer[] | undefined): readonly Payer[] => payers ?? [{ purse: 'city', name: '市级', basisPoints: 10_000 }]

/** What somebody bears whose money is on no line of the house. */
export interface Outside {
  name: string
  amount: Fen
}

export interface Part {
  /** Null: one line pays for all. */
  payer: Purse | null
  lineId: Id<'budgetLine'>
  /** What of it the city bears in the end, in fen; the rest is the county's. */
  cityBears: Fen
}

/**
 * The parts of each instalment, in fen: by shares, each rounded down, the last payer takes the rest; the employer's and the province's parts come
 * back as `outside` and are no part of any instalment. Parts and outside add up to the schedule. A part of nothing is left out.
 */
export const partsOf = <P extends Planned>(schedule: readonly P[], way: Way): { parts: (Omit<P, 'payers'> & Part)[]; outside: Outside[] } => {
  const outside = new Map<string, bigint>()
  const parts = schedule.flatMap(({ payers, ...instalment }): (Omit<P, 'payers'> & Part)[] => {
    const shares = sharedBy(payers)
    const divided = divideBetween(instalment.amount, shares.map(({ basisPoints }) => basisPoints))
    const own = shares.flatMap(({ purse, name }, i) => {
      const amount = divided[i] ?? 0n
      if (isPurse(purse)) return amount > 0n ? [{ purse, amount: fen(amount) }] : []
      if (amount > 0n) outside.set(name, (outside.get(name) ?? 0n) + amount)
      return []
    })
    if (way.way === 'oneLine') {
      const amount = own.reduce((sum, part) => sum + part.amount, 0n)
      const city = own.find(({ purse }) => purse === 'city')?.amount ?? fen(0n)
      return amount > 0n ? [{ ...instalment, amount: fen(amount), payer: null, lineId: way.lineId, cityBears: city }] : []
    }
    return own.map(({ purse, amount }) => ({ ...instalment, amount, payer: purse, lineId: way.lines[purse]?.id ?? way.lineId, cityBears: purse === 'city' ? amount : fen(0n) }))
  })
  return { parts, outside: [...outside].map(([name, amount]) => ({ name, amount: fen(amount) })) }
}

/** What each line has to give, in fen. */
export const byLine = (instalments: readonly { lineId: Id<'budgetLine'>; amount: Fen }[]): Map<Id<'budgetLine'>, Fen> => {
  const sums = new Map<Id<'budgetLine'>, Fen>()
  for (const { lineId, amount } of instalments) sums.set(lineId, fen((sums.get(lineId) ?? 0n) + amount))
  return sums
}

/** A sum divided as other sums stand to one another, in fen: rounded down, the last one takes the rest. RangeError when there is nothing to go by. */
export const inProportion = (total: Fen, weights: readonly Fen[]): Fen[] => {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n)
  if (whole <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('nothing to divide by')
  const parts = weights.slice(0, -1).map((weight) => (total * weight) / whole)
  return [...parts, total - parts.reduce((sum, part) => sum + part, 0n)].map(fen)
}
