import { createHash, randomBytes } from 'node:crypto'
import { createRemoteJWKSet, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose'
import { z } from 'zod'

/**
 * The city's single sign-on: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), state and nonce. It says who somebody is; what he may do here
 * his account says, which must be there before: nobody becomes staff by signing in. Every answer of the provider is checked before it is believed.
 */
export interface OidcSettings {
  issuer: string
  client: string
  secret: string
  /** The claim that names the account's login. */
  claim: string
  /** The word on the button. */
  label: string
}

const Discovered = z.object({ issuer: z.string(), authorization_endpoint: z.url(), token_endpoint: z.url(), jwks_uri: z.url(), userinfo_endpoint: z.url().optional() })
const Tokens = z.object({ id_token: z.string(), access_token: z.string().optional() })

interface Provider extends z.infer<typeof Discovered> {
  keys: JWTVerifyGetKey
}

/** Only signatures that need the provider's private key: no `none`, and nothing made with our secret. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const patience = 5_000
const keptFor = 600_000

const providers = new Map<string, { until: number; provider: Provider }>()

const discover = async ({ issuer }: OidcSettings): Promise<Provider> => {
  const known = providers.get(issuer)
  if (known && known.until > Date.now()) return known.provider
  const found = Discovered.parse(await json(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`))
  if (found.issuer !== issuer) throw new Error('the provider names another issuer than the configured one')
  const provider = { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: patience }) }
  providers.set(issuer, { until: Date.now() + keptFor, provider })
  return provider
}

const json = async (url: string, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patience), redirect: 'error' })
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw new Error(`the provider answered ${response.status}`)
  return body
}

/** What one sign-in has to remember until the browser comes back. */
export const OidcMemory = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), next: z.string() })
export type OidcMemory = z.infer<typeof OidcMemory>

/** Where the browser is sent, and what to remember. */
export const beginOidc = async (settings: OidcSettings, redirectUri: string, next: string): Promise<{ url: string; memory: OidcMemory }> => {
  const { authorization_endpoint: endpoint } = await discover(settings)
  const random = () => randomBytes(32).toString('base64url')
  const memory = { state: random(), nonce: random(), verifier: random(), next }
  const url = new URL(endpoint)
  const asked = { response_type: 'code', client_id: settings.client, redirect_uri: redirectUri, scope: 'openid profile', state: memory.state, nonce: memory.nonce, code_challenge: createHash('sha256').update(memory.verifier).digest('base64url'), code_challenge_method: 'S256' }
  for (const [key, value] of Object.entries(asked)) url.searchParams.set(key, value)
  return { url: url.href, memory }
}

/** Whom the provider vouches for. */
export interface Vouched {
  subject: string
  login: string
  sid: string | undefined
  /** The provider itself asked for two factors (RFC 8176 `mfa`). */
  twoFactors: boolean
}

/** Turns the code into whom it was given for. Throws, with a word for the log, whenever anything does not fit. */
export const finishOidc = async (settings: OidcSettings, redirectUri: string, { code, memory }: { code: string; memory: OidcMemory }): Promise<Vouched> => {
  const provider = await discover(settings)
  const basic = Buffer.from(`${encodeURIComponent(settings.client)}:${encodeURIComponent(settings.secret)}`).toString('base64')
  const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: memory.verifier })
  const tokens = Tokens.parse(await json(provider.token_endpoint, { method: 'POST', headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() }))
  const { payload } = await jwtVerify(tokens.id_token, provider.keys, { issuer: settings.issuer, audience: settings.client, algorithms, requiredClaims: ['exp', 'iat', 'sub', 'nonce'], maxTokenAge: '10 minutes', clockTolerance: 30 })
  if (payload['nonce'] !== memory.nonce) throw new Error('the token answers another question (nonce)')
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload['azp'] !== settings.client) throw new Error('the token was made for somebody else (azp)')
  const claims = Claims.parse(payload)
  const named = claims[settings.claim] ?? (await userinfo(provider, tokens.access_token, claims.sub))[settings.claim]
  if (typeof named !== 'string' || named === '') throw new Error(`the provider gives no ${settings.claim}`)
  return { subject: claims.sub, login: named, sid: claims.sid, twoFactors: claims.amr?.includes('mfa') ?? false }
}

const Claims = z.looseObject({ sub: z.string(), sid: z.string().optional(), amr: z.array(z.string()).optional() })

const userinfo = async (provider: Provider, accessToken: string | undefined, subject: string): Promise<Record<string, unknown>> => {
  if (!provider.userinfo_endpoint || !accessToken) return {}
  const told = Claims.parse(await json(provider.userinfo_endpoint, { headers: { authorization: `Bearer ${accessToken}` } }))
  if (told.sub !== subject) throw new Error('userinfo speaks of somebody else')
  return told
}

const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout'

/** Who signed out over there (OpenID Connect Back-Channel Logout 1.0, 2.6). Throws for whatever is not a logout token of this provider for us. */
export const readLogout = async (settings: OidcSettings, token: string): Promise<{ sid: string | undefined; subject: string | undefined }> => {
  const { keys } = await discover(settings)
  const { payload } = await jwtVerify(token, keys, { issuer: settings.issuer, audience: settings.client, algorithms, requiredClaims: ['iat', 'jti', 'events'], maxTokenAge: '5 minutes', clockTolerance: 30 })
  return logoutOf(payload)
}

const logoutOf = (payload: JWTPayload): { sid: string | undefined; subject: string | undefined } => {
  const told = z.object({ events: z.looseObject({ [logoutEvent]: z.looseObject({}) }), sid: z.string().optional(), sub: z.string().optional(), nonce: z.never().optional() }).parse(payload)
  if (!told.sid && !told.sub) throw new Error('the logout token names nobody')
  return { sid: told.sid, subject: told.sub }
}
