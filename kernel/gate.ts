/** Lets so many through at once; whoever comes meanwhile waits, first come first served. */
export const gate = (places: number) => {
  let free = places
  const waiting: (() => void)[] = []
  return async <T>(body: () => Promise<T>): Promise<T> => {
    if (free > 0) free -= 1
    else await new Promise<void>((turn) => waiting.push(turn))
    try {
      return await body()
    } finally {
      const next = waiting.shift()
      // The place goes on to who waits; only when nobody does is it free.
      if (next) next()
      else free += 1
    }
  }
}
