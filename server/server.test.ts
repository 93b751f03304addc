import { pino } from 'pino'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { hashPassword } from '../kernel/auth/password.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { ConfigError, readConfig } from '../kernel/config.ts'
import { createCourse, publishCourse } from '../modules/training/contract.ts'
import { test, type World } from '../test/world.ts'
import { createApp } from './app.ts'
import { handlers, streams } from './modules.ts'

const call = (world: World, url: string, payload: unknown = {}, headers: Record<string, string> = {}) =>
  world.app.inject({ method: 'POST', url: `/api/${url}`, headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(payload) })

const withPassword = async (world: World, login: string, password: string) => {
  const hash = await hashPassword(password)
  await world.asSystem(async (db) => {
    const { id } = await db.insertInto('kernel.account').values({ login, name: '某某', passwordHash: hash }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('kernel.duty').values({ accountId: id, role: 'leader', title: '领导', placeCode: '9801' }).execute()
  })
}

const course = { title: '专业写作', kind: 'public' as const, organiser: '人社局', summary: '', seats: 10, enrolBy: plainDate('2026-06-30'), sessions: [{ heldOn: plainDate('2026-07-04'), startsAt: '09:00', venue: '党校', hours: 4 }] }

describe('the door', () => {
  // clause: GB/T 22239 8.1.4.1 a
  test('the right password opens, the wrong one and an unknown account get the same answer', async ({ world }) => {
    await withPassword(world, 'leader', 'correct horse')
    expect((await call(world, 'auth.signIn', { login: 'leader', password: 'correct horse' })).statusCode).toBe(200)
    const wrong = await call(world, 'auth.signIn', { login: 'leader', password: 'wrong' })
    const unknown = await call(world, 'auth.signIn', { login: 'nobody', password: 'wrong' })
    expect([wrong.statusCode, wrong.json()]).toEqual([unknown.statusCode, unknown.json()])
    expect(wrong.statusCode).toBe(401)
  })

  test('guessing is bounded for the guesser and leaves the owner a way in from elsewhere', async ({ world }) => {
    await withPassword(world, 'leader', 'correct horse')
    const from = (ip: string, password: string) => world.app.inject({ method: 'POST', url: '/api/auth.signIn', remoteAddress: ip, headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ login: 'leader', password }) })
    for (let guess = 0; guess < 8; guess++) expect((await from('10.0.0.9', 'wrong')).statusCode).toBe(401)
    expect((await from('10.0.0.9', 'correct horse')).statusCode).toBe(429)
    expect((await from('10.0.0.7', 'correct horse')).statusCode).toBe(200)
  })

  // clause: GB/T 22239 8.1.4.2 b; ASVS 6.3.2; ASVS 13.4.2; ASVS 15.2.3
  test('one-click sign-in is refused outside the demo, even for a demo account', async ({ world }) => {
    const somebody = await world.staff('leader')
    const { login } = await world.asSystem((db) => db.selectFrom('kernel.account').select('login').where('id', '=', somebody.accountId).executeTakeFirstOrThrow())
    expect((await call(world, 'auth.demoSignIn', { login })).statusCode).toBe(200)
    const real = await createApp({ database: world.database, handlers, streams, today: () => world.today, demo: false, logger: pino({ level: 'silent' }) })
    const answer = await real.inject({ method: 'POST', url: '/api/auth.demoSignIn', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ login }) })
    expect([answer.statusCode, answer.json().message]).toEqual([403, '一键登录只在示范模式下可用'])
    await real.close()
  })

  // clause: ASVS 7.4.1; ASVS 7.2.1
  test('a session ends with signing out, with disabling, and with the duty', async ({ world }) => {
    const ask = (cookie: string) => call(world, 'training.courses', { filters: {} }, { cookie })
    const [out, disabled, retired] = [await world.staff('leader'), await world.staff('leader'), await world.staff('leader')]
    expect((await ask(out.cookie)).statusCode).toBe(200)
    await call(world, 'auth.signOut', {}, { cookie: out.cookie })
    expect((await ask(out.cookie)).statusCode).toBe(401)
    await world.asSystem((db) => db.updateTable('kernel.account').set({ disabledAt: sql`now()` }).where('id', '=', disabled.accountId).execute())
    expect((await ask(disabled.cookie)).statusCode).toBe(401)
    await world.asSystem((db) => db.updateTable('kernel.duty').set({ validTo: '2026-06-14' }).where('accountId', '=', retired.accountId).execute())
    expect((await ask(retired.cookie)).statusCode).toBe(401)
  })

  // clause: ASVS 3.5.1
  test('a request that another site makes a browser send is refused before anything is read', async ({ world }) => {
    const somebody = await world.staff('leader')
    const answer = await call(world, 'training.courses', { filters: {} }, { cookie: somebody.cookie, origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' })
    expect(answer.statusCode).toBe(403)
  })
})

describe('what holds for every verb', () => {
  test('one key, one effect, one answer; the same key with another body is refused', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    const first = await officer.does(createCourse, course, { key: 'k1' })
    expect(await officer.does(createCourse, course, { key: 'k1' })).toEqual(first)
    await expect(officer.does(createCourse, { ...course, title: '另一门课' }, { key: 'k1' })).rejects.toMatchObject({ code: 'keyReused', status: 422 })
  })

  // clause: GB/T 22239 8.1.4.3 a; GB/T 22239 8.1.4.3 c; ASVS 16.3.2; ASVS 16.3.3
  test('every change and every refusal leaves one row in the audit trail, and nobody can change a row', async ({ world }) => {
    const officer = await world.staff('trainingOfficer')
    const { courseId } = await officer.does(createCourse, course)
    await officer.does(publishCourse, { courseId })
    await expect(officer.does(publishCourse, { courseId })).rejects.toMatchObject({ code: 'notDraft' })
    await expect((await world.staff('leader')).does(publishCourse, { courseId })).rejects.toMatchObject({ kind: 'denied' })
    const rows = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['verb', 'outcome', 'code']).where('verb', 'like', 'training.%').orderBy('seq').execute())
    expect(rows).toEqual([
      { verb: 'training.createCourse', outcome: 'done', code: null },
      { verb: 'training.publish', outcome: 'done', code: null },
      { verb: 'training.publish', outcome: 'refused', code: 'notDraft' },
      { verb: 'training.publish', outcome: 'denied', code: null },
    ])
    for (const statement of ['update kernel.audit set outcome = $$done$$', 'delete from kernel.audit', 'truncate kernel.audit']) await expect(world.database.adminQuery(statement)).rejects.toMatchObject({ code: 'JY001' })
  })

  // clause: ASVS 2.1.1
  test('the contract names every verb with its refusals, and every route of it answers', async ({ world }) => {
    const contract = (await world.app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
    expect(contract.openapi).toBe('3.1.0')
    for (const { declaration } of handlers) {
      const operation = contract.paths[`/api/${declaration.name}`]?.post
      expect(operation?.operationId).toBe(declaration.name)
      if (declaration.name === 'cases.case') expect(JSON.stringify(operation.requestBody)).toContain('"x-id-of":"case"')
      if (declaration.kind === 'action') expect(operation['x-refusals']).toEqual(declaration.refusals)
      if (declaration.may !== 'public') expect([declaration.name, (await call(world, declaration.name)).statusCode]).toEqual([declaration.name, 401])
    }
  })

  test('verbs are declared once: no two share a name', () => {
    const names = handlers.map(({ declaration }) => declaration.name)
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })

  test('an address of the API that is not there says where the contract is', async ({ world }) => {
    expect((await call(world, 'training.nothing')).json()).toMatchObject({ kind: 'missing', message: expect.stringContaining('/api/openapi.json') })
  })

  // clause: GB/T 22239 8.1.4.4 d; ASVS 1.3.3; ASVS 1.5.2
  test('a character that no text may have, and a body that is no JSON, are refused in words before anything is done', async ({ world }) => {
    const send = (payload: string, type = 'application/json') => world.app.inject({ method: 'POST', url: '/api/registry.places', headers: { 'content-type': type }, payload })
    const nul = await send('{"search":"\\u0000"}')
    expect([nul.statusCode, nul.json<{ message: string }>().message]).toEqual([400, '内容里有看不见的空字符（U+0000），请删去后再提交'])
    // An escaped backslash and six letters.
    expect((await send('{"search":"\\\\u0000"}')).body).not.toContain('空字符')
    const half = await send('{"search":["",{"\\ud83d":1}]}')
    expect([half.statusCode, half.json<{ message: string }>().message]).toEqual([400, '内容里有残缺的字符（表情或生僻字被截去了一半），请删去后再提交'])
    expect((await send('{"search":"\\ud83d\\ude00"}')).body).not.toContain('残缺')
    const form = await send('a=1', 'application/x-www-form-urlencoded')
    expect([form.statusCode, form.json<{ message: string }>().message]).toEqual([415, '请求格式不对：内容应为 JSON（content-type: application/json）'])
  })

  // clause: ASVS 13.4.5
  test('health says ready', async ({ world }) => {
    expect((await world.app.inject({ method: 'GET', url: '/healthz' })).json()).toEqual({ status: 'ready' })
  })
})

describe('the database', () => {
  const Tables = z.array(z.object({ name: z.string(), secured: z.boolean(), policies: z.number(), commented: z.boolean(), bare: z.string().nullable() }))

  // clause: GB/T 22239 8.1.4.2 f
  test('every table is under forced row-level security with a policy, and every table and column says in Chinese what it is', async ({ world }) => {
    const tables = Tables.parse(
      await world.database.adminQuery(`
        select n.nspname || '.' || c.relname as name, c.relrowsecurity and c.relforcerowsecurity as secured,
          (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies, coalesce(obj_description(c.oid), '') ~ '[一-龥]' as commented,
          (select string_agg(a.attname, ', ') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            and a.attname not in ('id', 'created_at', 'created_by') and coalesce(col_description(c.oid, a.attnum), '') !~ '[一-龥]') as bare
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname in ('kernel', 'registry', 'measures', 'fund', 'cases', 'training', 'demand', 'indicators')`),
    )
    expect(tables.length).toBeGreaterThan(50)
    expect(tables.filter((table) => !table.secured || table.policies === 0).map(({ name }) => name)).toEqual([])
    expect(tables.filter((table) => !table.commented).map(({ name }) => name)).toEqual([])
    expect(tables.filter((table) => table.bare !== null).map(({ name, bare }) => `${name}: ${bare}`)).toEqual([])
  })

  test('a connection that was never told who acts sees no row of any table that holds people, money or cases', async ({ world }) => {
    await world.person()
    const { rows } = await world.database.pool.query<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('registry', 'fund', 'cases', 'training', 'demand') and has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage')`,
    )
    // Code lists and published parameters may be read by anybody; whatever has a row of somebody may not.
    const open = new Set(['training.requirement', 'training.course_state', 'cases.transition', 'cases.step_transition', 'registry.statistic', 'registry.school_list'])
    for (const emptied of [false, true]) {
      const client = await world.database.pool.connect()
      try {
        await client.query('begin')
        if (emptied) await client.query(`select set_config('app.role', '', true), set_config('app.scope', '', true), set_config('app.person', '', true), set_config('app.actor', '', true), set_config('app.employer', '', true)`)
        for (const { name } of rows.filter((row) => !open.has(row.name))) {
          const { rowCount } = await client.query(`select from ${name} limit 1`)
          expect([name, rowCount]).toEqual([name, 0])
        }
        await client.query('rollback')
      } finally {
        client.release()
      }
    }
  })

  // clause: GB/T 22239 8.1.4.2 d
  test('the three officers are three people, and none of them holds a duty of business', async ({ world }) => {
    const officer = await world.signIn('auditOfficer')
    const give = (role: string) => world.asSystem((db) => db.insertInto('kernel.duty').values({ accountId: officer.accountId, role, title: role, placeCode: role === 'leader' ? '9801' : null }).execute())
    await expect(give('securityOfficer')).rejects.toMatchObject({ code: 'JY002' })
    await expect(give('leader')).rejects.toMatchObject({ code: 'JY002' })
  })

  // clause: ASVS 13.2.2
  test('the reader of rules and reports sees the schema pub alone', async ({ world }) => {
    await expect(world.database.asReader({ actor: { accountId: undefined, name: '', role: 'system', scope: undefined, department: undefined, personId: undefined, employerId: undefined }, today: world.today }, (db) => sql`select from registry.person`.execute(db))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the environment', () => {
  test('a wrong value stops the start with a sentence that names it', () => {
    expect(() => readConfig({ PORT: 'eighty' })).toThrow(ConfigError)
    expect(() => readConfig({ PORT: '99999' })).toThrow(/PORT：PORT 应在 1 到 65535 之间/)
    expect(() => readConfig({ DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL/)
    expect(() => readConfig({ JUYING_DEMO: 'yes' })).toThrow(/JUYING_DEMO 只能是 0 或 1/)
    expect(readConfig({})).toMatchObject({ port: 8080, demo: true, databaseUrl: undefined })
  })
})
