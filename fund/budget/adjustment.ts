import type { Tx } from '../../kernel/db/database.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { lockAvailable } from '../award-store.ts'
import { findSpecialFund, getLine } from '../budget-store.ts'
import { yuanOf } from '../desk.ts'
import { move, type Leg } from '../ledger.ts'
import type { AdjustmentKind } from './contract.ts'
import { findLine, openNextLine } from './year-store.ts'

/** The five movements that finance makes between an asking and an approving person, and what stands against each of them. */

export interface Way {
  kind: AdjustmentKind
  lineId: Id<'budgetLine'>
  toLineId: Id<'budgetLine'> | null
  amount: Fen
}

type Line = Awaited<ReturnType<typeof getLine>>
export type Obstacle = { code: 'shortOfAvailable' | 'shortOfFrozen' | 'lineClosed' | 'yearNotOver'; detail: string }

/**
 * Legs of a movement; fen. What is carried over or surrendered leaves the year's appropriation, so that each fen is appropriated in one year
 * alone; a frozen part stays appropriated and cannot be decided on.
 */
export const legsFor = ({ kind, lineId, toLineId, amount }: Way): Leg[] => {
  if (kind === 'freeze') return move(lineId, 'available', 'frozen', amount)
  if (kind === 'thaw') return move(lineId, 'frozen', 'available', amount)
  const given = move(lineId, 'available', 'appropriation', amount)
  return toLineId ? [...given, ...move(toLineId, 'appropriation', 'available', amount)] : given
}

/** What stands against it as the lines are now; undefined when nothing does. A closed line can still give away what a stopped instalment brought back. */
export const obstacleTo = ({ kind, amount }: Way, line: Line, to: Line | undefined, today: PlainDate): Obstacle | undefined => {
  if (line.state === 'closed' && kind !== 'carryOver' && kind !== 'surrender') return { code: 'lineClosed', detail: line.title }
  if (to?.state === 'closed') return { code: 'lineClosed', detail: `${to.year} 年 ${to.title}` }
  if (kind === 'carryOver' && line.year >= Number(today.slice(0, 4))) return { code: 'yearNotOver', detail: `${line.year} 年` }
  const [code, left] = kind === 'thaw' ? (['shortOfFrozen', line.frozenFen] as const) : (['shortOfAvailable', line.availableFen] as const)
  return left < amount ? { code, detail: `还差 ${yuanOf(amount - left)}` } : undefined
}

/** The line of the next year that takes what is carried over, opened where it is missing; undefined when that year has no special fund. */
export const nextYearsLine = async (db: Tx, line: Line): Promise<Id<'budgetLine'> | undefined> => {
  const year = line.year + 1
  const known = await findLine(db, { code: line.code, year, placeCode: line.placeCode })
  if (known) return known
  const fund = await findSpecialFund(db, line.placeCode, year)
  return fund && openNextLine(db, { fundId: fund.id, code: line.code, year, title: line.title, placeCode: line.placeCode, programme: line.programme })
}

/** Locks the lines of a movement, always in the same order, so that two against each other queue instead of waiting for one another. */
export const lockLines = async (db: Tx, lineIds: readonly string[]): Promise<void> => {
  for (const lineId of lineIds.toSorted()) await lockAvailable(db, lineId)
}
