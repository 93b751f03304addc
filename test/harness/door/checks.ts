import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { guesses } from '../../../kernel/auth/attempts.ts'
import { makeRecoveryCodes } from '../../../kernel/auth/recovery-codes.ts'
import { sessionCookie } from '../../../kernel/auth/cookies.ts'
import { openSession } from '../../../kernel/auth/sessions.ts'
import { twoFactorRoles, type Role } from '../../../kernel/org/roles.ts'
import { handlers } from '../../../server/modules.ts'
import { password, today, type Ground, type Send } from './ground.ts'

/** What must be refused, tried. Each check counts what it tried and names what got in. */

export interface Tried {
  attempts: number
  accepted: string[]
}
export interface Check {
  name: string
  /** `few`: over some of the routes alone, as when looking for a planted hole. */
  run(ground: Ground, few: boolean): Promise<Tried>
}

const tally = () => {
  const tried: Tried = { attempts: 0, accepted: [] }
  return { tried, note: (refused: boolean, what: string) => { tried.attempts += 1; if (!refused) tried.accepted.push(what) } }
}

const firstRole = (may: readonly Role[] | 'public'): Role | undefined => (may === 'public' ? undefined : may[0])
const closed = handlers.filter(({ declaration }) => declaration.may !== 'public')
const ownRoutes = ['account', 'changePassword', 'endDevice', 'endOtherDevices', 'makeRecoveryCodes', 'removePasskey', 'takeDuty']
/** Every route that needs somebody, with a duty that may use it. */
const routes = (few: boolean): { path: string; role: Role }[] => {
  const all = [
    ...closed.map(({ declaration }) => ({ path: `/api/${declaration.name}`, role: firstRole(declaration.may) ?? 'leader' })),
    ...closed.filter(({ kind }) => kind === 'list').map(({ declaration }) => ({ path: `/api/export/${declaration.name}`, role: firstRole(declaration.may) ?? 'leader' })),
    ...ownRoutes.map((name) => ({ path: `/api/auth.${name}`, role: 'leader' as const })),
  ]
  return few ? all.filter((_, at) => at % 40 === 0) : all
}

/** States of a session that is none any more; each is laid on a session that was good. */
const states: Readonly<Record<string, string>> = {
  ended: `ended_at = now()`,
  idle: `seen_at = now() - interval '2 hours 1 second'`,
  old: `created_at = now() - interval '12 hours 1 second'`,
  pending: `factor_at = null`,
  'renewed long ago': `previous_hash = token_hash, token_hash = sha256(token_hash), rotated_at = now() - interval '16 seconds'`,
}

export const sessionStates: Check = {
  name: 'session states × routes',
  run: async ({ database, send, session }, few) => {
    const { tried, note } = tally()
    const system = (statement: string) => database.asSystem(today, (db) => sql.raw(statement).execute(db))
    const bearers: [string, string][] = [['nobody', ''], ['invented', `${sessionCookie}=${randomUUID()}`], ['empty', `${sessionCookie}=`]]
    for (const [state, change] of Object.entries(states)) {
      const { cookie, accountId } = await session('talentOffice')
      await system(`update kernel.session set ${change} where account_id = '${accountId}'`)
      bearers.push([state, cookie])
    }
    const [disabled, retired] = [await session('talentOffice'), await session('talentOffice')]
    await system(`update kernel.account set disabled_at = now() where id = '${disabled.accountId}'`)
    await system(`update kernel.duty set valid_to = '2026-11-19' where account_id = '${retired.accountId}'`)
    bearers.push(['disabled', disabled.cookie], ['duty over', retired.cookie])
    for (const { path } of routes(few)) {
      for (const [state, cookie] of bearers) note((await send(path, { headers: cookie ? { cookie } : {} })).status === 401, `${state}: ${path}`)
    }
    return tried
  },
}

const stepUps: Readonly<Record<string, object>> = {
  'fund.releaseBatch': { batchId: randomUUID() }, 'fund.approvePayee': { changeId: randomUUID() }, 'registry.revealDocument': { personId: randomUUID(), reason: '核对材料原件' },
  'registry.giveTalentCode': { personId: randomUUID(), ground: '本人到场' }, 'kernel.askReset': { login: 'door-1', what: 'password', ground: '任职通知' }, 'kernel.confirmReset': { resetId: randomUUID() }, 'exports.setRule': { rowsFree: 100, days: 3, fetches: 3, keepDays: 30, document: '青屿组〔2026〕9号' },
}

export const stepUp: Check = {
  name: 'step-up',
  run: async ({ send, session }, few) => {
    const { tried, note } = tally()
    const cookies = new Map<Role, string>()
    const cookieOf = async (role: Role) => {
      const known = cookies.get(role) ?? (await session(role)).cookie
      cookies.set(role, known)
      return known
    }
    const laboratory = await send('/api/lab.rowsExport', { headers: { cookie: await cookieOf('talentOffice') } })
    note(laboratory.status === 409 && laboratory.body['code'] === 'secondFactorNeeded', `the laboratory's list: ${laboratory.status}`)
    for (const { declaration, kind } of closed) {
      const role = declaration.may === 'public' ? undefined : declaration.may.find((one) => twoFactorRoles.includes(one))
      if (!role) continue
      const question = kind === 'list' ? { path: `/api/export/${declaration.name}`, body: { filters: {} } } : kind === 'action' && declaration.stepUp ? { path: `/api/${declaration.name}`, body: stepUps[declaration.name] ?? {} } : undefined
      if (!question || (few && tried.attempts > 8)) continue
      const answer = await send(question.path, { body: question.body, headers: { cookie: await cookieOf(role) } })
      note(answer.status === 409 && answer.body['code'] === 'secondFactorNeeded', `${role}: ${question.path} ${answer.status}`)
    }
    return tried
  },
}

export const crossSite: Check = {
  name: 'CSRF',
  run: async ({ send, session }, few) => {
    const { tried, note } = tally()
    const { cookie } = await session('leader', { steppedUp: true })
    const foreign: Record<string, string>[] = [{ origin: 'https://elsewhere.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site', origin: 'https://sister.localhost' }, { origin: 'http://localhost.elsewhere.example' }]
    for (const { path } of [...routes(few), { path: '/api/auth.signIn' }, { path: '/api/auth.signOut' }, { path: '/api/auth.setPasswordByCode' }]) {
      for (const headers of foreign) note((await send(path, { headers: { cookie, host: 'localhost', ...headers } })).status === 403, `${JSON.stringify(headers)}: ${path}`)
    }
    return tried
  },
}

export const crossOrigin: Check = {
  name: 'CORS',
  run: async ({ send, session }, few) => {
    const { tried, note } = tally()
    const { cookie } = await session('leader')
    const silent = async (path: string, method: 'OPTIONS' | 'GET' | 'POST') => {
      const { headers } = await send(path, { method, headers: { cookie, origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' } })
      note(!Object.keys(headers).some((name) => name.startsWith('access-control-')), `${method} ${path}`)
    }
    for (const { path } of routes(few)) await silent(path, 'OPTIONS')
    for (const path of ['/api/openapi.json', '/healthz', '/api/auth.me']) for (const method of ['GET', 'OPTIONS', 'POST'] as const) await silent(path, method)
    return tried
  },
}

const sessionIn = (sent: Awaited<ReturnType<Send>>) => sent.cookies.find(({ name, value }) => name.endsWith(sessionCookie) && value !== '')

export const fixation: Check = {
  name: 'fixation',
  run: async ({ send, login }) => {
    const { tried, note } = tally()
    const me = async (token: string) => (await send('/api/auth.me', { headers: { cookie: `${sessionCookie}=${token}` } })).body
    const dead = async (token: string) => { const { signedIn, pending } = await me(token); return signedIn === false && pending === false }
    const planted = 'planted-by-a-stranger-0123456789012345678901'
    const entered = await send('/api/auth.signIn', { body: { login, password }, ip: '10.77.0.1', headers: { cookie: `${sessionCookie}=${planted}` } })
    const first = sessionIn(entered)?.value ?? ''
    note(first !== '' && first !== planted, 'the planted token became a session')
    note(await dead(planted), 'the planted token is signed in')
    const again = await send('/api/auth.signIn', { body: { login, password }, ip: '10.77.0.1', headers: { cookie: `${sessionCookie}=${first}` } })
    const second = sessionIn(again)?.value ?? ''
    note(second !== '' && second !== first, 'signing in again keeps the token')
    note(await dead(first), 'the session before a new sign-in lives on')
    await send('/api/auth.signOut', { headers: { cookie: `${sessionCookie}=${second}` } })
    note(await dead(second), 'the token lives on after signing out')
    return tried
  },
}

export const cookieFlags: Check = {
  name: 'cookie flags',
  run: async ({ send, login }) => {
    const { tried, note } = tally()
    for (const https of [false, true]) {
      const { cookies } = await send('/api/auth.signIn', { body: { login, password }, ip: '127.0.0.1', headers: https ? { 'x-forwarded-proto': 'https' } : {} })
      note(cookies.length >= 1, 'no cookie was given')
      for (const cookie of cookies) {
        note(cookie.httpOnly === true, `${cookie.name}: a script reads it`)
        note(cookie.sameSite === 'Strict', `${cookie.name}: another site sends it`)
        note(cookie.path === '/', `${cookie.name}: for a part alone`)
        if (https) note(cookie.secure === true && cookie.name.startsWith('__Host-'), `${cookie.name}: over http, or from a sister domain`)
      }
    }
    return tried
  },
}

export const guessing: Check = {
  name: 'guesses',
  run: async ({ database, send, login, accountId, session }, few) => {
    const { tried, note } = tally()
    // Passwords: many at once from each of some addresses; the bound says how many may even be checked.
    const sources = few ? 1 : 4
    for (let source = 0; source < sources; source++) {
      const answers = await Promise.all(Array.from({ length: guesses.perNameAndSource + 6 }, (_, at) => send('/api/auth.signIn', { body: { login, password: `guess-${at}-of-many` }, ip: `10.66.${source}.1` })))
      for (const { status } of answers) note(status !== 200, 'a wrong password was taken')
      const checked = answers.filter(({ status }) => status === 401).length
      note(checked <= guesses.perNameAndSource, `${checked} passwords were checked from one source`)
    }
    // Second factor: of a hundred codes at once five are looked at.
    await database.asSystem(today, (db) => makeRecoveryCodes(db, accountId))
    const { cookie } = await session('leader', { pending: true })
    const codes = await Promise.all(Array.from({ length: few ? 10 : 60 }, (_, at) => send('/api/auth.useRecoveryCode', { body: { code: `AAAA-BBBB-${String(1000 + at)}` }, headers: { cookie } })))
    for (const { status } of codes) note(status !== 200, 'a wrong recovery code was taken')
    note(codes.filter(({ status }) => status === 409).length <= 5, 'more than five codes were looked at')
    return tried
  },
}

export const onceOnly: Check = {
  name: 'codes serve once',
  run: async ({ database, send, session }) => {
    const { tried, note } = tally()
    const { cookie, accountId } = await session('leader', { pending: true })
    const other = `${sessionCookie}=${await database.asSystem(today, (db) => openSession(db, accountId, today, { way: 'password' }))}`
    const [code = ''] = await database.asSystem(today, (db) => makeRecoveryCodes(db, accountId))
    const first = await send('/api/auth.useRecoveryCode', { body: { code }, headers: { cookie } })
    if (first.status !== 200) throw new Error(`a good recovery code was answered ${first.status}`)
    for (let again = 0; again < 3; again++) note((await send('/api/auth.useRecoveryCode', { body: { code }, headers: { cookie: other } })).status !== 200, 'a used recovery code was taken')
    return tried
  },
}

export const timing: Check = {
  name: 'timing',
  run: async ({ database, send, login }) => {
    const { tried, note } = tally()
    const took = { known: [] as number[], unknown: [] as number[] }
    for (let round = 0; round < 12; round++) {
      for (const kind of round % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
        // Each from an address of its own, so that no bound answers in place of the check.
        const { milliseconds } = await send('/api/auth.signIn', { body: { login: kind === 'known' ? login : `nobody-${round}`, password: 'wrong' }, ip: `10.55.${round}.${kind === 'known' ? 1 : 2}` })
        took[kind].push(milliseconds)
      }
      if (round % 4 === 3) await database.asSystem(today, (db) => db.updateTable('kernel.signInAttempt').set({ succeeded: true }).execute())
    }
    const fastest = (times: number[]) => times.toSorted((a, b) => a - b).slice(0, 4).reduce((sum, one) => sum + one, 0) / 4
    const [known, unknown] = [fastest(took.known), fastest(took.unknown)]
    tried.attempts += took.known.length + took.unknown.length - 1
    note(Math.abs(known - unknown) < 0.35 * Math.max(known, unknown), `known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms`)
    return tried
  },
}

export const checks: readonly Check[] = [sessionStates, stepUp, crossSite, crossOrigin, fixation, cookieFlags, onceOnly, timing, guessing]
