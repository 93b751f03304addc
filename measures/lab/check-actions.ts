import { implementQuery } from '../../kernel/implement.ts'
import { describe, functionNames, typeWords, type Fact, type Type } from '../../policy/index.ts'
import { parametersOf } from '../../policy/laboratory/parameters.ts'
import { kindOfHolder } from '../facts.ts'
import { liveLibrary } from '../library.ts'
import { checkDraft, listWords } from './contract.ts'
import { errorsOf, examplesOfDraft, readDraft, subjectOfEdition } from './reading.ts'
import { namedRows } from './rows-store.ts'
import { placeNames } from './store.ts'
import { rowsBehind, whatIf } from './what-if-contract.ts'
import { askRows, askWhatIf } from './what-if.ts'

/** What the page asks while somebody types or moves a slider. Nothing is kept. */

const checkHandler = implementQuery(checkDraft, async ({ db }, { text }) => {
  const library = await liveLibrary(db)
  const read = readDraft(text, library)
  const { edition } = read
  const sound = edition && errorsOf(read).length === 0 ? edition : undefined
  const words = sound ? describe(sound) : undefined
  return {
    diagnostics: read.diagnostics.map(({ severity, code, message, suggestion, line, column }) => ({ severity, code, message, suggestion: suggestion ?? null, line: line ?? 1, column: column ?? 1 })),
    parameters: parametersOf(text, read.scope).map(({ unit, range, choices, ...parameter }) => ({ ...parameter, unit: unit ?? null, range: range ?? null, choices: [...(choices ?? [])] })),
    title: edition?.title ?? null,
    measure: edition?.measure ?? null,
    subject: edition ? subjectOfEdition(edition) : null,
    budget: edition?.limits.budget ?? null,
    understood: words ? [...words.conditions, ...words.alternatives.flatMap(({ conditions }) => conditions)].map(({ says, words: meant }) => ({ says, words: meant })) : [],
    gives: words ? [...words.gives, ...words.alternatives.flatMap(({ gives }) => gives)] : [],
    // With an error in the text its people would only say so again, each in his own words.
    examples: sound
      ? examplesOfDraft(sound, library).map(({ example, ok, tested, differences, line }, index) => ({
          name: example, on: sound.examples[index]?.on ?? '', outcome: sound.examples[index]?.outcome ?? ('unknown' as const), holds: ok, tested, differences: [...differences], line,
        }))
      : [],
  }
})

const fieldsOf = (type: Type): string[] => (type.kind === 'list' && type.of.kind === 'record' ? [...type.of.fields.keys()] : [])
const codesOf = (type: Type): string[] => (type.kind === 'code' ? [...type.list.codes] : type.kind === 'list' ? codesOf(type.of) : [])
const wordOf = (fact: Fact) => ({ name: fact.name, type: typeWords(fact.type), kind: fact.type.kind, codes: codesOf(fact.type).slice(0, 200), fields: fieldsOf(fact.type), source: fact.source ?? '', subject: kindOfHolder(fact.subject) })

const wordsHandler = implementQuery(listWords, async ({ db, today }) => {
  const { vocabulary, inForce } = await liveLibrary(db)
  return {
    facts: [...vocabulary.facts.values()].map(wordOf),
    functions: [...functionNames],
    lists: [...vocabulary.lists.keys()],
    statistics: [...vocabulary.statistics.keys()],
    measures: [...inForce(today).values()].map(({ edition }) => ({ code: edition.measure, title: edition.title })),
  }
})

const whatIfHandler = implementQuery(whatIf, (context, input) => askWhatIf(context, input))

const rowsHandler = implementQuery(rowsBehind, async (context, input) => {
  const { total, rows, kind } = await askRows(context, input)
  return { total, rows: await namedRows(context.db, kind, rows, await placeNames(context.db)) }
})

export const checkHandlers = [checkHandler, wordsHandler, whatIfHandler, rowsHandler]
