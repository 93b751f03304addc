import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { remindDays } from './states.ts'
import { missed } from './missed.ts'
import { getForUpdate, settleOffer, timesTold } from './store.ts'

/** What the clock brings about, as the house. Each may run twice without harm. */

/** Offers that nobody answered in time: the application goes back into the list or off it. Answers which, and the how manieth step it was. */
export const lapseOffers = async (db: Tx, today: PlainDate): Promise<{ id: Id<'application'>; times: string }[]> => {
  const { rows } = await sql<{ id: string; applicationId: Id<'application'>; answerBy: PlainDate }>`
    select id, application_id as "applicationId", answer_by as "answerBy" from housing.offer where state = 'open' and answer_by < ${today}::date order by id`.execute(db)
  const lapsed: { id: Id<'application'>; times: string }[] = []
  for (const { id, applicationId, answerBy } of rows) {
    // The application first, as every verb does; whoever answered in the meantime has left nothing to lapse.
    const application = await getForUpdate(db, applicationId)
    if (application.state !== 'offered') continue
    await settleOffer(db, id, 'lapsed', today)
    await missed(db, application, { verb: 'lapse', byName: '系统', today, words: `应在 ${answerBy} 前答复` })
    lapsed.push({ id: applicationId, times: await timesTold(db, applicationId) })
  }
  return lapsed
}

interface Ending {
  termId: string
  personId: Id<'person'>
  placeCode: string
  unit: string
  to: PlainDate
}
/** Contracts that end within a month, of people who still live there and have no next one: marked, so that each is told of once. */
export const contractsEnding = async (db: Tx, today: PlainDate): Promise<Ending[]> => {
  const { rows } = await sql<Ending>`
    with ending as (update housing.term m set reminded_on = ${today}::date from housing.tenancy t
      where t.id = m.tenancy_id and upper_inf(t.span) and m.reminded_on is null and upper(m.span) - 1 between ${today}::date and ${today}::date + ${remindDays}::int
        and not exists (select from housing.term n where n.tenancy_id = m.tenancy_id and lower(n.span) >= upper(m.span))
      returning m.id, m.person_id, upper(m.span) - 1 as to_day, t.unit_id)
    select e.id as "termId", e.person_id as "personId", p.place_code as "placeCode", b.name || ' ' || u.room as unit, e.to_day as "to"
    from ending e join pub.person p on p.id = e.person_id join housing.unit u on u.id = e.unit_id join housing.building b on b.id = u.building_id order by e.id`.execute(db)
  return rows
}
