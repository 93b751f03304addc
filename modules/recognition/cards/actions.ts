import { sql } from 'kysely'
import { withHouseEyes } from '../../../kernel/db/elevate.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { implement, implementQuery } from '../../../kernel/implement.ts'
import { houseSigner } from '../../../kernel/seal/sign.ts'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import { cardPurpose, maskedOf, readCode, serialOf, writeCode } from './code.ts'
import { cardLifeSeconds, checkCard, getCardKey, getMyCard } from './contract.ts'

/** Showing and checking. A code is made when it is looked at and kept nowhere: there is nothing to leak. */

interface Held {
  classId: Id<'talentClass'>
  level: string
  name: string
  scheme: string
  issuer: string
  validTo: PlainDate | null
}

const heldBy = async (db: Tx, personId: Id<'person'>): Promise<Held | undefined> => {
  const { rows } = await sql<Held>`
    select c.id as "classId", c.level, p.name, c.scheme, c.issuer, c.valid_to as "validTo" from pub.person_class c join pub.person p on p.id = c.person_id
    where c.person_id = ${personId} and c.in_force order by c.level, c.recognised_on desc limit 1`.execute(db)
  return rows[0]
}

const now = (): number => Math.floor(Date.now() / 1000)

const myCardHandler = implementQuery(getMyCard, async ({ db, actor }) => {
  const held = actor.personId ? await heldBy(db, actor.personId) : undefined
  if (!held) return { card: null }
  const { classId, level, name, scheme, issuer, validTo } = held
  const { code } = writeCode({ classId, level, maskedName: maskedOf(name), validTo }, houseSigner(cardPurpose), now())
  return { card: { level, name, scheme, issuer, validTo, serial: serialOf(classId), code, secondsLeft: cardLifeSeconds } }
})

/** With a network the register is asked too: a class that was withdrawn a moment ago is refused at once. Its eyes are the house's, for the counter need not know anybody. */
const checkCardHandler = implement(checkCard, async ({ db, today, refuse, touched }, { code }) => {
  const read = readCode(code, houseSigner(cardPurpose).publicKey, { now: now(), today })
  if (typeof read === 'string') return refuse(read)
  const { classId, level, maskedName, serial, validTo } = read
  const found = await withHouseEyes(db, today, () => db.selectFrom('pub.personClass').select(['scheme', 'level']).where('id', '=', classId).where('inForce', '=', true).executeTakeFirst())
  if (!found || found.level !== level) return refuse('revoked')
  touched({ serial })
  return { level, maskedName, serial, scheme: found.scheme ?? '', validTo }
})

const cardKeyHandler = implementQuery(getCardKey, async () => ({ publicKey: houseSigner(cardPurpose).publicKey }))

export const cardHandlers = [myCardHandler, checkCardHandler, cardKeyHandler]
