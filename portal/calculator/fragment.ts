import type { Answers } from './calculator.ts'

/** The answers in the part of the address that is never sent to a server: whoever is given the link sees the same result. */
export const toFragment = (answers: Answers): string => (Object.keys(answers).length === 0 ? '' : new URLSearchParams(Object.entries(answers).map(([name, value]): [string, string] => [name, JSON.stringify(value)])).toString())

/** A broken or strange link gives no answers instead of wrong ones. */
export const fromFragment = (fragment: string): Answers => {
  const answers: Record<string, Answers[string]> = {}
  for (const [name, text] of [...new URLSearchParams(fragment.replace(/^#/, ''))].slice(0, 100)) {
    if (name.length > 120 || text.length > 200) continue
    const value = read(text)
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') answers[name] = value
  }
  return answers
}

const read = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
