import { readEdition } from '../../policy/index.ts'
import { allExpressions, lintEdition, measuresOf, scopeOf, type Diagnostic, type Edition, type Scope } from '../../policy/index.ts'
import { kindOfHolder } from '../facts.ts'
import type { LiveLibrary } from '../library.ts'
import { examplesOf, NotPublishable, rowOf, type HeldExample } from '../publish.ts'
import type { SubjectKind } from '../types.ts'

/** A draft as the checker understands it, beside the editions in force. */
export interface ReadDraft {
  text: string
  edition: Edition | undefined
  diagnostics: readonly Diagnostic[]
  scope: Scope
}

/** Texts read lately under one library: of four scenarios a slider moves one, and what was checked is asked about next. Measured: 8 ms a text. */
const lately = new WeakMap<LiveLibrary, Map<string, ReadDraft>>()
const kept = 24

export const readDraft = (text: string, library: LiveLibrary): ReadDraft => {
  const known = lately.get(library) ?? new Map<string, ReadDraft>()
  lately.set(library, known)
  const found = known.get(text)
  if (found) return found
  const read = readAnew(text, library)
  const [oldest] = known.keys()
  if (known.size >= kept && oldest !== undefined) known.delete(oldest)
  known.set(text, read)
  return read
}

const readAnew = (text: string, library: LiveLibrary): ReadDraft => {
  const own = /^["']?measure["']?:\s*["']?([^\s"'#]+)/m.exec(text)?.[1]
  const scope = scopeOf(library.vocabulary, new Set([...library.editions.map(({ edition }) => edition.measure), ...(own === undefined ? [] : [own])]))
  const { edition, diagnostics } = readEdition('草稿', text, scope)
  const more = edition ? [...lintEdition(edition, library.vocabulary), ...circleOf(edition, library)] : []
  return { text, edition, diagnostics: [...diagnostics, ...more], scope }
}

/** 享受(…) must not come back to the draft itself. */
const circleOf = (draft: Edition, library: LiveLibrary): readonly Diagnostic[] => {
  const asks = (edition: Edition) => allExpressions(edition).flatMap(measuresOf)
  const others = new Map(library.editions.map(({ edition }) => [edition.measure, edition]))
  const seen = new Set<string>()
  const walk = (code: string): boolean => {
    if (code === draft.measure) return true
    const next = others.get(code)
    if (seen.has(code) || !next) return false
    seen.add(code)
    return asks(next).some(walk)
  }
  const code = asks(draft).find(walk)
  return code === undefined ? [] : [{ severity: 'error', code: 'circle', message: `享受("${code}") 绕回了本事项自己`, line: 1, column: 1 }]
}

export const errorsOf = ({ diagnostics }: ReadDraft): readonly Diagnostic[] => diagnostics.filter(({ severity }) => severity === 'error')

export const examplesOfDraft = (edition: Edition, library: LiveLibrary): HeldExample[] =>
  examplesOf(edition, library.vocabulary, new Map([...library.inForce(edition.inForce.from as Parameters<LiveLibrary['inForce']>[0])].map(([code, one]) => [code, one.edition])))

/** The gate: what keeps this draft from going live, as sentences; none when it may. The same for submitting, approving and publishing. */
export const hindrances = (draft: ReadDraft, library: LiveLibrary): readonly string[] => {
  const errors = errorsOf(draft)
  if (errors.length > 0 || !draft.edition) return errors.map(({ line, message }) => `第${line ?? 1}行，${message}`)
  const { edition } = draft
  if (edition.examples.length === 0) return ['还没有示例，至少写一个符合的和一个不符合的']
  const broken = examplesOfDraft(edition, library).filter(({ ok }) => !ok)
  if (broken.length > 0) return broken.map(({ example, differences }) => `示例“${example}”：${differences.join('，')}`)
  try {
    rowOf(edition, draft.text)
    return []
  } catch (error) {
    if (error instanceof NotPublishable) return [error.message]
    throw error
  }
}

export const subjectOfEdition = ({ for: holder }: Edition): SubjectKind => kindOfHolder(holder)
