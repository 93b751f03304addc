import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { submit } from '../cases/contract.ts'
import { houseState, retryJob } from '../kernel/office/house-contract.ts'
import { backupsIn } from '../kernel/office/house-actions.ts'
import { officerRoles } from '../kernel/office/contract.ts'
import { everyRole, answerOf, somebodyAs } from '../test/may.ts'
import { shortPath, test, type CaseWorld } from '../test/case-desks.ts'
import { openLineOf } from '../test/fund.ts'
import { publicActor, type Actor } from '../kernel/org/actor.ts'
import { yuan, type Id } from '../kernel/types.ts'
import { test as plain, Said } from '../test/world.ts'
import { handlers } from './modules.ts'

/** 三员: none of them sees a person, a case or a fen, by whatever statement; each has his own part of the house and no other's. */

const Names = z.array(z.object({ name: z.string() }))
const bareTables = `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ('registry', 'measures', 'fund', 'cases', 'training', 'indicators')
    and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'officers_out' and not p.polpermissive)`

const nobody = '00000000-0000-7000-8000-000000000001' as Id<'account'>
const actorAs = (role: Actor['role'], accountId: Id<'account'> | undefined = nobody): Actor => ({ accountId, name: '', role, scope: undefined, department: undefined, personId: undefined, employerId: undefined })

const busy = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  await openLineOf(desk.world, { year: 2026, code: 'test/out', amount: yuan(100) })
}

describe('the three officers', () => {
  // clause: GB/T 22239 8.1.4.2 d
  test('see no row of any table or view of business, and the house has rows to be seen', async ({ desk }) => {
    const { world } = desk
    await busy(desk)
    const all = Names.parse(
      await world.database.adminQuery(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v') and n.nspname in ('registry', 'measures', 'fund', 'cases', 'training', 'indicators', 'pub') and has_table_privilege('juying_app', c.oid, 'select') order by 1`),
    ).map(({ name }) => name)
    // Published to everybody, signed in or not.
    const open = new Set(Names.parse(await world.database.adminQuery(bareTables)).map(({ name }) => name))
    const openViews = new Set(all.filter((name) => name.startsWith('pub.')))
    const counts = (role: (typeof officerRoles)[number] | 'system', names: readonly string[]) =>
      world.database.as({ actor: actorAs(role), today: world.today }, async (db) => {
        const found: string[] = []
        for (const name of names) {
          const { rows } = await sql<{ there: boolean }>`select exists (select from ${sql.raw(name)}) as there`.execute(db)
          if (rows[0]?.there) found.push(name)
        }
        return found
      })
    const tables = all.filter((name) => !openViews.has(name) && !open.has(name))
    expect((await counts('system', tables)).length).toBeGreaterThan(8)
    for (const role of officerRoles) expect([role, await counts(role, tables)]).toEqual([role, []])
    const asStranger = await world.database.as({ actor: publicActor, today: world.today }, async (db) => {
      const found: string[] = []
      for (const name of openViews) if ((await sql<{ there: boolean }>`select exists (select from ${sql.raw(name)}) as there`.execute(db)).rows[0]?.there) found.push(name)
      return found
    })
    for (const role of officerRoles) expect([role, (await counts(role, [...openViews])).filter((name) => !asStranger.includes(name))]).toEqual([role, []])
  }, 60_000)

  plain('every table of business is closed to them, or open to everybody and named here', async ({ world }) => {
    expect(Names.parse(await world.database.adminQuery(`${bareTables} order by 1`)).map(({ name }) => name)).toEqual(['cases.step_transition', 'cases.transition', 'measures.edition', 'measures.vocabulary', 'registry.school_list', 'registry.statistic', 'training.course_state', 'training.requirement'])
    // Planted: a table that comes later without it is found, and closed by the next migration.
    await world.database.adminQuery('create table training.later (id int); alter table training.later owner to juying_owner')
    expect(Names.parse(await world.database.adminQuery(bareTables)).map(({ name }) => name)).toContain('training.later')
    await world.database.adminQuery('select kernel.keep_officers_out()')
    expect(Names.parse(await world.database.adminQuery(bareTables)).map(({ name }) => name)).not.toContain('training.later')
  })

  plain('none of them may use a verb of business', () => {
    const theirs = handlers.flatMap(({ declaration: { name, may } }) => (may !== 'public' && officerRoles.some((role) => may.includes(role)) ? [name.split('.')[0]] : []))
    // exports: they ask for and agree to each other's lists; what a list of business would hold, its row security keeps from them (decision 330). messages: their own inbox, by their account, for what waits for them.
    expect([...new Set(theirs)].toSorted()).toEqual(['audit', 'exports', 'house', 'kernel', 'messages', 'office'])
  })
})

describe('the system administrator', () => {
  plain('sees how the house is, and starts a failed job again', async ({ world }) => {
    const officer = await world.signIn('systemOfficer')
    await world.asSystem((db) => sql`select kernel.add_job('training.closeOverdue', '{}'::json)`.execute(db))
    await world.database.adminQuery(`update graphile_worker._private_jobs set last_error = E'connection refused\\nDETAIL: 沈知远', attempts = 8, run_at = now() + interval '1 day'`)
    const state = await officer.asks(houseState, {})
    expect(state.failing).toMatchObject([{ label: '到期截止报名', attempts: 8, most: 8, says: 'connection refused', final: true }])
    expect(state.queue).toMatchObject([{ task: 'training.closeOverdue', failed: 1, waiting: 0 }])
    expect(state.migrations.last).toMatch(/^\d{4}_.*\.sql$/)
    expect(JSON.stringify(state)).not.toMatch(/secret|password|沈知远/i)
    const [job] = state.failing
    await officer.does(retryJob, { jobId: job!.jobId })
    expect(await world.runJobs()).toEqual(['training.closeOverdue'])
    await expect(officer.does(retryJob, { jobId: job!.jobId })).rejects.toMatchObject({ code: 'notFailed' })
  })

  plain('is told where backups were looked for, when there are none', () => {
    expect(backupsIn('/nowhere/backups')).toEqual({ folder: '/nowhere/backups', last: null })
    // Whatever else lies there is no backup, nor is one that broke off.
    const folder = mkdtempSync(join(tmpdir(), 'juying-backups-'))
    for (const name of ['list.xlsx', '.juying-20261120T010000Z.partial', 'juying-20261119T010000Z', 'juying-20261118T010000Z']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'juying-20261118T010000Z/manifest.json'), JSON.stringify({ at: '2026-11-18T01:00:00.000Z', tables: [{ packed: 3 }, { packed: 4 }] }))
    expect(backupsIn(folder).last).toEqual({ name: 'juying-20261118T010000Z', at: '2026-11-18T01:00:00.000Z', bytes: '7' })
    rmSync(folder, { recursive: true })
  })

  plain('these verbs are his alone, the database says so too', async ({ world }) => {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      expect([role, await answerOf(who.asks(houseState, {}))]).toEqual([role, role === 'systemOfficer' ? 'yes' : 'denied'])
      expect([role, await answerOf(who.does(retryJob, { jobId: '1' }))]).toEqual([role, role === 'systemOfficer' ? 'yes' : 'denied'])
    }
    await world.asSystem((db) => sql`select kernel.add_job('training.closeOverdue', '{}'::json)`.execute(db))
    const asSecurity = { actor: actorAs('securityOfficer'), today: world.today }
    const { rows } = await world.database.as(asSecurity, (db) => sql`select from kernel.queue_state()`.execute(db))
    expect(rows).toEqual([])
    await expect(world.database.as(asSecurity, (db) => sql`select from kernel.task_state()`.execute(db))).rejects.toMatchObject({ code: '42501' })
    // He cannot grant: not by the verbs, not by a statement.
    const officer = await world.signIn('systemOfficer')
    await expect(world.database.as({ actor: actorAs('systemOfficer', officer.accountId), today: world.today }, (db) => sql`insert into kernel.duty (account_id, role, title) values (${officer.accountId}, 'systemOfficer', '又一个')`.execute(db))).rejects.toMatchObject({ code: '42501' })
    await expect(officer.does(retryJob, { jobId: '999' })).rejects.toBeInstanceOf(Said)
  }, 60_000)
})
