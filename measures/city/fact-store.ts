import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ClientBase } from 'pg'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import { houseSealer, type SealedPlace } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { packingOf, RowPacker, type Vocabulary } from '../../policy/index.ts'
import { derivedFacts, profiles } from '../facts.ts'
import { rowOpener } from '../sealed-facts.ts'
import type { SubjectKind } from '../types.ts'

/** Which facts a stored row holds, in which order. Another derivation of a fact is another layout. */
export interface Layout {
  hash: string
  kind: SubjectKind
  facts: readonly string[]
}

/** One subject's derived facts as stored: a JSON array in the layout's order. */
export interface FactRow {
  kind: SubjectKind
  id: string
  placeCode: string | null
  employerId: string | null
  layout: string
  facts: string
}

/** A row as it was derived, with the same values packed for loading and sealed; null: they have to be read as JSON, in which sums are tokens. */
export interface DerivedRow extends FactRow {
  packed: Uint8Array | null
  /** Of what {@link packingMark} it is packed. */
  packing: Uint8Array
}

/** PostgreSQL passes no more than a hundred arguments to a function. */
const argumentsAtMost = 90

const employerColumn: Record<SubjectKind, string> = { person: 's.employer_id', employer: 's.id', team: 's.employer_id' }

export const layoutOf = (vocabulary: Vocabulary, kind: SubjectKind): Layout => {
  const facts = derivedFacts(vocabulary, kind)
  const text = facts.map((fact) => `${fact.name}\u0000${fact.derive}`).join('\u0001')
  return { hash: createHash('sha256').update(`${kind}\u0001${text}`).digest('hex').slice(0, 32), kind, facts: facts.map((fact) => fact.name) }
}

/**
 * Derives the facts of some subjects from the registry, as the role that sees `pub` alone: derivations are SQL of the vocabulary. Each
 * subject is looked up by itself (`lateral … offset 0`): joined to the list of ids at once, the profile would be built for the whole city.
 */
export const deriveFacts = async (database: Database, vocabulary: Vocabulary, kind: SubjectKind, on: PlainDate, ids: readonly string[]): Promise<DerivedRow[]> => {
  const layout = layoutOf(vocabulary, kind)
  const values = derivedFacts(vocabulary, kind).map((fact) => `(${fact.derive})`)
  const arrays: string[] = []
  for (let from = 0; from < values.length; from += argumentsAtMost) arrays.push(`jsonb_build_array(${values.slice(from, from + argumentsAtMost).join(', ')})`)
  const one = `select s.id, s.place_code, ${employerColumn[kind]} as employer_id, (${arrays.join(' || ') || "'[]'::jsonb"})::text as facts from ${profiles[kind]} s where s.id = i.id offset 0`
  const rows = await database.asReader({ actor: systemActor, today: on }, async (db) => {
    // Compiling the wide expression costs a hundred times what it saves on a few thousand rows.
    await sql`set local jit = off`.execute(db)
    return (await sql<{ id: string; placeCode: string | null; employerId: string | null; facts: string }>`
      select f.* from unnest(${sql.val([...ids])}::uuid[]) i(id) cross join lateral (${sql.raw(one)}) f`.execute(db)).rows
  })
  const pack = packerFor(vocabulary, layout)
  const packing = packingMark(vocabulary, layout)
  return rows.map((row) => ({ kind, layout: layout.hash, ...row, packed: pack(row.id, row.facts), packing }))
}

/** Stores derived rows; only a row that says something else than before gets a new version. Answers how many were written. */
export const storeFacts = async (db: Tx, rows: readonly DerivedRow[], on: PlainDate): Promise<number> => {
  if (rows.length === 0) return 0
  const column = <T>(of: (row: DerivedRow) => T) => sql.val(rows.map(of))
  const { numAffectedRows } = await sql`
    insert into measures.subject_fact as f (subject_id, kind, place_code, employer_id, layout, facts, packed_sealed, packing, derived_on, version)
    select t.*, ${on}::date, nextval('measures.subject_fact_version') from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.kind)}::text[],
      ${column((row) => row.placeCode)}::text[], ${column((row) => row.employerId)}::uuid[], ${column((row) => row.layout)}::text[], ${column((row) => row.facts)}::text[], ${column((row) => (row.packed === null ? null : Buffer.from(row.packed)))}::bytea[], ${column((row) => (row.packed === null ? null : Buffer.from(row.packing)))}::bytea[]) t
    on conflict (subject_id) do update set place_code = excluded.place_code, employer_id = excluded.employer_id, layout = excluded.layout, facts = excluded.facts, packed_sealed = excluded.packed_sealed, packing = excluded.packing,
      derived_on = excluded.derived_on, version = case when ${changed} then excluded.version else f.version end
    where ${changed} or f.packing is distinct from excluded.packing`.execute(db)
  return Number(numAffectedRows ?? 0n)
}

/** Whether a stored row f and what is to be stored say different things; how they are packed says nothing. Sealed sums are the registry's own tokens, and therefore the same while the record is. */
const changed = sql`((f.facts, f.layout) is distinct from (excluded.facts, excluded.layout) or f.place_code is distinct from excluded.place_code or f.employer_id is distinct from excluded.employer_id)`

/** Under what the rows of a layout are packed by this vocabulary: four bytes. */
export const packingMark = (vocabulary: Vocabulary, layout: Layout): Buffer => createHash('sha256').update(packingOf(vocabulary, layout.facts)).digest().subarray(0, 4)

export const packedPlace = (id: string): SealedPlace => ({ table: 'measures.subject_fact', column: 'packed', row: id })

/** Packs the facts of rows of a layout for loading, sums opened, and seals the whole; null: they have to be read as JSON. */
export const packerFor = (vocabulary: Vocabulary, layout: Layout): ((id: string, facts: string) => Uint8Array | null) => {
  const packer = new RowPacker(vocabulary, layout.facts)
  const open = rowOpener(vocabulary, layout.facts)
  const sealer = houseSealer()
  return (id, facts) => {
    const bytes = packer.pack(open(JSON.parse(facts)))
    return bytes ? sealer.seal(packedPlace(id), bytes) : null
  }
}

export const keepLayout = async (db: Tx, layout: Layout): Promise<void> => {
  await db.insertInto('measures.factLayout').values({ hash: layout.hash, kind: layout.kind, facts: [...layout.facts] }).onConflict((clash) => clash.column('hash').doNothing()).execute()
}

/** The same on a bare connection. */
export const layoutsIn = async (client: ClientBase): Promise<ReadonlyMap<string, Layout>> =>
  new Map((await client.query<Layout>('select hash, kind, facts from measures.fact_layout')).rows.map((row) => [row.hash, row]))

/** Stored rows by id, on a bare connection. */
export const rowsOf = async (client: ClientBase, ids: readonly string[]): Promise<FactRow[]> =>
  (await client.query<FactRow>('select subject_id as id, kind, place_code as "placeCode", employer_id as "employerId", layout, facts from measures.subject_fact where subject_id = any($1)', [ids])).rows

export const layoutsOf = async (db: Tx): Promise<ReadonlyMap<string, Layout>> => {
  const rows = await db.selectFrom('measures.factLayout').select(['hash', 'kind', 'facts']).execute()
  return new Map(rows.map((row) => [row.hash, { hash: row.hash, kind: row.kind as SubjectKind, facts: row.facts }]))
}

/** Subjects of one kind that the registry has, by id, a page at a time. */
export const subjectIds = async (database: Database, kind: SubjectKind, on: PlainDate, after: string | null, limit: number): Promise<string[]> =>
  database.asReader({ actor: systemActor, today: on }, async (db) => {
    const { rows } = await sql<{ id: string }>`select id from ${sql.raw(homes[kind])} where ${after}::uuid is null or id > ${after}::uuid order by id limit ${limit}`.execute(db)
    return rows.map((row) => row.id)
  })

/** Of these subjects, those that were not derived under this layout as of this day: a derivation that was broken off goes on where it was. */
export const notDerivedYet = async (db: Tx, ids: readonly string[], layout: string, on: PlainDate): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${sql.val([...ids])}::uuid[]) as id
    where not exists (select from measures.subject_fact f where f.subject_id = id and f.layout = ${layout} and f.derived_on = ${on}::date and f.facts <> '')`.execute(db)
  return rows.map((row) => row.id)
}

const homes: Record<SubjectKind, string> = { person: 'pub.person', employer: 'pub.employer', team: 'pub.team' }

export interface Changed {
  kind: SubjectKind
  ids: string[]
}

/**
 * Takes notes of changed subjects out of the queue, oldest first, in the caller's transaction; a note about an employer's staff becomes its people. People go before
 * employers, whose facts count over all their people and cost ten times as much. A second process that follows at the same time takes others.
 */
export const takeChanges = async (db: Tx, limit: number): Promise<{ notes: number; changed: Changed[] }> => {
  const take = async (kinds: readonly string[], most: number) => (await sql<{ kind: string; subjectId: string }>`
    delete from kernel.subject_change where id in (select id from kernel.subject_change where kind = any(${sql.val([...kinds])}) order by id limit ${most} for update skip locked) returning kind, subject_id`.execute(db)).rows
  const ofPeople = await take(['person', 'staff'], limit)
  const rows = ofPeople.length > 0 ? ofPeople : await take(['employer', 'team'], Math.ceil(limit / 10))
  const of = (kind: string) => new Set(rows.filter((row) => row.kind === kind).map((row) => row.subjectId))
  const people = of('person')
  const staff = [...of('staff')]
  if (staff.length > 0) {
    const found = await sql<{ id: string }>`select id from pub.person where employer_id = any(${sql.val(staff)}::uuid[])`.execute(db)
    for (const { id } of found.rows) people.add(id)
  }
  const changed: Changed[] = [{ kind: 'person', ids: [...people] }, { kind: 'employer', ids: [...of('employer')] }, { kind: 'team', ids: [...of('team')] }]
  return { notes: rows.length, changed: changed.filter(({ ids }) => ids.length > 0) }
}

/** Marks subjects that the registry no longer has; whoever follows by version removes them. */
export const markGone = async (db: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return
  await sql`update measures.subject_fact set facts = '', version = nextval('measures.subject_fact_version') where subject_id = any(${sql.val([...ids])}::uuid[]) and facts <> ''`.execute(db)
}

/** Versions must become visible in their order: whoever stores facts waits for who stores before. Ends with the transaction. */
export const storeInTurn = async (db: Tx): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtext('measures.subject_fact'))`.execute(db)
}

/** The layouts under which everybody of a kind was derived as of a day. */
export const laidOutOn = async (db: Tx, hash: string): Promise<string | null> =>
  (await db.selectFrom('measures.factLayout').select('laidOutOn').where('hash', '=', hash).executeTakeFirst())?.laidOutOn ?? null

export const setLaidOut = async (db: Tx, hash: string, on: PlainDate): Promise<void> => {
  await db.updateTable('measures.factLayout').set({ laidOutOn: on }).where('hash', '=', hash).execute()
}

/** Rows that changed after a version, in order. */
export const changedSince = async (db: Tx, version: bigint, limit: number): Promise<(FactRow & { version: bigint })[]> =>
  (await sql<FactRow & { version: bigint }>`select subject_id as id, kind, place_code, employer_id, layout, facts, version from measures.subject_fact where version > ${version} order by version limit ${limit}`.execute(db)).rows

/** Whether a note of a change waits, or somebody stored rows after a version: one look, for who would otherwise begin a round. */
export const stirs = async (db: Tx, version: bigint): Promise<boolean> =>
  (await sql<{ stirs: boolean }>`select exists (select from kernel.subject_change) or exists (select from measures.subject_fact where version > ${version}) as stirs`.execute(db)).rows[0]?.stirs ?? false
