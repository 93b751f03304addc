import { randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { cookieOf, dropCookie, ticketCookie } from '../../kernel/auth/cookies.ts'
import { doorOf, noWays } from '../../kernel/auth/door.ts'
import { phoneKey, phoneOf } from '../../kernel/auth/phones.ts'
import { actorOf } from '../../kernel/auth/routes.ts'
import { readTicket, takeTicket } from '../../kernel/auth/tickets.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import { readCreditCode } from '../../kernel/codes/credit-code.ts'
import { databaseCode, type Database, type Tx } from '../../kernel/db/database.ts'
import { InvalidInput, Refusal } from '../../kernel/errors.ts'
import { addJob } from '../../kernel/jobs/queue.ts'
import { sealHint } from '../../kernel/seal/hint.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { admit, dutyAt, isOfficial } from './admit.ts'
import { answerWithin, warnAdministrators } from './contract.ts'
import { Answering, Asking, doorRefusals, paths, Withdrawing, type Answered, type Asked, type DoorRefusal, type Mine } from './door-contract.ts'
import * as store from './door-store.ts'
import { phonePlace, proofPlace } from './places.ts'
import { readProof } from './proof.ts'

interface Caller {
  phone: string
  phoneIndex: Buffer
  /** The account whose telephone it is, when its owner signed in; without, a code on the telephone has just been right. */
  accountId: string | undefined
}
interface Context {
  database: Database
  today: () => PlainDate
  demo: boolean
}

const refuse = (code: DoorRefusal, detail?: string): never => {
  throw new Refusal(code, detail ? `${doorRefusals[code]}：${detail}` : doorRefusals[code])
}
const Phone = z.object({ phone: z.string() })

/** Who is there is known by his telephone alone: that of the account that is signed in, or the one that has just answered a code. */
const callerOf = async (db: Tx, request: FastifyRequest): Promise<Caller> => {
  const { accountId } = actorOf(request)
  if (accountId) {
    const row = (await phoneOf(db, accountId)) ?? refuse('phoneFirst')
    return { phone: houseSealer().open({ table: 'kernel.account_phone', column: 'phone', row: row.id }, row.phoneSealed), phoneIndex: row.phoneIndex, accountId }
  }
  const said = Phone.safeParse(await readTicket(db, 'phone', cookieOf(request, ticketCookie)))
  return said.success ? { phone: said.data.phone, phoneIndex: phoneKey(said.data.phone), accountId: undefined } : refuse('phoneFirst')
}

const bodyOf = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> => {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
}

/** As the house, for whoever knocks is nobody yet; each change leaves its row in the audit trail. */
export const clerkRoutes = (app: FastifyInstance, { database, today, demo }: Context): void => {
  const door = doorOf(app, { database, today, demo, ways: noWays })
  const inside = <T>(request: FastifyRequest, body: (db: Tx, caller: Caller) => Promise<T>): Promise<T> => database.asSystem(today(), async (db) => body(db, await callerOf(db, request)))
  const audit = (db: Tx, request: FastifyRequest, verb: string, subject: Record<string, string>) => auditRow(db, { actor: actorOf(request), requestId: request.id }, { verb, outcome: 'done', code: null, subject })

  app.post(`/api/${paths.mine}`, (request): Promise<Mine> =>
    inside(request, async (db, { phone, phoneIndex }) => ({ phoneHint: phone.slice(-4), invitations: await store.invitationsTo(db, phoneIndex), requests: await store.requestsOf(db, phoneIndex) })),
  )

  app.post(`/api/${paths.answer}`, async (request, reply): Promise<Answered> => {
    const { invitationId, accept } = bodyOf(Answering, request.body)
    const admitted = await inside(request, async (db, caller) => {
      const invitation = (await store.invitationForUpdate(db, invitationId, caller.phoneIndex)) ?? refuse('gone')
      if (!accept) {
        await store.closeInvitation(db, invitationId, { state: 'declined' })
        await audit(db, request, 'clerks.decline', { invitationId })
        return undefined
      }
      if (caller.accountId && (await isOfficial(db, caller.accountId))) refuse('officer')
      const made = (await admit(db, today(), { ...invitation, phone: caller.phone, accountId: caller.accountId })) ?? refuse('gone')
      await store.closeInvitation(db, invitationId, { state: 'accepted', dutyId: made.dutyId })
      if (!caller.accountId) await takeTicket(db, 'phone', cookieOf(request, ticketCookie))
      await audit(db, request, 'clerks.accept', { invitationId, accountId: made.accountId })
      return made
    })
    if (!admitted || actorOf(request).accountId) return { signedIn: admitted !== undefined }
    dropCookie(reply, ticketCookie)
    return { signedIn: await door.enter(reply, admitted.accountId, { way: 'phone' }) }
  })

  app.post(`/api/${paths.ask}`, async (request): Promise<Asked> => {
    // First who is there, then twenty megabytes: a stranger's file is not read.
    await inside(request, (_, caller) => Promise.resolve(caller))
    const { fields, proof } = await readProof(request, (detail) => refuse('badProof', detail))
    const asking = bodyOf(Asking, fields)
    return inside(request, async (db, caller) => {
      if (!readCreditCode(asking.creditCode).ok) refuse('wrongCode')
      const employer = (await store.employerByCode(db, asking.creditCode)) ?? refuse('noEmployer')
      if (caller.accountId && (await isOfficial(db, caller.accountId))) refuse('officer')
      if (caller.accountId && (await dutyAt(db, caller.accountId, employer.id))?.grade === 'administrator') refuse('already')
      if ((await store.askedLately(db, caller.phoneIndex)) >= 3) refuse('tooMany')
      const id = randomUUID()
      const sealer = houseSealer()
      const dueOn = workingDaysAfter(today(), answerWithin)
      const number = await store
        .insertEntry(db, {
          id, employerId: employer.id, placeCode: employer.placeCode, name: asking.name, post: asking.post, phoneIndex: caller.phoneIndex, phoneSealed: sealer.seal(phonePlace('entry_request', id), caller.phone), phoneHint: sealHint('phone', caller.phone),
          proofName: proof.name, proofType: proof.type, proofSealed: sealer.seal(proofPlace(id), proof.bytes), askedOn: today(), dueOn,
        })
        .catch((error: unknown) => (databaseCode(error) === '23505' ? refuse('inHand') : Promise.reject(error)))
      await addJob(db, warnAdministrators.name, { requestId: id })
      await audit(db, request, 'clerks.askEntry', { requestId: id, employerId: employer.id })
      return { number, officeName: employer.officeName, dueOn }
    })
  })

  app.post(`/api/${paths.withdraw}`, async (request): Promise<object> => {
    const { requestId } = bodyOf(Withdrawing, request.body)
    return inside(request, async (db, { phoneIndex }) => {
      const done = await db.updateTable('clerks.entryRequest').set({ state: 'withdrawn', decidedOn: today() }).where('id', '=', requestId).where('state', '=', 'open').where(sql<boolean>`phone_index = ${phoneIndex}`).executeTakeFirst()
      if (done.numUpdatedRows !== 1n) refuse('notOpen')
      await audit(db, request, 'clerks.withdrawEntry', { requestId })
      return {}
    })
  })
}
