import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, addMonths, dateOf, partsOf } from '../kernel/calendar/plain-date.ts'
import type { Database, Tx } from '../kernel/db/database.ts'
import { systemActor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { Subject } from '../measures/types.ts'
import { findHolder, replaceAccount } from './account-store.ts'
import { withCheckDigit } from './account-number.ts'
import { refOf, returnReasons, writeReturn, type ReturnLine } from './bank-file.ts'
import * as store from './batch-store.ts'
import { letFallDue } from './budget-store.ts'
import { openTax, remit } from './tax/store.ts'
import { applyReturn, assembleBatch, sendBatch } from './payment.ts'

/**
 * A past of payments for the example city, through the same three steps as the desk takes: on the 25th of each month batches of what was due,
 * sent, and answered by an invented bank that refuses about one payment in thirty. What fell due since the last 25th waits for the desk,
 * so that its queues have work in them. `hands` are the accounts that made and checked them; without them it was the house.
 */
export const examplePayments = async (database: Database, { today, hands }: { today: PlainDate; hands?: Hands }): Promise<{ batches: number; paid: number }> => {
  await database.asSystem(today, giveAccounts)
  const done = { batches: 0, paid: 0 }
  for (const day of payDays(await firstDay(database, today), today)) {
    const { batches, paid } = await examplePayDay(database, day, hands)
    done.batches += batches
    done.paid += paid
  }
  await database.asSystem(today, (db) => letFallDue(db, today))
  return done
}

/** One of these days by itself, for a year that is lived forwards: what is decided later cannot be paid on it. The bank answers two days after. */
export const examplePayDay = async (database: Database, day: PlainDate, hands?: Hands): Promise<{ batches: number; paid: number }> => {
  const done = { batches: 0, paid: 0 }
  await database.asSystem(day, (db) => fallDueAndConfirm(db, day))
  for (const line of await database.asSystem(day, (db) => linesToPay(db, day))) {
    const paid = await payLine(database, line, day, hands)
    done.batches += paid === undefined ? 0 : 1
    done.paid += paid ?? 0
  }
  return done
}

export interface Hands {
  maker: Id<'account'>
  checker: Id<'account'>
}

const firstDay = (database: Database, today: PlainDate): Promise<PlainDate> =>
  database.asSystem(today, async (db) => {
    const { first } = await db.selectFrom('fund.instalment').select(sql<PlainDate | null>`min(due_on)`.as('first')).executeTakeFirstOrThrow()
    return first ?? today
  })

/** The 25th of each month from the first instalment on; the bank answers two days later, so the last one lies at least two days back. */
const payDays = (first: PlainDate, today: PlainDate): PlainDate[] => {
  const { year, month } = partsOf(first)
  const days: PlainDate[] = []
  for (let day = dateOf(year, month, 25); addDays(day, 2) <= today; day = addMonths(day, 1)) days.push(day)
  return days
}

/** Invented cards: the prefix belongs to no bank. */
const giveAccounts = async (db: Tx): Promise<void> => {
  const { rows } = await sql<Subject & { serial: string }>`
    select distinct on (a.holder_kind, a.holder_id) a.holder_kind as kind, a.holder_id as id, row_number() over (order by a.case_number)::text as serial
    from (select holder_kind, holder_id, case_number from fund.award
      union all select p.subject_kind, p.subject_id, w.case_number || ' 收款人' from fund.award_payee p join fund.award w on w.id = p.award_id) a
    where not exists (select from fund.payee_account c where c.holder_kind = a.holder_kind and c.holder_id = a.holder_id)`.execute(db)
  for (const { kind, id, serial } of rows) {
    // A few have not confirmed theirs yet: the desk must ask for it.
    if (Number(serial) % 40 === 39) continue
    const known = await findHolder(db, { kind, id })
    if (known) await replaceAccount(db, { ...known, holder: { kind, id }, bank: '青屿银行', number: withCheckDigit(`629801${serial.padStart(12, '0')}`), document: null })
  }
}

const fallDueAndConfirm = async (db: Tx, day: PlainDate): Promise<void> => {
  await letFallDue(db, day)
  await db.updateTable('fund.instalment').set({ state: 'due', checkNote: '到期复核：条件仍然满足' }).where('state', '=', 'needsCheck').where('dueOn', '<=', addDays(day, -20)).execute()
}

const linesToPay = (db: Tx, day: PlainDate) =>
  db
    .selectFrom('fund.budgetLine as l')
    .select([sql<Id<'budgetLine'>>`l.id`.as('id'), 'l.placeCode', 'l.year'])
    .where((where) => where.exists(where.selectFrom('fund.instalment as i').select('i.id').whereRef('i.lineId', '=', 'l.id').where('i.state', '=', 'due').where('i.dueOn', '<=', day)))
    .orderBy('l.code')
    .execute()

const payLine = async (database: Database, line: { id: Id<'budgetLine'>; placeCode: string; year: number }, day: PlainDate, hands: Hands | undefined): Promise<number | undefined> => {
  const byHand = (account: Id<'account'> | undefined, today: PlainDate) => ({ actor: { ...systemActor, accountId: account }, today })
  const answered = addDays(day, 2)
  const made = await database.as(byHand(hands?.maker, day), (db) => assembleBatch(db, line, { dueBy: day, today: day, at: `${day}T01:30:00Z`, makerPerson: hands?.maker ?? null }))
  if (!made.ok) return undefined
  await database.as(byHand(hands?.checker, day), async (db) =>
    sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: day, at: `${day}T03:00:00Z`, checkerPerson: hands?.checker ?? null }),
  )
  const taken = await database.as(byHand(hands?.maker, answered), async (db) => {
    const batch = await store.getBatchForUpdate(db, made.batchId)
    const lines = (await store.itemsOf(db, batch.id)).map((item, index) => answerTo(refOf(batch.number, item.seq), item, index, addDays(day, 1)))
    return applyReturn(db, batch, writeReturn({ number: batch.number, bankDate: answered, lines }), { today: answered, at: `${answered}T02:00:00Z` })
  })
  if (!taken.ok) throw new Error(`the example bank's return was refused: ${taken.problem} ${taken.detail}`)
  if (made.taxFen > 0n) await database.as(byHand(hands?.checker, answered), (db) => payTax(db, made.batchId, answered))
  return taken.paidItems
}

/** What was withheld of the payments that were made goes to the treasury on the day of the bank's answer. */
const payTax = async (db: Tx, batchId: Id<'batch'>, day: PlainDate): Promise<void> => {
  const batch = await store.getBatchForUpdate(db, batchId)
  const open = await openTax(db, batchId)
  if (open.items) await remit(db, batch, open, { paidOn: day, document: `完税凭证 ${batch.number}`, today: day })
}

/** The same answer for the same payment each time the city is made. */
const answerTo = (ref: string, item: store.ItemToPay, index: number, paidOn: PlainDate): ReturnLine => {
  const [draw = 0] = createHash('sha256').update(`${item.caseNumber} ${item.no} ${ref}`).digest()
  const reasonCode = draw < 4 ? 'A2' : draw < 9 ? 'B1' : null
  const common = { at: index + 2, ref, amount: item.amountFen, bankSerial: `QY${ref.slice(2).replace('-', '')}` }
  return reasonCode ? { ...common, result: 'failed', paidOn: null, reasonCode, reason: returnReasons[reasonCode] ?? '' } : { ...common, result: 'paid', paidOn, reasonCode: null, reason: null }
}
