/** The proofs that `npm test` runs in small, two at a time: while the one waits for a killed server or for a lock, the other goes on. */
export const lanes: readonly (readonly string[])[] = [
  ['kills', 'races', 'idempotency', 'bank', 'replay', 'audit', 'door', 'fuzz', 'files'],
  ['model', 'routes', 'rows', 'interleavings'],
]
