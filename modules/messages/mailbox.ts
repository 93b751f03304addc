import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { codeHash } from '../../kernel/auth/secrets.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implement, type Handler } from '../../kernel/implement.ts'
import { heldSenders } from '../../kernel/messages/senders.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { confirmEmail, dropEmail, giveEmail } from './contract.ts'
import { selfOf } from './store.ts'

/** A mailbox is used once its owner has shown that he reads it: a mistyped address must not tell a stranger. */

const codeMinutes = 30
const mostGuesses = 5

export const hintOf = (email: string): string => `${email.slice(0, 2)}…${email.slice(email.indexOf('@'))}`

export const mailboxOf = (db: Tx, recipientId: string) =>
  db
    .selectFrom('kernel.messageMailbox')
    .select(['id', 'emailHint', 'codeHash', 'guesses', 'confirmedAt', sql<boolean>`asked_at > now() - interval '1 minute'`.as('soon'), sql<boolean>`coalesce(code_until > now(), false)`.as('live')])
    .where('recipientId', '=', recipientId)
    .forUpdate()
    .executeTakeFirst()

const giveHandler = implement(giveEmail, async ({ db, actor, refuse }, { email }) => {
  const sender = heldSenders().email
  if (!sender) return refuse('notOpen')
  const { kind, id: recipientId } = selfOf(actor)
  const before = await mailboxOf(db, recipientId)
  if (before?.soon) refuse('tooSoon')
  if (before) await db.deleteFrom('kernel.messageMailbox').where('id', '=', before.id).execute()
  const { rows: [made] } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const id = made?.id ?? ''
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const hint = hintOf(email)
  await db
    .insertInto('kernel.messageMailbox')
    .values({ id, recipientKind: kind, recipientId, emailSealed: houseSealer().seal({ table: 'kernel.message_mailbox', column: 'email', row: id }, email), emailHint: hint, codeHash: codeHash('phone', id, code), codeUntil: sql<string>`now() + make_interval(mins => ${codeMinutes})` })
    .execute()
  try {
    await sender.send(email, `聚英：邮箱验证码 ${code}\n${codeMinutes} 分钟内有效。不是您本人操作的，请忽略这封邮件。`)
  } catch {
    // The address stands in no log: what the server said may repeat it.
    refuse('notSent')
  }
  return { hint, minutes: codeMinutes }
})

const confirmHandler = implement(confirmEmail, async ({ db, actor, refuse }, { code }) => {
  const box = await mailboxOf(db, selfOf(actor).id)
  if (!box || box.confirmedAt || !box.codeHash) return refuse('nothingAsked')
  if (!box.live || box.guesses >= mostGuesses) refuse('over')
  const right = codeHash('phone', box.id, code).equals(box.codeHash)
  await db
    .updateTable('kernel.messageMailbox')
    .set(right ? { confirmedAt: sql<string>`now()`, codeHash: null, codeUntil: null } : { guesses: box.guesses + 1 })
    .where('id', '=', box.id)
    .execute()
  return { wrong: right ? null : `验证码不对，还可以试 ${mostGuesses - box.guesses - 1} 次` }
})

const dropHandler = implement(dropEmail, async ({ db, actor, refuse }) => {
  const gone = await db.deleteFrom('kernel.messageMailbox').where('recipientId', '=', selfOf(actor).id).executeTakeFirst()
  if (gone.numDeletedRows === 0n) refuse('none')
  return {}
})

export const mailboxHandlers: readonly Handler[] = [giveHandler, confirmHandler, dropHandler]
