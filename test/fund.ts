import { sql } from 'kysely'
import { withCheckDigit } from '../fund/account-number.ts'
import { refOf, returnReasons, writeReturn, type ReturnLine } from '../fund/bank-file.ts'
import { commitAward, type AwardDecided } from '../fund/index.ts'
import { move, post } from '../fund/ledger.ts'
import { makeBatch, releaseBatch } from '../fund/payment-contract.ts'
import { fen, yuan, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { decisionOf, openRaceLine } from './harness/races.ts'
import type { Somebody, World } from './world.ts'

/** Builders of the fund desk: money that is there, people to be paid, a bank that answers. */

/** An invented card number with a right check digit; prefixes that no bank issues. */
export const cardNumber = (serial: number): string => withCheckDigit(`629801${String(serial).padStart(12, '0')}`)

let serial = 0
export const openLineWith = async (world: World, amount: Fen): Promise<{ id: Id<'budgetLine'>; code: string }> => {
  const code = `test/line-${++serial}`
  return { id: await world.asSystem((db) => openRaceLine(db, code, amount)), code }
}

interface AwardOptions extends Partial<AwardDecided> {
  /** Without a bank account nothing can be paid. */
  account?: boolean
}

/** A person of the registry with an approved award, due today, and his account. */
export const awarded = async (world: World, budget: string, amount: Fen, { account = true, ...more }: AwardOptions = {}) => {
  const talent = await world.talent()
  if (account) await world.post(talent.cookie, 'fund.giveAccount', { bank: '青屿银行', number: cardNumber(++serial) })
  const decided = decisionOf(budget, amount, { decidedOn: world.today, schedule: [{ no: 1, dueOn: world.today, amount, condition: null }], holder: { kind: 'person', id: talent.personId }, ...more })
  const result = await world.asSystem((db) => commitAward(db, decided))
  if (!result.ok) throw new Error(`the award was refused: ${result.reason}`)
  return { talent, decided, awardId: result.awardId }
}

export interface Desk {
  maker: Somebody
  checker: Somebody
}
export const desk = async (world: World): Promise<Desk> => ({ maker: await world.staff('financeMaker'), checker: await world.staff('financeChecker') })

/** A line with awards of these sizes, made into a batch and sent to the bank. */
export const releasedBatch = async (world: World, { maker, checker }: Desk, yuans: readonly number[]) => {
  const line = await openLineWith(world, yuan(10_000_000))
  const awards = []
  for (const amount of yuans) awards.push(await awarded(world, line.code, yuan(amount)))
  const batch = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
  await checker.does(releaseBatch, { batchId: batch.batchId })
  return { line, awards, ...batch }
}

/** What the bank answers to one payment: paid, or the code of its reason. */
export type Answer = { seq: number; amount: Fen; says: 'S' | keyof typeof returnReasons; paidOn?: PlainDate }

export const returnLines = (number: string, today: PlainDate, answers: readonly Answer[]): ReturnLine[] =>
  answers.map(({ seq, amount, says, paidOn = today }, index) => ({
    at: index + 2,
    ref: refOf(number, seq),
    amount: fen(amount),
    result: says === 'S' ? 'paid' : 'failed',
    bankSerial: `B${index + 1}`,
    paidOn: says === 'S' ? paidOn : null,
    reasonCode: says === 'S' ? null : says,
    reason: says === 'S' ? null : (returnReasons[says] ?? ''),
  }))

export const returnOf = (number: string, today: PlainDate, answers: readonly Answer[]): string => writeReturn({ number, bankDate: today, lines: returnLines(number, today, answers) })


/** The special fund of a place and year with one line on it; county places have their own. */
export const openLineOf = async (world: World, { place = '9801', year, code, amount }: { place?: string; year: number; code: string; amount: Fen }): Promise<Id<'budgetLine'>> =>
  world.asSystem(async (db) => {
    const of = { year, placeCode: place }
    const known = await db.selectFrom('fund.specialFund').select('id').where('placeCode', '=', place).where('year', '=', year).executeTakeFirst()
    const fund = known ?? (await db.insertInto('fund.specialFund').values({ ...of, title: `${year} 年专项资金`, promisedFloorFen: yuan(1), floorDocument: '测试' }).returning('id').executeTakeFirstOrThrow())
    const { id } = await db.insertInto('fund.budgetLine').values({ ...of, fundId: fund.id, code, title: `科目 ${code}` }).returning(sql<Id<'budgetLine'>>`id`.as('id')).executeTakeFirstOrThrow()
    if (amount > 0n) await post(db, [{ kind: 'allot', day: world.today, placeCode: place, document: '测试文件', says: '下达', legs: move(id, 'appropriation', 'available', amount) }])
    return id
  })
