import { sql } from 'kysely'
import { approveAdjustment, askAdjustment, openFund, watchLines, type AdjustmentKind } from '../fund/budget/contract.ts'
import { confirmSettlement, drawSettlement } from '../fund/budget/settlement-contract.ts'
import { sidesOf } from '../fund/budget/settlement-store.ts'
import { allot, openLine } from '../fund/contract.ts'
import { addDays, plainDate } from '../kernel/calendar/plain-date.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { fen, wan, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { Cast, House } from './example-year-house.ts'

/**
 * The budget of the example city beside its awards, by the verbs of the desk: what is left of one of last year's lines is carried over, a part of a line
 * is frozen, one transfer is done and one waits for the checker; a county bears its share of what the city paid, and has the next statement to confirm.
 */
export const liveBudget = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const [maker, checker] = [cast.demoActor('fund-maker'), cast.demoActor('fund-checker')]
  const year = Number(today.slice(0, 4))
  const lineOf = (code: string, of: number) =>
    house.database.asSystem(today, (db) =>
      db.selectFrom('fund.budgetLine').select([sql<Id<'budgetLine'>>`id`.as('id'), sql<Fen>`available_fen`.as('availableFen')]).where('code', '=', code).where('year', '=', of).where('placeCode', '=', '9801').executeTakeFirst(),
    )
  const adjust = async (kind: AdjustmentKind, [code, of]: [string, number], amount: Fen, document: string, { to, wait = false }: { to?: string; wait?: boolean } = {}) => {
    const line = await lineOf(code, of)
    const target = to ? await lineOf(to, of) : undefined
    // A city of another seed may have spent it.
    if (!line || line.availableFen < amount || (to && !target)) return
    const { adjustmentId } = await house.does({ actor: maker, today }, askAdjustment, { kind, lineId: line.id, toLineId: target?.id, amount: amount.toString(), document })
    if (!wait) await house.does({ actor: checker, today }, approveAdjustment, { adjustmentId })
  }
  await adjust('carryOver', ['talent/honour', year - 1], wan(120), `青财行〔${year}〕21 号`)
  await adjust('freeze', ['talent/platform', year], wan(300), `青财行〔${year}〕34 号`)
  await adjust('transfer', ['talent/referral', year], wan(50), `青财行〔${year}〕37 号`, { to: 'talent/training' })
  await adjust('transfer', ['talent/honour', year], wan(30), `青财行〔${year}〕40 号`, { to: 'talent/skilled', wait: true })
  await settle(house, cast, today)
  await house.job(watchLines.name, today)
}

const settle = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const [maker, own, ownChecker] = [cast.demoActor('fund-maker'), cast.demoActor('county-fund-maker'), cast.demoActor('county-fund-checker')]
  const countyCode = own.scope ?? ''
  const turn = addDays(today, -60)
  const settlementId = await draw(house, maker, today, { countyCode, from: plainDate(`${Number(today.slice(0, 4)) - 1}-01-01`), to: turn })
  if (!settlementId) return
  const sides = await house.database.asSystem(today, (db) => sidesOf(db, settlementId))
  for (const year of new Set(sides.map((side) => side.year))) {
    await house.does({ actor: own, today }, openFund, { year, title: `区级人才发展专项资金（${year} 年度）`, promisedFloor: '0', floorDocument: '没有承诺下限' })
  }
  for (const { code, year, title, amountFen } of sides) {
    const { lineId } = await house.does({ actor: own, today }, openLine, { year, code: `share/${code}`, title: `${title}区级配套` })
    // What it owes now and as much again, in round 万元.
    const amount = fen((amountFen * 2n) / 1_000_000n + 1n) * 1_000_000n
    await house.does({ actor: own, today }, allot, { lineId, amount: amount.toString(), document: `区财行〔${year}〕2 号` })
  }
  await house.does({ actor: ownChecker, today }, confirmSettlement, { settlementId, document: `区财函〔${today.slice(0, 4)}〕5 号` })
  await draw(house, maker, today, { countyCode, from: addDays(turn, 1), to: today })
}

/** Undefined when no share of the county was paid in that time. */
const draw = async (house: House, maker: Actor, today: PlainDate, period: { countyCode: string; from: PlainDate; to: PlainDate }): Promise<Id<'settlement'> | undefined> => {
  try {
    return (await house.does({ actor: maker, today }, drawSettlement, period)).settlementId
  } catch (error) {
    if (error instanceof Refusal && error.code === 'nothingToSettle') return undefined
    throw error
  }
}
