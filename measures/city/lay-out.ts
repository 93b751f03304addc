import type { Database } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Vocabulary } from '../../policy/index.ts'
import type { SubjectKind } from '../types.ts'
import { deriveFacts, keepLayout, laidOutOn, layoutOf, markGone, notDerivedYet, setLaidOut, storeFacts, storeInTurn, subjectIds, takeChanges, type DerivedRow } from './fact-store.ts'

const page = 2000
/** Derivation waits for the database, so two pages are under way at once. */
const atOnce = 2

/** Derives and stores some subjects; who is not in the registry any more is marked gone. */
export const refresh = async (database: Database, vocabulary: Vocabulary, kind: SubjectKind, on: PlainDate, ids: readonly string[]): Promise<void> => {
  for (let from = 0; from < ids.length; from += page) {
    const part = ids.slice(from, from + page)
    const rows = await deriveFacts(database, vocabulary, kind, on, part)
    const found = new Set(rows.map((row) => row.id))
    await database.asSystem(on, async (db) => {
      await storeInTurn(db)
      await storeFacts(db, rows, on)
      await markGone(db, part.filter((id) => !found.has(id)))
    })
  }
}

/**
 * Derives everybody of one kind as of a day: at first start, after a change of the vocabulary, and each night, because some derivations
 * look at the day. Answers false when that was done already. What was broken off goes on where it was.
 */
export const layOut = async (database: Database, vocabulary: Vocabulary, kind: SubjectKind, on: PlainDate, report: (done: number) => void): Promise<boolean> => {
  const layout = layoutOf(vocabulary, kind)
  const done = await database.asSystem(on, async (db) => {
    await keepLayout(db, layout)
    return (await laidOutOn(db, layout.hash)) === on
  })
  if (done) return false
  let count = 0
  const underWay = new Set<Promise<void>>()
  for (let after: string | null = null; ; ) {
    const ids: string[] = await subjectIds(database, kind, on, after, page)
    after = ids.at(-1) ?? null
    if (after === null) break
    const work = (async () => {
      await refresh(database, vocabulary, kind, on, await database.asSystem(on, (db) => notDerivedYet(db, ids, layout.hash, on)))
      count += ids.length
      report(count)
    })()
    underWay.add(work)
    work.finally(() => underWay.delete(work)).catch(() => {})
    if (underWay.size >= atOnce) await Promise.race(underWay)
  }
  await Promise.all(underWay)
  await database.asSystem(on, (db) => setLaidOut(db, layout.hash, on))
  return true
}

/** Fewer are derived by one statement: to plan it takes as long as a hundred people do. */
const worthHalving = 200

/** Two halves at once: whoever changed something waits for it. */
const deriveAtOnce = async (database: Database, vocabulary: Vocabulary, kind: SubjectKind, on: PlainDate, ids: readonly string[]): Promise<DerivedRow[]> => {
  if (ids.length < worthHalving) return deriveFacts(database, vocabulary, kind, on, ids)
  const middle = Math.ceil(ids.length / 2)
  const halves = [ids.slice(0, middle), ids.slice(middle)]
  return (await Promise.all(halves.map((half) => deriveFacts(database, vocabulary, kind, on, half)))).flat()
}

/**
 * Derives anew whoever was noted as changed, at most `limit` notes a round; answers how many notes there were. The notes go in the
 * transaction that stores the facts: when it fails, they are there for the next round.
 */
export const followChanges = async (database: Database, vocabulary: Vocabulary, on: PlainDate, limit = 2000): Promise<number> =>
  database.asSystem(on, async (db) => {
    const { notes, changed } = await takeChanges(db, limit)
    for (const { kind, ids } of changed) {
      for (let from = 0; from < ids.length; from += page) {
        const part = ids.slice(from, from + page)
        const rows = await deriveAtOnce(database, vocabulary, kind, on, part)
        const found = new Set(rows.map((row) => row.id))
        await storeInTurn(db)
        await storeFacts(db, rows, on)
        await markGone(db, part.filter((id) => !found.has(id)))
      }
    }
    return notes
  })
