import { sql } from 'kysely'
import { commitAward, type AwardDecided, type CommitResult } from '../fund/index.ts'
import { yuan, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { assess, findEditionInForce } from '../measures/index.ts'
import { installLibrary } from '../measures/install.ts'
import type { Subject } from '../measures/types.ts'
import { decisionOf } from './harness/races.ts'
import { openLineWith } from './fund.ts'
import { folderWith } from './library.ts'
import type { World } from './world.ts'

/** Awards with terms: a small library whose facts a test can set at will, decided as the case desk decides. */

const vocabulary = `facts:
  - { name: 学位, id: degree, type: code, codes: [无, 学士, 硕士, 博士], ordered: true, source: 市教育局, derive: "s.facts ->> '学位'", ask: 学位？ }
  - { name: 在岗, id: at_work, type: boolean, source: 市人社局, derive: "(s.facts ->> '在岗')::boolean", ask: 在岗吗？ }
  - { name: 参保月数, id: insured, type: number, source: 市人社局, derive: "(s.facts ->> '参保月数')::numeric", ask: 参保多少个月？ }
  - { name: 购房日, id: bought_on, type: date, source: 市住建局, derive: "(s.facts ->> '购房日')::date", ask: 购房日期？ }
  - { name: 停缴日, id: gap_from, type: date, source: 市人社局, derive: "(s.facts ->> '停缴日')::date", ask: 停缴日期？ }
  - { name: 续缴日, id: gap_to, type: date, source: 市人社局, derive: "(s.facts ->> '续缴日')::date", ask: 续缴日期？ }
  - { name: 离职日, id: left_on, type: date, source: 市人社局, derive: "(s.facts ->> '离职日')::date", ask: 离职日期？ }
`

/** One measure of the small library; `more` is YAML at the top level. */
export const measureText = (code: string, gives: string, more = ''): string => `measure: ${code}
edition: 1
title: 事项${code}
document: { number: 青屿人才〔2026〕9号, clause: 第一条 }
stage: 引进
for: person
inForce: { from: 2026-01-01 }
conditions: [{ says: 硕士以上, rule: '不低于(学位, "硕士")' }]
gives: [${gives}]
${more.includes('limits:') ? '' : 'limits: { budget: test/x }\n'}${more}
delivery: apply
path: [{ step: 审定, by: city.talent-office, within: 5wd }]
examples:
  - { name: 学士, on: 2026-06-15, facts: { 学位: 学士 }, outcome: ineligible }
`

export const money = (yuans: number, schedule = ''): string => `{ kind: money, amount: ${yuans}${schedule ? `, schedule: ${schedule}` : ''} }`

export const publishMeasures = (world: World, texts: Record<string, string>, words = ''): Promise<unknown> => {
  const folder = folderWith({ 'vocabulary.yaml': `${vocabulary}${words.replace('facts:\n', '')}`, ...Object.fromEntries(Object.entries(texts).map(([code, text]) => [`${code}.yaml`, text])) })
  return world.asSystem((db) => installLibrary(db, folder))
}

/** What the registry knows from this day on. */
export const knows = (world: World, personId: Id<'person'>, facts: Record<string, string | number | boolean>): Promise<void> =>
  world.asSystem(async (db) => {
    for (const [fact, value] of Object.entries(facts)) {
      await sql`
        insert into registry.person_fact (person_id, place_code, fact, value, source, as_of, verification)
        select id, place_code, ${fact}, ${JSON.stringify(value)}::jsonb, '市人社局', ${world.today}, 'verified' from registry.person where id = ${personId}`.execute(db)
    }
  })

export interface Granted {
  awardId: Id<'award'>
  amount: Fen
  lineId: Id<'budgetLine'>
}

interface DecideOptions extends Partial<AwardDecided> {
  /** Rivals share a line that is there before the race. */
  line?: { id: Id<'budgetLine'>; code: string }
}

/** Decides a measure for somebody as the case desk would, on the world's day. */
export const decideFor = async (world: World, measure: string, holder: Subject, { line: given, ...more }: DecideOptions = {}): Promise<CommitResult & { lineId: Id<'budgetLine'> }> => {
  const line = given ?? (await openLineWith(world, yuan(10_000_000)))
  const result = await world.asSystem(async (db) => {
    const edition = await findEditionInForce(db, measure, world.today)
    if (!edition) throw new Error(`no measure ${measure}`)
    const assessment = await assess(db, { editionId: edition.id, subject: holder, on: world.today, place: more.placeCode ?? '980101001' })
    if (assessment.outcome !== 'eligible' || assessment.amount === null) throw new Error(`${measure} is not due: ${assessment.outcome}`)
    return commitAward(
      db,
      decisionOf(line.code, assessment.amount, {
        editionId: edition.id,
        measure,
        title: edition.title,
        holder,
        decidedOn: world.today,
        schedule: assessment.schedule,
        ...(edition.exclusiveGroup === null ? {} : { groupCode: edition.exclusiveGroup }),
        basis: { appliedOn: world.today, facts: assessment.factsUsed, answers: {} },
        ...more,
      }),
    )
  })
  return { ...result, lineId: line.id }
}

export const granted = async (world: World, measure: string, holder: Subject, more: DecideOptions = {}): Promise<Granted> => {
  const result = await decideFor(world, measure, holder, more)
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result
}

export const person = (id: Id<'person'>): Subject => ({ kind: 'person', id })

/** A night: what falls due falls due, and what follows. */
export const night = async (world: World, day?: string): Promise<void> => {
  if (day) world.setToday(day)
  await world.runJob('fund.fallDue')
}

export const marry = (world: World, one: Id<'person'>, other: Id<'person'>): Promise<void> =>
  world.asSystem(async (db) => {
    await sql`
      insert into registry.household_member (person_id, place_code, relation, member_id, source, as_of, verification)
      select id, place_code, '配偶', ${other}, '市民政局', ${world.today}, 'verified' from registry.person where id = ${one}`.execute(db)
  })

export const depart = (world: World, personId: Id<'person'>, on: PlainDate | string, reason = '主动辞职'): Promise<void> =>
  world.asSystem(async (db) => {
    await sql`
      insert into registry.departure (person_id, place_code, departed_on, reason, source, as_of, verification)
      select id, place_code, ${on}, ${reason}, '用人单位', ${world.today}, 'verified' from registry.person where id = ${personId}`.execute(db)
  })

export const balancesOf = (world: World, lineId: Id<'budgetLine'>) =>
  world.asSystem((db) =>
    db
      .selectFrom('fund.budgetLine')
      .select(['reservedFen', 'committedFen', 'paidFen', 'receivableFen', 'recoveredFen', 'writtenOffFen', sql<Fen>`available_fen`.as('availableFen')])
      .where('id', '=', lineId)
      .executeTakeFirstOrThrow(),
  )
