import { readEdition, readVocabulary, scopeOf, type Fact, type Vocabulary } from '../../policy/index.ts'
import { factLine, withFact, type FactWords } from '../../policy/laboratory/vocabulary-text.ts'
import { houseCalendar } from '../calendar.ts'
import type { LiveLibrary } from '../library.ts'
import { examplesOf } from '../publish.ts'
import { derivationProblems } from './derivation.ts'
import type { FactFields } from './vocabulary-contract.ts'

export interface Broken {
  measure: string
  title: string
  edition: number
  message: string
}

export interface CheckedFact {
  /** The whole vocabulary with it. */
  text: string
  line: string
  fact: Fact | undefined
  problems: string[]
  broken: Broken[]
}

/** As it is written: codes only where the type has them. */
export const wordsOf = ({ codes, ordered, ...fields }: FactFields): FactWords => {
  const plain = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as Omit<FactFields, 'codes' | 'ordered'>
  const coded = fields.type === 'code' || fields.type === 'list of code'
  const { name, id, subject, type, source, ...rest } = plain
  return {
    name, id, subject, type, ...(coded ? { codes: codes ?? [] } : {}), ...(coded && ordered ? { ordered } : {}), source,
    ...(rest.unit ? { unit: rest.unit } : {}), ...(rest.derive ? { derive: rest.derive } : {}), ...(rest.ask ? { ask: rest.ask } : {}), ...(rest.verify ? { verify: rest.verify } : {}), ...(rest.note ? { note: rest.note } : {}),
  }
}

export const checkFact = (current: string, fields: FactFields, library: LiveLibrary): CheckedFact => checkLine(current, fields.name, factLine(wordsOf(fields)), library)

/** The vocabulary with this line, whether it reads, and which published editions it would break. */
export const checkLine = (current: string, name: string, line: string, library: LiveLibrary): CheckedFact => {
  const text = withFact(current, name, line)
  if (text === undefined) return { text: current, line, fact: undefined, problems: ['现行词表读不出来'], broken: [] }
  const { vocabulary, diagnostics } = readVocabulary('词表', text)
  const before = readVocabulary('词表', current).diagnostics.map(({ message }) => message)
  const fact = vocabulary.facts.get(name)
  const problems = diagnostics.filter(({ severity, message }) => severity === 'error' && !before.includes(message)).map(({ message }) => message)
  if (fact && fact.derive === undefined && fact.ask === undefined) problems.push('要写怎么推导，或者怎么问')
  if (fact?.derive !== undefined) problems.push(...derivationProblems(fact.derive))
  return { text, line, fact, problems, broken: problems.length > 0 ? [] : brokenBy({ ...vocabulary, calendar: houseCalendar }, library) }
}

/**
 * Published editions that would read with an error, or judge one of their own test people otherwise, under another vocabulary. Those that are no
 * longer in force count too: a past decision must recompute.
 */
export const brokenBy = (vocabulary: Vocabulary, library: LiveLibrary): Broken[] => {
  const scope = scopeOf(vocabulary, new Set(library.editions.map(({ edition }) => edition.measure)))
  return library.editions.flatMap(({ edition: before, text, validFrom }) => {
    const { edition, diagnostics } = readEdition(before.file, text, scope)
    const at = { measure: before.measure, title: before.title, edition: before.edition }
    const error = diagnostics.find(({ severity }) => severity === 'error')
    if (error || !edition) return [{ ...at, message: error ? `第${error.line ?? 1}行，${error.message}` : '读不出来' }]
    const others = new Map([...library.inForce(validFrom)].map(([code, one]) => [code, one.edition]))
    const held = examplesOf(before, library.vocabulary, others)
    const fails = examplesOf(edition, vocabulary, others).find(({ ok }, index) => !ok && held[index]?.ok === true)
    return fails ? [{ ...at, message: `示例“${fails.example}”：${fails.differences.join('，')}` }] : []
  })
}
