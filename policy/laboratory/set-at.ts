import { Source, type Item } from '../document/reader.ts'
import { didYouMean } from '../language/diagnostic.ts'
import type { Scope } from '../language/scope.ts'
import { parametersOf, type Parameter } from './parameters.ts'
import { writtenAs } from './written.ts'

/** A change that the text does not take; the message is a sentence for a person. */
export class NoSuchPlace extends Error {}

/** Puts new values at the places of some parameters of this very text. Throws {@link NoSuchPlace} for a value that is none of its kind. */
export function setParameters(text: string, changes: readonly { readonly parameter: Parameter; readonly value: string }[]): string {
  let result = text
  for (const { parameter, value } of changes.toSorted((a, b) => b.parameter.from - a.parameter.from)) {
    const written = writtenAs(parameter, value)
    if (written === undefined) throw new NoSuchPlace(`“${value}”不能填在“${parameter.of}”里`)
    result = result.slice(0, parameter.from) + written + result.slice(parameter.to)
  }
  return result
}

/**
 * Puts a new text at a path of a measure: `conditions[3].rule`, `gives[0].amount.table.D`; with `#n` one literal of a rule.
 * What stood there is replaced whole, in quotes where YAML wants them. Throws {@link NoSuchPlace}, naming what is near.
 */
export function setAt(text: string, path: string, value: string, scope: Scope): string {
  if (path.includes('#')) {
    const parameter = parametersOf(text, scope).find((candidate) => candidate.path === path)
    if (!parameter) throw new NoSuchPlace(`没有“${path}”这一处`)
    return setParameters(text, [{ parameter, value }])
  }
  const source = new Source('', text)
  const root = source.open()
  if (!root) throw new NoSuchPlace(source.diagnostics[0]?.message ?? '读不出这个文件')
  const item = find(root, path)
  const [from = 0, to = 0] = item.node.range ?? []
  const whole = item.isMapping() || item.isList()
  return text.slice(0, from) + (whole ? value : scalar(value)) + text.slice(to)
}

function find(root: Item, path: string): Item {
  let item = root
  for (const step of path.match(/[^.[\]]+|\[\d+\]/g) ?? []) {
    const index = /^\[(\d+)\]$/.exec(step)?.[1]
    const next = index === undefined ? (item.isMapping() ? item.mapping('')?.get(step) : undefined) : item.isList() ? item.list('')?.[Number(index)] : undefined
    if (!next) throw new NoSuchPlace(missing(item, step, path))
    item = next
  }
  return item
}

function missing(item: Item, step: string, path: string): string {
  const here = item.path === '' ? '事项里' : `“${item.path}”里`
  if (item.isList()) return `${here}只有 ${item.list('')?.length ?? 0} 项，没有 ${step}（从 0 数起；整条路径是 ${path}）`
  const keys = item.isMapping() ? [...(item.mapping('')?.entries.keys() ?? [])] : []
  const meant = didYouMean(step, keys)
  return `${here}没有“${step}”${'suggestion' in meant ? `，${meant.suggestion}` : keys.length > 0 ? `，可以写 ${keys.slice(0, 12).join('、')}` : ''}`
}

/** Plain where YAML reads it back as it stands, in single quotes otherwise. */
function scalar(value: string): string {
  const plain = /^[\p{L}\p{N}_@.][\p{L}\p{N}_. <>=%/*+()"-]*$/u.test(value) && !/(^|\s)#|: |[,[\]{}]/.test(value) && value.trim() === value && !value.startsWith('@')
  return plain ? value : `'${value.replaceAll("'", "''")}'`
}
