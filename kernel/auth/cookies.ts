import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The cookies of the door. Over https they carry the prefix `__Host-`, so that the browser takes them from this host alone, for all of it, and
 * only encrypted: neither a sister domain nor a page over http can plant one (RFC 6265bis, 4.1.3.2).
 */

export const sessionCookie = 'juying_session'
/** The browser in which its owner has signed in before; says nothing by itself. */
export const deviceCookie = 'juying_device'
/** What one step of signing in hands to the next. */
export const ticketCookie = 'juying_ticket'

type CookieName = typeof sessionCookie | typeof deviceCookie | typeof ticketCookie

const spelled = (request: FastifyRequest, name: CookieName): string => (request.protocol === 'https' ? `__Host-${name}` : name)

export const cookieOf = (request: FastifyRequest, name: CookieName): string | undefined => request.cookies[spelled(request, name)] || undefined
export const tokenOf = (request: FastifyRequest): string | undefined => cookieOf(request, sessionCookie)

/** `seconds`: kept so long; without, until the browser closes. `lax` is for the way back from another site alone. */
export const giveCookie = (reply: FastifyReply, name: CookieName, value: string, { seconds, lax = false }: { seconds?: number; lax?: boolean } = {}): void => {
  const { request } = reply
  void reply.setCookie(spelled(request, name), value, { httpOnly: true, sameSite: lax ? 'lax' : 'strict', path: '/', secure: request.protocol === 'https', ...(seconds === undefined ? {} : { maxAge: seconds }) })
}

export const dropCookie = (reply: FastifyReply, name: CookieName): void => {
  void reply.clearCookie(spelled(reply.request, name), { path: '/', httpOnly: true, sameSite: 'strict', secure: reply.request.protocol === 'https' })
}

/** How a token is kept: the database holds nothing that opens the door. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()
