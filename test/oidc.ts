import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose'
import OidcProvider from 'oidc-provider'
import { z } from 'zod'

/** Single sign-on for the tests: a real provider, and one that lies in whatever way a test wants. Both on loopback. */

export const client = { id: 'juying', secret: 'only-for-tests-4f1c' }

const listening = (server: Server): Promise<string> =>
  new Promise((done) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      done(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    })
  })
const closed = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })

export interface TestProvider {
  issuer: string
  /** Who signs in over there next. */
  user: { sub: string; preferred_username: string }
  close(): Promise<void>
}

/** `oidc-provider` itself, whose user says yes to everything; back-channel logout goes where `logoutUri` says. */
export const realProvider = async (origin: string, logoutUri: string): Promise<TestProvider> => {
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => handle(request, response))
  const issuer = await listening(server)
  const state = { issuer, user: { sub: 'user-1', preferred_username: 'nobody' }, close: () => closed(server) }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const provider = new OidcProvider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [`${origin}/api/auth.oidcCallback`], grant_types: ['authorization_code'], response_types: ['code'], backchannel_logout_uri: logoutUri, backchannel_logout_session_required: true }],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'test' }] },
    cookies: { keys: ['only-for-tests'] },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ ...state.user, sub: id }) }),
    interactions: { url: (_context: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    // Its own dispatcher refuses loopback, where everything here lives.
    fetch: (url: string | URL, { dispatcher: _, ...options }: RequestInit & { dispatcher?: unknown }) => fetch(url, options),
  })
  const callback = provider.callback()
  handle = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response)
    void (async () => {
      const { prompt, params, session } = await provider.interactionDetails(request, response)
      const accountId = session?.accountId ?? state.user.sub
      if (prompt.name === 'login') return provider.interactionFinished(request, response, { login: { accountId } })
      const grant = new provider.Grant({ accountId, clientId: params['client_id'] ?? '' })
      grant.addOIDCScope('openid profile')
      return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
    })()
  }
  return state
}

export interface Liar {
  issuer: string
  /** What the next ID token says, over what an honest one would. */
  lie: { claims?: JWTPayload; alg?: 'none' | 'HS256'; foreignKey?: boolean; expiresIn?: number; without?: string }
  nonce: string
  tokenRequests: URLSearchParams[]
  logoutToken(claims: JWTPayload, options?: { foreignKey?: boolean }): Promise<string>
  close(): Promise<void>
}

/** A provider made of lies: right discovery and keys, and ID tokens that are wrong in the way that the test asks for. */
export const lyingProvider = async (): Promise<Liar> => {
  const [own, foreign] = await Promise.all([generateKeyPair('RS256', { extractable: true }), generateKeyPair('RS256', { extractable: true })])
  const jwk = { ...(await exportJWK(own.publicKey)), use: 'sig', alg: 'RS256', kid: 'own' }
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => {}
  const server = createServer((request, response) => handle(request, response))
  const issuer = await listening(server)
  const sign = (claims: JWTPayload, foreignKey = false, lifetime = 300) =>
    new SignJWT({ iss: issuer, aud: client.id, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'own' }).setIssuedAt(claims.iat).setExpirationTime(Math.floor(Date.now() / 1000) + lifetime).sign(foreignKey ? foreign.privateKey : own.privateKey)
  const state: Liar = { issuer, lie: {}, nonce: '', tokenRequests: [], logoutToken: (claims, { foreignKey = false } = {}) => sign(claims, foreignKey), close: () => closed(server) }
  const idToken = async (): Promise<string> => {
    const { claims, alg, foreignKey, expiresIn } = state.lie
    const said: JWTPayload = { sub: 'user-1', preferred_username: 'leader-1', nonce: state.nonce, ...claims }
    if (state.lie.without) delete said[state.lie.without]
    if (alg === 'none') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const now = Math.floor(Date.now() / 1000)
      return `${part({ alg: 'none' })}.${part({ iss: issuer, aud: client.id, iat: now, exp: now + 300, ...said })}.`
    }
    if (alg === 'HS256') return new SignJWT({ iss: issuer, aud: client.id, ...said }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime('5m').sign(Buffer.from(client.secret))
    return sign(said, foreignKey, expiresIn)
  }
  handle = (request, response) => {
    const json = (value: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    const path = request.url ?? ''
    if (path.startsWith('/.well-known/')) json({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` })
    else if (path === '/jwks') json({ keys: [jwk] })
    else {
      const parts: Buffer[] = []
      request.on('data', (part) => parts.push(z.instanceof(Buffer).parse(part)))
      request.on('end', () => {
        state.tokenRequests.push(new URLSearchParams(Buffer.concat(parts).toString()))
        void idToken().then((id_token) => json({ id_token, access_token: 'a', token_type: 'Bearer' }))
      })
    }
  }
  return state
}
