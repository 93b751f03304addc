import { isMap, isScalar, isSeq, parseDocument, stringify, type Node } from 'yaml'

/** A fact as a form gives it; what is absent is not written. */
export interface FactWords {
  readonly name: string
  readonly id: string
  readonly subject: string
  readonly type: string
  readonly codes?: readonly string[]
  readonly ordered?: boolean
  readonly unit?: string
  readonly source: string
  readonly derive?: string
  readonly ask?: string
  readonly verify?: string
  readonly note?: string
}

/** One fact as one line of a vocabulary: `{ name: 性别, id: sex, type: code, … }`. */
export function factLine(fact: FactWords): string {
  const entries = Object.entries(fact).filter(([key, value]) => value !== undefined && value !== '' && !(key === 'ordered' && value === false) && !(key === 'subject' && value === 'person'))
  return stringify(Object.fromEntries(entries), { collectionStyle: 'flow', lineWidth: 0 }).trim()
}

/**
 * The vocabulary with this fact (one line, as {@link factLine} writes it) in the place of the one of its name, or at the end of the facts. Every
 * other character stays, comments included. Undefined when the text is no vocabulary with a list of facts.
 */
export function withFact(text: string, name: string, line: string): string | undefined {
  const document = parseDocument(text)
  const facts = document.errors.length === 0 ? document.get('facts') : undefined
  if (!isSeq<Node>(facts)) return undefined
  const mine = facts.items.find((item) => isMap(item) && isScalar(item.get('name', true)) && item.get('name') === name)
  const [from, to] = mine?.range ?? []
  if (from !== undefined && to !== undefined) return `${text.slice(0, from)}${line}${text.slice(to).startsWith('\n') || to === text.length ? '' : '\n'}${text.slice(to)}`
  const [first] = facts.items
  const [start, , end] = facts.range ?? [0, 0, 0]
  if (!first?.range || facts.flow) return `${text.slice(0, start)}\n  - ${line}\n${text.slice(facts.range?.[1] ?? end)}`
  const indent = /^ */.exec(text.slice(text.lastIndexOf('\n', first.range[0]) + 1))?.[0] ?? '  '
  const last = facts.items.at(-1)?.range?.[1] ?? end
  const head = text.slice(0, last).replace(/\s+$/, '')
  return `${head}\n${indent}- ${line}\n${text.slice(last).replace(/^\n/, '')}`
}
