import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { readCreditCode } from '../kernel/codes/credit-code.ts'
import { readIdentityNumber } from '../kernel/codes/identity-number.ts'
import { openHint } from '../kernel/seal/hint.ts'
import { fileKeys } from '../kernel/seal/keys.ts'
import { sealerOf } from '../kernel/seal/seal.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { loadCity } from './load.ts'
import { places } from './places.ts'

const today = plainDate('2026-11-20')
const sealer = sealerOf(fileKeys(inject('home')))
let first: TestDatabase
let second: TestDatabase

/** As the administrator, whom row-level security does not bind. */
const rows = async (database: TestDatabase, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(`select set_config('app.role', 'system', false), set_config('app.today', '${today}', false)`)
  const answer = await client.query(text)
  await client.end()
  return answer.rows
}

beforeAll(async () => {
  first = await testDatabase()
  second = await testDatabase()
  await loadCity({ address: first.address, sealer, today, people: 2600, employers: 90 })
  await loadCity({ address: second.address, sealer, today, people: 400, employers: 90 })
})
afterAll(async () => {
  await first.drop()
  await second.drop()
})

test('the same seed and day make the same people, however large the city', async () => {
  const query = `select p.number, p.id, p.name, p.birth_date, p.place_code, p.document_index, (select array_agg(months order by months) from registry.insurance i where i.person_id = p.id) as months from registry.person p where number <= 'P0000400' order by number`
  expect(await rows(first, query)).toEqual(await rows(second, query))
})

test('every identity number and credit code is valid, invented, and opens from its seal', async () => {
  for (const row of await rows(first, 'select id, document_sealed, document_hint, sex, birth_date::text from registry.person limit 300')) {
    const number = sealer.open({ table: 'registry.person', column: 'document', row: String(row['id']) }, row['document_sealed'] instanceof Buffer ? row['document_sealed'] : Buffer.alloc(0))
    expect(number.startsWith('9801')).toBe(true)
    expect(openHint(String(row['document_hint']))).toBe(number.slice(-4))
    expect(readIdentityNumber(number, today)).toMatchObject({ ok: true, value: { sex: row['sex'], birthDate: row['birth_date'] } })
  }
  for (const row of await rows(first, 'select credit_code from registry.employer')) expect(readCreditCode(String(row['credit_code'])).ok).toBe(true)
})

test('the spread is that of a city: few with a class, some unknown, some gone', async () => {
  const [share] = await rows(first, `select count(*)::int as people, count(class_level)::int as classed, count(*) filter (where full_time is null or monthly_pay_sealed is null or homes_in_city is null)::int as unknown,
    count(*) filter (where has_left)::int as gone, count(*) filter (where insured_consecutive_months >= 6)::int as insured from pub.person_profile`)
  const n = (key: string): number => Number(share?.[key]) / Number(share?.['people'])
  expect(n('classed')).toBeGreaterThan(0.02)
  expect(n('classed')).toBeLessThan(0.12)
  expect(n('unknown')).toBeGreaterThan(0.05)
  expect(n('unknown')).toBeLessThan(0.3)
  expect(n('gone')).toBeGreaterThan(0.005)
  expect(n('insured')).toBeGreaterThan(0.6)
})

test('nobody starts school as a child or is insured before arriving', async () => {
  expect(await rows(first, `select p.number from registry.person p join registry.degree d on d.person_id = p.id where d.graduated_on < p.birth_date + interval '17 years'`)).toEqual([])
  expect(await rows(first, `select e.person_id from registry.employment e join registry.insurance i on i.person_id = e.person_id where i.in_city and lower(i.months) < date_trunc('month', e.started_on)`)).toEqual([])
})

test('3 districts, 4 counties, 60 streets, towns and townships', () => {
  const kinds = Object.groupBy(places, (place) => (place.level === 'town' ? 'town' : place.kind))
  expect([kinds['区']?.length, kinds['县']?.length, kinds['town']?.length]).toEqual([3, 4, 60])
})

test('forced row-level security, keys and triggers stand again after loading, and a full registry is refused', async () => {
  expect(await rows(first, `select relname from pg_class where relnamespace = 'registry'::regnamespace and relkind = 'r' and not relforcerowsecurity`)).toEqual([])
  const count = `select count(*)::int as n from pg_constraint where connamespace = 'registry'::regnamespace`
  expect(await rows(first, count)).toEqual(await rows(second, count))
  const indexes = `select count(*)::int as n from pg_indexes where schemaname = 'registry'`
  expect(await rows(first, indexes)).toEqual(await rows(second, indexes))
  expect(await rows(first, `select tgname from pg_trigger where tgname = 'employment_follow' and tgenabled <> 'O'`)).toEqual([])
  await expect(loadCity({ address: second.address, sealer, today, people: 10 })).rejects.toThrow('只装进空库')
})
