import { payableOf } from '../../fund/awards/payable.ts'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { openDatabase, type Database, type Tx } from '../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../kernel/db/roles.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { fen, yuan, type Fen, type Id } from '../../kernel/types.ts'
import { commitAward, type AwardDecided, type CommitResult } from '../../fund/index.ts'
import { insertAward, insertInstalments } from '../../fund/award-store.ts'
import { move, post } from '../../fund/ledger.ts'

/**
 * Promise 3 of trust.md: no budget is exceeded by one fen, and none idles while applicants wait. Sixty-four approvals race for a line that is
 * one fen short of them all; the planted fault is the approval as it is usually written (read the sum, then insert), which must overspend,
 * otherwise this race proves nothing.
 */
export interface RaceFigures {
  rounds: number
  approvals: number
  overspentRounds: number
  idleRounds: number
  refusals: number
  faults: number
}

type Approve = (db: Tx, decided: AwardDecided) => Promise<CommitResult>

export const raceDay = plainDate('2026-06-15')
const place = '980101001'
const rivals = 64

/** What the rivals ask for, in yuan. Whatever the sizes, nobody who was refused would still have fitted when the dust has settled. */
export const scenarios = {
  equal: Array.from({ length: rivals }, () => 600),
  mixed: Array.from({ length: rivals }, (_, index) => 1 + ((index * 37) % 90)),
  oneLarge: Array.from({ length: rivals }, (_, index) => (index === 31 ? 5_000 : 3)),
} as const

const idOf = <K extends string>(): Id<K> => randomUUID() as Id<K>

export const decisionOf = (budget: string, amount: Fen, more: Partial<AwardDecided> = {}): AwardDecided => {
  const caseId = idOf<'case'>()
  return {
    caseId,
    caseNumber: `BJ${caseId.slice(0, 8)}`,
    editionId: idOf<'edition'>(),
    measure: 'race',
    title: '竞争',
    holder: { kind: 'person', id: randomUUID() },
    payeeName: '甲',
    placeCode: place,
    budget,
    decidedOn: raceDay,
    amount,
    schedule: [{ no: 1, dueOn: raceDay, amount, condition: null }],
    cityShareBasisPoints: 5_000,
    ...more,
  }
}

/** A line of its own for each round, so that rounds do not see one another. */
export const openRaceLine = async (db: Tx, code: string, appropriated: Fen, day = raceDay, placeCode = '9801'): Promise<Id<'budgetLine'>> => {
  const year = Number(day.slice(0, 4))
  const known = await db.selectFrom('fund.specialFund').select('id').where('placeCode', '=', placeCode).where('year', '=', year).executeTakeFirst()
  const fund =
    known ??
    (await db.insertInto('fund.specialFund').values({ year, placeCode, title: '专项资金', promisedFloorFen: yuan(1), floorDocument: '测试' }).returning('id').executeTakeFirstOrThrow())
  const line = await db
    .insertInto('fund.budgetLine')
    .values({ fundId: fund.id, code, year, title: '竞争科目', placeCode })
    .returning(sql<Id<'budgetLine'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  await post(db, [{ kind: 'allot', day, placeCode, document: '测试文件', says: '下达', legs: move(line.id, 'appropriation', 'available', appropriated) }])
  return line.id
}

/**
 * The planted fault: reads what is left, decides, then writes. It goes round the lock and keeps its money in the instalments alone, as a
 * system without a running balance does; what it approved is counted from the awards.
 */
export const sumThenInsert: Approve = async (db, decided) => {
  const line = await db
    .selectFrom('fund.budgetLine as l')
    .select([
      sql<Id<'budgetLine'>>`l.id`.as('id'),
      sql<Fen>`(l.appropriated_fen - (select coalesce(sum(a.amount_fen), 0) from fund.award a where a.line_id = l.id))::bigint`.as('left'),
    ])
    .where('l.code', '=', decided.budget)
    .executeTakeFirstOrThrow()
  if (line.left < decided.amount) return { ok: false, reason: 'budgetShort', shortBy: fen(decided.amount - line.left) }
  const { caseId, caseNumber, editionId, measure, title, holder, payeeName, placeCode, decidedOn, amount } = decided
  const award = await insertAward(db, {
    caseId,
    caseNumber,
    editionId,
    measure,
    title,
    holder,
    payeeName,
    placeCode,
    decidedOn,
    amount,
    grossedUp: fen(0n),
    lineId: line.id,
    cityShare: amount,
    countyShare: fen(0n),
    onceKey: null,
    groupCode: null,
    kept: null,
    from: decidedOn,
    to: decidedOn,
  })
  if (!award) return { ok: false, reason: 'alreadyAwarded' }
  await insertInstalments(db, { id: award.id, lineId: line.id, placeCode: decided.placeCode, holder }, await payableOf(db, holder, decided.schedule, decidedOn), decidedOn)
  return { ok: true, awardId: award.id, amount: decided.amount, signBy: null }
}

/** A connection for each rival: with fewer, the pool makes them queue and hides the race. */
export const withRivals = async <T>(address: DatabaseAddress, body: (database: Database) => Promise<T>): Promise<T> => {
  const database = openDatabase(address, { connections: rivals })
  try {
    return await body(database)
  } finally {
    await database.close()
  }
}

/** One round: all rivals at once against a line one fen short of what they ask together. */
export const raceRound = async (database: Database, amounts: readonly number[], approve: Approve = commitAward) => {
  const code = `race/r-${randomUUID()}`
  const asked = amounts.map((amount) => yuan(amount))
  const room = fen(asked.reduce((sum, amount) => sum + amount, 0n) - 1n)
  const lineId = await database.asSystem(raceDay, (db) => openRaceLine(db, code, room))
  const results = await Promise.allSettled(asked.map((amount) => database.asSystem(raceDay, (db) => approve(db, decisionOf(code, amount)))))
  const approved = await database.asSystem(raceDay, (db) =>
    db.selectFrom('fund.award').select(sql<Fen>`coalesce(sum(amount_fen), 0)::bigint`.as('fen')).where('lineId', '=', lineId).executeTakeFirstOrThrow(),
  )
  const refused = results.flatMap((result, index) => (result.status === 'fulfilled' && !result.value.ok ? [asked[index] ?? yuan(0)] : []))
  const left = room - approved.fen
  return {
    overspent: left < 0n,
    /** Somebody was sent away although the money that stayed would have served him. */
    idle: refused.some((amount) => amount <= left),
    refused: refused.length,
    faults: results.filter((result) => result.status === 'rejected').length,
  }
}

/** All scenarios, `rounds` times each. Money and rounds as counts; nothing is measured in seconds here. */
export const races = async (database: Database, rounds: number, approve?: Approve): Promise<RaceFigures> => {
  const figures: RaceFigures = { rounds: 0, approvals: 0, overspentRounds: 0, idleRounds: 0, refusals: 0, faults: 0 }
  for (let round = 0; round < rounds; round++) {
    for (const amounts of Object.values(scenarios)) {
      const { overspent, idle, refused, faults } = await raceRound(database, amounts, approve)
      figures.rounds += 1
      figures.approvals += amounts.length
      figures.overspentRounds += overspent ? 1 : 0
      figures.idleRounds += idle ? 1 : 0
      figures.refusals += refused
      figures.faults += faults
    }
  }
  return figures
}

/** The places that the harnesses need, in an empty database. */
export const harnessPlaces = (database: Database) =>
  database.asSystem(raceDay, (db) =>
    db
      .insertInto('kernel.place')
      .values([
        { code: '9801', name: '青屿市', level: 'city', parentCode: null, kind: '市' },
        { code: '980101', name: '临海区', level: 'county', parentCode: '9801', kind: '区' },
        { code: place, name: '望潮街道', level: 'town', parentCode: '980101', kind: '街道' },
      ])
      .execute(),
  )
