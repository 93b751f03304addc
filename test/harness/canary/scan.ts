import type { Needle } from './needles.ts'

/**
 * Finds many sequences of bytes in one pass, after Wu and Manber: a table over pairs of bytes says how far the window may move on, so that most bytes are
 * never looked at. A database of hundreds of megabytes against some hundred needles takes a second, where one search for each would take minutes.
 */
export interface Scanner {
  /** Which needles stand in it, each once. */
  scan(bytes: Uint8Array): Set<Needle>
  /** For what comes in pieces: a needle that lies across a border is found too. */
  stream(): { push(piece: Uint8Array): void; found: Set<Needle> }
}

export const scannerOf = (needles: readonly Needle[]): Scanner => {
  const window = Math.min(...needles.map(({ bytes }) => bytes.length))
  const longest = Math.max(...needles.map(({ bytes }) => bytes.length))
  if (needles.length === 0 || window < 2) throw new Error('needles of at least two bytes are needed')
  const moves = new Uint8Array(65_536).fill(Math.min(window - 1, 255))
  const ending = new Map<number, Needle[]>()
  for (const needle of needles) {
    for (let end = 1; end < window; end++) {
      const pair = ((needle.bytes[end - 1] ?? 0) << 8) | (needle.bytes[end] ?? 0)
      moves[pair] = Math.min(moves[pair] ?? 0, window - 1 - end)
      if (end === window - 1) ending.set(pair, [...(ending.get(pair) ?? []), needle])
    }
  }
  const standsAt = (bytes: Uint8Array, needle: Uint8Array, at: number): boolean => {
    if (at + needle.length > bytes.length) return false
    for (let i = 0; i < needle.length; i++) if (bytes[at + i] !== needle[i]) return false
    return true
  }
  const into = (bytes: Uint8Array, found: Set<Needle>): void => {
    for (let end = window - 1; end < bytes.length; ) {
      const pair = ((bytes[end - 1] ?? 0) << 8) | (bytes[end] ?? 0)
      const move = moves[pair] ?? 0
      if (move > 0) {
        end += move
        continue
      }
      for (const needle of ending.get(pair) ?? []) if (standsAt(bytes, needle.bytes, end - window + 1)) found.add(needle)
      end++
    }
  }
  const scan = (bytes: Uint8Array): Set<Needle> => {
    const found = new Set<Needle>()
    into(bytes, found)
    return found
  }
  return {
    scan,
    stream: () => {
      const found = new Set<Needle>()
      let tail = Buffer.alloc(0)
      return {
        found,
        push: (piece) => {
          const joined = Buffer.concat([tail, piece])
          into(joined, found)
          tail = Buffer.from(joined.subarray(Math.max(0, joined.length - longest + 1)))
        },
      }
    },
  }
}
