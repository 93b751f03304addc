import { describe, expect } from 'vitest'
import { z } from 'zod'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type World } from '../../test/world.ts'
import { myData, personalDataRegister } from './contract.ts'
import { register, technical } from './register.ts'

const Columns = z.array(z.object({ table: z.string(), column: z.string() }))
/** Every table with somebody's id in it, and the two that hold people themselves. Records of who did what for the house are the audit's, not the person's. */
const personBearing = `select n.nspname || '.' || c.relname as "table", a.attname as "column"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind = 'r' and n.nspname in ('registry', 'measures', 'fund', 'cases', 'training', 'indicators', 'kernel', 'delivery', 'service', 'satisfaction', 'housing', 'stories', 'subscriptions')
    and (n.nspname || '.' || c.relname in ('registry.person', 'kernel.account') or exists (
      select from pg_attribute p where p.attrelid = c.oid and not p.attisdropped and p.attname = 'person_id')
      or (n.nspname = 'fund' and exists (select from pg_attribute p where p.attrelid = c.oid and not p.attisdropped and p.attname = 'holder_id'))
      or n.nspname || '.' || c.relname in ('measures.entitlement', 'measures.subject_fact', 'fund.payee_change'))`

const gaps = async (world: World): Promise<{ without: string[]; gone: string[] }> => {
  const there = Columns.parse(await world.database.adminQuery(personBearing)).map(({ table, column }) => `${table}.${column}`)
  const told = new Set(register.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)))
  const skipped = new Set<string>(technical)
  return { without: there.filter((name) => !told.has(name) && !skipped.has(name.split('.')[2] ?? '')).toSorted(), gone: [...told].filter((name) => !there.includes(name)).toSorted() }
}

describe('what is kept about me', () => {
  // clause: PIPL 7; PIPL 44; PIPL 45; PIPL 48
  test('is read by oneself in words, all of it, nobody else’s, no sealed column', async ({ world }) => {
    const ana = await world.talent({ name: '柏木千寻', employerId: await world.employer() })
    await world.person({ name: '旁人某' })
    const { sections } = await ana.asks(myData, {})
    const text = JSON.stringify(sections)
    expect(text).toContain('柏木千寻')
    expect(text).not.toContain('旁人某')
    expect(sections.find(({ table }) => table === 'registry.person')?.rows).toHaveLength(1)
    expect(sections.find(({ table }) => table === 'registry.employment')?.rows.flat()).toContainEqual(expect.objectContaining({ value: '全职' }))
    expect(text).not.toMatch(/_sealed|\\\\x[0-9a-f]{20}/)
    for (const role of everyRole) expect([role, await answerOf((await somebodyAs(world, role)).asks(myData, {}))]).toEqual([role, role === 'talent' ? 'yes' : 'denied'])
  })
})

describe('the register of personal data', () => {
  // clause: GB/T 22239 8.1.4.11 a; PIPL 6; PIPL 51 2; ASVS 14.1.1
  test('names every column of every table that holds people, and none that is not there; a new one without a ground is found', async ({ world }) => {
    expect(await gaps(world)).toEqual({ without: [], gone: [] })
    await world.database.adminQuery('alter table registry.degree add column supervisor text')
    expect((await gaps(world)).without).toEqual(['registry.degree.supervisor'])
    await world.database.adminQuery('create table cases.planted (person_id uuid, religion text)')
    expect((await gaps(world)).without).toContain('cases.planted.religion')
  })

  // clause: PIPL 5; PIPL 13; PIPL 19; PIPL 28; PIPL 51 2; ASVS 14.1.2
  test('identity numbers and accounts lie sealed, and each table says why, how long and who', async ({ world }) => {
    const { tables } = await (await world.staff('talentOffice')).asks(personalDataRegister, {})
    expect(tables.length).toBe(register.length)
    const sealed = tables.flatMap(({ table, columns }) => columns.filter((column) => column.sealed).map(({ name }) => `${table}.${name}`))
    expect(sealed).toEqual(expect.arrayContaining(['registry.person.document_sealed', 'registry.person.phone_sealed', 'fund.payee_account.number_sealed']))
    expect(tables.filter(({ words, law, from, seenBy }) => !words || !law || !from || !seenBy).map(({ table }) => table)).toEqual([])
    expect(tables.flatMap(({ table, columns }) => columns.filter(({ words }) => !/[一-龥]/.test(words)).map(({ name }) => `${table}.${name}`))).toEqual([])
  })

  test('is read by the talent office, the security officer and the auditor', async ({ world }) => {
    for (const role of everyRole) expect([role, await answerOf((await somebodyAs(world, role)).asks(personalDataRegister, {}))]).toEqual([role, ['talentOffice', 'securityOfficer', 'auditOfficer'].includes(role) ? 'yes' : 'denied'])
  })
})
