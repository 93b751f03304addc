import { sql } from 'kysely'
import { implement, implementList, implementQuery } from '../kernel/implement.ts'
import { humanOf, type Actor } from '../kernel/org/actor.ts'
import { fen } from '../kernel/types.ts'
import type { Subject } from '../measures/types.ts'
import { findAccount, findHolder, replaceAccount } from './account-store.ts'
import { readReturn } from './bank-file.ts'
import * as store from './batch-store.ts'
import * as views from './batch-views.ts'
import { getLine } from './budget-store.ts'
import { ownedBy, sameHand } from './desk.ts'
import { assembleBatch, sendBatch } from './payment.ts'
import { batchCan, dissolveBatch, dueLines, getBatch, giveAccount, listBatches, listBatchItems, makeBatch, myAccount, reconcile, recordAccount, releaseBatch, takeReturn } from './payment-contract.ts'
import { receiveReturn } from './receive-return.ts'
import { countLatePaid } from './turned-result.ts'
import { valueDay } from './value-day.ts'

/** What each verb of payment does, in the order of the procedure. */

const holderOf = (actor: Actor): Subject | undefined => {
  if (actor.role === 'talent' && actor.personId) return { kind: 'person', id: actor.personId }
  if (actor.role === 'employerClerk' && actor.employerId) return { kind: 'employer', id: actor.employerId }
  return undefined
}

const myAccountHandler = implementQuery(myAccount, async ({ db, actor }) => {
  const holder = holderOf(actor)
  return { account: (holder && (await findAccount(db, holder))) ?? null }
})

const giveAccountHandler = implement(giveAccount, async ({ db, actor, refuse }, { bank, number }) => {
  const holder = holderOf(actor)
  const known = holder && (await findHolder(db, holder))
  if (!known) return refuse('notRegistered')
  return replaceAccount(db, { ...known, holder, bank, number, document: null })
})

const recordAccountHandler = implement(recordAccount, async ({ db, refuse, touched }, { holder, bank, number, document }) => {
  const known = await findHolder(db, holder)
  if (!known) return refuse('notRegistered')
  touched({ holderId: holder.id })
  return replaceAccount(db, { ...known, holder, bank, number, document })
})

const dueLinesHandler = implementQuery(dueLines, async ({ db }, { dueBy }) => ({ lines: await views.linesWithDue(db, dueBy) }))

const makeBatchHandler = implement(makeBatch, async ({ db, actor, today, refuse, touched }, { lineId, dueBy }) => {
  if (dueBy > today) refuse('beyondToday')
  const line = await getLine(db, lineId)
  // A county reads the city's line and commits against it, but only the line's own level pays from it.
  if (!ownedBy(line, actor.scope)) refuse('notYourLine')
  const made = await assembleBatch(db, line, { dueBy, today, makerPerson: humanOf(actor) })
  if (!made.ok) return refuse(made.reason, made.withoutAccount ? `${made.withoutAccount} 笔` : undefined)
  touched({ batchId: made.batchId, number: made.number })
  const { ok: _, ...answer } = made
  return answer
})

const releaseHandler = implement(releaseBatch, async ({ db, actor, today, refuse, touched }, { batchId }) => {
  const batch = await store.getBatchForUpdate(db, batchId)
  if (!batchCan.release(batch)) refuse('notMade')
  if (sameHand({ account: batch.madeBy, person: batch.makerPerson }, actor)) refuse('sameHand')
  const stale = await store.countStaleAccounts(db, batchId)
  if (stale) refuse('accountChanged', `${stale} 笔`)
  const late = await countLatePaid(db, batchId)
  if (late) refuse('bankSaysPaid', `${late} 笔`)
  const datedOn = valueDay(today, Date.now())
  const { checksum } = await sendBatch(db, batch, { today, checkerPerson: humanOf(actor), datedOn })
  touched({ number: batch.number, checksum })
  return { number: batch.number, items: batch.items, totalFen: batch.totalFen, checksum, datedOn }
})

const dissolveHandler = implement(dissolveBatch, async ({ db, refuse, touched }, { batchId, reason }) => {
  const batch = await store.getBatchForUpdate(db, batchId)
  if (!batchCan.dissolve(batch)) refuse('notMade')
  await store.dissolve(db, batchId, reason)
  touched({ number: batch.number })
  return { items: batch.items }
})

const takeReturnHandler = implement(takeReturn, async ({ db, today, touched }, { batchId, text }) => {
  const { number, answer } = await receiveReturn(db, batchId, readReturn(text), today)
  touched({ number })
  return answer
})

const listBatchesHandler = implementList(listBatches, ({ db }, { state, lineId, search }) => {
  let rows = views.batches(db)
  if (state) rows = rows.where('b.state', '=', state)
  if (lineId) rows = rows.where('b.lineId', '=', lineId)
  if (search) rows = rows.where(sql<boolean>`(b.number || ' ' || l.title) ilike ${`%${search}%`}`)
  return rows
})

const getBatchHandler = implementQuery(getBatch, async ({ db }, { batchId }) => {
  const batch = await views.getBatchRow(db, batchId)
  const released = batch.releasedOn !== null
  return {
    ...batch,
    returns: await views.returnsOf(db, batchId),
    reconciliation: released ? { ...(await views.reconciliationOf(db, batchId)), fileIntact: await fileIntact(db, batch) } : null,
  }
})

/** Only finance may read account numbers, so only finance can write the file again; for others the kept checksum stands. */
const fileIntact = async (db: Parameters<typeof views.getBatchRow>[0], batch: Awaited<ReturnType<typeof views.getBatchRow>>): Promise<boolean> => {
  const { rows } = await sql<{ finance: boolean }>`select fund.is_finance() as finance`.execute(db)
  if (!rows[0]?.finance || !batch.datedOn) return batch.fileChecksum !== null
  return (await store.paymentFileOf(db, batch, batch.datedOn)).checksum === batch.fileChecksum
}

const listBatchItemsHandler = implementList(listBatchItems, ({ db }, { batchId, state }) => {
  const rows = views.batchItems(db, batchId)
  return state ? rows.where('t.state', '=', state) : rows
})

const reconcileHandler = implementQuery(reconcile, async ({ db }, { year }) => {
  const { batches, lines } = await views.reconcileYear(db, year)
  const sum = (of: 'totalFen' | 'returnedPaidFen' | 'sentFen') => fen(batches.reduce((total, batch) => total + batch[of], 0n))
  return {
    batches: batches.length,
    unmatched: batches.filter(({ matched }) => !matched).map(({ batchId, number }) => ({ batchId, number })),
    plannedFen: sum('totalFen'),
    paidFen: sum('returnedPaidFen'),
    waitingFen: sum('sentFen'),
    lines: lines.length,
    linesOff: lines.filter(({ offFen }) => offFen !== 0n),
  }
})

export const paymentHandlers = [
  myAccountHandler,
  giveAccountHandler,
  recordAccountHandler,
  dueLinesHandler,
  makeBatchHandler,
  releaseHandler,
  dissolveHandler,
  takeReturnHandler,
  listBatchesHandler,
  getBatchHandler,
  listBatchItemsHandler,
  reconcileHandler,
]
