import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { readVocabulary } from '../policy/index.ts'
import { measure, publish, recognise } from '../test/library.ts'
import { test, type World } from '../test/world.ts'
import { myDues } from './contract.ts'
import { evidencedColumns, evidenceKinds } from './evidence.ts'
import { derivedFacts, kindOfHolder, profiles } from './facts.ts'

const kinds = ['person', 'employer', 'team'] as const

describe('which records a derivation reads', () => {
  test('columns, checks, other facts and views are each named by their kind', () => {
    expect(evidenceKinds(`case when s.degree is not null then s.degree when '学历' = any (s.checked) then '无' end`, 'person')).toEqual(['学位', '核对：学历'])
    expect(evidenceKinds(`(s.facts ->> '创业贷款余额')::numeric / 100`, 'person')).toEqual(['事实：创业贷款余额'])
    expect(evidenceKinds('(select jsonb_agg(h.name) from pub.person_honour h where h.person_id = s.id)', 'person')).toEqual(['荣誉'])
    expect(evidenceKinds('s.insured_consecutive_months', 'person')).toEqual(['连续社保'])
  })

  test('every column of the profiles says what it rests on, so that a new one cannot be forgotten', async ({ world }) => {
    for (const kind of kinds) {
      const rows = await world.database.adminQuery(`select attname as name from pg_attribute where attrelid = '${profiles[kind]}'::regclass and attnum > 0`)
      const names = (rows as { name: string }[]).map(({ name }) => name).filter((name) => name !== 'checked' && name !== 'facts')
      expect([kind, names.filter((name) => !evidencedColumns(kind).includes(name))]).toEqual([kind, []])
    }
  })

  test('no derived fact of the example city is without records behind it', () => {
    const { vocabulary } = readVocabulary('词表', readFileSync('policies/qingyu/vocabulary.yaml', 'utf8'))
    const bare = kinds.flatMap((kind) => derivedFacts(vocabulary, kind)).filter((fact) => evidenceKinds(fact.derive ?? '', kindOfHolder(fact.subject)).length === 0)
    expect(bare.map(({ name }) => name)).toEqual([])
  })
})

describe('a fact is no better than the records behind it', () => {
  const classOf = async (world: World, standing: string) => {
    await publish(world, { 'a.yaml': measure() })
    const ana = await world.talent({ birthDate: '1992-03-01' })
    await recognise(world, ana.personId, 'D')
    await world.asSystem((db) => sql`update registry.talent_class set verification = ${standing}, source = '人才认定库', as_of = '2026-05-20' where person_id = ${ana.personId}`.execute(db))
    const [due] = (await ana.asks(myDues, {})).dues
    return due?.conditions[1]?.facts
  }

  test('verified by its source, it says by whom and as of when', async ({ world }) => {
    expect(await classOf(world, 'verified')).toEqual([{ name: '人才类别', value: 'D', source: '人才认定库', asOf: '2026-05-20', verification: 'verified' }])
  })
  test('merely declared, it is shown as not verified', async ({ world }) => {
    expect(await classOf(world, 'declared')).toMatchObject([{ value: 'D', verification: 'declared' }])
  })
  test('disputed, it is shown as disputed', async ({ world }) => {
    expect(await classOf(world, 'disputed')).toMatchObject([{ value: 'D', verification: 'disputed' }])
  })
})
