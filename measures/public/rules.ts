import { sql } from 'kysely'
import { parse } from 'yaml'
import { z } from 'zod'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import type { Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { askingOf, priorOf, type Facts, type Prior, type Vocabulary } from '../../policy/index.ts'
import { kindOfHolder } from '../facts.ts'
import { liveLibrary, type LiveLibrary } from '../library.ts'
import { rowOpener } from '../sealed-facts.ts'
import type { PublicRules } from './contract.ts'
import { strataFacts, topics } from './words.ts'

let kept: { library: LiveLibrary; today: PlainDate; rules: PublicRules } | undefined

/** The public rules of this day; made once a publication and once a day, and again while nothing could be counted yet. */
export const rulesFor = async (db: Tx, today: PlainDate): Promise<PublicRules> => {
  const library = await liveLibrary(db)
  if (kept?.library === library && kept.today === today && kept.rules.people > 0) return kept.rules
  const rules = await withHouseEyes(db, today, () => makeRules(db, library, today))
  kept = { library, today, rules }
  return rules
}

const makeRules = async (db: Tx, library: LiveLibrary, today: PlainDate): Promise<PublicRules> => {
  const published = [...library.inForce(today).values()].filter(({ edition }) => kindOfHolder(edition.for) === 'person')
  const people = await someFacts(db, library.vocabulary)
  const prior = priorOf(people, askingOf(published.map(({ edition }) => edition), library.vocabulary), { on: today, by: strataFacts })
  const { text } = await db.selectFrom('measures.vocabulary').select('text').where('current', '=', true).executeTakeFirstOrThrow()
  return {
    on: today,
    vocabulary: publicVocabulary(text),
    editions: published.map((one) => publicEdition(one.text)),
    topics: topics.map(({ title, facts }) => ({ title, facts: [...facts] })),
    prior: prior.map(stratumOf),
    people: people.length,
  }
}

const stratumOf = ({ weight, facts }: Prior[number]): PublicRules['prior'][number] => ({
  weight,
  facts: Object.fromEntries(Object.entries(facts).map(([name, shares]) => [name, shares.flatMap(({ value, share }) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [{ value, share }] : []))])),
})

/** Enough to count shares in thousandths. */
const sample = 5000

/** Derived facts of people as the city in memory stores them, drawn by a hash of the id; none before it first stood. */
const someFacts = async (db: Tx, vocabulary: Vocabulary): Promise<Facts[]> => {
  const { rows } = await sql<{ facts: string; names: string[] }>`
    select f.facts, l.facts as names from measures.subject_fact f join measures.fact_layout l on l.hash = f.layout
    where f.kind = 'person' order by md5(f.subject_id::text) limit ${sample}`.execute(db)
  return rows.map(({ facts, names }) => {
    const values = rowOpener(vocabulary, names)(Row.parse(JSON.parse(facts)))
    return Object.fromEntries(names.map((name, i) => [name, values[i] ?? null]))
  })
}
const Row = z.array(z.json())

const Text = z.record(z.string(), z.unknown())
const dropped = ['examples', 'baseFacts', 'note', 'path', 'papers', 'obligation']

/** The text of an edition without what is the house's own: test people, notes, offices, budget lines. JSON is YAML: it reads as the text does. */
export const publicEdition = (text: string): string => {
  const { limits, ...whole } = Text.parse(parse(text))
  const own = Object.fromEntries(Object.entries(whole).filter(([key]) => !dropped.includes(key)))
  const left = limits === undefined ? {} : Object.fromEntries(Object.entries(Text.parse(limits)).filter(([key]) => key !== 'budget'))
  return JSON.stringify({ ...own, ...(Object.keys(left).length > 0 ? { limits: left } : {}) })
}

const Vocabulary = z.object({ facts: z.array(Text), lists: z.unknown().optional(), statistics: z.unknown().optional() })
const factKeys = ['name', 'id', 'type', 'codes', 'ordered', 'of', 'unit', 'source', 'ask', 'grows', 'fixed']

/** The vocabulary of people, without how the city derives a fact. */
export const publicVocabulary = (text: string): string => {
  const { facts, lists, statistics } = Vocabulary.parse(parse(text))
  const own = facts.filter(({ subject }) => subject === undefined || subject === 'person')
  return JSON.stringify({ facts: own.map((fact) => Object.fromEntries(Object.entries(fact).filter(([key]) => factKeys.includes(key)))), ...(lists === undefined ? {} : { lists }), ...(statistics === undefined ? {} : { statistics }) })
}
