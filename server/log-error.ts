/**
 * A fault for the log. What PostgreSQL says of one quotes values (`invalid input syntax for type bigint: "…"`, `Key (…)=(…)`, `Failing row contains (…)`), in its message, its
 * detail and its context alike: of its errors stand here the code, what it is about and where it came from, which is what mends it, and no word that carries data.
 */
export const loggedError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at ')).join('\n')
  const cause = error.cause === undefined ? {} : { cause: loggedError(error.cause) }
  if (!('severity' in error && 'code' in error)) return { type: error.name, message: error.message, ...('code' in error ? { code: error.code } : {}), stack: frames, ...cause }
  const about = Object.fromEntries(['code', 'severity', 'schema', 'table', 'column', 'constraint', 'dataType', 'routine'].flatMap((name): [string, unknown][] => {
    const value = Reflect.get(error, name) as unknown
    return typeof value === 'string' ? [[name, value]] : []
  }))
  return { type: 'DatabaseError', ...about, stack: frames, ...cause }
}
