import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { test, type World } from '../../test/world.ts'
import { getPerson } from '../contract.ts'
import { say } from './say.ts'
import { weighedOf } from './store.ts'

const place = { placeCode: '980101001' }
const Score = z.array(z.object({ score: z.coerce.number() }))
const classes = ['owner', 'official', 'employer', 'unknown', 'named', 'person'] as const
const standings = ['verified', 'declared', 'disputed'] as const
const inputs = fc.record({ class: fc.constantFrom(...classes), verification: fc.constantFrom(...standings), agreeing: fc.nat(6), contradicting: fc.nat(6), age: fc.nat(600), halfLife: fc.constantFrom(null, 1, 12, 24, 36, 60) })
type Input = typeof inputs extends fc.Arbitrary<infer T> ? T : never

/** Scores of many inputs in one question. */
const scores = async (world: World, all: readonly Input[]): Promise<number[]> => {
  const rows = await world.database.adminQuery(`select pub.confidence_score(i ->> 'class', i ->> 'verification', (i ->> 'agreeing')::bigint, (i ->> 'contradicting')::bigint, (i ->> 'age')::numeric, (i ->> 'halfLife')::numeric) as score
    from jsonb_array_elements('${JSON.stringify(all)}'::jsonb) with ordinality t(i, at) order by at`)
  return Score.parse(rows).map(({ score }) => score)
}

describe('the score', () => {
  test('is never lowered by one more agreeing source, never raised by a contradiction, by age, by a lesser source or standing', async ({ world }) => {
    const samples = fc.sample(inputs, 2_000)
    const before = await scores(world, samples)
    expect(before.every((score) => score >= 0 && score <= 1)).toBe(true)
    const worsened: Record<string, (one: Input) => Input> = {
      contradicted: (one) => ({ ...one, contradicting: one.contradicting + 1 }),
      older: (one) => ({ ...one, age: one.age + 7 }),
      lesser: (one) => ({ ...one, class: classes[Math.min(classes.indexOf(one.class) + 1, 5)] ?? 'person' }),
      doubted: (one) => ({ ...one, verification: standings[Math.min(standings.indexOf(one.verification) + 1, 2)] ?? 'disputed' }),
    }
    for (const [name, worsen] of Object.entries(worsened)) {
      const after = await scores(world, samples.map(worsen))
      expect([name, samples.filter((_, at) => (after[at] ?? 2) > (before[at] ?? -1))]).toEqual([name, []])
    }
    const agreed = await scores(world, samples.map((one) => ({ ...one, agreeing: one.agreeing + 1 })))
    expect(samples.filter((_, at) => (agreed[at] ?? -1) < (before[at] ?? 2))).toEqual([])
  })
})

interface Answer { source: string; asOf: string; verification: (typeof standings)[number]; homes: number }
const sources = ['市住建局', '市公安局', '用人单位', '本人申报', '市不动产登记中心', '档案']
const answers = fc.record({ source: fc.constantFrom(...sources), asOf: fc.constantFrom('2021-03-01', '2024-05-01', '2025-02-01', '2025-11-01', '2026-06-01'), verification: fc.constantFrom(...standings), homes: fc.nat(2) })

/** The score of the first answer about somebody's homes, beside the others. */
const scoreBeside = async (world: World, first: Answer, others: readonly Answer[]): Promise<number> => {
  const personId = await world.person()
  const insert = (db: Parameters<Parameters<World['asSystem']>[0]>[0], { homes, ...told }: Answer) => db.insertInto('registry.housing').values({ personId, ...place, homesInCity: homes, ...told }).returning('id').executeTakeFirstOrThrow()
  return world.asSystem(async (db) => {
    const { id } = await insert(db, first)
    for (const other of others) await insert(db, other)
    const found = (await weighedOf(db, [personId])).find(({ rowId }) => rowId === id)
    if (!found) throw new Error('no confidence')
    return found.score
  })
}

describe('the confidence of a record among others', () => {
  test('keeps the same laws over whatever others say', async ({ world }) => {
    await fc.assert(
      fc.asyncProperty(answers, fc.array(answers, { maxLength: 4 }), answers, async (first, others, more) => {
        const before = await scoreBeside(world, first, others)
        const joined = await scoreBeside(world, first, [...others, more])
        if (more.homes === first.homes) expect(joined).toBeGreaterThanOrEqual(before)
        else expect(joined).toBeLessThanOrEqual(before)
        expect(await scoreBeside(world, { ...first, asOf: '2020-01-01' }, others)).toBeLessThanOrEqual(before)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  test('says who verified it when, who agrees, who does not, and what may have changed', async ({ world }) => {
    const employerId = await world.employer()
    const he = await world.talent({ employerId })
    const of = { personId: he.personId, ...place }
    await world.asSystem(async (db) => {
      const school = { education: '本科', school: '青屿大学', graduatedOn: '2014-06-30' }
      await db.insertInto('registry.degree').values({ ...of, ...school, source: '市教育局', asOf: '2026-03-01', verification: 'verified' }).execute()
      await db.insertInto('registry.degree').values({ ...of, ...school, source: '市人才办', asOf: '2025-03-01', verification: 'verified' }).execute()
      await db.insertInto('registry.degree').values({ ...of, ...school, graduatedOn: '2015-06-30', source: '用人单位', asOf: '2025-03-01', verification: 'declared' }).execute()
      await db.insertInto('registry.title').values({ ...of, level: '中级', name: '工程师', source: '用人单位', asOf: '2025-03-01', verification: 'declared' }).execute()
      await db.insertInto('registry.housing').values({ ...of, homesInCity: 0, source: '市住建局', asOf: '2024-06-01', verification: 'verified' }).execute()
      await db.insertInto('registry.insurance').values({ ...of, employerId, kind: '五险', months: '[2024-01-01,2026-06-01)', source: '市人社局', asOf: '2026-06-01', verification: 'verified' }).execute()
    })
    const said = (await he.asks(getPerson, { personId: he.personId })).facts.map(({ group, source, confidence }) => [group, source, confidence?.level, confidence?.says])
    expect(said).toContainEqual(['学历学位', '市教育局', 'high', '主管部门市教育局核验，2026-03；与市人才办一致'])
    expect(said).toContainEqual(['学历学位', '用人单位', 'low', '用人单位，2025-03，还没有核验；与市教育局、市人才办不一致'])
    expect(said).toContainEqual(['职称', '用人单位', 'low', '用人单位，2025-03，还没有核验'])
    expect(said).toContainEqual(['家庭住房', '市住建局', 'medium', '主管部门市住建局核验，2024-06；已过 24 个月，可能有变'])
    expect(said).toContainEqual(['任职', '用人单位', 'high', '用人单位核验，2026-06；与参保记录一致'])
    expect(said).toContainEqual(['社会保险', '市人社局', 'high', '主管部门市人社局核验，2026-06'])
  })

  test('finds the employer that the insurance record does not know', async ({ world }) => {
    const [employerId, other] = [await world.employer(), await world.employer({ name: '另一家单位' })]
    const { personId } = await world.talent({ employerId })
    await world.asSystem((db) => db.insertInto('registry.insurance').values({ personId, ...place, employerId: other, kind: '五险', months: '[2025-01-01,2026-06-01)', source: '市人社局', asOf: '2026-06-01', verification: 'verified' }).execute())
    const weighed = await world.asSystem((db) => weighedOf(db, [personId]))
    expect(weighed.find(({ record }) => record === 'employment')).toMatchObject({ level: 'low', contradicting: ['近三个月的参保单位'] })
  })

  test('is computed for every record on the page and lies under row security', async ({ world }) => {
    const { personId } = await world.talent({ employerId: await world.employer() })
    const clerk = await world.staff('windowClerk')
    const away = await world.staff('windowClerk', '980104')
    const seen = (of: typeof clerk, scope: string) => world.database.as({ actor: { accountId: of.accountId, name: '经办', role: 'windowClerk', scope, department: undefined, personId: undefined, employerId: undefined }, today: world.today }, (db) => weighedOf(db, [personId]))
    expect(await seen(clerk, '980101')).toHaveLength(1)
    expect(await seen(away, '980104')).toEqual([])
    // Each table of records that the page shows has its line in the view: none is left without.
    const there = z.array(z.object({ name: z.string() })).parse(await world.database.adminQuery(`select unnest(registry.histories()) as name`)).map(({ name }) => name)
    const { rows } = await world.asSystem((db) => sql<{ definition: string }>`select pg_get_viewdef('pub.record_confidence'::regclass) as definition`.execute(db))
    const without = there.filter((name) => !rows[0]?.definition.includes(`'${name}'::text`))
    expect(without).toEqual(['record_check', 'person_document'])
  })
})

describe('the sentence', () => {
  test('of a disputed record says that its correction is under way', () => {
    expect(say({ class: 'owner', source: '市教育局', asOf: '2026-03-01', verification: 'disputed', agreeing: [], contradicting: [], ageMonths: 3, halfLifeMonths: null })).toBe('市教育局，2026-03，有异议正在办理更正')
  })
})
