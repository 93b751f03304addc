import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { hashToken } from './cookies.ts'

/** What one step of signing in hands to the next: a random token in a cookie, its meaning in the database. Serves once, for ten minutes at most. As the system. */

export type TicketKind = 'passkeyRegister' | 'passkeySignIn' | 'passkeyStepUp' | 'oidc' | 'phone'

export const ticketSeconds = 600

export const issueTicket = async (db: Tx, kind: TicketKind, payload: object, accountId: string | null = null): Promise<string> => {
  const token = randomBytes(32).toString('base64url')
  await db.insertInto('kernel.ticket').values({ kind, tokenHash: hashToken(token), accountId, payload: JSON.stringify(payload), expiresAt: sql<string>`now() + make_interval(secs => ${ticketSeconds})` }).execute()
  return token
}

/** Takes it out of the world; of two who bring it at once, one has it. */
export const takeTicket = async (db: Tx, kind: TicketKind, token: string | undefined, accountId: string | null = null): Promise<unknown> => {
  if (!token) return undefined
  const taken = await db
    .updateTable('kernel.ticket')
    .set({ usedAt: sql<string>`now()` })
    .where('tokenHash', '=', hashToken(token))
    .where('kind', '=', kind)
    .where('usedAt', 'is', null)
    .where(sql<boolean>`expires_at > now()`)
    .where(sql<boolean>`account_id is not distinct from ${accountId}::uuid`)
    .returning('payload')
    .executeTakeFirst()
  return taken?.payload
}

/** What a ticket says, without using it up: for a step that may be tried again. */
export const readTicket = async (db: Tx, kind: TicketKind, token: string | undefined): Promise<unknown> => {
  if (!token) return undefined
  const found = await db.selectFrom('kernel.ticket').select('payload').where('tokenHash', '=', hashToken(token)).where('kind', '=', kind).where('usedAt', 'is', null).where(sql<boolean>`expires_at > now()`).executeTakeFirst()
  return found?.payload
}
