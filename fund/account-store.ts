import { sql } from 'kysely'
import type { Tx } from '../kernel/db/database.ts'
import { withHouseEyes } from '../kernel/db/elevate.ts'
import { sealHint } from '../kernel/seal/hint.ts'
import { houseSealer, type SealedPlace } from '../kernel/seal/seal.ts'
import type { Instant, PlainDate } from '../kernel/types.ts'
import type { Subject } from '../measures/types.ts'

/** Accounts of payees. The number is readable in one place alone: while the bank file is written. */

const placeOf = (id: string): SealedPlace => ({ table: 'fund.payee_account', column: 'number', row: id })
export const openNumber = (id: string, sealed: Uint8Array): string => houseSealer().open(placeOf(id), sealed)

interface AccountShown {
  name: string
  bank: string
  hint: string
  givenAt: Instant
  rejectedOn: PlainDate | null
  rejectedReason: string | null
}

const shown = ['name', 'bank', 'numberHint as hint', 'givenAt', 'rejectedOn', 'rejectedReason'] as const

export const findAccount = (db: Tx, holder: Subject): Promise<AccountShown | undefined> =>
  db.selectFrom('fund.payeeAccount').select(shown).where('holderKind', '=', holder.kind).where('holderId', '=', holder.id).where('replacedAt', 'is', null).executeTakeFirst()

/** Name and place of a holder as the registry has them; undefined when it has none, or not in the actor's sight. */
export const findHolder = async (db: Tx, holder: Subject): Promise<{ name: string; placeCode: string } | undefined> => {
  const table = { person: 'person', employer: 'employer', team: 'team' }[holder.kind]
  const { rows } = await sql<{ name: string; placeCode: string }>`select name, place_code from ${sql.table(`pub.${table}`)} where id = ${holder.id}`.execute(db)
  return rows[0]
}

interface NewAccount {
  holder: Subject
  placeCode: string
  /** Name of the account: the holder's own, from the registry. */
  name: string
  bank: string
  /** Digits alone; see accountNumberProblem. */
  number: string
  document: string | null
}

/** Makes this the holder's current account; the one before stays on record. The number is sealed for its row. */
export const replaceAccount = async (db: Tx, { holder, number, ...account }: NewAccount): Promise<AccountShown> => {
  await db
    .updateTable('fund.payeeAccount')
    .set({ replacedAt: sql<string>`now()` })
    .where('holderKind', '=', holder.kind)
    .where('holderId', '=', holder.id)
    .where('replacedAt', 'is', null)
    .execute()
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(db)
  const id = rows[0]?.id ?? ''
  return db
    .insertInto('fund.payeeAccount')
    .values({
      ...account,
      id,
      holderKind: holder.kind,
      holderId: holder.id,
      numberSealed: houseSealer().seal(placeOf(id), number),
      numberHint: sealHint('account', number),
      numberIndex: houseSealer().index('fund.payee_account.number', number),
      givenBy: sql<string>`kernel.actor()`,
    })
    .returning(shown)
    .executeTakeFirstOrThrow()
}

/** The bank says that these accounts are wrong: nothing more is paid to them. */
export const rejectAccounts = async (db: Tx, rejected: readonly { accountId: string; reason: string }[], on: PlainDate): Promise<void> => {
  if (!rejected.length) return
  await sql`
    update fund.payee_account c set rejected_on = ${on}, rejected_reason = r.reason
    from jsonb_to_recordset(${JSON.stringify(rejected)}::jsonb) as r("accountId" uuid, reason text)
    where c.id = r."accountId" and c.rejected_on is null`.execute(db)
}

/** What a reviewer should know of the account that money would go to: given anew lately, or registered to somebody else too. With house eyes: other holders are not the caller's to see. */
export const accountDoubts = (db: Tx, holder: Subject, since: PlainDate, today: PlainDate): Promise<{ there: boolean; rejected: boolean; changed: boolean; shared: boolean }> =>
  withHouseEyes(db, today, async () => {
    const { rows: [found] } = await sql<{ rejected: boolean; changed: boolean; shared: boolean }>`
      select c.rejected_on is not null as rejected,
        exists (select from fund.payee_account o where o.holder_id = c.holder_id and o.replaced_at >= ${since}::date) as changed,
        exists (select from fund.payee_account o where o.number_index = c.number_index and o.replaced_at is null and o.holder_id <> c.holder_id) as shared
      from fund.payee_account c where c.holder_kind = ${holder.kind} and c.holder_id = ${holder.id} and c.replaced_at is null`.execute(db)
    return found ? { there: true, ...found } : { there: false, rejected: false, changed: false, shared: false }
  })
