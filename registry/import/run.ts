import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { readingOf } from '../reading.ts'
import { databaseCode, type Database, type Tx } from '../../kernel/db/database.ts'
import { documentTypes } from '../../kernel/codes/identity-document.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer, type Sealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { phoneIndex } from '../identity.ts'
import { sealedSum } from '../sealed-sums.ts'
import { rowPlace } from './check.ts'
import { PersonDraft } from './check-row.ts'
import * as store from './store.ts'

const CHUNK = 2000

type Ready = { id: string; isNew: boolean; draft: PersonDraft; documentIndex: Buffer }

/**
 * Writes every good row of a batch in one transaction: all of it or nothing, also when the server is killed in the middle (the job then runs again).
 * Progress is told beside the transaction, for nobody sees inside it.
 */
export const writeBatch = async (database: Database, today: PlainDate, batchId: string): Promise<void> => {
  const sealer = houseSealer()
  const writing = database.asSystem(today, async (db) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 0))`.execute(db)
    const batch = await db.selectFrom('registry.importBatch').select(['source', 'createdBy', 'state']).where('id', '=', batchId).executeTakeFirst()
    // A second run of the same job finds the work done.
    if (!batch || batch.state !== 'importing') return
    const told = { batchId, source: batch.source, asOf: today, createdBy: batch.createdBy }
    // What was staged is committed: the next rows are opened and sealed anew beside the transaction, while the database takes these in.
    const read = (after: number): Promise<readonly Prepared[]> => database.asSystem(today, async (beside) => (await readyRows(beside, batchId, after, sealer)).map((row) => ({ ...row, wire: row.isNew ? wireOf(row, sealer) : undefined })))
    let done = 0
    for (let rows = await read(0); ; ) {
      const last = rows.at(-1)
      if (!last) break
      const ahead = read(last.rowNumber)
      ahead.catch(() => {})
      await writePeople(db, rows.flatMap(({ wire }) => wire ?? []), told)
      await writeHistories(db, rows, told)
      done += rows.length
      const seen = done
      // In a transaction of its own, and not on the batch's own row lock: that is taken only at the end.
      await database.asSystem(today, (beside) => store.setBatch(beside, batchId, { doneRows: seen }))
      rows = await ahead
    }
    await db.updateTable('registry.importRow').set({ sealed: null }).where('batchId', '=', batchId).execute()
    await store.setBatch(db, batchId, { state: 'imported', doneRows: done, endedAt: new Date().toISOString() })
  })
  await writing.catch(async (error: unknown) => {
    if (databaseCode(error) !== uniqueViolation) throw error
    const message = '检查之后，名单中有人已被别人登记。没有写入任何人，请重新上传检查。'
    await database.asSystem(today, (db) => store.setBatch(db, batchId, { state: 'failed', message, endedAt: new Date().toISOString() }))
  })
}

const uniqueViolation = '23505'

const readyRows = async (db: Tx, batchId: string, after: number, sealer: Sealer): Promise<(Ready & { rowNumber: number })[]> => {
  const rows = await db
    .selectFrom('registry.importRow')
    .select(['rowNumber', 'outcome', 'sealed', 'documentIndex', sql<string>`coalesce(person_id, uuidv7())`.as('id')])
    .where('batchId', '=', batchId)
    .where('outcome', '<>', 'wrong')
    .where('rowNumber', '>', after)
    .orderBy('rowNumber')
    .limit(CHUNK)
    .execute()
  return rows.map(({ rowNumber, outcome, sealed, documentIndex, id }) => {
    if (!sealed || !documentIndex) throw new Error('a staged row has lost its content')
    const draft = PersonDraft.parse(JSON.parse(sealer.open(rowPlace(batchId, rowNumber), sealed)))
    return { rowNumber, id, isNew: outcome === 'new', draft, documentIndex }
  })
}

type Told = { batchId: string; source: string; asOf: PlainDate; createdBy: string }

interface Prepared extends Ready {
  rowNumber: number
  /** Of somebody new; who is known keeps what is sealed of him. */
  wire: Wire | undefined
}

/** A person as he is written: number and phone sealed for his own row. */
const wireOf = ({ id, draft, documentIndex }: Ready, sealer: Sealer) => {
  if (!documentTypes.some((type) => type === draft.documentType)) throw new Error('a staged row has an unknown document type')
  const place = { table: 'registry.person', row: id }
  return {
    id, name: draft.name, ...readingOf(draft.name), sex: draft.sex, birthDate: draft.birthDate, documentType: draft.documentType, placeCode: draft.placeCode, corps: draft.corps,
    documentSealed: sealer.seal({ ...place, column: 'document' }, draft.documentNumber).toString('hex'), documentIndex: documentIndex.toString('hex'), documentHint: sealHint('document', draft.documentNumber),
    phoneSealed: draft.phone === null ? null : sealer.seal({ ...place, column: 'phone' }, draft.phone).toString('hex'),
    phoneIndex: draft.phone === null ? null : phoneIndex(sealer, draft.phone).toString('hex'), phoneHint: draft.phone === null ? null : sealHint('phone', draft.phone),
  }
}

type Wire = ReturnType<typeof wireOf>

/** New people. Whoever was registered by somebody else between check and import breaks on the unique index, and the whole import with him. */
const writePeople = async (db: Tx, wire: readonly Wire[], { batchId, source, asOf, createdBy }: Told): Promise<void> => {
  if (wire.length === 0) return
  await sql`
    insert into registry.person (id, name, pinyin, initials, sex, birth_date, document_type, document_sealed, document_index, document_hint, phone_sealed, phone_index, phone_hint, place_code, corps,
      source, as_of, verification, import_batch_id, created_by)
    select r.id, r.name, r.pinyin, r.initials, r.sex, r."birthDate", r."documentType", decode(r."documentSealed", 'hex'), decode(r."documentIndex", 'hex'), r."documentHint", decode(r."phoneSealed", 'hex'),
      decode(r."phoneIndex", 'hex'), r."phoneHint", r."placeCode", array(select jsonb_array_elements_text(r.corps)), ${source}, ${asOf}, 'declared', ${batchId}, ${createdBy}
    from jsonb_to_recordset(${JSON.stringify(wire)}::jsonb) as r(id uuid, name text, pinyin text, initials text, sex text, "birthDate" date, "documentType" text, "documentSealed" text, "documentIndex" text,
      "documentHint" text, "phoneSealed" text, "phoneIndex" text, "phoneHint" text, "placeCode" text, corps jsonb)`.execute(db)
}

/** The employment's own id, for which its pay is sealed. */
const postOf = (payFen: string | null): { postId: string; paySealed: string | null } => {
  const postId = randomUUIDv7()
  return { postId, paySealed: payFen === null ? null : sealedSum('pay', postId, payFen) }
}

/** What each row says beyond the person; what the registry has already said of somebody known is not said twice. */
const writeHistories = async (db: Tx, rows: readonly Ready[], { batchId, source, asOf }: Told): Promise<void> => {
  const told = sql`${source}, ${asOf}::date, 'declared'::text, ${batchId}::uuid`
  const write = async (has: (draft: PersonDraft) => boolean, fields: string, statement: (from: RawBuilder<unknown>) => RawBuilder<unknown>): Promise<void> => {
    const some = rows.filter(({ draft }) => has(draft)).map(({ id, draft: { documentNumber: _, phone: __, payFen, ...draft } }) => ({ id, ...draft, ...(fields.includes('"paySealed"') ? postOf(payFen) : {}) }))
    if (some.length === 0) return
    await statement(sql`from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r(id uuid, ${sql.raw(fields)}) join registry.person p on p.id = r.id`).execute(db)
  }
  await write(({ education, degree }) => education !== null || degree !== null, 'education text, degree text, "fullTime" boolean, school text, major text, "graduatedOn" date', (from) => sql`
    insert into registry.degree (person_id, place_code, education, degree, full_time, school, major, graduated_on, source, as_of, verification, import_batch_id)
    select p.id, p.place_code, r.education, r.degree, r."fullTime", r.school, r.major, r."graduatedOn", ${told} ${from}
    where not exists (select from registry.degree d where d.person_id = p.id
      and d.education is not distinct from r.education and d.degree is not distinct from r.degree and d.school is not distinct from r.school)`)
  await write(({ titleLevel }) => titleLevel !== null, '"titleLevel" text, "titleName" text', (from) => sql`
    insert into registry.title (person_id, place_code, level, name, source, as_of, verification, import_batch_id)
    select p.id, p.place_code, r."titleLevel", r."titleName", ${told} ${from}
    where not exists (select from registry.title t where t.person_id = p.id and t.level = r."titleLevel" and t.name is not distinct from r."titleName")`)
  await write(({ skillLevel }) => skillLevel !== null, '"skillLevel" text', (from) => sql`
    insert into registry.skill (person_id, place_code, level, source, as_of, verification, import_batch_id)
    select p.id, p.place_code, r."skillLevel", ${told} ${from}
    where not exists (select from registry.skill s where s.person_id = p.id and s.level = r."skillLevel")`)
  await write(({ employerId, startedOn }) => employerId !== null && startedOn !== null, '"employerId" uuid, post text, mode text, "startedOn" date, "contractFrom" date, "contractTo" date, "postId" uuid, "paySealed" text', (from) => sql`
    insert into registry.employment (id, person_id, place_code, employer_id, post, mode, started_on, contract_from, contract_to, monthly_pay_sealed, source, as_of, verification, import_batch_id)
    select r."postId", p.id, p.place_code, r."employerId", r.post, r.mode, r."startedOn", r."contractFrom", r."contractTo", r."paySealed", ${told} ${from}
    where not exists (select from registry.employment e where e.person_id = p.id and e.employer_id = r."employerId" and e.mode = r.mode and e.ended_on is null)`)
}

const importedTables = ['degree', 'title', 'skill', 'employment'] as const

/** Takes an import back: what it added to known people, then the people it added. Fails on the foreign keys of whoever has built on them. */
export const takeBack = async (db: Tx, batchId: string): Promise<number> => {
  for (const table of importedTables) await sql`delete from registry.${sql.raw(table)} where import_batch_id = ${batchId}`.execute(db)
  const gone = await sql`delete from registry.person where import_batch_id = ${batchId}`.execute(db)
  await sql`update registry.import_row set person_id = null, sealed = null where batch_id = ${batchId}`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
