import { withCheckDigit } from '../fund/account-number.ts'
import { refOf, returnReasons, writeReturn } from '../fund/bank-file.ts'
import { examplePayments } from '../fund/example-payments.ts'
import { dueLines, giveAccount, makeBatch, releaseBatch, takeReturn, type DueLine } from '../fund/payment-contract.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Fen, Id, PlainDate } from '../kernel/types.ts'
import type { Cast, House } from './example-year-house.ts'

/** Money of the example year: accounts confirmed by those whom it belongs to, a past of monthly batches, and a morning's work at the fund desk. */

interface Awarded {
  holder: Actor
  on: PlainDate
}

/** Serials of the invented cards; those of fund/example-payments.ts begin at 1. */
const firstCard = 500_000

/** One in thirty has not confirmed his account yet: the desk must ask for it. */
const confirmAccounts = async (house: House, awarded: readonly Awarded[], today: PlainDate): Promise<void> => {
  const done = new Set<string>()
  for (const [index, { holder, on }] of awarded.entries()) {
    const key = holder.personId ?? holder.employerId ?? ''
    if (done.has(key) || index % 30 === 29) continue
    done.add(key)
    const day = workingDaysAfter(on, 2)
    const number = withCheckDigit(`629801${String(firstCard + index).padStart(12, '0')}`)
    await house.does({ actor: holder, today: day < today ? day : today }, giveAccount, { bank: '青屿银行', number })
  }
}

/**
 * The past of payments by the fund's own steps, dated and under the names of the demo accounts; then today: the smallest lines that are due
 * make one batch with the bank's answer (one payment failed and waits for its next attempt), one that waits for the answer, one that waits
 * for the checker. What is due on all other lines, the largest first among them, is left to the demo account.
 */
export const liveMoney = async (house: House, cast: Cast, awarded: readonly Awarded[], today: PlainDate): Promise<void> => {
  await confirmAccounts(house, awarded, today)
  const [maker, checker] = [cast.demoActor('fund-maker'), cast.demoActor('fund-checker')]
  if (!maker.accountId || !checker.accountId) throw new Error('a demo account is an account')
  await examplePayments(house.database, { today, hands: { maker: maker.accountId, checker: checker.accountId } })
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

const release = (house: House, checker: Actor, batchId: Id<'batch'>, today: PlainDate) => house.does({ actor: checker, today }, releaseBatch, { batchId })

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
