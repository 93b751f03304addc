import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse, type AuthenticationResponseJSON, type RegistrationResponseJSON } from '@simplewebauthn/server'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database, Tx } from '../db/database.ts'
import type { PlainDate } from '../types.ts'
import type { PasskeyEntry } from './account-contract.ts'
import { issueTicket, takeTicket } from './tickets.ts'

/**
 * Passkeys (WebAuthn level 3): the telephone or the key signs a challenge of ours for our address, after it has verified its owner; the house
 * keeps public keys alone. Both factors at once, and no phishing page can use the signature.
 */

/** The address that signatures must be made for. */
export interface Site {
  origin: string
  /** Domain name of it. */
  rpID: string
}

export const livePasskeys = (db: Tx, accountId: string) =>
  db.selectFrom('kernel.passkey').select(['id', 'credentialId', 'name', 'createdAt', 'usedAt']).where('accountId', '=', accountId).where('removedAt', 'is', null).orderBy('createdAt').execute()

export const passkeyEntries = async (db: Tx, accountId: string): Promise<PasskeyEntry[]> => (await livePasskeys(db, accountId)).map(({ credentialId: _, ...entry }) => entry)

const Challenge = z.object({ challenge: z.string() })
const challengeOf = async (db: Tx, kind: Parameters<typeof takeTicket>[1], token: string | undefined, accountId: string | null): Promise<string | undefined> => {
  const taken = Challenge.safeParse(await takeTicket(db, kind, token, accountId))
  return taken.success ? taken.data.challenge : undefined
}

export const beginRegistration = async (database: Database, site: Site, { accountId, login, today }: { accountId: string; login: string; today: PlainDate }) => {
  const known = await database.asSystem(today, (db) => livePasskeys(db, accountId))
  const options = await generateRegistrationOptions({
    rpName: '聚英',
    rpID: site.rpID,
    userName: login,
    userID: new Uint8Array(Buffer.from(accountId)),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, ticket: await database.asSystem(today, (db) => issueTicket(db, 'passkeyRegister', { challenge: options.challenge }, accountId)) }
}

export const finishRegistration = async (database: Database, site: Site, { accountId, ticket, name, response, today }: { accountId: string; ticket: string | undefined; name: string; response: RegistrationResponseJSON; today: PlainDate }): Promise<boolean> => {
  const challenge = await database.asSystem(today, (db) => challengeOf(db, 'passkeyRegister', ticket, accountId))
  if (!challenge) return false
  const checked = await verified(() => verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.rpID, requireUserVerification: true }))
  if (!checked?.verified) return false
  const { credential } = checked.registrationInfo
  const kept = await database.asSystem(today, (db) =>
    db
      .insertInto('kernel.passkey')
      .values({ accountId, credentialId: credential.id, publicKey: Buffer.from(credential.publicKey), counter: BigInt(credential.counter), transports: [...(credential.transports ?? [])], name })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst(),
  )
  return kept.numInsertedOrUpdatedRows === 1n
}

/** Signing in names nobody: the key says whose it is. Stepping up names the account's own keys. */
export const beginUse = async (database: Database, site: Site, { accountId, today }: { accountId: string | null; today: PlainDate }) => {
  const known = accountId === null ? [] : await database.asSystem(today, (db) => livePasskeys(db, accountId))
  const options = await generateAuthenticationOptions({ rpID: site.rpID, userVerification: 'required', allowCredentials: known.map(({ credentialId }) => ({ id: credentialId })) })
  return { options, ticket: await database.asSystem(today, (db) => issueTicket(db, accountId === null ? 'passkeySignIn' : 'passkeyStepUp', { challenge: options.challenge }, accountId)) }
}

/** The account whose key signed our challenge; undefined for everything else, without a word about what was wrong. */
export const finishUse = async (database: Database, site: Site, { accountId, ticket, response, today }: { accountId: string | null; ticket: string | undefined; response: AuthenticationResponseJSON; today: PlainDate }): Promise<string | undefined> => {
  const found = await database.asSystem(today, async (db) => {
    const challenge = await challengeOf(db, accountId === null ? 'passkeySignIn' : 'passkeyStepUp', ticket, accountId)
    const key = await db
      .selectFrom('kernel.passkey as k')
      .innerJoin('kernel.account as a', 'a.id', 'k.accountId')
      .select(['k.id', 'k.accountId', 'k.publicKey', 'k.counter', 'k.credentialId'])
      .where('k.credentialId', '=', response.id)
      .where('k.removedAt', 'is', null)
      .where('a.disabledAt', 'is', null)
      .executeTakeFirst()
    return challenge && key ? { challenge, key } : undefined
  })
  if (!found || (accountId !== null && found.key.accountId !== accountId)) return undefined
  const { challenge, key } = found
  const credential = { id: key.credentialId, publicKey: new Uint8Array(key.publicKey), counter: Number(key.counter) }
  const checked = await verified(() => verifyAuthenticationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.rpID, credential, requireUserVerification: true }))
  if (!checked?.verified) return undefined
  await database.asSystem(today, (db) => db.updateTable('kernel.passkey').set({ usedAt: sql<string>`now()`, counter: BigInt(checked.authenticationInfo.newCounter) }).where('id', '=', key.id).execute())
  return key.accountId
}

export const removePasskey = async (db: Tx, accountId: string, id: string): Promise<boolean> => {
  const gone = await db.updateTable('kernel.passkey').set({ removedAt: sql<string>`now()` }).where('id', '=', id).where('accountId', '=', accountId).where('removedAt', 'is', null).executeTakeFirst()
  return gone.numUpdatedRows === 1n
}

/** The library throws for whatever a browser should not have sent; to us it is a no. */
const verified = async <T>(check: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await check()
  } catch {
    return undefined
  }
}
