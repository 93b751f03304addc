import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { readEdition, readVocabulary, scopeOf, type Edition, type Vocabulary } from '../policy/index.ts'
import { houseCalendar } from './calendar.ts'

/** One published edition: the row's identity and the program that its text is. */
export interface PublishedEdition {
  id: Id<'edition'>
  edition: Edition
  text: string
  validFrom: PlainDate
  validTo: PlainDate | null
}

/** Every published edition, compiled once; the database says when to compile anew. */
export interface LiveLibrary {
  vocabulary: Vocabulary
  editions: readonly PublishedEdition[]
  byId: ReadonlyMap<string, PublishedEdition>
  /** The editions in force on a day, by measure: what 享受(…) asks too. */
  inForce(on: PlainDate): ReadonlyMap<string, PublishedEdition>
}

let compiled: { key: string; library: LiveLibrary } | undefined

/**
 * The library as the database has it. One small question a call; the texts are read and compiled only when they changed,
 * so that every process of the house follows a publication without being told.
 */
export const liveLibrary = async (db: Tx): Promise<LiveLibrary> => {
  const { rows } = await sql<{ key: string }>`
    select coalesce((select hash from measures.vocabulary where current), '') || ':' || count(*) || ':' || coalesce(md5(string_agg(id || hash || coalesce(valid_to::text, ''), ',' order by id)), '') as key
    from measures.edition`.execute(db)
  const key = rows[0]?.key ?? ''
  if (compiled?.key !== key) compiled = { key, library: await compileLibrary(db) }
  return compiled.library
}

const compileLibrary = async (db: Tx): Promise<LiveLibrary> => {
  const vocabularyRow = await db.selectFrom('measures.vocabulary').select('text').where('current', '=', true).executeTakeFirst()
  const vocabulary: Vocabulary = { ...readVocabulary('词表', vocabularyRow?.text ?? 'facts: []').vocabulary, calendar: houseCalendar }
  const rows = await db.selectFrom('measures.edition').select(['id', 'measure', 'edition', 'text', 'validFrom', 'validTo']).orderBy('measure').orderBy('edition').execute()
  const scope = scopeOf(vocabulary, new Set(rows.map((row) => row.measure)))
  const published = rows.map((row) => {
    const { edition } = readEdition(`${row.measure}-${row.edition}`, row.text, scope)
    // What was accepted once reads for ever: a text that no longer does is a fault of this version of the program.
    if (!edition) throw new Error(`edition ${row.measure} ${row.edition} was published but cannot be read any more`)
    return { id: row.id as Id<'edition'>, edition, text: row.text, validFrom: row.validFrom, validTo: row.validTo }
  })
  return {
    vocabulary,
    editions: published,
    byId: new Map(published.map((one) => [one.id, one])),
    inForce: (on) => new Map(published.filter((one) => one.validFrom <= on && (one.validTo === null || one.validTo >= on)).map((one) => [one.edition.measure, one])),
  }
}
