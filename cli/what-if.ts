import { existsSync, readFileSync } from 'node:fs'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { LiveCity } from '../measures/city/live-city.ts'
import { kindOfHolder } from '../measures/facts.ts'
import { dimensionsFor } from '../measures/lab/dimensions.ts'
import { liveLibrary } from '../measures/library.ts'
import {
  ColumnCity, emptyVocabulary, factsOf, FactProblem, formatFen, readEdition, readLibrary, readVocabulary, scopeOf,
  type Dimension, type DraftAnswer, type Edition, type Entry, type Scope, type Tally, type Vocabulary, type WhatIfAnswer, type WhatIfQuestion, type YearOfMoney,
} from '../policy/index.ts'
import { isDay } from '../policy/language/day.ts'
import { bearersOf } from '../policy/laboratory/fairness.ts'
import { NoSuchPlace, setAt } from '../policy/laboratory/set-at.ts'
import { today, UsageError, type Arguments } from './arguments.ts'
import { readFactsFile } from './facts-file.ts'
import { withHouse } from './house.ts'

/**
 * `juying policy what-if FILE --set PATH=VALUE… --on DATE`: what the changed text would mean beside the text as it stands, over the people of a
 * facts file or of the installation's database. One JSON object; wrong text or path: a sentence on stderr and exit code 2.
 */
export async function whatIfCommand(given: Arguments): Promise<number> {
  const [file, ...more] = given.positional
  if (file === undefined || more.length > 0) throw new UsageError('what-if 后面写一个事项文件')
  if (!existsSync(file)) throw new UsageError(`没有事项文件 ${file}`)
  const on = given.option('on') ?? today()
  if (!isDay(on)) throw new UsageError(`--on 要写日期（如 2024-07-01），这里是“${on}”`)
  const people = given.option('people')
  const asked = { given, file, text: readFileSync(file, 'utf8'), on }
  return people === undefined ? overHouse(asked) : overFile(asked, people)
}

interface Asked {
  given: Arguments
  file: string
  text: string
  on: string
}

/** The text as it stands and with every `--set`; the first error of either ends the command. */
function versions({ given, file, text }: Asked, scope: Scope): { now: Edition; draft: Edition } {
  let changed = text
  for (const set of given.all('set')) {
    const at = set.indexOf('=')
    if (at < 1) throw new UsageError(`--set 要写 路径=值，例如 --set 'conditions[3].rule=社保连续月数 >= 3'，这里是“${set}”`)
    try {
      changed = setAt(changed, set.slice(0, at).trim(), set.slice(at + 1).trim(), scope)
    } catch (fault) {
      if (fault instanceof NoSuchPlace) throw new UsageError(fault.message)
      throw fault
    }
  }
  return { now: sound(file, text, scope), draft: sound(given.all('set').length > 0 ? `${file}（改后）` : file, changed, scope) }
}

function sound(file: string, text: string, scope: Scope): Edition {
  const { edition, diagnostics } = readEdition(file, text, scope)
  const error = diagnostics.find(({ severity }) => severity === 'error')
  if (error || !edition) throw new UsageError(`${file}:${error?.line ?? 1}:${error?.column ?? 1}: ${error?.message ?? '读不出来'}${error?.suggestion === undefined ? '' : `。${error.suggestion}`}`)
  return edition
}

async function overFile(asked: Asked, people: string): Promise<number> {
  const extra = asked.given.option('vocabulary')
  if (extra !== undefined && !existsSync(extra)) throw new UsageError(`没有词表文件 ${extra}`)
  const vocabulary = readLibrary(asked.file, { vocabulary: extra === undefined ? emptyVocabulary : readVocabulary(extra, readFileSync(extra, 'utf8')).vocabulary }).vocabulary
  // The other measures are not at hand: what 享受(…) asks is taken from the facts.
  const { now, draft } = versions(asked, scopeOf(vocabulary))
  const { rows } = readFactsFile(people)
  const city = new ColumnCity(vocabulary)
  try {
    city.put(rows.map(({ label, facts }): Entry => ({ id: String(label), place: placeOf(facts['区划'] ?? facts['place'] ?? null), facts })))
    return await tell(asked, vocabulary, { now, draft }, (question) => city.whatIf({ ...question, library: new Map() }))
  } catch (fault) {
    if (fault instanceof FactProblem) throw new UsageError(`${people}: ${fault.message}`)
    throw fault
  } finally {
    await city.close()
  }
}

const placeOf = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null)

function overHouse(asked: Asked): Promise<number> {
  return withHouse(async (database) => {
    const day = plainDate(today())
    const library = await database.asSystem(day, liveLibrary)
    const both = versions(asked, scopeOf(library.vocabulary, new Set(library.editions.map(({ edition }) => edition.measure))))
    const city = new LiveCity({ database, clock: () => day, threads: 1 })
    try {
      await city.load()
      return await tell(asked, library.vocabulary, both, (question) => city.whatIf(question))
    } finally {
      await city.close()
    }
  })
}

type Ask = (question: Omit<WhatIfQuestion, 'library'>) => Promise<WhatIfAnswer>

async function tell({ given, on }: Asked, vocabulary: Vocabulary, { now, draft }: { now: Edition; draft: Edition }, ask: Ask): Promise<number> {
  const by = breakdowns(given, vocabulary, draft)
  const within = given.option('within')
  const answer = await ask({ now, drafts: [draft], on, by: by.map(({ dimension }) => [dimension]), years: true, ...(within === undefined ? {} : { within }) })
  const [changed] = answer.drafts
  if (!changed || !answer.now) throw new Error('the city answered another question')
  const groups = by.map(({ name }, index) => ({ name, groups: changed.groups[index] ?? [] }))
  const result = {
    measure: draft.measure, title: draft.title, on, subjects: answer.subjects, set: given.all('set'),
    now: { ...tallyJson(answer.now), years: yearsJson(answer.now.years) },
    draft: { ...tallyJson(changed), ...movesJson(changed), years: yearsJson(changed.years) },
    change: formatFen(changed.fen - answer.now.fen),
    breakdowns: Object.fromEntries(groups.map(({ name, groups: all }) => [name, all.map(({ key, fen, fenNow, ...counts }) => ({ key: key[0] ?? null, ...counts, amountNow: formatFen(fenNow), amount: formatFen(fen) }))])),
    bearers: groups.flatMap(({ name, groups: all }) => bearersOf(all).slice(0, 3).map(({ fenChange, shareOfGroup, shareOfLoss, ...bearing }) => ({ by: name, ...bearing, change: formatFen(fenChange), shareOfGroup: rounded(shareOfGroup), shareOfLoss: rounded(shareOfLoss) }))),
    milliseconds: rounded(answer.milliseconds),
  }
  process.stdout.write(`${JSON.stringify(result)}\n`)
  return 0
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000
const tallyJson = ({ eligible, unknown, ineligible, fen, withoutAmount }: Tally) => ({ eligible, unknown, ineligible, amount: formatFen(fen), withoutAmount })
const movesJson = ({ newlyIn, newlyOut, raised, lowered }: DraftAnswer) => ({ newlyIn, newlyOut, raised, lowered })
const yearsJson = (years: readonly YearOfMoney[]) => years.map(({ year, fen }) => ({ year, amount: formatFen(fen) }))

/** `--by` names facts; without it, place, the usual groups of this kind of subject, and the codes that the rules read. */
function breakdowns(given: Arguments, vocabulary: Vocabulary, draft: Edition): { name: string; dimension: Dimension }[] {
  const named = given.option('by')?.split(',').map((name) => name.trim())
  if (named) return named.map((name) => ({ name, dimension: dimensionOf(name, vocabulary) }))
  const usual = [...dimensionsFor(kindOfHolder(draft.for), vocabulary).values()].map((dimension) => ({ name: dimension.kind === 'place' ? '区县' : dimension.fact, dimension }))
  const read = [...new Set(draft.conditions.flatMap(({ expr }) => factsOf(expr)))]
    .filter((name) => ['code', 'boolean'].includes(vocabulary.facts.get(name)?.type.kind ?? ''))
    .map((name) => ({ name, dimension: { kind: 'fact' as const, fact: name } }))
  return [...new Map([...usual, ...read].map((one) => [one.name, one])).values()].slice(0, 8)
}

function dimensionOf(name: string, vocabulary: Vocabulary): Dimension {
  if (name === '区县') return { kind: 'place', digits: 6 }
  if (name === '乡镇街道') return { kind: 'place', digits: 9 }
  const kind = vocabulary.facts.get(name)?.type.kind
  if (kind === 'date') return { kind: 'years', fact: name, edges: [25, 35, 45, 55] }
  if (kind === 'code' || kind === 'boolean') return { kind: 'fact', fact: name }
  throw new UsageError(kind === undefined ? `--by：词表里没有“${name}”` : `--by：“${name}”不是代码、是否或日期，不能分组`)
}
