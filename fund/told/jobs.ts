import { sql } from 'kysely'
import { z } from 'zod'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { declareJob, implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { tellMany, type Recipient, type Told } from '../../kernel/messages/tell.ts'
import { yuanWords } from '../../kernel/messages/yuan-words.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { openHint } from '../../kernel/seal/hint.ts'
import { paymentsMade } from '../payee-contract.ts'
import { instalmentHeld, paymentFailed, paymentMade, signSoon } from './messages.ts'

/** Tells holders of their money: what the bank said, what must be signed, what a re-check held back. Each may run twice; a key is told once. */

export const tellPayments = declareJob({ name: 'fund.tellPayments', label: '告知拨付结果', payload: paymentsMade.payload })
export const tellAwards = declareJob({ name: 'fund.tellAwards', label: '告知签约期限与暂缓发放', payload: z.unknown() })

/** Working days before the last day for a signature that its holder is told. */
const signWarnDays = 5

interface Holder {
  kind: Recipient['kind'] | null
  id: string | null
  placeCode: string
  caseId: string
}
/** A team is told through its employer. */
const holderOf = sql`case a.holder_kind when 'person' then 'person' else 'employer' end as kind,
  case a.holder_kind when 'team' then (select t.employer_id from pub.team t where t.id = a.holder_id) when 'person' then registry.survivor_of(a.holder_id) else a.holder_id end as id, a.place_code as "placeCode", a.case_id as "caseId"`

const toldTo = <P>({ kind, id, placeCode, caseId }: Holder, key: string, params: P): Told<P>[] =>
  kind && id ? [{ to: { kind, id, placeCode }, key, params, link: `${kind === 'person' ? '/my/cases/' : '/cases/'}${caseId}` }] : []

const paymentsJob = implementJob(
  tellPayments,
  async ({ database, today }, { batchId }) => {
    await database.asSystem(today, async (db) => {
      const { rows } = await sql<Holder & { item: string; title: string; no: number; amountFen: bigint; result: 'paid' | 'failed'; paidOn: PlainDate | null; reason: string | null; bank: string; hint: string }>`
        select t.id as item, a.title, i.no, t.amount_fen - t.tax_fen as "amountFen", l.result, l.paid_on as "paidOn", l.reason, c.bank, c.number_hint as hint, ${holderOf}
        from fund.batch_item t join fund.bank_return_line l on l.item_id = t.id join fund.instalment i on i.id = t.instalment_id join fund.award a on a.id = i.award_id join fund.payee_account c on c.id = t.account_id
        where t.batch_id = ${batchId} and t.state = l.result`.execute(db)
      const paid = rows.filter(({ result }) => result === 'paid')
      const failed = rows.filter(({ result }) => result === 'failed')
      await tellMany(db, paymentMade, paid.flatMap((row) => toldTo(row, row.item, { title: row.title, no: String(row.no), amount: yuanWords(row.amountFen), day: chineseDate(row.paidOn ?? today), account: `${row.bank}尾号 ${openHint(row.hint)}` })))
      await tellMany(db, paymentFailed, failed.flatMap((row) => toldTo(row, row.item, { title: row.title, no: String(row.no), amount: yuanWords(row.amountFen), because: row.reason ?? '账户不可用' })))
    })
  },
  { on: [paymentsMade] },
)

const tellSigning = async (db: Tx, today: PlainDate): Promise<void> => {
  const { rows } = await sql<Holder & { award: string; title: string; signBy: PlainDate }>`select a.id as award, a.title, a.sign_by as "signBy", ${holderOf}
    from fund.award a where a.state = 'reserved' and a.signed_on is null and a.sign_by between ${today}::date and ${workingDaysAfter(today, signWarnDays)}::date`.execute(db)
  await tellMany(db, signSoon, rows.flatMap((row) => toldTo(row, row.award, { title: row.title, day: chineseDate(row.signBy) })))
}

const tellHeld = async (db: Tx, today: PlainDate): Promise<void> => {
  const { rows } = await sql<Holder & { check: string; title: string; no: number }>`select k.id as check, a.title, i.no, ${holderOf}
    from fund.award_check k join fund.instalment i on i.id = k.instalment_id join fund.award a on a.id = i.award_id
    where k.effect = 'queue' and k.as_of >= ${today}::date - 3 and i.state in ('needsCheck', 'suspended')`.execute(db)
  await tellMany(db, instalmentHeld, rows.flatMap((row) => toldTo(row, row.check, { title: row.title, no: String(row.no) })))
}

/** Half past nine in the morning, after the night's checks. */
const awardsJob = implementJob(
  tellAwards,
  async ({ database, today }) => {
    await database.asSystem(today, async (db) => {
      await tellSigning(db, today)
      await tellHeld(db, today)
    })
  },
  { cron: '30 1 * * *' },
)

export const toldJobs: readonly JobHandler[] = [paymentsJob, awardsJob]
