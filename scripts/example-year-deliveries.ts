import { sql } from 'kysely'
import { withCheckDigit } from '../fund/account-number.ts'
import { giveAccount, myAccount } from '../fund/payment-contract.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { confirmDelivery, followCases, openDelivery, tellDeliveries } from '../modules/delivery/contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** Delivery without applying in the example city: everybody due was told three weeks ago; of some dozens a few have not looked, some have looked, the others confirmed this morning. */

interface Told {
  id: Id<'delivery'>
  personId: Id<'person'>
  number: string
  name: string
}
const looking = 36

export const liveDeliveries = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const toldOn = addDays(today, -21)
  await house.job(tellDeliveries.name, toldOn)
  const { rows } = await house.database.asSystem(today, (db) => sql<Told>`
    select d.id, p.id as "personId", p.number, p.name from delivery.delivery d join pub.person p on p.id = d.person_id
    where d.state = 'told' and length(p.place_code) = 9 and not exists (select from kernel.account a where a.demo and a.person_id = p.id)
    order by md5(d.subject_id::text || d.measure) limit ${looking}`.execute(db))
  for (const [index, { id: deliveryId, personId, number, name }] of rows.entries()) {
    const actor = await cast.talent(personId, { number, name })
    if (index % 6 === 0) continue
    if (index % 6 === 1) {
      await house.does({ actor, today: addDays(toldOn, index % 14) }, openDelivery, { deliveryId })
      continue
    }
    const moment = { actor, today }
    const { offer } = await house.does(moment, openDelivery, { deliveryId })
    if (!offer) continue
    const { account } = await house.asks(moment, myAccount, {})
    if (!account) await house.does(moment, giveAccount, { bank: '青屿银行', number: withCheckDigit(`629802${String(index + 1).padStart(12, '0')}`) })
    try {
      const { caseId } = await house.does(moment, confirmDelivery, { deliveryId, hash: offer.hash, consentVersion: offer.consent.version })
      await house.job(followCases.name, today, { caseId, to: 'inReview', verb: 'submit' })
    } catch (error) {
      // Whoever the procedure refuses today stays among those who have looked.
      if (!(error instanceof Refusal)) throw error
    }
  }
}
