import type { z } from 'zod'
import type { PlainDate } from '../../kernel/types.ts'
import { exampleFacts, explain, formatDecimal, periodWords, plainGives, words, type AmountTable, type Edition, type Example, type GivePlain as Plain, type Paper, type Vocabulary } from '../../policy/index.ts'
import type { LiveLibrary, PublishedEdition } from '../library.ts'
import { asIfInForce, examplesOf } from '../publish.ts'
import type { GivePlain, plainMeasure } from './contract.ts'
import { confinedTo } from './places.ts'
import { relationsOf } from './relations.ts'
import { journeyLabelsOf } from './search-index.ts'
import { standingOf } from './standing.ts'

type PlainMeasure = z.output<typeof plainMeasure.output>

/** An edition in plain words, from its definition alone. */
export const plainOf = (library: LiveLibrary, shown: PublishedEdition, today: PlainDate): PlainMeasure => {
  const { edition } = shown
  const inForce = [...library.inForce(today).values()].map((one) => one.edition)
  return {
    standing: standingOf(library, shown, today),
    journeys: journeyLabelsOf(edition),
    places: [...confinedTo(edition, library.vocabulary)],
    gives: plainGives(edition.gives).map(copyGive),
    alternatives: edition.alternatives.filter(({ gives }) => gives.length > 0).map(({ name, gives }) => ({ name, gives: plainGives(gives).map(copyGive) })),
    papers: edition.papers.map((paper) => paperOf(paper, library.vocabulary)),
    examples: examplesShown(library, edition),
    relations: [...relationsOf(edition, inForce)],
    related: inForce.filter((other) => other.measure !== edition.measure && other.document.number === edition.document.number).map(({ measure, title }) => ({ measure, title })),
    editions: library.editions.filter((one) => one.edition.measure === edition.measure).map((one) => ({ edition: one.edition.edition, documentNumber: one.edition.document.number, words: standingOf(library, one, today).words })),
  }
}

const copyGive = ({ name, what, tables, sentences, paid }: Plain): GivePlain => ({ name, what, tables: tables.map(copyTable), sentences: [...sentences], paid })
const copyTable = ({ head, rows }: AmountTable): GivePlain['tables'][number] => ({ head: [...head], rows: rows.map((row) => [...row]) })

const paperOf = ({ name, when, unlessVerified, reuse }: Paper, vocabulary: Vocabulary): PlainMeasure['papers'][number] => ({
  name,
  when: when ? words(when.expr) : null,
  has: unlessVerified.map((fact) => ({ fact, source: vocabulary.facts.get(fact)?.source ?? '部门数据' })),
  reuse: reuse ? periodWords(reuse) : null,
})

/** As many as somebody reads: on both sides of the bounds, those with a sum first. */
const mostExamples = 8

const examplesShown = (library: LiveLibrary, edition: Edition): PlainMeasure['examples'] => {
  const others = new Map([...library.inForce(edition.inForce.from as PlainDate)].map(([code, one]): [string, Edition] => [code, one.edition]))
  const held = examplesOf(edition, library.vocabulary, others)
  // Only those that the rule still answers as written.
  const holding = edition.examples.filter((_, i) => held[i]?.ok === true)
  const of = (outcome: Example['outcome'], most: number) => holding.filter((example) => example.outcome === outcome).slice(0, most)
  return [...of('eligible', mostExamples / 2), ...of('ineligible', mostExamples / 2)].map((example) => exampleOf(example, edition, library.vocabulary, others))
}

const exampleOf = (example: Example, edition: Edition, vocabulary: Vocabulary, others: ReadonlyMap<string, Edition>): PlainMeasure['examples'][number] => {
  const answer = explain(asIfInForce(edition), exampleFacts(example), { on: example.on, vocabulary, library: others, withoutNearest: true, place: example.place })
  const conditions = [...answer.conditions, ...answer.alternatives.flatMap((one) => one.conditions)]
  const used = new Map(conditions.flatMap(({ facts }) => facts.filter(({ value }) => value !== null).map((fact) => [fact.name, fact.words] as const)))
  return {
    name: example.name,
    on: month(example.on),
    outcome: example.outcome,
    amount: example.amount ? formatDecimal(example.amount) : null,
    facts: [...used].flatMap(([name, told]) => masked(name, told, vocabulary)),
    because: example.outcome === 'ineligible' ? (conditions.find(({ outcome }) => outcome === 'ineligible')?.says ?? (example.on < edition.inForce.from ? '当时还没有施行' : '不在申报的期限里')) : answer.amountBecause,
  }
}

const month = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月`

/** People of examples are invented, and told so that they could be nobody: no day, no school, no employer. */
const masked = (name: string, told: string, vocabulary: Vocabulary): { name: string; words: string }[] => {
  const kind = vocabulary.facts.get(name)?.type.kind
  if (kind === undefined || kind === 'text' || kind === 'list') return []
  return [{ name, words: kind === 'date' ? told.replace(/(\d{4}年\d{1,2}月)\d{1,2}日/, '$1') : told }]
}
