import { implement, implementList, type Handler } from '../../kernel/implement.ts'
import { getBatchForUpdate } from '../batch-store.ts'
import { sameHand } from '../desk.ts'
import { listTaxItems, remitTax } from './contract.ts'
import * as store from './store.ts'

/** 代扣个税: who was taxed how much, and the payment to the treasury that another person records with its receipt. */

const listHandler = implementList(listTaxItems, ({ db }, { batchId, open }) => {
  let rows = store.taxItems(db)
  if (batchId) rows = rows.where('t.batchId', '=', batchId)
  if (open === 'open') rows = rows.where('t.state', '=', 'paid').where('t.taxRemittanceId', 'is', null)
  if (open === 'remitted') rows = rows.where('t.taxRemittanceId', 'is not', null)
  return rows
})

const remitHandler = implement(remitTax, async ({ db, actor, today, refuse, touched }, { batchId, paidOn, document }) => {
  const batch = await getBatchForUpdate(db, batchId)
  if (sameHand({ account: batch.madeBy, person: batch.makerPerson }, actor)) refuse('sameHand')
  if (await store.documentUsed(db, batchId, document)) refuse('documentUsed')
  const open = await store.openTax(db, batchId)
  if (open.items === 0) refuse('nothingWithheld')
  if (paidOn > today) refuse('notYet')
  if (open.lastPaid && paidOn < open.lastPaid) refuse('beforePayment', `最后一笔付款 ${open.lastPaid}`)
  await store.remit(db, batch, open, { paidOn, document, today })
  touched({ batchId, number: batch.number })
  return { items: open.items, amountFen: open.fen }
})

export const taxHandlers: Handler[] = [listHandler, remitHandler]
