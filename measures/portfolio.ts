import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { portfolio, portfolioOf, type Best, type Edition, type Grant, type Paid, type PortfolioOutcome } from '../policy/index.ts'
import type { LiveLibrary } from './library.ts'
import type { Subject } from './types.ts'

/** Who is due several things, in one household, with money drawn before: which of them go together. The rules are policy's; here are the records. */

/** What the spouse drew counts where a rule is per household or per dwelling. */
const sharedAtHome = ['household', 'dwelling'] as const

/**
 * What was granted already to these people and to their spouses, as the fund's book has it, without what was stopped or is owed back, and what other levels paid them as declared. Grants count when they are decided: waiting for the bank does not open a second
 * claim. Runs with house eyes.
 */
export const paidTo = async (db: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Paid[]>> => {
  const { rows } = await sql<{ personId: string; measure: string; fen: bigint; own: boolean }>`
    with asked as (select unnest(${sql.val([...personIds])}::uuid[]) as id),
      home as (
        -- What any of his records drew, he drew.
        select a.id as person_id, r.person_id as holder_id, true as own from asked a join pub.person_identity i on i.person_id = a.id join pub.person_identity r on r.survivor_id = i.survivor_id
        union (select m.person_id, m.member_id, false from pub.person_household_member m where m.person_id in (select id from asked) and m.relation = '配偶' and m.member_id is not null
          union select m.member_id, m.person_id, false from pub.person_household_member m where m.member_id in (select id from asked) and m.relation = '配偶'))
    select person_id, of as measure, sum(fen)::bigint as fen, own from (
      select h.person_id, a.measure as of, a.standing_fen as fen, h.own
      from home h join pub.award a on a.holder_kind = 'person' and a.holder_id = h.holder_id and a.state <> 'cancelled'
      union all
      select h.person_id, d.scheme, d.amount_fen, h.own
      from home h join pub.declared_payment d on d.holder_kind = 'person' and d.holder_id = h.holder_id) drawn
    group by 1, 2, 4 order by 1, 2`.execute(db)
  const found = new Map<string, Paid[]>()
  for (const { personId, measure, fen, own } of rows) {
    const list = found.get(personId) ?? []
    list.push({ of: measure, fen, ...(own ? {} : { scopes: sharedAtHome }) })
    found.set(personId, list)
  }
  return found
}

/** The same for whoever holds an award; an employer and a team have no home. */
export const paidToHolder = async (db: Tx, { kind, id }: Subject): Promise<readonly Paid[]> => {
  if (kind === 'person') return (await paidTo(db, [id])).get(id) ?? []
  const { rows } = await sql<Paid>`
    select of, sum(fen)::bigint as fen from (
      select measure as of, standing_fen as fen from pub.award where holder_kind = ${kind} and holder_id = ${id} and state <> 'cancelled'
      union all select scheme, amount_fen from pub.declared_payment where holder_kind = ${kind} and holder_id = ${id}) drawn
    group by 1 order by 1`.execute(db)
  return rows
}

/** The best lawful combination of one subject, by measure, with the reason for each. */
export const combine = (outcomes: readonly PortfolioOutcome[], paid: readonly Paid[], library: ReadonlyMap<string, Edition>): ReadonlyMap<string, Grant> =>
  new Map(portfolio(outcomes, { paid, library }).grants.map((grant) => [grant.measure, grant]))

interface Entitled {
  subjectId: string
  editionId: string
  amountFen: bigint | null
  grantedFen: bigint | null
  decision: string
}

const page = 5000

/**
 * Settles the combinations of everybody on the list and writes down what changed. Answers how many lines say something else than before.
 */
export const settleEverybody = async (db: Tx, library: LiveLibrary): Promise<number> => {
  const answers = new Map<string, Best>()
  let changed = 0
  for (let after: string | null = null; ; ) {
    const subjects: { subjectId: string }[] = (await sql<{ subjectId: string }>`select distinct subject_id from measures.entitlement where subject_kind = 'person' and (${after}::uuid is null or subject_id > ${after}::uuid) order by 1 limit ${page}`.execute(db)).rows
    after = subjects.at(-1)?.subjectId ?? null
    if (after === null) return changed
    changed += await settlePeople(db, library, subjects.map(({ subjectId }) => subjectId), answers)
  }
}

/** The same for some people. Those whose entitlements, sums and past are the same share one answer. */
export const settlePeople = async (db: Tx, library: LiveLibrary, ids: readonly string[], answers = new Map<string, Best>()): Promise<number> => {
  const editions = new Map([...library.byId].map(([id, one]): [string, Edition] => [id, one.edition]))
  const { rows } = await sql<Entitled>`select subject_id, edition_id, amount_fen, granted_fen, decision from measures.entitlement where subject_id = any(${sql.val([...ids])}::uuid[]) order by subject_id, edition_id`.execute(db)
  const paid = await paidTo(db, ids)
  return write(db, [...Map.groupBy(rows, (row) => row.subjectId)].flatMap(([id, list]) => settle(list, paid.get(id) ?? [], editions, answers)))
}

/** Lines of one person that come out otherwise than they stand. */
const settle = (list: readonly Entitled[], paid: readonly Paid[], editions: ReadonlyMap<string, Edition>, answers: Map<string, Best>): Entitled[] => {
  const outcomes = list.flatMap((row): PortfolioOutcome[] => {
    const edition = editions.get(row.editionId)
    return edition ? [{ edition, fen: row.amountFen }] : []
  })
  const key = `${list.map((row) => `${row.editionId}=${row.amountFen}`).join(',')}|${paid.map((one) => `${one.of}=${one.fen}${one.scopes ? '*' : ''}`).join(',')}`
  const best = answers.get(key) ?? portfolioOf(outcomes, { paid, library: new Map([...editions.values()].map((edition) => [edition.measure, edition])) })
  if (!answers.has(key)) answers.set(key, best)
  return list.flatMap((row, i) => {
    const granted = best.granted[i]
    const decision = granted === undefined ? 'excluded' : granted !== null && row.amountFen !== null && granted < row.amountFen ? 'reduced' : 'granted'
    const grantedFen = granted ?? null
    return decision === row.decision && grantedFen === row.grantedFen ? [] : [{ ...row, decision, grantedFen }]
  })
}

const write = async (db: Tx, rows: readonly Entitled[]): Promise<number> => {
  if (rows.length === 0) return 0
  const column = <T>(of: (row: Entitled) => T) => sql.val(rows.map(of))
  await sql`
    update measures.entitlement e set granted_fen = t.granted, decision = t.decision
    from unnest(${column((row) => row.subjectId)}::uuid[], ${column((row) => row.editionId)}::uuid[], ${column((row) => row.grantedFen)}::bigint[], ${column((row) => row.decision)}::text[]) as t(subject, edition, granted, decision)
    where e.subject_id = t.subject and e.edition_id = t.edition`.execute(db)
  return rows.length
}
