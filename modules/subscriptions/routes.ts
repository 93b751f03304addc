import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { auditRow } from '../../kernel/audit/audit.ts'
import { callerOf } from '../../kernel/auth/caller.ts'
import { hashToken } from '../../kernel/auth/cookies.ts'
import { readConfig } from '../../kernel/config.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { InvalidInput, Refusal } from '../../kernel/errors.ts'
import { heldSenders } from '../../kernel/messages/senders.ts'
import { publicActor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { AskByMail, keptDays, mailPaths, mailRefusals, mostOfOne, situationWords, WithToken, type MailRefusal } from './contract.ts'
import { confirmText, newConfirmToken, stopHashOf } from './mail.ts'
import * as store from './store.ts'

/**
 * By mail, for whoever has not signed in. Nobody is told whether an address is known: the answer is the same. A stranger can make the house write three
 * times a day to one address at most, and a source twenty times in all; of what is written nothing is his: the words that he looks for stand on the page where the address is confirmed, not in the mail.
 */

export const perAddress = 3
export const perSource = 20

interface Context {
  database: Database
  today: () => PlainDate
  demo: boolean
}
const refuse = (code: MailRefusal): never => {
  throw new Refusal(code, mailRefusals[code])
}
const bodyOf = <S extends z.ZodType>(schema: S, body: unknown): z.output<S> => {
  const parsed = schema.safeParse(body ?? {})
  if (parsed.success) return parsed.data
  throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })))
}

export const subscriptionRoutes = (app: FastifyInstance, { database, today, demo }: Context): void => {
  const noted = (db: Tx, requestId: string, verb: string, outcome: 'done' | 'refused', code: string | null = null) => auditRow(db, { actor: publicActor, requestId }, { verb: `subscriptions.${verb}`, outcome, code, subject: {} })

  app.post(mailPaths.ask, async (request) => {
    const { email, situation } = bodyOf(AskByMail, request.body)
    const sender = heldSenders().email
    if (!sender || (!demo && readConfig().url === undefined)) return refuse('notOpen')
    const { source } = callerOf(request)
    const token = newConfirmToken()
    const asked = await database.asSystem(today(), async (db) => {
      const count = await store.countAsked(db, email, source)
      if (count.source >= perSource) {
        await noted(db, request.id, 'ask', 'refused', 'tooMany')
        return 'tooMany' as const
      }
      await noted(db, request.id, 'ask', 'done')
      if (count.address >= perAddress || count.confirmed >= mostOfOne) return undefined
      const title = situation.measure === undefined ? undefined : (await store.titlesOf(db, [situation.measure])).get(situation.measure)
      if (situation.measure !== undefined && title === undefined) return undefined
      const id = await store.insertMail(db, { email, situation, confirmHash: hashToken(token), stopHash: stopHashOf(email), source })
      return { id, words: situationWords({ ...situation, text: '' }, title) || '一个搜索条件' }
    })
    if (asked === 'tooMany') return refuse('tooMany')
    if (asked) {
      try {
        await sender.send(email.trim(), confirmText(email, token, asked.words))
      } catch {
        // What the server said may repeat the address, so it is not written down; nor does the stranger learn it. The address goes, and may be tried again.
        await database.asSystem(today(), async (db) => {
          await store.eraseMail(db, asked.id)
          await noted(db, request.id, 'ask', 'refused', 'notSent')
        })
      }
    }
    return {}
  })

  app.post(mailPaths.confirm, async (request) => {
    const { token } = bodyOf(WithToken, request.body)
    const words = await database.asSystem(today(), async (db) => {
      const situation = await store.confirm(db, hashToken(token), keptDays, today())
      await noted(db, request.id, 'confirm', situation ? 'done' : 'refused', situation ? null : 'gone')
      return situation && situationWords(situation, (await store.titlesOf(db, [situation.measure ?? ''])).get(situation.measure ?? ''))
    })
    return { words: words ?? refuse('gone') }
  })

  // The answer is the same for an address that was never there, or is no more.
  app.post(mailPaths.stop, async (request) => {
    const { token } = bodyOf(WithToken, request.body)
    await database.asSystem(today(), async (db) => {
      await store.stop(db, hashToken(token))
      await noted(db, request.id, 'stop', 'done')
    })
    return {}
  })
}
