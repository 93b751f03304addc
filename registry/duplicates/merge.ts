import { sql, type RawBuilder } from 'kysely'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { MergeField } from './contract.ts'

/** Merging and separating. The rows that move are the database's doing (0100): one function there, one back. */

/** What of the row belongs to each field; the reading of a name and the hint of a phone go with them. */
const columnsOf: Record<MergeField, readonly string[]> = {
  name: ['name', 'pinyin', 'initials'],
  sex: ['sex'],
  birthDate: ['birth_date'],
  nationality: ['nationality'],
  phone: ['phone_sealed', 'phone_index', 'phone_hint'],
  placeCode: ['place_code'],
  corps: ['corps'],
}

interface Locked {
  id: Id<'person'>
  survivorId: string | null
  hasFormer: boolean
  phoneSealed: Buffer | null
}

/** Both records in the order of their ids, so that two desks never wait for each other. */
export const lockPeople = async (db: Tx, ids: readonly string[]): Promise<(id: string) => Locked> => {
  const { rows } = await sql<Locked>`
    select p.id, p.survivor_id, p.phone_sealed, exists (select from registry.person f where f.survivor_id = p.id) as has_former
    from registry.person p where p.id = any(${sql.val([...ids])}::uuid[]) order by p.id for update of p`.execute(db)
  return (id) => {
    const found = rows.find((row) => row.id === id)
    if (!found) throw new Missing()
    return found
  }
}

export interface Merging {
  survivorId: Id<'person'>
  mergedId: Id<'person'>
  placeCode: string
  take: readonly MergeField[]
  reason: string
  today: PlainDate
}

/** The phone of one record, sealed for the other: a sealed value opens in its own row only. Throws when the key does not fit. */
export const phoneFor = (survivorId: string, { id, phoneSealed }: Locked): { sealed: Buffer; hint: string } | null => {
  if (!phoneSealed) return null
  const sealer = houseSealer()
  const place = { table: 'registry.person', column: 'phone' }
  const phone = sealer.open({ ...place, row: id }, phoneSealed)
  return { sealed: sealer.seal({ ...place, row: survivorId }, phone), hint: sealHint('phone', phone) }
}

export const merge = async (db: Tx, { survivorId, mergedId, placeCode, take, reason, today }: Merging, phone: { sealed: Buffer; hint: string } | null): Promise<{ number: string; records: number }> => {
  const { rows } = await sql<{ id: string; number: string }>`
    insert into registry.person_merge (survivor_id, merged_id, place_code, reason, taken, before, merged_on, merged_by)
    select ${survivorId}, ${mergedId}, ${placeCode}, ${reason}, ${sql.val([...take])}::text[], to_jsonb(p), ${today}, kernel.actor() from registry.person p where p.id = ${survivorId}
    returning id, number`.execute(db)
  const made = rows[0]
  if (!made) throw new Missing()
  const columns = take.flatMap((field) => columnsOf[field])
  if (columns.length > 0) {
    const value = (column: string): RawBuilder<unknown> => (column === 'phone_sealed' ? sql`${sql.id(column)} = ${phone?.sealed ?? null}::bytea` : sql`${sql.id(column)} = m.${sql.id(column)}`)
    await sql`update registry.person s set ${sql.join(columns.map(value))} from registry.person m where s.id = ${survivorId} and m.id = ${mergedId}`.execute(db)
  }
  await sql`update registry.person_merge g set after = to_jsonb(p) from registry.person p where g.id = ${made.id} and p.id = ${survivorId}`.execute(db)
  const moved = await sql<{ records: number }>`select registry.move_records(${made.id}) as records`.execute(db)
  // He signs in as one person from now on, whichever account he uses. Accounts are the house's to write.
  await withHouseEyes(db, today, () => sql`
    with moved as (update kernel.account set person_id = ${survivorId} where person_id = ${mergedId} returning id)
    insert into registry.merge_moved (merge_id, record, row_id) select ${made.id}, 'account', id from moved`.execute(db))
  return { number: made.number, records: moved.rows[0]?.records ?? 0 }
}

export interface Merged {
  survivorId: Id<'person'>
  mergedId: Id<'person'>
  number: string
  taken: MergeField[]
  separated: boolean
  laterFirst: boolean
}

export const lockMerge = async (db: Tx, mergeId: string): Promise<Merged> => {
  const { rows } = await sql<Merged>`
    select m.survivor_id, m.merged_id, m.number, m.taken, m.separated_on is not null as separated,
      exists (select from registry.person_merge l where l.survivor_id = m.survivor_id and l.separated_on is null and (l.merged_at, l.id) > (m.merged_at, m.id)) as later_first
    from registry.person_merge m where m.id = ${mergeId} for update of m`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/** Everything back as it was; what somebody corrected since the merge stays corrected. */
export const separate = async (db: Tx, mergeId: string, { survivorId, mergedId, taken }: Merged, reason: string, today: PlainDate): Promise<number> => {
  const columns = taken.flatMap((field) => columnsOf[field])
  if (columns.length > 0) {
    const back = sql.join(columns.map((column) => {
      const name = sql.lit(column)
      return sql`${sql.id(column)} = case when to_jsonb(p) -> ${name} = g.after -> ${name} then b.${sql.id(column)} else p.${sql.id(column)} end`
    }))
    await sql`update registry.person p set ${back} from registry.person_merge g, jsonb_populate_record(null::registry.person, g.before) b where g.id = ${mergeId} and p.id = ${survivorId}`.execute(db)
  }
  const { rows } = await sql<{ records: number }>`select registry.return_records(${mergeId}) as records`.execute(db)
  await withHouseEyes(db, today, () => sql`
    update kernel.account a set person_id = ${mergedId} from registry.merge_moved v
    where v.merge_id = ${mergeId} and v.record = 'account' and v.row_id = a.id and a.person_id = ${survivorId}`.execute(db))
  await sql`update registry.person_merge set separated_on = ${today}, separated_by = kernel.actor(), separate_reason = ${reason} where id = ${mergeId}`.execute(db)
  await sql`update registry.duplicate_pair set state = 'open', settled_on = null, settled_by = null, note = null
    where one_id = least(${survivorId}::uuid, ${mergedId}::uuid) and other_id = greatest(${survivorId}::uuid, ${mergedId}::uuid)`.execute(db)
  return rows[0]?.records ?? 0
}
