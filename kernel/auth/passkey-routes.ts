import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { OneDevice, PasskeyName } from './account-contract.ts'
import { cookieOf, giveCookie, sessionCookie, ticketCookie } from './cookies.ts'
import { doorOf, failed, stepUpFirst, type AuthOptions, type SignInWays } from './door.ts'
import { beginRegistration, beginUse, finishRegistration, finishUse, removePasskey, type Site } from './passkeys.ts'
import { ticketSeconds } from './tickets.ts'
import { hasSecondFactor, renewSession } from './sessions.ts'
import { ownPassword } from './second-factor.ts'

/** The library reads the rest of what the browser made, and refuses what does not fit. */
const Signed = z.looseObject({ id: z.string().min(1).max(2000), rawId: z.string(), type: z.literal('public-key'), clientExtensionResults: z.looseObject({}), response: z.looseObject({ clientDataJSON: z.string() }) })
const Registered = z.object({ name: PasskeyName.shape.name, response: z.custom<RegistrationResponseJSON>((value) => Signed.safeParse(value).success && z.object({ response: z.looseObject({ attestationObject: z.string() }) }).safeParse(value).success, '浏览器给出的通行密钥读不懂') })
const Used = z.object({ response: z.custom<AuthenticationResponseJSON>((value) => Signed.safeParse(value).success && z.object({ response: z.looseObject({ authenticatorData: z.string(), signature: z.string() }) }).safeParse(value).success, '浏览器给出的签名读不懂') })

/** Signatures are for one address: the configured one, or in a house that has none configured the one that the browser used. */
export const siteOf = (ways: SignInWays, request: FastifyRequest): Site => {
  const origin = ways.origin ?? `${request.protocol}://${request.headers.host ?? ''}`
  return { origin, rpID: URL.parse(origin)?.hostname ?? '' }
}

export const passkeyRoutes = (app: FastifyInstance, options: AuthOptions): void => {
  const { database, ways } = options
  const door = doorOf(app, options)
  const nothing = z.object({})

  const adding = { password: '口令不对', stepUpNeeded: stepUpFirst, tooMany: '错了太多次，请 15 分钟后再试' } as const
  door.own('beginPasskey', 'pending', { input: z.object({ password: z.string().max(200).default('') }), refusals: adding, quiet: true }, async ({ body, session, accountId, request, reply, today }) => {
    const { login, has } = await database.asSystem(today, async (db) => ({ ...(await db.selectFrom('kernel.account').select('login').where('id', '=', accountId).executeTakeFirstOrThrow()), has: await hasSecondFactor(db, accountId) }))
    if (has && !session.actor.steppedUp) return failed('stepUpNeeded')
    const own = has || (await ownPassword(database, { accountId, password: body.password, today }))
    if (own !== true) return failed(own === 'tooMany' ? 'tooMany' : 'password')
    const { options: creation, ticket } = await beginRegistration(database, siteOf(ways, request), { accountId, login, today })
    giveCookie(reply, ticketCookie, ticket, { seconds: ticketSeconds })
    return { options: creation }
  })
  door.own('addPasskey', 'pending', { input: Registered, refusals: { notVerified: '通行密钥没有登记上：请重新开始，并在设备上完成指纹、面容或密码确认', stepUpNeeded: stepUpFirst } }, async ({ body, session, accountId, token, request, reply, today }) => {
    // Asked again: since it was begun, the owner may have got a factor, and who began may be somebody else.
    if (!session.actor.steppedUp && (await database.asSystem(today, (db) => hasSecondFactor(db, accountId)))) return failed('stepUpNeeded')
    const added = await finishRegistration(database, siteOf(ways, request), { accountId, ticket: cookieOf(request, ticketCookie), ...body, today })
    if (!added) return failed('notVerified')
    if (session.pending) giveCookie(reply, sessionCookie, await database.asSystem(today, (db) => renewSession(db, token, { factor: 'passkey', stepsUp: false })))
    return { done: true }
  })
  door.own('removePasskey', 'proved', { input: OneDevice, refusals: { notThere: '这把通行密钥已经移除' } }, async ({ body, accountId, today }) =>
    (await database.asSystem(today, (db) => removePasskey(db, accountId, body.id))) ? { done: true } : failed('notThere'),
  )

  const wrong = { wrong: '通行密钥没有通过验证，请再试一次，或改用其他方式' } as const
  door.open('beginPasskeySignIn', { input: nothing, refusals: {}, quiet: true }, async ({ request, reply, today }) => {
    const { options: asked, ticket } = await beginUse(database, siteOf(ways, request), { accountId: null, today })
    giveCookie(reply, ticketCookie, ticket, { seconds: ticketSeconds })
    return { options: asked }
  })
  door.open('passkeySignIn', { input: Used, refusals: wrong, unauthorised: true }, async ({ body, request, reply, today }) => {
    // Not counted: a signature cannot be guessed, and a count over everybody would be a way to shut everybody out.
    const accountId = await finishUse(database, siteOf(ways, request), { accountId: null, ticket: cookieOf(request, ticketCookie), response: body.response, today })
    if (!accountId || !(await door.enter(reply, accountId, { way: 'passkey', factor: 'passkey' }))) return failed('wrong')
    return { signedIn: true }
  })
  door.own('beginPasskeyStepUp', 'pending', { input: nothing, refusals: {}, quiet: true }, async ({ accountId, request, reply, today }) => {
    const { options: asked, ticket } = await beginUse(database, siteOf(ways, request), { accountId, today })
    giveCookie(reply, ticketCookie, ticket, { seconds: ticketSeconds })
    return { options: asked }
  })
  door.own('passkeyStepUp', 'pending', { input: Used, refusals: wrong }, async ({ body, accountId, token, request, reply, today }) => {
    if (!(await finishUse(database, siteOf(ways, request), { accountId, ticket: cookieOf(request, ticketCookie), response: body.response, today }))) return failed('wrong')
    giveCookie(reply, sessionCookie, await database.asSystem(today, (db) => renewSession(db, token, { factor: 'passkey', stepsUp: true })))
    return { done: true }
  })
}
