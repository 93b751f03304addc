import type { Item, Mapping, Source } from '../document/reader.ts'
import { checkExpression } from '../language/check.ts'
import type { Expr } from '../language/expression.ts'
import type { Scope } from '../language/scope.ts'
import { booleanType, dateType, isNumeric, typeWords, type Type } from '../language/type.ts'
import type { Rule } from './edition.ts'

/** What a reader of a measure's parts needs: the file to complain about and the names that rules may use. */
export interface Reading {
  readonly source: Source
  readonly scope: Scope
}

type Wanted = 'boolean' | 'number' | 'date' | 'any'
const wantedWords: Record<Wanted, string> = { boolean: '条件（成立或不成立）', number: '数字或金额', date: '日期', any: '值' }

function fits(type: Type, wanted: Wanted): boolean {
  if (wanted === 'any' || type.kind === 'any') return true
  return wanted === 'number' ? isNumeric(type) : type.kind === wanted
}

/** Reads a rule of a wanted type; findings land at their own column. */
export function readRule(reading: Reading, item: Item, what: string, wanted: Wanted): Rule | undefined {
  const text = item.text(what)
  if (text === undefined) return undefined
  const { expr, findings } = checkExpression(text, reading.scope)
  for (const finding of findings) item.finding(finding)
  if (!expr) return undefined
  if (!fits(expr.type, wanted)) return item.error('type', `${what}应当是${wantedWords[wanted]}，这里是${typeWords(expr.type)}`)
  return { text, expr, ...item.place() }
}

export function optionalRule(reading: Reading, mapping: Mapping, key: string, wanted: Wanted): Rule | undefined {
  const item = mapping.get(key)
  return item ? readRule(reading, item, `“${key}”`, wanted) : undefined
}

/** A rule made by the format itself, from text known to be right. Throws when it is not: a defect of ours. */
export function ownRule(scope: Scope, text: string): Rule {
  const { expr, findings } = checkExpression(text, scope)
  if (!expr) throw new Error(`format-made rule “${text}” does not check: ${findings.map((finding) => finding.message).join('; ')}`)
  return { text, expr }
}

/** `exempt or rule`, as one expression. */
export function either(a: Expr, b: Expr): Expr {
  return { op: 'or', args: [a, b], type: booleanType, from: b.from, to: b.to }
}

export const applicationDate: Rule = { text: '申请日', expr: { op: 'fact', name: '申请日', type: dateType, from: 0, to: 3 } }
