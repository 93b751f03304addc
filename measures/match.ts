import { sql } from 'kysely'
import type { Database, Tx } from '../kernel/db/database.ts'
import type { Progress } from '../kernel/jobs/tasks.ts'
import { systemActor } from '../kernel/org/actor.ts'
import type { PlainDate } from '../kernel/types.ts'
import { compileSql, type Edition } from '../policy/index.ts'
import { derivedFacts, factRelation, kindOfHolder } from './facts.ts'
import { liveLibrary, type LiveLibrary, type PublishedEdition } from './library.ts'
import type { SubjectKind } from './types.ts'

/** What one match over the city found; only who is due something travels out of the database. */
export interface Found {
  kind: SubjectKind
  subjectId: string
  editionId: string
  placeCode: string
  employerId: string | null
  amountFen: bigint | null
}
export interface MatchCount {
  editionId: string
  eligible: number
  unknown: number
  ineligible: number
  amountFen: bigint
}
export interface MatchResult {
  subjects: number
  measures: number
  found: Found[]
  counts: MatchCount[]
  milliseconds: number
}

const homes: Record<SubjectKind, { relation: string; employer: string }> = {
  person: { relation: 'pub.person', employer: 'h.employer_id' },
  employer: { relation: 'pub.employer', employer: 'h.id' },
  team: { relation: 'pub.team', employer: 'h.employer_id' },
}

/**
 * Everybody against every measure in force on `on`, by the sql engine: facts of each kind of subject are laid out once, then each county is
 * judged in one statement. Runs as the role that reads the schema `pub` alone.
 */
export const matchEverybody = async (database: Database, on: PlainDate, progress: Progress): Promise<MatchResult> => {
  const began = performance.now()
  const result: MatchResult = { subjects: 0, measures: 0, found: [], counts: [], milliseconds: 0 }
  const library = await database.asSystem(on, liveLibrary)
  const editions = [...library.inForce(on).values()]
  await database.asReader({ actor: systemActor, today: on }, async (db) => {
    const kinds = (['person', 'employer', 'team'] as const).filter((kind) => editions.some(({ edition }) => kindOfHolder(edition.for) === kind))
    for (const kind of kinds) await layOutFacts(db, library, kind)
    const totals = await Promise.all(kinds.map(async (kind) => ({ kind, counties: await countiesOf(db, kind) })))
    const total = totals.flatMap(({ counties }) => counties).reduce((sum, county) => sum + county.subjects, 0)
    await progress.report(0, total)
    for (const { kind, counties } of totals) {
      const mine = editions.filter(({ edition }) => kindOfHolder(edition.for) === kind)
      const tally = new Map(mine.map(({ id }) => [id as string, { editionId: id, eligible: 0, unknown: 0, ineligible: 0, amountFen: 0n }]))
      for (const { county, subjects } of counties) {
        await judgeCounty(db, library, { kind, county, mine, on })
        await gather(db, { kind, mine, subjects, tally, result })
        result.subjects += subjects
        await progress.report(result.subjects, total)
      }
      result.counts.push(...tally.values())
    }
  })
  result.measures = editions.length
  result.milliseconds = Math.round(performance.now() - began)
  return result
}

const factTable = (kind: SubjectKind): string => `fact_${kind}`

const layOutFacts = async (db: Tx, library: LiveLibrary, kind: SubjectKind): Promise<void> => {
  await sql.raw(`create temporary table ${factTable(kind)} on commit drop as ${factRelation(library.vocabulary, kind)}`).execute(db)
  await sql.raw(`analyze ${factTable(kind)}`).execute(db)
}

const countiesOf = async (db: Tx, kind: SubjectKind): Promise<{ county: string; subjects: number }[]> =>
  (await sql.raw<{ county: string; subjects: number }>(`select left(place_code, 6) as county, count(*)::int as subjects from ${factTable(kind)} group by 1 order by 1`).execute(db)).rows

interface Chunk {
  kind: SubjectKind
  county: string
  mine: readonly PublishedEdition[]
  on: PlainDate
}

const judgeCounty = async (db: Tx, library: LiveLibrary, { kind, county, mine, on }: Chunk): Promise<void> => {
  const facts = derivedFacts(library.vocabulary, kind)
  const { statements } = compileSql(
    mine.map(({ edition }) => edition),
    {
      vocabulary: library.vocabulary,
      relation: `(select * from ${factTable(kind)} where left(place_code, 6) = '${county}')`,
      facts: new Set(facts.map((fact) => fact.name)),
      on: `date '${on}'`,
      library: new Map([...library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition])),
      withoutIneligible: true,
    },
  )
  await sql.raw('drop table if exists judged').execute(db)
  const union = statements.map(({ text }) => `(${text})`).join(' union all ')
  await sql.raw(`create temporary table judged on commit drop as ${union}`).execute(db)
}

interface Gathering {
  kind: SubjectKind
  mine: readonly PublishedEdition[]
  subjects: number
  tally: Map<string, MatchCount>
  result: MatchResult
}

const gather = async (db: Tx, { kind, mine, subjects, tally, result }: Gathering): Promise<void> => {
  const idOf = new Map(mine.map(({ id, edition }) => [edition.measure, id as string]))
  const counted = await sql<{ measure: string; eligible: number; unknown: number; amount: bigint }>`
    select measure, count(*) filter (where outcome)::int as eligible, count(*) filter (where outcome is null)::int as unknown,
      coalesce(sum(amount_fen) filter (where outcome), 0)::bigint as amount
    from judged group by measure`.execute(db)
  const seen = new Map(counted.rows.map((row) => [row.measure, row]))
  for (const [measure, editionId] of idOf) {
    const row = seen.get(measure)
    const sum = tally.get(editionId)
    if (!sum) continue
    sum.eligible += row?.eligible ?? 0
    sum.unknown += row?.unknown ?? 0
    sum.ineligible += subjects - (row?.eligible ?? 0) - (row?.unknown ?? 0)
    sum.amountFen += row?.amount ?? 0n
  }
  const home = homes[kind]
  const due = await sql.raw<{ subject: string; measure: string; amountFen: bigint | null; placeCode: string; employerId: string | null }>(
    `select j.subject, j.measure, j.amount_fen, h.place_code, ${home.employer} as employer_id from judged j join ${home.relation} h on h.id = j.subject where j.outcome`,
  ).execute(db)
  for (const row of due.rows) {
    result.found.push({ kind, subjectId: row.subject, editionId: idOf.get(row.measure) ?? '', placeCode: row.placeCode, employerId: row.employerId, amountFen: row.amountFen })
  }
}
