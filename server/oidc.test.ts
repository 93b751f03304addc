import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { describe, expect } from 'vitest'
import { realAccount } from '../test/door.ts'
import { client, lyingProvider, realProvider, type Liar } from '../test/oidc.ts'
import { test, type World } from '../test/world.ts'
import { createApp } from './app.ts'
import { handlers, streams } from './modules.ts'

/** The house behind the single sign-on; `origin` is where the provider sends people back to. */
const houseBehind = async (world: World, issuer: string, origin = 'http://juying.test'): Promise<FastifyInstance> =>
  createApp({ database: world.database, handlers, streams, today: () => world.today, demo: false, ways: { origin, oidc: { issuer, client: client.id, secret: client.secret, claim: 'preferred_username', label: '统一身份认证' } }, logger: pino({ level: 'silent' }) })

const cookiesOf = (response: { cookies: { name: string; value: string }[] }): string => response.cookies.filter(({ value }) => value).map(({ name, value }) => `${name}=${value}`).join('; ')
const me = async (app: FastifyInstance, cookie: string) => (await app.inject({ method: 'POST', url: '/api/auth.me', headers: { cookie, 'content-type': 'application/json' }, payload: '{}' })).json<{ signedIn: boolean; pending: boolean; name: string }>()
const logout = (app: FastifyInstance, token: string) => app.inject({ method: 'POST', url: '/api/auth.oidcLogout', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `logout_token=${encodeURIComponent(token)}` })

/** A browser that goes out to the liar and comes back with whatever code and state the test gives. */
const roundTrip = async (app: FastifyInstance, liar: Liar, { state, cookie, query = '' }: { state?: string; cookie?: string; query?: string } = {}) => {
  const out = await app.inject({ method: 'GET', url: '/api/auth.oidc?next=/figures' })
  const asked = new URL(out.headers.location ?? '')
  liar.nonce = asked.searchParams.get('nonce') ?? ''
  const carried = cookie ?? cookiesOf(out)
  const url = `/api/auth.oidcCallback?code=c1&state=${state ?? asked.searchParams.get('state') ?? ''}${query}`
  const back = await app.inject({ method: 'GET', url, headers: { cookie: carried } })
  return { asked, carried, url, back, to: back.headers.location, cookie: cookiesOf(back) }
}

describe('the city’s single sign-on', () => {
  // clause: ASVS 10.2.1; ASVS 10.5.2; ASVS 7.6.1
  test('a real provider: code, PKCE, state and nonce; an account that is there; out there is out here', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    let app: FastifyInstance | undefined
    // The house must be reachable before the provider can name it, and the provider before the house can.
    const holder = { origin: '' }
    const front = await import('node:http').then(({ createServer }) => createServer((request, response) => app?.server.emit('request', request, response)))
    await new Promise<void>((done) => { front.listen(0, '127.0.0.1', done) })
    const address = front.address()
    holder.origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const provider = await realProvider(holder.origin, `${holder.origin}/api/auth.oidcLogout`)
    app = await houseBehind(world, provider.issuer, holder.origin)
    await app.ready()
    const there = new Map<string, string>()
    const here = new Map<string, string>()
    const go = async (url: string): Promise<Response> => {
      const jar = url.startsWith(provider.issuer) ? there : here
      const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') } })
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';')
        const at = pair.indexOf('=')
        if (pair.slice(at + 1)) jar.set(pair.slice(0, at), pair.slice(at + 1))
        else jar.delete(pair.slice(0, at))
      }
      const next = response.headers.get('location')
      return next && new URL(next, url).pathname !== '/figures' && !new URL(next, url).pathname.startsWith('/sign-in') ? go(new URL(next, url).href) : response
    }
    const enter = () => go(`${holder.origin}/api/auth.oidc?next=/figures`)
    provider.user.preferred_username = 'nobody-here'
    expect((await enter()).headers.get('location')).toBe('/sign-in?said=ssoNoAccount')
    there.clear()
    provider.user.preferred_username = account.login
    expect((await enter()).headers.get('location')).toBe('/figures')
    const cookie = [...here].map(([key, value]) => `${key}=${value}`).join('; ')
    expect(await me(app, cookie)).toMatchObject({ pending: true, name: '柏舟' })
    expect(await world.database.adminQuery(`select oidc_subject as subject from kernel.account where id = '${account.accountId}'`)).toEqual([{ subject: 'user-1' }])
    // Signing out over there: the provider tells the house by the back channel.
    const page = await (await go(`${provider.issuer}/session/end`)).text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await fetch(`${provider.issuer}/session/end/confirm`, { method: 'POST', redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: [...there].map(([key, value]) => `${key}=${value}`).join('; ') }, body: new URLSearchParams({ xsrf, logout: 'yes' }) })
    await expect.poll(() => world.database.adminQuery(`select ended_because as why from kernel.session where way = 'oidc'`)).toEqual([{ why: '在统一身份认证退出' }])
    expect(await me(app, cookie)).toMatchObject({ pending: false, signedIn: false })
    await provider.close()
    front.close()
    await app.close()
  })

  // clause: ASVS 6.8.4; ASVS 10.1.2
  test('an honest answer opens, once; with two factors over there nothing more is owed', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const liar = await lyingProvider()
    const app = await houseBehind(world, liar.issuer)
    liar.lie = { claims: { preferred_username: account.login, sid: 's1', amr: ['pwd', 'mfa'] } }
    const entered = await roundTrip(app, liar)
    expect(entered.asked.searchParams.get('code_challenge_method')).toBe('S256')
    expect(entered.to).toBe('/figures')
    expect(await me(app, entered.cookie)).toMatchObject({ signedIn: true, pending: false })
    expect(liar.tokenRequests[0]?.get('code_verifier')).toMatch(/^[\w-]{43}$/)
    // The same address again, as from the history of the browser or a proxy: the ticket is used up and the provider is not even asked.
    const again = await app.inject({ method: 'GET', url: entered.url, headers: { cookie: entered.carried } })
    expect([again.headers.location, liar.tokenRequests.length]).toEqual(['/sign-in?said=sso', 1])
    await liar.close()
    await app.close()
  })

  const now = () => Math.floor(Date.now() / 1000)
  const lies: [string, (liar: Liar) => Liar['lie']][] = [
    ['another issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
    ['another audience', () => ({ claims: { aud: 'another-client' } })],
    ['several audiences and another party', () => ({ claims: { aud: [client.id, 'another'], azp: 'another' } })],
    ['another nonce', () => ({ claims: { nonce: 'of-another-sign-in' } })],
    ['no nonce', () => ({ without: 'nonce' })],
    ['expired', () => ({ expiresIn: -60 })],
    ['issued an hour ago', () => ({ claims: { iat: now() - 3600 } })],
    ['no signature (alg none)', () => ({ alg: 'none' })],
    ['signed with the client’s secret', () => ({ alg: 'HS256' })],
    ['signed with a foreign key', () => ({ foreignKey: true })],
    ['no name in it', () => ({ claims: { preferred_username: '' } })],
  ]
  // clause: GB/T 39786 8.4 a; ASVS 6.8.2; ASVS 9.1.1; ASVS 9.1.2; ASVS 9.1.3; ASVS 9.2.1; ASVS 9.2.3; ASVS 10.5.1; ASVS 10.5.4
  test.for(lies)('%s: refused', async ([, lie], { world }) => {
    const account = await realAccount(world, 'leader')
    const liar = await lyingProvider()
    const app = await houseBehind(world, liar.issuer)
    const wrong = lie(liar)
    liar.lie = { ...wrong, claims: { preferred_username: account.login, amr: ['mfa'], ...wrong.claims } }
    const { to, cookie } = await roundTrip(app, liar)
    expect(to).toBe('/sign-in?said=sso')
    expect(await me(app, cookie)).toMatchObject({ signedIn: false, pending: false })
    await liar.close()
    await app.close()
  })

  // clause: ASVS 10.1.2; ASVS 10.2.1; ASVS 10.2.2; ASVS 7.6.2
  test('another state, no cookie, another issuer in the answer: refused before the provider is asked', async ({ world }) => {
    const liar = await lyingProvider()
    const app = await houseBehind(world, liar.issuer)
    for (const wrong of [{ state: 'of-another-sign-in' }, { cookie: '' }, { cookie: 'juying_ticket=invented' }, { query: '&iss=https%3A%2F%2Felsewhere.example' }]) expect((await roundTrip(app, liar, wrong)).to).toBe('/sign-in?said=sso')
    expect(liar.tokenRequests).toHaveLength(0)
    await liar.close()
    await app.close()
  })

  // clause: ASVS 3.7.2
  test('who is not there, is disabled, or has the login of somebody who left gets no account; and nobody is sent elsewhere', async ({ world }) => {
    const [disabled, reused] = [await realAccount(world, 'leader'), await realAccount(world, 'leader')]
    await world.database.adminQuery(`update kernel.account set disabled_at = now() where id = '${disabled.accountId}'; update kernel.account set oidc_subject = 'who-left' where id = '${reused.accountId}'`)
    const liar = await lyingProvider()
    const app = await houseBehind(world, liar.issuer)
    for (const login of ['nobody', disabled.login, reused.login]) {
      liar.lie = { claims: { preferred_username: login } }
      expect((await roundTrip(app, liar)).to).toBe('/sign-in?said=ssoNoAccount')
    }
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
      const out = await app.inject({ method: 'GET', url: `/api/auth.oidc?next=${encodeURIComponent(next)}` })
      liar.nonce = new URL(out.headers.location ?? '').searchParams.get('nonce') ?? ''
      await world.database.adminQuery(`update kernel.account set oidc_subject = null where id = '${reused.accountId}'`)
      liar.lie = { claims: { preferred_username: reused.login } }
      const back = await app.inject({ method: 'GET', url: `/api/auth.oidcCallback?code=c&state=${new URL(out.headers.location ?? '').searchParams.get('state') ?? ''}`, headers: { cookie: cookiesOf(out) } })
      expect(back.headers.location).toBe('/')
    }
    await liar.close()
    await app.close()
  })

  // clause: ASVS 9.2.2; ASVS 10.5.5
  test('a logout token that is not one ends nothing', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const liar = await lyingProvider()
    const app = await houseBehind(world, liar.issuer)
    liar.lie = { claims: { preferred_username: account.login, sid: 's1', amr: ['mfa'] } }
    const { cookie } = await roundTrip(app, liar)
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const wrong = [
      await liar.logoutToken({ sid: 's1', jti: '1' }),
      await liar.logoutToken({ events, jti: '1' }),
      await liar.logoutToken({ events, sid: 's1', jti: '1', nonce: 'n' }),
      await liar.logoutToken({ events, sid: 's1', jti: '1', aud: 'another' }),
      await liar.logoutToken({ events, sid: 's1', jti: '1' }, { foreignKey: true }),
      'nothing',
    ]
    for (const token of wrong) expect((await logout(app, token)).statusCode).toBe(400)
    expect((await logout(app, await liar.logoutToken({ events, sid: 'another', jti: '2' }))).statusCode).toBe(200)
    expect(await me(app, cookie)).toMatchObject({ signedIn: true })
    expect((await logout(app, await liar.logoutToken({ events, sid: 's1', jti: '3' }))).statusCode).toBe(200)
    expect(await me(app, cookie)).toMatchObject({ signedIn: false })
    await liar.close()
    await app.close()
  })
})
