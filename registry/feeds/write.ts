import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { openRow, sealRow, storedName } from '../sealed-sums.ts'
import type { Known } from './decide.ts'
import type { Draft, Values } from './kinds.ts'

/** The registry's rows of a delivery: read before, written in one statement a record and set of columns. Sums are opened on the way out and sealed on the way in. */

export type FeedRecord = Draft['record']
export interface FactWrite {
  readonly id: string
  readonly isNew: boolean
  readonly columns: Values
  readonly record: FeedRecord
  readonly personId: string
  readonly placeCode: string
  readonly asOf: PlainDate
}

/** What is known of these people, by record and person, with sealed sums opened: fen as text, so that nothing is lost. */
export const knownOf = async (db: Tx, record: FeedRecord, personIds: readonly string[]): Promise<Map<string, Known[]>> => {
  const { rows } = await sql<{ personId: string; fact: Known }>`
    select r.person_id, to_jsonb(r) as fact from registry.${sql.raw(record)} r where r.person_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb))`.execute(db)
  const known = new Map<string, Known[]>()
  for (const { personId, fact } of rows) known.set(personId, [...(known.get(personId) ?? []), openRow(record, fact)])
  return known
}

/** From here to the end of the transaction only this source's own records can be written. */
export const writeAs = (db: Tx, sourceId: string) => sql`select set_config('app.feed', ${sourceId}, true)`.execute(db)

export const writeFacts = async (db: Tx, told: { deliveryId: string; source: string; placeCode: string }, writes: readonly FactWrite[]): Promise<void> => {
  const groups = new Map<string, FactWrite[]>()
  for (const write of writes) {
    const key = `${write.record}|${write.isNew ? 'new' : 'old'}|${Object.keys(write.columns).toSorted().join(',')}`
    groups.set(key, [...(groups.get(key) ?? []), write])
  }
  for (const group of groups.values()) {
    const [first] = group
    if (first) await (first.isNew ? insert(db, told, first, group) : update(db, told, first, group))
  }
}

type Told = Parameters<typeof writeFacts>[1]
const wire = (group: readonly FactWrite[]): string => JSON.stringify(group.map(({ record, columns, id, personId, placeCode, asOf }) => sealRow(record, { ...columns, id, person_id: personId, place_code: placeCode, as_of: asOf })))

const insert = async (db: Tx, { deliveryId, source, placeCode }: Told, { record, columns }: FactWrite, group: readonly FactWrite[]): Promise<void> => {
  const names = sql.join([...Object.keys(columns).map((name) => storedName(record, name)), 'id', 'person_id', 'place_code', 'as_of'].map((name) => sql.id(name)))
  await sql`
    with written as (insert into registry.${sql.raw(record)} (${names}, source, verification, delivery_id)
      select ${names}, ${source}, 'verified', ${deliveryId} from jsonb_populate_recordset(null::registry.${sql.raw(record)}, ${wire(group)}::jsonb) returning id, person_id)
    insert into registry.feed_change (delivery_id, person_id, place_code, record, row_id) select ${deliveryId}, person_id, ${placeCode}, ${record}, id from written`.execute(db)
}

const update = async (db: Tx, { deliveryId, source, placeCode }: Told, { record, columns }: FactWrite, group: readonly FactWrite[]): Promise<void> => {
  await sql`
    insert into registry.feed_change (delivery_id, person_id, place_code, record, row_id, before)
    select ${deliveryId}, r.person_id, ${placeCode}, ${record}, r.id, to_jsonb(r) from registry.${sql.raw(record)} r where r.id in (select (value ->> 'id')::uuid from jsonb_array_elements(${wire(group)}::jsonb))`.execute(db)
  const changes = sql.join(Object.keys(columns).map((name) => sql`${sql.id(storedName(record, name))} = n.${sql.id(storedName(record, name))}`))
  await sql`
    update registry.${sql.raw(record)} r set ${changes}, source = ${source}, as_of = n.as_of, verification = 'verified', delivery_id = ${deliveryId}
    from jsonb_populate_recordset(null::registry.${sql.raw(record)}, ${wire(group)}::jsonb) n where r.id = n.id`.execute(db)
}

/** What the people of these rows were due before, once a delivery: the report tells whose entitlements changed since. */
export const noteDue = (db: Tx, { deliveryId, placeCode }: Told, personIds: readonly string[]) =>
  sql`insert into registry.feed_due (delivery_id, person_id, place_code, due)
    select ${deliveryId}, p.value::uuid, ${placeCode}, array(select e.edition_id::text from pub.entitlement e where e.subject_id = p.value::uuid order by 1)
    from jsonb_array_elements_text(${JSON.stringify(personIds)}::jsonb) p on conflict do nothing`.execute(db)

