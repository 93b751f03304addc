import type { Diagnostic } from '../language/diagnostic.ts'
import { typeWords, type Type } from '../language/type.ts'
import { lintEdition } from '../measure/lint.ts'
import { readEdition } from '../measure/read.ts'
import { scopeOf, type Vocabulary } from './vocabulary.ts'

/** One difference between two vocabularies that rules may feel. */
export interface VocabularyChange {
  readonly fact: string
  readonly kind: 'removed' | 'retyped' | 'codes-removed' | 'order'
  readonly words: string
}

/** What rules may feel: facts gone, of another type, with fewer codes or in another order. New facts and new codes break nothing. */
export function vocabularyChanges(before: Vocabulary, after: Vocabulary): readonly VocabularyChange[] {
  const found: VocabularyChange[] = []
  for (const [name, fact] of before.facts) {
    const next = after.facts.get(name)
    if (!next) found.push({ fact: name, kind: 'removed', words: `词表里没有“${name}”了` })
    else found.push(...typeChanges(name, fact.type, next.type))
  }
  return found
}

function typeChanges(name: string, was: Type, is: Type): readonly VocabularyChange[] {
  if (was.kind !== is.kind || (was.kind === 'list' && is.kind === 'list' && was.of.kind !== is.of.kind)) return [{ fact: name, kind: 'retyped', words: `“${name}”由${typeWords(was)}改成了${typeWords(is)}` }]
  if (was.kind === 'list' && is.kind === 'list') return typeChanges(name, was.of, is.of)
  if (was.kind === 'record' && is.kind === 'record') {
    return [...was.fields].flatMap(([field, type]) => {
      const next = is.fields.get(field)
      return next ? typeChanges(`${name}.${field}`, type, next) : [{ fact: `${name}.${field}`, kind: 'removed' as const, words: `“${name}”的记录里没有“${field}”了` }]
    })
  }
  if (was.kind !== 'code' || is.kind !== 'code') return []
  const gone = was.list.codes.filter((code) => !is.list.codes.includes(code))
  if (gone.length > 0) return [{ fact: name, kind: 'codes-removed', words: `“${name}”的代码表里没有“${gone.slice(0, 8).join('、')}”了` }]
  const kept = is.list.codes.filter((code) => was.list.codes.includes(code))
  const moved = was.list.ordered && (!is.list.ordered || kept.some((code, i) => was.list.codes[i] !== code))
  return moved ? [{ fact: name, kind: 'order', words: is.list.ordered ? `“${name}”的高低次序变了` : `“${name}”不再分高低` }] : []
}

/** A measure that the new vocabulary would break. */
export interface BrokenMeasure {
  readonly measure: string
  readonly title: string
  readonly file: string
  /** Errors that it has under the new vocabulary and had not under the old. */
  readonly diagnostics: readonly Diagnostic[]
  /** As a colleague would say it. */
  readonly words: string
}

/** Which of the measures in use a changed vocabulary would break, and how: to be said before the change is taken. */
export function brokenBy(texts: readonly { readonly file: string; readonly text: string }[], before: Vocabulary, after: Vocabulary): readonly BrokenMeasure[] {
  const changes = vocabularyChanges(before, after)
  return texts.flatMap(({ file, text }) => {
    const now = errorsUnder(file, text, before)
    const then = errorsUnder(file, text, after)
    const known = new Set(now.errors.map(keyOf))
    const diagnostics = then.errors.filter((entry) => !known.has(keyOf(entry)))
    const edition = now.edition ?? then.edition
    if (diagnostics.length === 0 || !edition) return []
    const felt = changes.filter((change) => text.includes(change.fact.split('.')[0] ?? change.fact))
    const [first] = diagnostics
    const why = felt.length > 0 ? `${felt.map((change) => change.words).join('；')}。` : ''
    return [{ measure: edition.measure, title: edition.title, file, diagnostics, words: `${why}事项“${edition.title}”第 ${first?.line ?? 1} 行起有 ${diagnostics.length} 处不再成立：${first?.message ?? ''}` }]
  })
}

function errorsUnder(file: string, text: string, vocabulary: Vocabulary) {
  const { edition, diagnostics } = readEdition(file, text, scopeOf(vocabulary))
  const all = edition ? [...diagnostics, ...lintEdition(edition, vocabulary)] : diagnostics
  return { edition, errors: all.filter((entry) => entry.severity === 'error') }
}

function keyOf(entry: Diagnostic): string {
  return `${entry.code} ${entry.line}:${entry.column}`
}
