/** An address with this parameter set, or without it where there is nothing to say; for the setter of useSearchParams. */
export const withParameter =
  (key: string, value: string | undefined) =>
  (before: URLSearchParams): URLSearchParams => {
    const next = new URLSearchParams(before)
    if (value) next.set(key, value)
    else next.delete(key)
    return next
  }
