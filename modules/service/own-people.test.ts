import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { openSession } from '../../kernel/auth/sessions.ts'
import { myDeputies, nameDeputy } from '../../kernel/office/deputy-contract.ts'
import type { Id } from '../../kernel/types.ts'
import { getPerson, listPeople } from '../../registry/contract.ts'
import { giveClass, servedTalent, specialistIn } from '../../test/service.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { assign } from './assign-contract.ts'
import { askRequest, getServed, listRequests, listServed, recordContact } from './contract.ts'

/** A specialist only his people: held by row-level security, whichever desk he asks. */

const seen = async (world: World, who: Somebody, table: string, behalf = ''): Promise<number> => {
  const { rows } = await world.database.as({ actor: { accountId: who.accountId, name: '', role: 'specialist', scope: '980101', department: undefined, personId: undefined, employerId: undefined, ...(behalf ? { behalf: { accountId: behalf, human: behalf } } : {}) }, today: world.today }, (db) => sql<{ count: number }>`select count(*)::int as count from ${sql.raw(table)}`.execute(db))
  return rows[0]?.count ?? -1
}

describe('a specialist', () => {
  // clause: GB/T 22239 8.1.4.11 b
  test('finds his people in the registry and nobody else of his place', async ({ world }) => {
    const { specialist, personId } = await servedTalent(world)
    const other = await world.person({ name: '别人的' })
    expect((await specialist.lists(listPeople, {})).rows.map(({ id }) => id)).toEqual([personId])
    expect(await specialist.asks(getPerson, { personId })).toMatchObject({ name: '沈知远' })
    await expect(specialist.asks(getPerson, { personId: other })).rejects.toMatchObject({ kind: 'missing' })
    await expect(specialist.asks(getServed, { personId: other })).rejects.toMatchObject({ kind: 'missing' })
    await expect(specialist.does(recordContact, { personId: other, kind: 'call', on: world.today, words: '不是我的人' })).rejects.toMatchObject({ kind: 'missing' })
    // His colleagues at other desks see the place as before.
    expect((await (await world.staff('windowClerk', '980101')).lists(listPeople, {})).total).toBe(2)
  })

  test('sees what hangs on them, and nothing that hangs on others', async ({ world }) => {
    const { specialist, personId } = await servedTalent(world)
    const other = await world.talent({ name: '别人的' })
    for (const one of [personId, other.personId]) await giveClass(world, one)
    await other.does(askRequest, { kind: 'other', words: '不归他的事情' })
    for (const table of ['registry.person', 'registry.talent_class', 'pub.person', 'pub.person_class', 'service.assignment']) expect([table, await seen(world, specialist, table)]).toEqual([table, 1])
    for (const table of ['service.request', 'service.request_event']) expect([table, await seen(world, specialist, table)]).toEqual([table, 0])
    expect((await specialist.lists(listRequests, {})).total).toBe(0)
  })

  test('loses them on the day when somebody else is named', async ({ world }) => {
    const { specialist, office, personId } = await servedTalent(world)
    world.setToday('2026-06-20')
    await office.does(assign, { personId, specialistId: (await specialistIn(world)).accountId })
    await expect(specialist.asks(getPerson, { personId })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('in another’s place, as his deputy, sees that one’s people and not his own', async ({ world }) => {
    const { specialist, personId } = await servedTalent(world)
    const deputy = await specialistIn(world)
    const [duty] = (await specialist.asks(myDeputies, {})).duties
    await specialist.does(nameDeputy, { dutyId: duty?.id ?? ('' as Id<'duty'>), accountId: deputy.accountId, fromDay: world.today, toDay: plainDate('2026-06-30'), reason: '外出学习' })
    expect((await deputy.lists(listServed, {})).total).toBe(0)
    const cookie = await world.asSystem(async (db) => {
      const token = await openSession(db, deputy.accountId, world.today)
      const lent = await db.selectFrom('kernel.duty').select('id').where('accountId', '=', deputy.accountId).where('deputises', 'is not', null).executeTakeFirstOrThrow()
      await db.updateTable('kernel.session').set({ dutyId: lent.id, steppedUpAt: sql`now()`, factor: 'totp', factorAt: sql`now()` }).where('accountId', '=', deputy.accountId).execute()
      return token
    })
    const answer = await world.app.inject({ method: 'POST', url: `/api/${listServed.name}`, headers: { cookie: `${deputy.cookie.split('=')[0] ?? ''}=${cookie ?? ''}`, 'content-type': 'application/json' }, payload: '{"filters":{}}' })
    expect(answer.json<{ rows: { id: string }[] }>().rows.map(({ id }) => id)).toEqual([personId])
    expect(await seen(world, deputy, 'registry.person', specialist.accountId)).toBe(1)
    expect(await seen(world, deputy, 'registry.person')).toBe(0)
  })

  test('every table of business that names a person has the rule, and so will the next one', async ({ world }) => {
    const without = () => world.database.adminQuery(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
      where c.relkind in ('r', 'p') and n.nspname not in ('kernel', 'public', 'pub') and n.nspname !~ '^pg_' and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'specialist_his' and not p.polpermissive) order by 1`)
    expect(await without()).toEqual([{ name: 'service.assignment' }])
    await world.database.adminQuery('create table registry.later (id uuid primary key, person_id uuid); alter table registry.later owner to juying_owner')
    expect(await world.database.adminQuery('select kernel.keep_to_own_people() as added')).toEqual([{ added: 1 }])
    expect(await without()).toEqual([{ name: 'service.assignment' }])
  })
})
