import { sql } from 'kysely'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import { hintsSaid } from '../../kernel/seal/hint.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { containing } from '../search.ts'
import { factsOfPerson } from '../store.ts'
import { evidence, mergeFields, type DuplicateState, type Evidence, type MergeField, type Side } from './contract.ts'

/** Queries about pairs and merges. */

const because = sql<string>`(select string_agg(w.says, '、' order by r.at) from jsonb_array_elements_text(d.reasons) with ordinality r(reason, at)
  join (values ${sql.join((Object.keys(evidence) as Evidence[]).map((name) => sql`(${name}, ${evidence[name].says})`))}) w(reason, says) on w.reason = r.reason)`

export const pairs = (db: Tx, { state, search }: { state?: DuplicateState | undefined; search?: string | undefined }) => {
  let rows = db
    .selectFrom('registry.duplicatePair as d')
    .innerJoin('registry.person as a', 'a.id', 'd.oneId')
    .innerJoin('registry.person as b', 'b.id', 'd.otherId')
    .leftJoin('kernel.place as l', 'l.code', 'd.placeCode')
    .select([
      sql<Id<'duplicatePair'>>`d.id`.as('id'),
      'a.name as oneName',
      'a.number as oneNumber',
      'b.name as otherName',
      'b.number as otherNumber',
      'd.score',
      because.as('because'),
      sql<string>`coalesce(l.name, '')`.as('placeName'),
      sql<DuplicateState>`d.state`.as('state'),
      'd.foundOn',
    ])
  if (state) rows = rows.where('d.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(a.name || ' ' || a.number || ' ' || b.name || ' ' || b.number) ilike ${containing(search)}`)
  return rows
}

export interface Pair {
  oneId: Id<'person'>
  otherId: Id<'person'>
  state: DuplicateState
  score: number
  reasons: Evidence[]
  note: string | null
  placeCode: string
}

export const getPair = async (db: Tx, pairId: string, lock = false): Promise<Pair> => {
  const { rows } = await sql<Pair>`select one_id, other_id, state, score, reasons, note, place_code from registry.duplicate_pair where id = ${pairId} ${lock ? sql`for update` : sql``}`.execute(db)
  const pair = rows[0]
  if (!pair) throw new Missing()
  return pair
}

export const settlePair = async (db: Tx, pairId: string, state: DuplicateState, today: PlainDate | null, note: string | null): Promise<void> => {
  await sql`update registry.duplicate_pair set state = ${state}, settled_on = ${today}, settled_by = case when ${today}::date is null then null else kernel.actor() end, note = ${note} where id = ${pairId}`.execute(db)
}

type Stored = Omit<Side, 'fields' | 'facts'> & { fields: Record<MergeField, string> }

/** One record with its facts, for the comparison. */
export const sideOf = async (db: Tx, personId: Id<'person'>, today: PlainDate): Promise<Side> => {
  const { rows } = await sql<Omit<Stored, 'account'>>`
    select p.id, p.number, p.document_type, p.document_hint, p.source, p.as_of, jsonb_build_object('name', p.name, 'sex', p.sex, 'birthDate', p.birth_date, 'nationality', p.nationality,
      'phone', coalesce('末四位 ' || p.phone_hint, '未登记'), 'placeCode', l.name, 'corps', coalesce(nullif(array_to_string(p.corps, '、'), ''), '未归类')) as fields
    from registry.person p join kernel.place l on l.code = p.place_code where p.id = ${personId}`.execute(db)
  const side = rows[0]
  if (!side) throw new Missing()
  const account = await withHouseEyes(db, today, async () => (await db.selectFrom('kernel.account').select('id').where('personId', '=', personId).limit(1).execute()).length > 0)
  return { ...side, fields: { ...side.fields, phone: hintsSaid(side.fields.phone) }, facts: await factsOfPerson(db, personId), account }
}

export const mergeFieldNames = Object.keys(mergeFields) as MergeField[]

export const merges = (db: Tx, { survivorId, search }: { survivorId?: string | undefined; search?: string | undefined }) => {
  let rows = db
    .selectFrom('registry.personMerge as m')
    .innerJoin('registry.person as s', 's.id', 'm.survivorId')
    .innerJoin('registry.person as f', 'f.id', 'm.mergedId')
    .select([
      sql<Id<'personMerge'>>`m.id`.as('id'),
      'm.number',
      's.number as survivorNumber',
      's.name as survivorName',
      'f.number as mergedNumber',
      'f.name as mergedName',
      sql<Id<'person'>>`m.survivor_id`.as('survivorId'),
      'm.reason',
      'm.mergedOn',
      'm.separatedOn',
      'm.separateReason',
    ])
  if (survivorId) rows = rows.where('m.survivorId', '=', survivorId)
  if (search) rows = rows.where(sql<boolean>`(m.number || ' ' || s.name || ' ' || s.number || ' ' || f.name || ' ' || f.number) ilike ${containing(search)}`)
  return rows
}
