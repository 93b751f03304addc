import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Diagnostic } from '../language/diagnostic.ts'
import { addDays, type Day } from '../language/day.ts'
import { measuresOf } from '../language/expression.ts'
import type { Edition } from '../measure/edition.ts'
import { lintEdition } from '../measure/lint.ts'
import { readEdition } from '../measure/read.ts'
import { readVocabulary } from '../vocabulary/read.ts'
import { emptyVocabulary, mergeVocabularies, scopeOf, type Vocabulary } from '../vocabulary/vocabulary.ts'

/** Measures read together, each with the vocabulary that its rules use. */
export interface PolicyLibrary {
  /** In the order of the files; several editions of one measure may be among them. */
  readonly editions: readonly Edition[]
  /** Every vocabulary that was read, merged. */
  readonly vocabulary: Vocabulary
  vocabularyOf(edition: Edition): Vocabulary
  /** Findings of reading, of each measure as a whole, and between measures, in file order. */
  readonly diagnostics: readonly Diagnostic[]
  readonly files: readonly string[]
}

export interface ReadOptions {
  /** Adds to (and overrides) the vocabularies found beside the measures. */
  readonly vocabulary?: Vocabulary
  /** When given, an edition past its validity on that day gets a warning. */
  readonly on?: Day
}

const levelsUp = 6

/**
 * Reads measure files: each path a file or a folder (searched for .yaml and .yml). A file with `facts:` and no `measure:`
 * is a vocabulary; besides, every `vocabulary.yaml` from a measure's folder upwards counts, the nearest last.
 */
export function readLibrary(paths: string | readonly string[], options: ReadOptions = {}): PolicyLibrary {
  const diagnostics: Diagnostic[] = []
  const files = (typeof paths === 'string' ? [paths] : paths).flatMap((path) => listFiles(path, diagnostics))
  const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  const vocabularies = new Map<string, Vocabulary>()
  const readOnce = (file: string): Vocabulary => {
    const known = vocabularies.get(file)
    if (known) return known
    const read = readVocabulary(file, texts.get(file) ?? readFileSync(file, 'utf8'))
    diagnostics.push(...read.diagnostics)
    vocabularies.set(file, read.vocabulary)
    return read.vocabulary
  }
  const measureFiles = files.filter((file) => !isVocabulary(texts.get(file) ?? ''))
  const given = files.filter((file) => isVocabulary(texts.get(file) ?? '')).map(readOnce)
  const codes = new Set(measureFiles.flatMap((file) => /^["']?measure["']?:\s*["']?([^\s"'#]+)/m.exec(texts.get(file) ?? '')?.[1] ?? []))
  const editions: Edition[] = []
  const scopes = new Map<string, Vocabulary>()
  const owners = new Map<Edition, Vocabulary>()
  for (const file of measureFiles) {
    const folder = dirname(resolve(file))
    const vocabulary = scopes.get(folder) ?? mergeVocabularies(...given, ...vocabularyFilesAbove(folder).map(readOnce), options.vocabulary ?? emptyVocabulary)
    scopes.set(folder, vocabulary)
    const { edition, diagnostics: found } = readEdition(file, texts.get(file) ?? '', scopeOf(vocabulary, codes))
    diagnostics.push(...found)
    if (!edition) continue
    editions.push(edition)
    owners.set(edition, vocabulary)
    diagnostics.push(...lintEdition(edition, vocabulary))
  }
  diagnostics.push(...betweenMeasures(editions, options.on))
  const merged = scopes.size === 1 ? [...scopes.values()][0] : mergeVocabularies(...given, ...vocabularies.values(), options.vocabulary ?? emptyVocabulary)
  const vocabulary = merged ?? emptyVocabulary
  return { editions, vocabulary, vocabularyOf: (edition) => owners.get(edition) ?? vocabulary, diagnostics, files }
}

/** The findings alone. A library is publishable when none is an error. */
export function checkLibrary(paths: string | readonly string[], options: ReadOptions = {}): readonly Diagnostic[] {
  return readLibrary(paths, options).diagnostics
}

/** The edition that follows in the order of their first days; it ends the one before, whatever that says of itself. */
function successorOf(edition: Edition, editions: readonly Edition[]): Edition | undefined {
  const later = editions.filter((other) => other.measure === edition.measure && (other.inForce.from > edition.inForce.from || (other.inForce.from === edition.inForce.from && other.edition > edition.edition)))
  return later.length === 0 ? undefined : later.reduce((a, b) => (b.inForce.from < a.inForce.from ? b : a))
}

/** The last day of an edition among its successors; undefined while none is known. */
export function lastDayOf(edition: Edition, editions: readonly Edition[]): Day | undefined {
  const own = edition.inForce.continued ? edition.inForce.continued.until : edition.inForce.to
  const next = successorOf(edition, editions)
  const before = next ? addDays(next.inForce.from, -1) : undefined
  return own === undefined ? before : before === undefined || own < before ? own : before
}

/** The editions in force on a day, by code: what 享受(…) asks. The next edition ends the former. */
export function inForceOn(editions: readonly Edition[], on: Day): ReadonlyMap<string, Edition> {
  const begun = new Map<string, Edition>()
  for (const edition of editions) {
    if (edition.inForce.from > on) continue
    const other = begun.get(edition.measure)
    if (!other || other.inForce.from < edition.inForce.from || (other.inForce.from === edition.inForce.from && other.edition < edition.edition)) begun.set(edition.measure, edition)
  }
  for (const [code, { inForce }] of begun) {
    const until = inForce.continued ? inForce.continued.until : inForce.to
    if (until !== undefined && until < on) begun.delete(code)
  }
  return begun
}

function isVocabulary(text: string): boolean {
  return /^["']?(facts|lists|statistics)["']?:/m.test(text) && !/^["']?measure["']?:/m.test(text)
}

function listFiles(path: string, diagnostics: Diagnostic[]): readonly string[] {
  const kind = statSync(path, { throwIfNoEntry: false })
  if (!kind) {
    diagnostics.push({ severity: 'error', code: 'no-file', message: `没有这个文件或文件夹：${path}`, file: path, line: 1, column: 1 })
    return []
  }
  if (!kind.isDirectory()) return [path]
  const entries = readdirSync(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort()
}

function vocabularyFilesAbove(folder: string): readonly string[] {
  const found: string[] = []
  let current = folder
  for (let i = 0; i < levelsUp; i += 1) {
    const file = join(current, 'vocabulary.yaml')
    if (existsSync(file)) found.unshift(file)
    const up = dirname(current)
    if (up === current) break
    current = up
  }
  return found
}

function betweenMeasures(editions: readonly Edition[], on: Day | undefined): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  const say = (edition: Edition, severity: 'error' | 'warning', code: string, message: string, suggestion?: string) =>
    found.push({ severity, code, message, ...(suggestion === undefined ? {} : { suggestion }), file: edition.file, line: 1, column: 1, measure: edition.measure })
  editions.forEach((edition, i) => {
    for (const other of editions.slice(0, i)) {
      if (other.measure !== edition.measure) continue
      if (other.edition === edition.edition) say(edition, 'error', 'repeated', `事项“${edition.measure}”的第 ${edition.edition} 版写了两次，另一处在 ${other.file}`)
      else if (edition.inForce.from === other.inForce.from) say(edition, 'error', 'overlap', `第 ${edition.edition} 版与第 ${other.edition} 版（${other.file}）同一天（${other.inForce.from}）生效，分不清按哪一版`, '新版的生效日要晚于旧版，旧版自然到前一天为止')
      else if (edition.edition > other.edition !== edition.inForce.from > other.inForce.from) say(edition, 'error', 'edition-order', `第 ${Math.max(edition.edition, other.edition)} 版反而比第 ${Math.min(edition.edition, other.edition)} 版（${other.file}）先生效`, '版次按生效的先后编')
    }
    const until = edition.inForce.to
    if (on !== undefined && until !== undefined && until < on && !edition.inForce.continued) say(edition, 'warning', 'expired', `事项已于 ${until} 失效`, '到期后仍在执行的，请写 inForce.continued 和依据')
  })
  const references = new Map(editions.map((edition) => [edition.measure, new Set(allExpressions(edition).flatMap(measuresOf))]))
  for (const edition of editions) {
    const circle = circleFrom(edition.measure, references)
    if (circle) say(edition, 'error', 'circle', `享受(…) 绕成了圈：${circle.join(' → ')}`)
  }
  return found
}

/** Every expression of an edition that decides eligibility or amount. */
export function allExpressions(edition: Edition) {
  const gives = [...edition.gives, ...edition.alternatives.flatMap((alternative) => alternative.gives)]
  return [
    ...[...edition.conditions, ...edition.alternatives.flatMap((alternative) => alternative.conditions), ...edition.implied].map((condition) => condition.expr),
    ...gives.flatMap((give) => [...(give.when ? [give.when.expr] : []), ...(give.total ? [give.total] : [])]),
  ]
}

function circleFrom(start: string, references: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const walk = (code: string, trail: readonly string[]): readonly string[] | undefined => {
    for (const next of references.get(code) ?? []) {
      if (next === start) return [...trail, next]
      if (trail.includes(next)) continue
      const found = walk(next, [...trail, next])
      if (found) return found
    }
    return undefined
  }
  return walk(start, [start])
}
