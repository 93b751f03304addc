import { sql } from 'kysely'
import { withCheckDigit } from '../fund/account-number.ts'
import { refOf, returnReasons, writeReturn } from '../fund/bank-file.ts'
import { confirmInstalment } from '../fund/contract.ts'
import { examplePayDay } from '../fund/example-payments.ts'
import { dueLines, fallDue, giveAccount, makeBatch, recordAccount, releaseBatch, takeReturn, type DueLine } from '../fund/payment-contract.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Subject } from '../measures/types.ts'
import type { Cast, House } from './example-year-house.ts'

/** Money of the example year: accounts confirmed by those whom it belongs to, a past of monthly batches, and a morning's work at the fund desk. */

/** Serials of the invented cards; those of fund/example-payments.ts begin at 1. */
const firstCard = 500_000

export class FundYear {
  private readonly house: House
  private readonly maker: Actor
  private readonly checker: Actor
  private readonly today: PlainDate
  private readonly payees = new Map<string, { holder: Subject; payee: Actor }>()
  private cards = firstCard

  constructor(house: House, cast: Cast, today: PlainDate) {
    this.house = house
    this.today = today
    this.maker = cast.demoActor('fund-maker')
    this.checker = cast.demoActor('fund-checker')
  }

  /** Two working days after the decision the payee confirms his account; of the last two months one in six has not yet: the desk must ask for it. */
  async confirmAccount(holder: Subject, payee: Actor, decidedOn: PlainDate): Promise<void> {
    if (this.payees.has(holder.id)) return
    this.payees.set(holder.id, { holder, payee })
    if (decidedOn > addDays(this.today, -60) && this.payees.size % 6 === 0) return
    const later = workingDaysAfter(decidedOn, 2)
    await this.giveCard(holder, payee, later < this.today ? later : this.today)
  }

  private async giveCard({ kind, id }: Subject, payee: Actor, today: PlainDate): Promise<void> {
    const account = { bank: '青屿银行', number: withCheckDigit(`629801${String(++this.cards).padStart(12, '0')}`) }
    // A team signs in by nobody: its money goes where its employer's letter says.
    if (kind === 'team') await this.house.does({ actor: this.maker, today }, recordAccount, { ...account, holder: { kind, id }, document: '团队依托单位收款账户来函' })
    else await this.house.does({ actor: payee, today }, giveAccount, account)
  }

  /** Whose account the bank called wrong last month gives another before the next payment. */
  private async replaceRejected(day: PlainDate): Promise<void> {
    const rejected = await this.house.database.asSystem(day, (db) =>
      db.selectFrom('fund.payeeAccount').select('holderId').where('replacedAt', 'is', null).where('rejectedOn', 'is not', null).orderBy('rejectedOn').orderBy('id').execute(),
    )
    for (const { holderId } of rejected) {
      const known = this.payees.get(holderId)
      if (known) await this.giveCard(known.holder, known.payee, addDays(day, -5))
    }
  }

  /** A spouse or an employer who is paid for somebody else gives no account in this story: the desk records it by the letter of consent. */
  private async recordPayees(day: PlainDate): Promise<void> {
    const { rows } = await this.house.database.asSystem(day, (db) =>
      sql<Subject>`
        select distinct p.subject_kind as kind, p.subject_id as id from fund.award_payee p
        where not exists (select from fund.payee_account c where c.holder_kind = p.subject_kind and c.holder_id = p.subject_id and c.replaced_at is null) order by 1, 2`.execute(db),
    )
    for (const holder of rows) {
      const account = { bank: '青屿银行', number: withCheckDigit(`629801${String(++this.cards).padStart(12, '0')}`) }
      await this.house.does({ actor: this.maker, today: day }, recordAccount, { ...account, holder, document: '代收款同意书' })
    }
  }

  /** On the 25th, as soon as the bank could have answered: the fund's own steps, dated and under the names of the demo accounts. */
  async dayBegins(day: PlainDate): Promise<void> {
    if (!day.endsWith('-25') || addDays(day, 2) > this.today) return
    if (!this.maker.accountId || !this.checker.accountId) throw new Error('a demo account is an account')
    await this.replaceRejected(day)
    await this.recordPayees(day)
    await examplePayDay(this.house.database, day, { maker: this.maker.accountId, checker: this.checker.accountId })
  }

  /** Every other one of those that have waited a week for their check; the rest is left to the demo account. */
  private longWaiting(): Promise<Id<'instalment'>[]> {
    return this.house.database.asSystem(this.today, async (db) => {
      const rows = await db.selectFrom('fund.instalment').select(sql<Id<'instalment'>>`id`.as('id')).where('state', '=', 'needsCheck').where('dueOn', '<=', addDays(this.today, -7)).orderBy('dueOn').orderBy('id').execute()
      return rows.filter((_, index) => index % 2 === 0).map(({ id }) => id)
    })
  }

  /**
   * Today, by the verbs of the desk: one line's batch has the bank's answer (one payment failed and waits for its next attempt), one waits
   * for the answer, one for the checker. What is due on all other lines, the longest first among them, is left to the demo account.
   */
  async thisMorning(): Promise<void> {
    const { house, maker, checker, today } = this
    await house.job(fallDue.name, today)
    for (const instalmentId of await this.longWaiting()) await house.does({ actor: maker, today }, confirmInstalment, { instalmentId, note: '经查参保和在岗情况，到期条件满足' })
    const { lines } = await house.asks({ actor: maker, today }, dueLines, { dueBy: today })
    const payable = lines.filter((line) => line.dueItems > line.withoutAccount).toSorted((a, b) => a.dueItems - b.dueItems || (a.code < b.code ? -1 : 1))
    const [answered, sent, made] = morningOf(payable)
    if (made) await make(house, maker, made, today)
    if (sent) await release(house, checker, (await make(house, maker, sent, today)).batchId, today)
    if (answered) {
      const batch = await make(house, maker, answered, today)
      await release(house, checker, batch.batchId, today)
      await answer(house, maker, batch, today)
    }
  }
}

/** At least one line stays whole; the one with the bank's answer has two payments, so that one can fail and the other succeed. */
const morningOf = (payable: readonly DueLine[]): [DueLine | undefined, DueLine | undefined, DueLine | undefined] => {
  const free = payable.slice(0, -1)
  const answered = free.findLast((line) => line.dueItems - line.withoutAccount >= 2)
  const [sent, made] = free.filter((line) => line !== answered)
  return [answered, sent, made]
}

interface Made {
  batchId: Id<'batch'>
  number: string
}

const make = (house: House, maker: Actor, line: DueLine, today: PlainDate): Promise<Made> => house.does({ actor: maker, today }, makeBatch, { lineId: line.lineId, dueBy: today })

const release = (house: House, checker: Actor, batchId: Id<'batch'>, today: PlainDate) => house.does({ actor: { ...checker, steppedUp: true }, today }, releaseBatch, { batchId })

/** The invented bank pays all but the first, which its system dropped: due again, with one attempt behind it. */
const answer = async (house: House, maker: Actor, { batchId, number }: Made, today: PlainDate): Promise<void> => {
  const items = await house.database.asSystem(today, (db) => db.selectFrom('fund.batchItem').select(['seq', 'amountFen']).where('batchId', '=', batchId).orderBy('seq').execute())
  const lines = items.map(({ seq, amountFen }: { seq: number; amountFen: Fen }, index) => {
    const ref = refOf(number, seq)
    const common = { at: index + 2, ref, amount: amountFen, bankSerial: `QY${ref.slice(2).replace('-', '')}` }
    return index === 0
      ? { ...common, result: 'failed' as const, paidOn: null, reasonCode: 'B1', reason: returnReasons['B1'] ?? '' }
      : { ...common, result: 'paid' as const, paidOn: today, reasonCode: null, reason: null }
  })
  await house.does({ actor: maker, today }, takeReturn, { batchId, text: writeReturn({ number, bankDate: today, lines }) })
}
