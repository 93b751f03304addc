import { sql } from 'kysely'
import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { describe, explain, factsOf, findFact, type Edition, type Expr, type FactValue, type Facts, type Recognises, type Road, type Vocabulary } from '../policy/index.ts'
import { derivedFacts, factRelation, valueIn } from './facts.ts'
import { liveLibrary, type PublishedEdition } from './library.ts'

/** 人才分类目录: the editions whose decision is a class, and whether the ground of a class still holds. */

export interface CatalogueClass extends Recognises {
  editionId: Id<'edition'>
  measure: string
  /** Which edition of the measure; `edition` is that of the catalogue. */
  measureEdition: number
  title: string
  document: string
  validFrom: PlainDate
  validTo: PlainDate | null
  /** What everybody of the class must meet, in the clause's words. */
  conditions: string[]
  entries: { name: string; road: Road; conditions: { says: string; words: string }[] }[]
}

/** Every edition of the catalogue's classes, the newest of a class first. */
export const catalogueOf = async (db: Tx): Promise<CatalogueClass[]> =>
  (await liveLibrary(db)).editions
    .flatMap((published) => classOf(published) ?? [])
    .toSorted((a, b) => a.level.localeCompare(b.level) || b.measureEdition - a.measureEdition)

const classOf = ({ id, edition, validFrom, validTo }: PublishedEdition): CatalogueClass | undefined => {
  if (!edition.recognises) return undefined
  const told = describe(edition)
  const entries = edition.alternatives.flatMap(({ name, road }, index) => (road ? [{ name, road, conditions: (told.alternatives[index]?.conditions ?? []).map(({ says, words }) => ({ says, words })) }] : []))
  return { ...edition.recognises, editionId: id, measure: edition.measure, measureEdition: edition.edition, title: edition.title, document: told.document, validFrom, validTo, conditions: edition.conditions.map(({ says }) => says), entries }
}

/** A class does not rest on itself: what its own conditions ask about the class that one has is for applying, not for keeping. */
const aboutClass = new Set(['talent_class', 'class_valid_to', 'class_recognised_on'])
const isGround = (expr: Expr, vocabulary: Vocabulary): boolean => ![...factsOf(expr)].some((name) => aboutClass.has(findFact(vocabulary, name)?.id ?? ''))

/** The conditions by which a class is kept, whatever its edition's own days: it was recognised by them and is judged by them. */
const groundOf = (edition: Edition, vocabulary: Vocabulary): Edition => ({ ...edition, implied: [], conditions: edition.conditions.filter(({ expr }) => isGround(expr, vocabulary)) })

/**
 * Of holders of a class by one edition those whose ground certainly no longer holds, each with what fails in the clause's words. Not knowing is no
 * loss. Any entry of the class that holds keeps it: the person need not stay on the road by which he came.
 */
export const groundsLost = async (db: Tx, { editionId, personIds, on }: { editionId: Id<'edition'>; personIds: readonly string[]; on: PlainDate }): Promise<Map<string, string[]>> =>
  withHouseEyes(db, on, async () => {
    const library = await liveLibrary(db)
    const edition = library.byId.get(editionId)?.edition
    const lost = new Map<string, string[]>()
    if (!edition?.recognises) return lost
    const ground = groundOf(edition, library.vocabulary)
    const others = new Map([...library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
    for (const [personId, facts] of await factsOfPeople(db, library.vocabulary, personIds)) {
      const { outcome, conditions, alternatives } = explain(ground, facts, { on, vocabulary: library.vocabulary, library: others, withoutNearest: true })
      if (outcome !== 'ineligible') continue
      const failing = conditions.filter((condition) => condition.outcome === 'ineligible').map(({ says }) => says)
      lost.set(personId, failing.length ? failing : alternatives.map(({ name, conditions: parts }) => `${name}：${parts.filter((part) => part.outcome === 'ineligible').map(({ says }) => says).join('、')}`))
    }
    return lost
  })

/** Facts of many people in one question, without where each comes from. */
const factsOfPeople = async (db: Tx, vocabulary: Vocabulary, personIds: readonly string[]): Promise<Map<string, Facts>> => {
  const derived = derivedFacts(vocabulary, 'person')
  const { rows } = await sql<Record<string, unknown>>`select * from (${sql.raw(factRelation(vocabulary, 'person', derived))}) f where id = any (${sql.val([...personIds])}::uuid[])`.execute(db)
  return new Map(
    rows.map((row) => [
      String(row['id']),
      Object.fromEntries(
        derived.flatMap((fact): [string, FactValue][] => {
          const value = valueIn(row, fact)
          return value === undefined ? [] : [[fact.name, value]]
        }),
      ),
    ]),
  )
}
