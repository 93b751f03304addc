import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { Missing } from '../../kernel/implement.ts'
import { openToken, sealToken } from '../../kernel/seal/token.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Fen, Id, Instant, PlainDate } from '../../kernel/types.ts'
import type { SubjectKind } from '../../measures/types.ts'
import { Offered } from './offer.ts'
import type { DeliveryState } from './states.ts'

/** One delivery: read, locked, moved on. */

const columns = [
  sql<Id<'delivery'>>`d.id`.as('id'),
  'd.measure',
  'd.title',
  sql<SubjectKind>`d.subject_kind`.as('subjectKind'),
  'd.subjectId',
  sql<'person' | 'employer'>`d.claimant_kind`.as('claimantKind'),
  'd.claimantId',
  'd.placeCode',
  sql<DeliveryState>`d.state`.as('state'),
  sql<Fen | null>`d.amount_fen`.as('amountFen'),
  sql<PlainDate>`d.expected_on`.as('expectedOn'),
  sql<PlainDate | null>`d.confirm_by`.as('confirmBy'),
  sql<PlainDate>`d.told_on`.as('toldOn'),
  sql<PlainDate | null>`d.paid_on`.as('paidOn'),
  'd.endedBecause',
  'd.offered',
  'd.offeredHash',
  sql<'straight' | 'look' | null>`d.tier`.as('tier'),
  'd.tierReasons',
  sql<Id<'case'> | null>`d.case_id`.as('caseId'),
] as const

const selected = (db: Tx) => db.selectFrom('delivery.delivery as d').select(columns)
type Stored = Awaited<ReturnType<ReturnType<typeof selected>['executeTakeFirstOrThrow']>>
/** What was shown stands sealed: facts are in it as people read them. */
const readRow = ({ offered, ...row }: Stored) => ({ ...row, offered: offered === null ? null : Offered.parse(openToken(String(offered), { what: 'offer', row: row.id })) })
export type DeliveryRecord = ReturnType<typeof readRow>

/** Locked until the verb ends. Row-level security has hidden those of others. */
export const getForUpdate = async (db: Tx, id: string): Promise<DeliveryRecord> => {
  const row = await selected(db).where('d.id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new Missing()
  return readRow(row)
}

export const findByCaseForUpdate = async (db: Tx, caseId: string): Promise<DeliveryRecord | undefined> => {
  const row = await selected(db).where('d.caseId', '=', caseId).forUpdate().executeTakeFirst()
  return row && readRow(row)
}

export const mine = async (db: Tx, { role, personId, employerId }: Actor): Promise<DeliveryRecord[]> => {
  const id = role === 'employerClerk' ? employerId : personId
  if (!id) throw new Missing()
  return (await selected(db).where('d.claimantId', '=', id).where('d.claimantKind', '=', role === 'employerClerk' ? 'employer' : 'person').orderBy('d.toldOn', 'desc').orderBy('d.id').limit(200).execute()).map(readRow)
}

export const shown = ({ id, measure, title, state, amountFen, toldOn, expectedOn, confirmBy, tier, tierReasons, caseId, paidOn, endedBecause }: DeliveryRecord) => ({ id, measure, title, state, amount: amountFen, toldOn, expectedOn, confirmBy, tier, tierReasons, caseId, paidOn, endedBecause })

export const keepOffer = async (db: Tx, { id, state }: DeliveryRecord, { offered, hash, today }: { offered: Offered; hash: string; today: PlainDate }): Promise<void> => {
  await db
    .updateTable('delivery.delivery')
    .set({ offered: JSON.stringify(sealToken('offer', id, offered)), offeredHash: hash, ...(state === 'told' ? { state: 'opened', openedOn: today } : {}) })
    .where('id', '=', id)
    .execute()
}

interface Confirmed {
  caseId: string
  tier: 'straight' | 'look'
  reasons: string[]
  today: PlainDate
}
export const keepConfirmed = async (db: Tx, id: string, { caseId, tier, reasons, today }: Confirmed): Promise<void> => {
  await db.updateTable('delivery.delivery').set({ state: 'confirmed', confirmedOn: today, caseId, tier, tierReasons: reasons }).where('id', '=', id).execute()
}

export const keepConsent = async (db: Tx, { id, claimantKind, claimantId }: DeliveryRecord, kind: 'given' | 'withdrawn', version: string, accountId: string): Promise<void> => {
  await db.insertInto('delivery.consent').values({ deliveryId: id, claimantKind, claimantId, kind, version, accountId }).execute()
}

/** Back to before the confirmation: it may be confirmed again, as a new case. */
export const reopen = async (db: Tx, id: string): Promise<void> => {
  await db.updateTable('delivery.delivery').set({ state: 'opened', confirmedOn: null, caseId: null, tier: null, tierReasons: [] }).where('id', '=', id).execute()
}

export const lookInstead = async (db: Tx, id: string, reasons: readonly string[]): Promise<void> => {
  await db.updateTable('delivery.delivery').set({ tier: 'look', tierReasons: [...reasons] }).where('id', '=', id).execute()
}

export const keepDecided = async (db: Tx, id: string, today: PlainDate): Promise<void> => {
  await db.updateTable('delivery.delivery').set({ state: 'decided', decidedOn: today }).where('id', '=', id).execute()
}

/** The house ends it; claimants may not. The caller has locked the row and may see it. */
export const end = (db: Tx, id: string, because: string, today: PlainDate): Promise<void> =>
  withHouseEyes(db, today, async () => void (await db.updateTable('delivery.delivery').set({ state: 'ended', endedOn: today, endedBecause: because }).where('id', '=', id).execute()))

export const numberOfCase = async (db: Tx, caseId: string): Promise<string> => (await db.selectFrom('pub.case').select('number').where('id', '=', caseId).executeTakeFirst())?.number ?? ''

export const keepPayment = async (db: Tx, { caseId, result, paidOn }: { caseId: string; result: 'paid' | 'failed'; paidOn: PlainDate | null }, today: PlainDate): Promise<void> => {
  const row = await findByCaseForUpdate(db, caseId)
  if (!row) return
  if (result === 'failed') await db.updateTable('delivery.delivery').set({ accountFailedOn: today }).where('id', '=', row.id).execute()
  else await db.updateTable('delivery.delivery').set({ accountFailedOn: null, ...(row.state === 'decided' ? { state: 'paid', paidOn: paidOn ?? today } : {}) }).where('id', '=', row.id).execute()
}

interface ConsentRow {
  deliveryId: Id<'delivery'>
  title: string
  state: DeliveryState
  version: string
  givenAt: Instant
  withdrawnAt: Instant | null
}
/** Each consent with the withdrawal that came after it, as far as row security shows them. */
export const consentsOf = async (db: Tx): Promise<ConsentRow[]> =>
  (await sql<ConsentRow>`
    select g.delivery_id as "deliveryId", d.title, d.state, g.version, g.at as "givenAt",
      (select min(w.at) from delivery.consent w where w.delivery_id = g.delivery_id and w.kind = 'withdrawn' and w.at > g.at
        and not exists (select from delivery.consent n where n.delivery_id = g.delivery_id and n.kind = 'given' and n.at > g.at and n.at < w.at)) as "withdrawnAt"
    from delivery.consent g join delivery.delivery d on d.id = g.delivery_id where g.kind = 'given' order by g.at desc, g.id desc`.execute(db)).rows

/** Whether the person has asked that people decide about him (registry's data standing); an employer or a team has no such right. */
export const wantsPeople = async (db: Tx, subjectId: string): Promise<boolean> =>
  (await db.selectFrom('pub.dataStanding').select('kind').where('personId', '=', subjectId).where('kind', '=', 'byHand').limit(1).executeTakeFirst()) !== undefined
