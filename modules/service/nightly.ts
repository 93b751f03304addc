import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { endAssignment, leaveToOffice } from './assign-store.ts'
import { quietDays } from './states.ts'
import * as store from './store.ts'

/** What the clock brings about. Each may run twice without harm; as the house. */

const byName = '系统'

/** Late requests go up to the talent office, once; who holds them goes on. Answers their ids. */
export const escalate = async (db: Tx, today: PlainDate): Promise<string[]> => {
  const { rows } = await sql<{ id: Id<'request'> }>`select id from service.request where state in ('asked', 'inHand') and due_on < ${today}::date and late_on is null order by id for update`.execute(db)
  for (const { id } of rows) {
    const request = await store.getForUpdate(db, id)
    await store.move(db, id, { lateOn: today })
    await store.note(db, request, { verb: 'late', byName, onDay: today, words: '没有按期答复' })
  }
  return rows.map(({ id }) => id)
}

/** An answer to which nobody objected is done. It may still be rated. */
export const closeQuiet = async (db: Tx, today: PlainDate): Promise<number> => {
  const { rows } = await sql<{ id: Id<'request'> }>`select id from service.request where state = 'answered' and answered_on < ${addDays(today, -quietDays)}::date order by id for update`.execute(db)
  for (const { id } of rows) {
    const request = await store.getForUpdate(db, id)
    await store.move(db, id, { state: 'closed', closedOn: today })
    await store.note(db, request, { verb: 'close', byName, onDay: today, words: `答复后 ${quietDays} 日没有异议` })
  }
  return rows.length
}

interface Vacant {
  personId: string
  because: string
}
/** Nobody is served by whom he cannot reach: the duty is over, or he has moved, left the city, or stands under another record. They are due a specialist again from today. */
export const endVacant = async (db: Tx, today: PlainDate): Promise<number> => {
  const { rows } = await sql<Vacant>`
    select a.person_id as "personId", case
      when p.survivor_id is not null then '档案已并入另一条'
      when f.gone then '已离开本市'
      when not d.there then '专员离任，等待重新分配'
      else '迁出专员的辖区，等待重新分配' end as because
    from service.assignment a join registry.person p on p.id = a.person_id,
      lateral (select coalesce(bool_or(true), false) as there, coalesce(bool_or(starts_with(p.place_code, u.place_code)), false) as reaches from kernel.duty u join kernel.account o on o.id = u.account_id and o.disabled_at is null
        where u.account_id = a.specialist_id and u.role = 'specialist' and u.deputises is null and ${today}::date between u.valid_from and coalesce(u.valid_to, 'infinity')) d,
      lateral (select exists (select from registry.departure x where x.person_id = p.id and x.departed_on <= ${today}::date
        and not exists (select from registry.employment m where m.person_id = p.id and m.started_on > x.departed_on)) as gone) f
    where upper_inf(a.span) and (p.survivor_id is not null or f.gone or not d.reaches) order by a.person_id`.execute(db)
  for (const { personId, because } of rows) {
    await endAssignment(db, personId, today, because)
    await leaveToOffice(db, personId)
  }
  return rows.length
}
