import { isDeepStrictEqual } from 'node:util'
import { join } from 'node:path'
import { sql } from 'kysely'
import { readAssessment, writeAssessment } from '../../cases/kept-assessment.ts'
import { loadCity } from '../../city/load.ts'
import { exampleFund } from '../../fund/example.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { openDatabase, type Database } from '../../kernel/db/database.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { fen, type Fen, type PlainDate } from '../../kernel/types.ts'
import { assessmentOf } from '../../measures/assess.ts'
import { installLibrary } from '../../measures/install.ts'
import { grossAmount } from '../../measures/index.ts'
import { liveLibrary, type LiveLibrary } from '../../measures/library.ts'
import type { Assessment, Payer } from '../../measures/types.ts'
import { explain, type Edition, type Facts } from '../../policy/index.ts'
import { createDemoAccounts } from '../../scripts/demo-accounts.ts'
import { ensureExampleYear } from '../../scripts/example-year.ts'
import { secretMovers } from './commands/registry.ts'
import { Witness } from './fingerprint.ts'
import type { Harness } from './options.ts'
import { planOnce } from './plans.ts'

/**
 * Promise 9 of trust.md: any past decision recomputes to the same fen from the edition and the facts that it kept. Nothing of the registry is
 * asked: what the case wrote down must suffice.
 */
const today = plainDate('2026-11-20')

interface Kept {
  id: string
  number: string
  editionId: string
  on: PlainDate
  assessment: unknown
  caseFen: Fen | null
  awardFen: Fen | null
  awardEdition: string | null
  place: string
  way: 'oneLine' | 'ownLines' | null
  instalments: { no: number; dueOn: string; payer: string | null; fen: string }[] | null
}

const keptDecisions = (database: Database): Promise<Kept[]> =>
  database.asSystem(today, async (db) => {
    const { rows } = await sql<Kept>`
      select c.id, c.number, c.edition_id as "editionId", c.submitted_on as "on", c.assessment, c.amount_fen as "caseFen", a.amount_fen as "awardFen", a.edition_id as "awardEdition", c.place_code as place, a.way,
        (select json_agg(json_build_object('no', i.no, 'dueOn', i.due_on, 'payer', i.payer, 'fen', i.amount_fen::text) order by i.no, i.payer) from fund.instalment i where i.award_id = a.id) as instalments
      from cases.case c left join fund.award a on a.case_id = c.id order by c.number`.execute(db)
    return rows
  })

/** What is not the same when the decision is made again; empty when all is. */
const differences = (library: LiveLibrary, kept: Kept): string[] => {
  const stored: Assessment = readAssessment(kept.id, kept.assessment)
  const published = library.byId.get(kept.editionId)
  if (!published) return ['据以办理的版本不在']
  const others = new Map([...library.inForce(kept.on)].map(([code, one]): [string, Edition] => [code, one.edition]))
  const facts = Object.fromEntries(Object.entries(stored.factsUsed).filter(([, value]) => value !== null)) as Facts
  const again = assessmentOf(explain(published.edition, facts, { on: kept.on, place: kept.place, vocabulary: library.vocabulary, library: others }), facts)
  const told: string[] = []
  const same = (what: string, before: unknown, now: unknown): void => {
    if (!isDeepStrictEqual(before, now)) told.push(`${what}：原 ${shown(before)}，现 ${shown(now)}`)
  }
  same('结论', stored.outcome, again.outcome)
  same('金额', stored.amount, again.amount)
  same('分期', stored.schedule.map(planned), again.schedule.map(planned))
  same('条件', stored.conditions.map(({ says, outcome }) => [says, outcome]), again.conditions.map(({ says, outcome }) => [says, outcome]))
  if (kept.awardFen === null) return told
  same('资助决定的版本', kept.awardEdition, kept.editionId)
  // A clause that states what arrives costs the line the tax on top, instalment by instalment.
  const borne = again.schedule.flatMap(({ no, dueOn, amount, tax, payers }) => borneBy(kept.way, amount, payers).map(({ payer, amount: part }) => ({ no, dueOn, payer, fen: grossAmount(part, tax) })))
  same('资助总额', kept.awardFen, borne.length ? borne.reduce((sum, part) => sum + part.fen, 0n) : kept.caseFen)
  if (borne.length) same('资助分期', kept.instalments, borne.map((instalment) => ({ ...instalment, fen: instalment.fen.toString() })))
  return told
}

/** What the house's lines bear of an instalment, by the clause's shares and the rule for the fen written out once more: each rounded down, the last takes the rest. */
const borneBy = (way: Kept['way'], amount: Fen, payers: Payer[] = [{ purse: 'city', name: '市级', basisPoints: 10_000 }]): { payer: string | null; amount: Fen }[] => {
  let rest: bigint = amount
  const parts = payers.map(({ purse, basisPoints }, i) => {
    const part = i === payers.length - 1 ? rest : (amount * BigInt(basisPoints)) / 10_000n
    rest -= part
    return { payer: purse, amount: fen(part) }
  })
  const own = parts.filter((part) => (part.payer === 'city' || part.payer === 'county') && part.amount > 0n)
  return way === 'ownLines' ? own : [{ payer: null, amount: fen(own.reduce((sum, part) => sum + part.amount, 0n)) }]
}

/** What a case keeps of an instalment. */
const planned = ({ no, dueOn, amount, condition }: Assessment['schedule'][number]) => ({ no, dueOn, amount, condition })

const shown = (value: unknown): string => JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ?? 'undefined'

const replay = async (database: Database): Promise<{ decisions: number; awards: number; awardFen: bigint; different: string[] }> => {
  const library = await database.asSystem(today, (db) => liveLibrary(db))
  const kept = await keptDecisions(database)
  const awarded = kept.flatMap(({ awardFen }) => awardFen ?? [])
  const different = kept.flatMap((one) => differences(library, one).map((words) => `${one.number} ${words}`))
  return { decisions: kept.length, awards: awarded.length, awardFen: awarded.reduce((sum, fen) => sum + fen, 0n), different }
}

/** Tampering that no role of the house could do: by the administrator, with the triggers asleep. */
const target = `(select c.id from cases.case c join fund.award a on a.case_id = c.id where c.amount_fen is not null order by c.number limit 1)`
/** Sealed anew, as only who has the keys could. */
const otherFact = async (database: Database): Promise<string> => {
  const { rows: [kept] } = await database.asSystem(today, (db) => sql.raw<{ id: string; assessment: unknown }>(`select id, assessment from cases.case where id = ${target}`).execute(db))
  if (!kept) throw new Error('no case was decided')
  const assessment = readAssessment(kept.id, kept.assessment)
  const name = assessment.conditions[0]?.facts[0]?.name ?? ''
  return `update cases.case set assessment = '${writeAssessment(kept.id, { ...assessment, factsUsed: { ...assessment.factsUsed, [name]: null } })}'::jsonb where id = '${kept.id}'`
}
/** An edition that has a table of amounts and decided an award. */
const edition = String.raw`(select c.edition_id from cases.case c join fund.award a on a.case_id = c.id join measures.edition e on e.id = c.edition_id where e.text ~ 'table: *\{[^}]*[0-9]{4,} *[,}]' order by c.number limit 1)`
const plants: readonly { says: string; lay: string | ((database: Database) => Promise<string>) }[] = [
  { says: 'a fact of a decided case', lay: otherFact },
  { says: 'the facts of another case', lay: `update cases.case set assessment = (select o.assessment from cases.case o where o.id <> ${target} limit 1) where id = ${target}` },
  { says: 'a number in the edition that decided', lay: `update measures.edition set text = regexp_replace(text, '([1-9])([0-9]{3,})( ?[,}])', '\\1\\21\\3', 'g'), hash = md5(text) where id = ${edition}` },
  { says: 'one fen of an award', lay: `update fund.award set amount_fen = amount_fen + 1, county_share_fen = county_share_fen + 1 where case_id = ${target}` },
]

const findPlants = async (database: Database, witness: Witness): Promise<number> => {
  let found = 0
  for (const { says, lay } of plants) {
    await witness.run('set session_replication_role = replica')
    await witness.run(`create table public.kept_case as select * from cases.case; create table public.kept_edition as select * from measures.edition; create table public.kept_award as select * from fund.award`)
    await witness.run(typeof lay === 'string' ? lay : await lay(database))
    const { different } = await replay(database).catch((error: unknown) => ({ different: [String(error)] }))
    if (different.length) found += 1
    else console.error(`没有发现植入的错误：${says}`)
    await witness.run(`
      update cases.case c set assessment = k.assessment from public.kept_case k where k.id = c.id;
      update measures.edition e set text = k.text, hash = k.hash from public.kept_edition k where k.id = e.id;
      update fund.award a set amount_fen = k.amount_fen, county_share_fen = k.county_share_fen from public.kept_award k where k.id = a.id;
      drop table public.kept_case, public.kept_edition, public.kept_award`)
  }
  return found
}

/** Small: an example city of 2,400 people and its year; large: the city of `npm start`. Every decision of it either way. */
export const runReplay: Harness = ({ address, adminUrl, large }) =>
  Witness.over(adminUrl, async (witness) => {
    const database = planOnce(openDatabase(address))
    try {
      await loadCity({ address, sealer: houseSealer(), today, ...(large ? {} : { people: 2400, employers: 90 }) })
      await database.asSystem(today, async (db) => {
        await installLibrary(db, join(import.meta.dirname, '../../policies/qingyu'))
        await exampleFund(db, { today })
      })
      await createDemoAccounts(database, today)
      await ensureExampleYear(database, { today, ...(large ? {} : { cases: 40 }) })
      const { decisions, awards, awardFen, different } = await replay(database)
      for (const words of different.slice(0, 20)) console.error(words)
      const found = await findPlants(database, witness)
      const movers = await secretMovers(witness)
      if (movers.length) console.error(`自称不动资金的动作记了凭证：${movers.join('、')}`)
      const figures = { decisions, awards, awardFen: awardFen.toString(), different: different.length, secretMovers: movers.length, planted: `${found}/${plants.length}` }
      return { figures, passed: different.length + movers.length === 0 && awards > 0 && found === plants.length }
    } finally {
      await database.close()
    }
  })
