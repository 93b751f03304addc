import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import { submit } from './contract.ts'

/** What no program and no hand can do: the transition table, the decided case, the history and the masked list are the database's. */
const filed = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  return (await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })).caseId
}
const byHand = (desk: CaseWorld, statement: ReturnType<typeof sql>) => desk.world.asSystem((db) => statement.execute(db))

/** A copy of a case with other values, by hand: every column that the database does not make itself. */
const copy = (desk: CaseWorld, id: string, changes: ReturnType<typeof sql>) =>
  desk.world.asSystem(async (db) => {
    const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns where table_schema = 'cases' and table_name = 'case' and is_generated = 'NEVER'`.execute(db)
    const columns = sql.join(rows.map(({ name }) => sql.id(name)))
    const values = sql.join(rows.map(({ name }) => sql.id('x', name)))
    await sql`insert into cases.case (${columns}) select ${values} from cases.case c, jsonb_populate_record(c, jsonb_build_object(${changes})) x where c.id = ${id}`.execute(db)
  })

describe('by hand in SQL', () => {
  // clause: ASVS 2.3.1
  test('a case cannot jump over its procedure, not even with a forged state before', async ({ desk }) => {
    const id = await filed(desk)
    await expect(byHand(desk, sql`update cases.case set state = 'decided', closed_on = '2026-06-15', closed_at = now() where id = ${id}`)).rejects.toThrow(/case_state_before_state_fkey/)
    await expect(byHand(desk, sql`update cases.case set state = 'decided', state_before = 'toDecide', closed_on = '2026-06-15', closed_at = now() where id = ${id}`)).rejects.toThrow(/case_state_before_state_fkey/)
    await expect(byHand(desk, sql`update cases.step set state = 'agreed', decided_on = '2026-06-15', opened_on = '2026-06-15', due_on = '2026-06-15' where case_id = ${id} and stage = 2`)).rejects.toThrow(/step_state_before_state_fkey/)
  })

  test('no case is born decided, and none is decided before each of its steps agreed', async ({ desk }) => {
    const id = await filed(desk)
    await expect(copy(desk, id, sql`'id', uuidv7(), 'number', 'X', 'state', 'decided', 'closed_on', '2026-06-15', 'closed_at', now()`)).rejects.toThrow(/case_state_before_state_fkey/)
    await expect(
      desk.world.asSystem(async (db) => {
        await sql`update cases.case set state = 'toDecide' where id = ${id}`.execute(db)
        await sql`update cases.case set state = 'decided', closed_on = '2026-06-15', closed_at = now() where id = ${id}`.execute(db)
      }),
    ).rejects.toThrow('还有没办完的步骤')
  })

  test('a closed case never opens again', async ({ desk }) => {
    const id = await filed(desk)
    await byHand(desk, sql`update cases.case set state = 'withdrawn', closed_on = '2026-06-15', closed_at = now() where id = ${id}`)
    await expect(byHand(desk, sql`update cases.case set state = 'inReview', closed_on = null, closed_at = null where id = ${id}`)).rejects.toThrow(/case_state_before_state_fkey/)
  })

  test('the history takes no change and no deletion, not even from the owner', async ({ desk }) => {
    await filed(desk)
    await expect(desk.world.database.adminQuery(`update cases.event set says = '改写'`)).rejects.toThrow('只能追加')
    await expect(desk.world.database.adminQuery('delete from cases.event')).rejects.toThrow('只能追加')
    await expect(desk.world.database.adminQuery('truncate cases.event')).rejects.toThrow('只能追加')
  })

  test('one open case a subject and measure, whatever inserts it', async ({ desk }) => {
    const id = await filed(desk)
    await expect(copy(desk, id, sql`'id', uuidv7(), 'number', 'X'`)).rejects.toThrow(/case_one_open/)
  })

  test('the table of ways begins where cases begin and leads out of no final state', async ({ desk }) => {
    const ways = await desk.world.asSystem((db) => db.selectFrom('cases.transition').select(['fromState', 'toState']).where('toState', 'in', ['decided', 'rejected', 'withdrawn']).execute())
    expect(ways.filter(({ toState }) => toState === 'decided').map(({ fromState }) => fromState)).toEqual(['toDecide'])
    expect(ways.some(({ fromState }) => ['decided', 'rejected', 'withdrawn'].includes(fromState))).toBe(false)
  })

  test('without a session nothing is there but the public notices', async ({ desk }) => {
    await filed(desk)
    const seen = await desk.world.database.pool.query('select (select count(*) from cases.case) + (select count(*) from cases.step) + (select count(*) from cases.event) + (select count(*) from cases.objection) as n')
    expect(seen.rows).toEqual([{ n: 0n }])
  })
})
