import type { Checked } from './checked.ts'
import { good, squeeze, wrong } from './checked.ts'

export type CodeItem = {
  readonly code: string
  readonly name: string
  /** What people write instead. */
  readonly also?: readonly string[]
}

/** A national code list as data. The registry stores the name (the word that clauses use); the code is for exchange. */
export type CodeList = {
  readonly standard: string
  readonly title: string
  readonly items: readonly CodeItem[]
}

/** Finds an item by its code, its name or what people write instead; refuses with what may be written. */
export function readCode(list: CodeList, text: string): Checked<string> {
  const typed = squeeze(text)
  if (typed === '') return wrong(`未填写${list.title}`)
  const item = list.items.find((i) => i.code === typed || i.name === typed || i.also?.includes(typed))
  if (item !== undefined) return good(item.name)
  const choices = list.items.map((i) => i.name)
  const shown = choices.length > 12 ? `${choices.slice(0, 12).join('、')} 等` : choices.join('、')
  return wrong(`${list.title}“${text.trim()}”不在目录内，可填：${shown}`)
}

/** The national code of a stored name; undefined for a local extension. */
export function codeOf(list: CodeList, name: string): string | undefined {
  return list.items.find((i) => i.name === name)?.code
}

export function namesOf(list: CodeList): readonly string[] {
  return list.items.map((i) => i.name)
}
