/** What the checker says about a text, in the tone of a colleague, with its place. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning'
  /** A stable name of the finding, e.g. `unknown-fact`. */
  readonly code: string
  readonly message: string
  readonly suggestion?: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** Which measure it is about, when one is known. */
  readonly measure?: string
}

/** A finding inside one expression: offsets in its text. */
export interface Finding {
  readonly severity: 'error' | 'warning'
  readonly code: string
  readonly message: string
  readonly suggestion?: string
  readonly from: number
  readonly to: number
}

/** Levenshtein distance, cut off at `limit`: names are short, lists of names are not. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + (same ? 0 : 1)))
    }
    previous = current
  }
  return previous[b.length] ?? limit + 1
}

/** The nearest of `names` to what was written, or undefined when none is near enough to be meant. */
export function nearest(written: string, names: Iterable<string>): string | undefined {
  if (written.length > 60) return undefined
  const limit = Math.max(1, Math.floor(written.length / 2))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const name of names) {
    const d = distance(written, name, limit)
    const contained = name.length >= 2 && written.length >= 2 && (name.includes(written) || written.includes(name))
    const score = contained ? Math.min(d, limit) : d
    if (score < bestDistance && score < Math.max(written.length, name.length)) {
      best = name
      bestDistance = score
    }
  }
  return best
}

/** The name that differs by a letter or two: a slip of the finger, hardly another name. */
export function misspelt(written: string, names: Iterable<string>): string | undefined {
  const limit = Math.max(1, Math.floor(written.length / 8))
  for (const name of names) if (distance(written, name, limit) <= limit) return name
  return undefined
}

/** `是不是想写“学历”？`, or nothing to suggest. */
export function didYouMean(written: string, names: Iterable<string>): { suggestion: string } | Record<string, never> {
  const name = nearest(written, names)
  return name === undefined ? {} : { suggestion: `是不是想写“${name}”？` }
}
