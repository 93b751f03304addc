/** Keys of sends that nobody has answered yet, by what is sent; they outlive the page. */

const nameOf = (intent: string): string => `juying.key.${intent}`

export const keptKey = (intent: string | undefined): string | undefined => {
  if (intent === undefined) return undefined
  try {
    return localStorage.getItem(nameOf(intent)) ?? undefined
  } catch {
    // A browser that keeps nothing: the key lives as long as the page.
    return undefined
  }
}

/** `undefined` forgets it: it was answered. */
export const keepKey = (intent: string | undefined, key: string | undefined): void => {
  if (intent === undefined) return
  try {
    if (key === undefined) localStorage.removeItem(nameOf(intent))
    else localStorage.setItem(nameOf(intent), key)
  } catch {
    // As above.
  }
}
