/** What PostgreSQL keeps in a text and in jsonb alike: no U+0000, and no half of a surrogate pair (what is left of an emoji or a rare character that a program cut in two). */
export const keepable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Only an escape can bring either into JSON that arrived as UTF-8; without one there is nothing to look for. */
const suspicious = /\\u(?:0000|d[89a-f])/i

/** What to say of a JSON text with such a character in it, in a key or in a value however deep; undefined where there is none, or where it is no JSON at all. */
export const unkeepableIn = (json: string): string | undefined => {
  if (!suspicious.test(json)) return undefined
  const left: unknown[] = [parsed(json)]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string' && !keepable(value)) return unkeepable(value)
    // Keys are read with the values: they reach jsonb as well.
    if (typeof value === 'object' && value !== null) for (const entry of Array.isArray(value) ? value : Object.entries(value).flat()) left.push(entry)
  }
  return undefined
}

export const unkeepable = (text: string): string =>
  text.includes('\0') ? '内容里有看不见的空字符（U+0000），请删去后再提交' : '内容里有残缺的字符（表情或生僻字被截去了一半），请删去后再提交'

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
