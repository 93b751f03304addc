import { sql } from 'kysely'
import { endNotices } from '../cases/contract.ts'
import { withCheckDigit } from '../fund/account-number.ts'
import { refOf, writeReturn } from '../fund/bank-file.ts'
import { dueLines, fallDue, giveAccount, makeBatch, releaseBatch, takeReturn } from '../fund/payment-contract.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { confirmDelivery, consent, followCases, followPayments, openDelivery, tellDeliveries } from '../modules/delivery/contract.ts'
import type { Cast, House } from './example-year-house.ts'
import { workingDaysBefore } from './example-year-plan.ts'

/** 免申即享 of the example year: three weeks ago everybody was told; some have opened, most of these have confirmed, and the first are paid. */

/** Working days: five to answer, five of public notice, the payment and the bank's answer. */
const toldBefore = 15
/** Of those told, so many have opened; of these one in four has not confirmed yet. */
const opened = 44
/** Serials of the invented cards; see example-year-money.ts. */
const firstCard = 800_000

interface Told {
  deliveryId: Id<'delivery'>
  personId: Id<'person'>
  number: string
  name: string
}

export const liveDelivery = async (house: House, cast: Cast, { today, seed }: { today: PlainDate; seed: number }): Promise<void> => {
  const toldOn = workingDaysBefore(today, toldBefore)
  await house.job(tellDeliveries.name, toldOn)
  const without = cast.demo.flatMap(({ actor }) => actor.personId ?? [])
  const { rows } = await house.database.asSystem(toldOn, (db) =>
    sql<Told>`
      select "deliveryId", "personId", number, name from (
        select distinct on (p.id) d.id as "deliveryId", p.id as "personId", p.number, p.name, md5(p.id::text || ${String(seed)}) as turn
        from pub.delivery d join pub.person p on p.id = d.subject_id
        where d.subject_kind = 'person' and d.state = 'told' and d.amount_fen > 0 and p.id <> all (${without}::uuid[]) and not exists (select from pub.case c where c.person_id = p.id)
        order by p.id, d.amount_fen) one
      order by turn limit ${opened}`.execute(db),
  )
  for (let day = workingDaysAfter(toldOn, 1), turn = 0; day < today; day = workingDaysAfter(day, 1), turn++) {
    for (const [index, told] of rows.entries()) if (index % 5 === turn) await answer(house, await cast.talent(told.personId, told), { told, index, day })
    await house.job(endNotices.name, day)
    await followDecidable(house, day)
  }
  await firstPayment(house, cast, workingDaysBefore(today, 3), today)
}

/** What the clock has brought to its decision goes on by the rule, as the house's job does it every time a case moves. */
const followDecidable = async (house: House, day: PlainDate): Promise<void> => {
  const { rows } = await house.database.asSystem(day, (db) =>
    sql<{ caseId: string }>`select c.id as "caseId" from pub.case c join pub.delivery d on d.subject_id = c.subject_id and d.measure = c.measure where d.state = 'confirmed' and d.tier = 'straight' and c.state = 'toDecide' order by c.number`.execute(db),
  )
  for (const { caseId } of rows) await house.job(followCases.name, day, { caseId, to: 'toDecide', verb: 'endNotices' })
}

const answer = async (house: House, actor: Actor, { told: { deliveryId }, index, day }: { told: Told; index: number; day: PlainDate }): Promise<void> => {
  const moment = { actor, today: day }
  const { offer } = await house.does(moment, openDelivery, { deliveryId })
  if (!offer || index % 4 === 3) return
  if (offer.money && !offer.account) await house.does(moment, giveAccount, { bank: '青屿银行', number: withCheckDigit(`629801${String(firstCard + index).padStart(12, '0')}`) })
  const shown = await house.does(moment, openDelivery, { deliveryId })
  try {
    const { caseId } = await house.does(moment, confirmDelivery, { deliveryId, hash: shown.offer?.hash ?? '', consentVersion: consent.version })
    await house.job(followCases.name, day, { caseId, to: 'inReview', verb: 'submit' })
  } catch (error) {
    // Somebody may stand in the way of himself: another measure that he drew excludes this one. Then he has opened it, and no more.
    if (!(error instanceof Refusal)) throw error
  }
}

/** The line with the most of them is paid on one day, and the bank has answered two days later. */
const firstPayment = async (house: House, cast: Cast, day: PlainDate, today: PlainDate): Promise<void> => {
  const [maker, checker] = [cast.demoActor('fund-maker'), cast.demoActor('fund-checker')]
  await house.job(fallDue.name, day)
  const { rows } = await house.database.asSystem(day, (db) =>
    sql<{ lineId: string }>`select i.line_id as "lineId" from pub.instalment i join pub.award a on a.id = i.award_id join pub.delivery d on d.subject_id = a.holder_id and d.measure = a.measure and d.state = 'decided'
      where i.state = 'due' and i.line_id is not null group by 1 order by count(*) desc, 1`.execute(db),
  )
  const { lines } = await house.asks({ actor: maker, today: day }, dueLines, { dueBy: day })
  const line = rows.map(({ lineId }) => lines.find((one) => one.lineId === lineId && one.dueItems > one.withoutAccount)).find((one) => one !== undefined)
  if (!line) return
  const { batchId, number } = await house.does({ actor: maker, today: day }, makeBatch, { lineId: line.lineId, dueBy: day })
  await house.does({ actor: { ...checker, steppedUp: true }, today: day }, releaseBatch, { batchId })
  const items = await house.database.asSystem(day, (db) => db.selectFrom('fund.batchItem').select(['seq', 'amountFen']).where('batchId', '=', batchId).orderBy('seq').execute())
  const paidOn = addDays(day, 1) > today ? today : addDays(day, 1)
  const answers = items.map(({ seq, amountFen }, index) => ({ at: index + 2, ref: refOf(number, seq), amount: amountFen, bankSerial: `MS${refOf(number, seq).slice(2).replace('-', '')}`, result: 'paid' as const, paidOn, reasonCode: null, reason: null }))
  await house.does({ actor: maker, today: paidOn }, takeReturn, { batchId, text: writeReturn({ number, bankDate: paidOn, lines: answers }) })
  await house.job(followPayments.name, paidOn, { batchId })
}
