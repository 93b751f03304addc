import { sql } from 'kysely'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { containing } from '../search.ts'
import { correctable, type CorrectableRecord, type CorrectionState } from './contract.ts'

/** Queries about corrections. Names of tables come from the list of what can be corrected, never from outside. */

const tableOf = (record: CorrectableRecord) => sql.raw(`registry.${record}`)

export const corrections = (db: Tx, { state, search, department }: { state?: CorrectionState | undefined; search?: string | undefined; department?: string | undefined }) => {
  let rows = db
    .selectFrom('registry.correction as c')
    .innerJoin('registry.person as p', 'p.id', 'c.personId')
    .innerJoin('kernel.department as d', 'd.code', 'c.department')
    .select([
      sql<Id<'correction'>>`c.id`.as('id'),
      'c.number',
      sql<Id<'person'>>`c.person_id`.as('personId'),
      'p.name as personName',
      sql<CorrectableRecord>`c.record`.as('record'),
      'c.factText',
      'c.says',
      sql<CorrectionState>`c.state`.as('state'),
      'c.askedOn',
      'c.dueOn',
      'd.name as departmentName',
      'c.outcome',
      'c.decidedOn',
    ])
  if (department) rows = rows.where('c.department', '=', department)
  if (state) rows = rows.where('c.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(c.number || ' ' || p.name || ' ' || c.fact_text) ilike ${containing(search)}`)
  return rows
}

export interface Disputed {
  personId: Id<'person'>
  placeCode: string
  verification: string
}

/** The row that is meant, when the asker may see it. */
export const getDisputed = async (db: Tx, record: CorrectableRecord, rowId: string): Promise<Disputed> => {
  const { rows } = await sql<Disputed>`select person_id, place_code, verification from ${tableOf(record)} r where id = ${rowId} and to_jsonb(r) ->> 'withdrawn_on' is null`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

export interface NewCorrection extends Disputed {
  record: CorrectableRecord
  rowId: string
  factText: string
  says: string
  evidence: string
  askedRole: string
  askedOn: PlainDate
  dueOn: PlainDate
}

/** Undefined when one is under way for this row already. The row is disputed from now on: rules that ask for verified facts see it. */
export const insertCorrection = async (db: Tx, { verification, ...asked }: NewCorrection): Promise<string | undefined> => {
  const made = await db
    .insertInto('registry.correction')
    .values({ ...asked, department: correctable[asked.record].department, was: verification, askedBy: sql<string>`kernel.actor()` })
    .onConflict((clash) => clash.columns(['record', 'rowId']).where('state', '=', sql.lit('open')).doNothing())
    .returning('number')
    .executeTakeFirst()
  if (made) await setStanding(db, asked.record, asked.rowId, 'disputed', asked.askedOn)
  return made?.number
}

/** Standing is the house's to write: the asker may not touch the record itself. */
export const setStanding = (db: Tx, record: CorrectableRecord, rowId: string, verification: string, today: PlainDate): Promise<unknown> =>
  withHouseEyes(db, today, () => sql`update ${tableOf(record)} set verification = ${verification} where id = ${rowId}`.execute(db))

export interface Locked {
  record: CorrectableRecord
  rowId: string
  state: CorrectionState
  department: string
  was: string
  number: string
}

export const lockCorrection = async (db: Tx, id: string): Promise<Locked> => {
  const { rows } = await sql<Locked>`select record, row_id, state, department, was, number from registry.correction where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/** False when the row is no longer there. */
export const correct = async (db: Tx, id: string, changes: Readonly<Record<string, string | null>>, source: string, today: PlainDate): Promise<boolean> => {
  const { rows } = await sql<{ done: boolean }>`select registry.correct_record(${id}, ${JSON.stringify(changes)}::jsonb, ${source}, ${today}) as done`.execute(db)
  return rows[0]?.done ?? false
}

export const settle = async (db: Tx, id: string, state: CorrectionState, outcome: string, today: PlainDate): Promise<void> => {
  await sql`update registry.correction set state = ${state}, outcome = ${outcome}, decided_on = ${today}, decided_by = kernel.actor() where id = ${id}`.execute(db)
}

type Values = Readonly<Record<string, string | null>>
const asText = sql`(select jsonb_object_agg(v.key, v.value) from jsonb_each_text(t.said) v)`

export const getCorrectionPage = async (db: Tx, id: Id<'correction'>) => {
  const row = await corrections(db, {}).select(['c.rowId', 'c.evidence', 'c.department']).where('c.id', '=', id).executeTakeFirst()
  if (!row) throw new Missing()
  const now = await sql<{ said: Values }>`select ${asText} as said from (select to_jsonb(r) as said from ${tableOf(row.record)} r where r.id = ${row.rowId}) t`.execute(db)
  const former = await sql<{ said: Values; knownFrom: string; knownTo: string }>`
    select ${asText} as said, to_char(t.known_from at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as known_from, to_char(t.known_to at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as known_to
    from registry.former_fact t where t.record = ${row.record} and t.row_id = ${row.rowId} order by t.known_to desc`.execute(db)
  const { rowId: _, department, ...shown } = row
  return { shown, department, now: now.rows[0]?.said ?? {}, former: former.rows }
}

/** A verb's source when it corrects: the department that decided, in its short name. */
export const sourceOf = async (db: Tx, department: string): Promise<string> =>
  (await db.selectFrom('kernel.department').select('name').where('code', '=', department).executeTakeFirst())?.name ?? department
