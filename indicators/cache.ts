import type { Database } from '../kernel/db/database.ts'

/**
 * Cubes are kept for a few seconds, so that a hall of people who open the page at once ask the database once. What is kept belongs to one
 * scope and one duty: row-level security has already decided it. A read that failed is not kept.
 */
const keptMs = 5_000

const kept = new WeakMap<Database, Map<string, { at: number; cube: Promise<unknown> }>>()

export const shortly = <T>(database: Database, key: string, read: () => Promise<T>): Promise<T> => {
  const mine = kept.get(database) ?? new Map<string, { at: number; cube: Promise<unknown> }>()
  kept.set(database, mine)
  const now = Date.now()
  for (const [old, { at }] of mine) if (now - at > keptMs) mine.delete(old)
  const known = mine.get(key)
  // The key names the source, its cut and the reader, so what lies under it is what this `read` would give.
  if (known) return known.cube as Promise<T>
  const cube = read()
  mine.set(key, { at: now, cube })
  cube.catch(() => mine.delete(key))
  return cube
}

/** Which of these would have to be read. */
export const lacking = (database: Database, keys: readonly string[]): ReadonlySet<string> => {
  const mine = kept.get(database)
  const oldest = Date.now() - keptMs
  return new Set(keys.filter((key) => (mine?.get(key)?.at ?? 0) < oldest))
}
