import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { hashToken } from './cookies.ts'

/**
 * Guessing, bounded in a quarter of an hour: one name from one source, one source over all names (spraying), one name from many sources. The last
 * slows strangers down and lets the owner's own browser pass, so that nobody locks anybody out. Unknown names are counted as known ones are.
 */
export const guesses = { perNameAndSource: 8, perSource: 60, namesPerSource: 20, perName: 20 }
/** Once a name is under attack, strangers get one try in so many seconds between them all. */
export const strangersWait = 30

export interface Knock {
  /** The account's login, or what stands for it: `phone:…`, `code:…`. */
  login: string
  source: string
  deviceToken: string | undefined
}

/**
 * Writes the attempt down as failed before anything is checked, and gives its id; undefined when it comes too often. Counting and writing happen
 * under a lock of source and name, so that a hundred guesses at once count as a hundred. As the system.
 */
export const beginAttempt = async (db: Tx, { login, source, deviceToken }: Knock): Promise<string | undefined> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`source:${source}`}, 0)), pg_advisory_xact_lock(hashtextextended(${`name:${login}`}, 0))`.execute(db)
  const device = await deviceOf(db, login, deviceToken)
  const { rows: [count] } = await sql<{ here: number; source: number; names: number; name: number; own: number; waited: boolean }>`
    select count(*) filter (where login = ${login} and source = ${source} and known_device is null)::int as here,
      count(*) filter (where source = ${source} and known_device is null)::int as source,
      count(distinct login) filter (where source = ${source} and known_device is null and login <> ${login})::int as names,
      count(*) filter (where login = ${login} and known_device is null)::int as name,
      count(*) filter (where known_device = ${device ?? null}::uuid)::int as own,
      coalesce(max(at) filter (where login = ${login} and known_device is null) < clock_timestamp() - make_interval(secs => ${strangersWait}), true) as waited
    from kernel.sign_in_attempt where (source = ${source} or login = ${login}) and not succeeded and at > now() - interval '15 minutes'`.execute(db)
  if (!count) throw new Error('a count has one row')
  const tooMany = device ? count.own >= guesses.perNameAndSource : count.here >= guesses.perNameAndSource || count.source >= guesses.perSource || count.names >= guesses.namesPerSource || (count.name >= guesses.perName && !count.waited)
  if (tooMany) return undefined
  const { id } = await db.insertInto('kernel.signInAttempt').values({ login, source, succeeded: false, knownDevice: device ?? null, at: sql<string>`clock_timestamp()` }).returning('id').executeTakeFirstOrThrow()
  return id
}

/** It was right after all. */
export const attemptSucceeded = async (db: Tx, id: string): Promise<void> => {
  await db.updateTable('kernel.signInAttempt').set({ succeeded: true }).where('id', '=', id).execute()
}

const deviceOf = async (db: Tx, login: string, token: string | undefined): Promise<string | undefined> => {
  if (!token) return undefined
  const found = await db
    .selectFrom('kernel.knownDevice as k')
    .innerJoin('kernel.account as a', 'a.id', 'k.accountId')
    .select('k.id')
    .where('k.tokenHash', '=', hashToken(token))
    .where('a.login', '=', login)
    .where('k.endedAt', 'is', null)
    .where(sql<boolean>`k.used_at > now() - interval '180 days'`)
    .executeTakeFirst()
  return found?.id
}
