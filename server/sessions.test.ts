import { pino } from 'pino'
import { describe, expect } from 'vitest'
import { deviceWords, placeWords } from '../kernel/auth/caller.ts'
import { codeAt, enrol, realAccount, Visitor } from '../test/door.ts'
import { test } from '../test/world.ts'
import { createApp } from './app.ts'
import { handlers, streams } from './modules.ts'

const signedIn = async (visitor: Visitor): Promise<unknown> => (await visitor.post('auth.me')).body['signedIn']

describe('a session', () => {
  // clause: GB/T 22239 8.1.4.1 b; ASVS 7.3.1; ASVS 7.3.2
  test('ends two hours after its last use and half a day after its beginning, to the minute', async ({ world }) => {
    const somebody = await world.staff('leader')
    const alive = async () => (await world.post(somebody.cookie, 'auth.me', {})) as { signedIn: boolean }
    const moved = (column: string, ago: string) => world.database.adminQuery(`update kernel.session set ${column} = now() - interval '${ago}'`)
    await moved('seen_at', '1 hour 59 minutes')
    expect(await alive()).toMatchObject({ signedIn: true })
    await moved('seen_at', '2 hours 1 second')
    expect(await alive()).toMatchObject({ signedIn: false })
    await moved('seen_at', '1 minute')
    await moved('created_at', '11 hours 59 minutes')
    expect(await alive()).toMatchObject({ signedIn: true })
    await moved('created_at', '12 hours 1 second')
    expect(await alive()).toMatchObject({ signedIn: false })
  })

  // clause: ASVS 7.2.4; ASVS 7.2.2
  test('has a new token after sign-in, step-up and change of duty; the old one is worth nothing, at step-up for no more than requests under way', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const visitor = new Visitor(world)
    visitor.cookies.set('juying_session', 'planted-by-somebody-else')
    await visitor.signIn(account)
    expect(visitor.token).not.toBe('planted-by-somebody-else')
    const before = visitor.token
    await visitor.signIn(account)
    const under = (token: string) => {
      const other = new Visitor(world)
      other.cookies.set('juying_session', token)
      return other
    }
    expect((await under(before).post('auth.me')).body).toMatchObject({ signedIn: false, pending: false })
    const secret = await enrol(visitor, account)
    const enrolled = visitor.token
    await visitor.post('auth.stepUp', { code: codeAt(secret) })
    expect(visitor.token).not.toBe(enrolled)
    expect((await visitor.post('auth.secondFactor')).body).toMatchObject({ steppedUp: true })
    expect((await under(enrolled).post('auth.secondFactor')).body).toMatchObject({ steppedUp: false })
    await world.database.adminQuery(`update kernel.session set rotated_at = now() - interval '16 seconds'`)
    expect(await signedIn(under(enrolled))).toBe(false)
    const { duty } = (await visitor.post('auth.me')).body as { duty: { id: string } }
    const stepped = visitor.token
    await visitor.post('auth.takeDuty', { dutyId: duty.id })
    expect(await signedIn(under(stepped))).toBe(false)
    expect((await visitor.post('auth.secondFactor')).body).toMatchObject({ steppedUp: false })
  })

  // clause: ASVS 7.5.2
  test('is seen and ended by its owner from another device, one by one or all others', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const [here, there, elsewhere] = [new Visitor(world, '127.0.0.1'), new Visitor(world, '10.3.4.5'), new Visitor(world, '203.0.113.9')]
    const secret = await enrol(here, account)
    await there.signIn(account)
    await there.post('auth.stepUp', { code: codeAt(secret) })
    await elsewhere.signIn(account)
    const { devices } = (await here.post('auth.account')).body as { devices: { id: string; place: string; device: string; current: boolean; factor: string | null }[] }
    expect(devices.map(({ place, device, current, factor }) => [place, device, current, factor]).toSorted()).toEqual([
      ['单位内网 10.3.*.*', 'Chrome · Windows', false, 'totp'],
      ['外网 203.0.*.*', 'Chrome · Windows', false, null],
      ['本机', 'Chrome · Windows', true, 'totp'],
    ])
    expect(JSON.stringify(devices)).not.toMatch(/203\.0\.113\.9/)
    const one = devices.find(({ place }) => place.startsWith('外网'))
    expect(await here.post('auth.endDevice', { id: one?.id })).toMatchObject({ status: 200 })
    expect(await here.post('auth.endDevice', { id: one?.id })).toMatchObject({ status: 409, body: { code: 'notThere' } })
    expect((await elsewhere.post('auth.me')).body).toMatchObject({ pending: false })
    expect(await signedIn(there)).toBe(true)
    expect(await here.post('auth.endOtherDevices')).toMatchObject({ body: { ended: 1 } })
    expect(await signedIn(there)).toBe(false)
    expect(await signedIn(here)).toBe(true)
    const { history } = (await here.post('auth.account')).body as { history: { endedBecause: string | null }[] }
    expect(history.filter(({ endedBecause }) => endedBecause === '本人从别处退出')).toHaveLength(2)
  })

  test('of another account is not there to be ended', async ({ world }) => {
    const [mine, other] = [await world.staff('leader'), await world.staff('leader')]
    const [row] = (await world.database.adminQuery(`select id from kernel.session where account_id = '${other.accountId}'`)) as { id: string }[]
    await expect(world.post(mine.cookie, 'auth.endDevice', { id: row?.id })).rejects.toMatchObject({ code: 'notThere' })
    expect(await world.post(other.cookie, 'auth.me', {})).toMatchObject({ signedIn: true })
  })

  // clause: ASVS 7.4.2; ASVS 7.4.5
  test('ends with a change of its duty and with disabling, and does not come back with either', async ({ world }) => {
    const [moved, disabled, kept] = [await world.staff('leader'), await world.staff('leader'), await world.staff('leader')]
    await world.asSystem(async (db) => {
      await db.updateTable('kernel.duty').set({ role: 'reviewer', department: 'hr' }).where('accountId', '=', moved.accountId).execute()
      await db.updateTable('kernel.account').set({ disabledAt: '2026-06-15T00:00:00Z' }).where('id', '=', disabled.accountId).execute()
      await db.updateTable('kernel.account').set({ disabledAt: null }).where('id', '=', disabled.accountId).execute()
      await db.updateTable('kernel.duty').set({ title: '市领导' }).where('accountId', '=', kept.accountId).execute()
    })
    expect(await world.post(moved.cookie, 'auth.me', {})).toMatchObject({ signedIn: false })
    expect(await world.post(disabled.cookie, 'auth.me', {})).toMatchObject({ signedIn: false })
    expect(await world.post(kept.cookie, 'auth.me', {})).toMatchObject({ signedIn: true })
    expect(await world.database.adminQuery('select ended_because as why from kernel.session where ended_at is not null order by created_at')).toEqual([{ why: '职责有变更' }, { why: '账号已停用' }])
  })

  // clause: GB/T 22239 8.1.4.1 c; ASVS 3.3.1; ASVS 3.3.2; ASVS 3.3.3; ASVS 3.3.4; ASVS 7.2.3
  test('lies in a cookie that no script reads and no other site sends; over https under __Host-', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const real = await createApp({ database: world.database, handlers, streams, today: () => world.today, demo: false, logger: pino({ level: 'silent' }) })
    const send = (headers: Record<string, string>) => real.inject({ method: 'POST', url: '/api/auth.signIn', remoteAddress: '127.0.0.1', headers: { 'content-type': 'application/json', ...headers }, payload: JSON.stringify(account) })
    const plain = (await send({})).headers['set-cookie']
    const secured = await send({ 'x-forwarded-proto': 'https' })
    for (const cookie of [plain, secured.headers['set-cookie']].flat()) expect(cookie).toMatch(/; Path=\/; HttpOnly;( Secure;)? SameSite=Strict/)
    const names = [secured.headers['set-cookie']].flat()
    expect(names).toEqual([expect.stringMatching(/^__Host-juying_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/), expect.stringMatching(/^__Host-juying_device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)])
    // A cookie without the prefix, planted by a sister domain, is not looked at over https.
    const token = secured.cookies.find(({ name }) => name === '__Host-juying_session')?.value ?? ''
    const me = (cookie: string) => real.inject({ method: 'POST', url: '/api/auth.me', remoteAddress: '127.0.0.1', headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', cookie }, payload: '{}' })
    expect((await me(`__Host-juying_session=${token}`)).json()).toMatchObject({ pending: true })
    expect((await me(`juying_session=${token}`)).json()).toMatchObject({ pending: false })
    await real.close()
  })

  test('is described in words that its owner knows', () => {
    expect(deviceWords('Mozilla/5.0 (Linux; Android 15) AppleWebKit MicroMessenger/8.0 Chrome/120')).toBe('微信 · 安卓')
    expect(deviceWords('Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0')).toBe('Edge · Windows')
    expect(deviceWords('')).toBe('程序')
    expect(['127.0.0.1', '::1', '::ffff:10.2.3.4', '192.168.1.2', '172.31.0.1', '172.32.0.1', '203.0.113.7', '2001:db8::1', 'fd00::1'].map(placeWords)).toEqual(['本机', '本机', '单位内网 10.2.*.*', '单位内网 192.168.*.*', '单位内网 172.31.*.*', '外网 172.32.*.*', '外网 203.0.*.*', '外网 2001:db8…', '单位内网'])
  })
})
