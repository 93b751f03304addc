import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { InvalidInput } from '../kernel/errors.ts'
import { columnOf, FactProblem, readValue, type Fact, type FactValue, type Facts, type Provenance, type Vocabulary } from '../policy/index.ts'
import { evidenceOf, provenanceOf } from './evidence.ts'
import { openFact } from './sealed-facts.ts'
import type { Subject, SubjectKind } from './types.ts'

/** What the registry publishes about each kind of subject, one row a subject. */
export const profiles: Record<SubjectKind, string> = { person: 'pub.person_profile', employer: 'pub.employer_profile', team: 'pub.team_profile' }

/** Measures for an employment or a household are asked of the person in it. */
export const kindOfHolder = (holder: string): SubjectKind => (holder === 'employer' || holder === 'team' ? holder : 'person')

/** Facts of one kind of subject that the registry yields; the others are asked. */
export const derivedFacts = (vocabulary: Vocabulary, kind: SubjectKind): readonly Fact[] =>
  [...vocabulary.facts.values()].filter((fact) => fact.derive !== undefined && kindOfHolder(fact.subject) === kind)

/**
 * The relation that the rules read: one row a subject, one column a derived fact, NULL where it is not known. Derivations are SQL of
 * the vocabulary over the row `s` of the subject's profile; they are written by the talent office and run as a reader of `pub`.
 */
export const factRelation = (vocabulary: Vocabulary, kind: SubjectKind, facts = derivedFacts(vocabulary, kind)): string => {
  const columns = facts.map((fact) => `(${fact.derive}) as "${columnOf(fact)}"`)
  return `select s.id, s.place_code${columns.map((column) => `, ${column}`).join('')} from ${profiles[kind]} s`
}

export interface KnownFacts {
  facts: Facts
  provenance: Record<string, Provenance>
}

/** Facts of one subject as of the transaction's day, by their names, with the source, the day and the standing of the records behind each. */
export const factsOfSubject = async (db: Tx, vocabulary: Vocabulary, asked: Subject): Promise<KnownFacts | undefined> => {
  const subject = await standing(db, asked)
  const facts = derivedFacts(vocabulary, subject.kind)
  const relation = factRelation(vocabulary, subject.kind, facts)
  // Planning so wide a question takes six times as long as answering it.
  const { rows } = await sql<Record<string, unknown>>`select * from (${sql.raw(relation)}) f where id = ${subject.id}`.execute(db)
  const row = rows[0]
  if (!row) return undefined
  const evidence = await evidenceOf(db, subject)
  const known: Record<string, FactValue> = {}
  const provenance: Record<string, Provenance> = {}
  for (const fact of facts) {
    const value = valueIn(row, fact)
    if (value === undefined) continue
    known[fact.name] = value
    provenance[fact.name] = provenanceOf(fact, subject.kind, evidence)
  }
  return { facts: known, provenance }
}

/**
 * A derived fact out of a row of the relation, opened; undefined when unknown. As in the columns of the city a value that its fact does not admit (a code that the list dropped, an old
 * record's own words) counts as unknown, so that the rest of the page, and everybody else, stands.
 */
export const valueIn = (row: Readonly<Record<string, unknown>>, fact: Fact): FactValue | undefined => {
  const value = row[camelOf(columnOf(fact))] as FactValue | null | undefined
  if (value === null || value === undefined) return undefined
  const opened = openFact(fact.type, value)
  return problemOf(fact, opened) === undefined ? opened : undefined
}

/** A record that was merged into another has its facts there: an award under it goes on with them. */
const standing = async (db: Tx, { kind, id }: Subject): Promise<Subject> => {
  if (kind !== 'person') return { kind, id }
  const identity = await db.selectFrom('pub.personIdentity').select('survivorId').where('personId', '=', id).executeTakeFirst()
  return { kind, id: identity?.survivorId ?? id }
}

/** The query layer speaks camelCase. */
const camelOf = (column: string): string => column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** Why this is no value of the fact, as a sentence. */
export const problemOf = (fact: Fact, value: FactValue): string | undefined => {
  try {
    readValue(value, fact.type, fact.name)
    return undefined
  } catch (problem) {
    if (problem instanceof FactProblem) return problem.message
    throw problem
  }
}

/**
 * Answers are facts of the vocabulary by their names. Whatever else a rule looks at is not the applicant's to say: 申请日 is the case's own day, 享受(…) is judged from his facts, and a fact
 * under its identifier would carry no mark that it was only declared. A value of the wrong type is the form's fault and is said in words.
 */
export const checkAnswers = (vocabulary: Vocabulary, answers: Readonly<Record<string, unknown>>): void => {
  const issues = Object.entries(answers).flatMap(([name, value]) => {
    const fact = vocabulary.facts.get(name)
    const message = fact ? problemOf(fact, (value ?? null) as FactValue) : `“${name.slice(0, 40)}”不是可以填报的事实`
    return message === undefined ? [] : [{ path: `answers.${name}`, message }]
  })
  if (issues.length) throw new InvalidInput(issues)
}

/** Declared answers fill what the city does not know; they never outweigh a verified fact. One that the vocabulary has given up since counts as not given. */
export const withAnswers = (vocabulary: Vocabulary, { facts, provenance }: KnownFacts, answers: Readonly<Record<string, unknown>>): KnownFacts => {
  const declared = Object.entries(answers).flatMap(([name, value]): [string, FactValue][] => {
    const fact = vocabulary.facts.get(name)
    const given = (value ?? null) as FactValue
    return fact && given !== null && facts[name] === undefined && problemOf(fact, given) === undefined ? [[name, given]] : []
  })
  return {
    facts: { ...facts, ...Object.fromEntries(declared) },
    provenance: { ...provenance, ...Object.fromEntries(declared.map(([name]) => [name, { source: '本人申报', verified: false }])) },
  }
}
