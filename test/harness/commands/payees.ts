import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { refOf, writeReturn } from '../../../fund/bank-file.ts'
import * as store from '../../../fund/batch-store.ts'
import { applyReturn, assembleBatch, sendBatch } from '../../../fund/payment.ts'
import { approvePayee } from '../../../fund/payees/contract.ts'
import { remitTax } from '../../../fund/tax/contract.ts'
import { fen, yuan, type Id } from '../../../kernel/types.ts'
import { city, type Stage } from '../stage.ts'
import { countOf, document, type Command } from './command.ts'

/** Commands of who is paid, and of the tax in it. */

/** An award of 9 yuan taxed at a fifth, paid by the bank: 1.80 of it waits for the treasury. */
const taxedBatch = async (stage: Stage): Promise<Id<'batch'>> => {
  const { id, code } = await stage.line(yuan(10))
  const amount = yuan(9)
  await stage.award({ code }, amount, { schedule: [{ no: 1, dueOn: stage.today, amount, condition: null, tax: { stated: 'gross', rate: '0.2', item: '偶然所得' } }] })
  const year = Number(stage.today.slice(0, 4))
  const made = await stage.asSystem((db) => assembleBatch(db, { id, placeCode: city, year }, { dueBy: stage.today, today: stage.today, makerPerson: null }))
  if (!made.ok) throw new Error(`nothing to pay: ${made.reason}`)
  const line = { at: 2, ref: refOf(made.number, 1), amount: made.totalFen, result: 'paid' as const, bankSerial: 'B1', paidOn: stage.today, reasonCode: null, reason: null }
  await stage.asSystem(async (db) => {
    await sendBatch(db, await store.getBatchForUpdate(db, made.batchId), { today: stage.today, checkerPerson: null })
    await applyReturn(db, await store.getBatchForUpdate(db, made.batchId), writeReturn({ number: made.number, bankDate: stage.today, lines: [line] }), { today: stage.today })
  })
  return made.batchId
}

const remitCommand: Command = {
  verb: remitTax.name,
  prepare: async (stage) => {
    const batchId = await taxedBatch(stage)
    const body = { batchId, paidOn: stage.today, document }
    return {
      hand: await stage.staff('financeChecker'),
      body,
      other: { ...body, document: '另一张完税凭证' },
      posts: { remitTax: fen(1_80n) },
      done: (db) => countOf(db, sql`fund.tax_remittance where batch_id = ${batchId}`),
    }
  },
}

/** Named by one person, so that another may approve it. */
const askedChange = async (stage: Stage): Promise<{ changeId: string; awardId: string }> => {
  const awardId = await stage.award(await stage.line(yuan(10)), yuan(9))
  const { id: changeId } = await stage.asSystem((db) =>
    db
      .insertInto('fund.payeeChange')
      .values({ awardId, placeCode: city, role: 'landlord', subjectKind: 'employer', subjectId: randomUUID(), name: '公寓', says: '租房合同', document, askedOn: stage.today })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { changeId, awardId }
}

const approveCommand: Command = {
  verb: approvePayee.name,
  prepare: async (stage) => {
    const [{ changeId, awardId }, elsewhere] = [await askedChange(stage), await askedChange(stage)]
    return {
      hand: await stage.staff('financeChecker'),
      body: { changeId },
      other: { changeId: elsewhere.changeId },
      posts: {},
      done: (db) => countOf(db, sql`fund.instalment where award_id = ${awardId} and payee_role = 'landlord' and payee_id is not null`),
    }
  },
}

export const payeeCommands: readonly Command[] = [remitCommand, approveCommand]
