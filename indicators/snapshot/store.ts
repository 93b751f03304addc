import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import type { FindingKind, SnapshotState } from './contract.ts'
import type { Finding, FrozenFigure } from './findings.ts'

/** Every query of the snapshots. */

export const snapshots = (db: Tx) =>
  db
    .selectFrom('indicators.snapshot as s')
    .innerJoin('kernel.place as p', 'p.code', 's.placeCode')
    .select([
      sql<Id<'snapshot'>>`s.id`.as('id'),
      's.placeCode',
      'p.name as placeName',
      's.period',
      's.asOf',
      sql<SnapshotState>`s.state`.as('state'),
      's.figures',
      sql<number>`(select count(*)::int from indicators.snapshot_finding f where f.snapshot_id = s.id and f.explained is null)`.as('open'),
      's.madeByName',
      's.signedByName',
      's.signedAt',
    ])

const whole = (db: Tx, snapshotId: Id<'snapshot'>) =>
  snapshots(db).select(['s.seal', 's.withoutBelow', 's.withdrawnBecause', 's.makerPerson', 's.madeBy']).where('s.id', '=', snapshotId)

export const getSnapshot = async (db: Tx, snapshotId: Id<'snapshot'>) => {
  const found = await whole(db, snapshotId).executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

/** Locked until the verb ends: of two who sign at once, the second finds it signed. */
export const getSnapshotForUpdate = async (db: Tx, snapshotId: Id<'snapshot'>) => {
  const found = await whole(db, snapshotId).forUpdate('s').executeTakeFirst()
  if (!found) throw new Missing()
  return found
}

export const rowsOf = (db: Tx, snapshotId: Id<'snapshot'>): Promise<FrozenFigure[]> =>
  db
    .selectFrom('indicators.snapshotFigure')
    .select(['figure', 'placeCode', 'edition', sql<string | null>`value::text`.as('value'), 'because', sql<string | null>`numerator::text`.as('numerator'), sql<string | null>`denominator::text`.as('denominator'), 'basis'])
    .where('snapshotId', '=', snapshotId)
    .execute()

export const findingsOf = (db: Tx, snapshotId: Id<'snapshot'>) =>
  db
    .selectFrom('indicators.snapshotFinding')
    .select(['no', sql<FindingKind>`kind`.as('kind'), 'figure', 'says', 'explained', 'explainedByName'])
    .where('snapshotId', '=', snapshotId)
    .orderBy('no')
    .execute()

/** The signed snapshot of a place that came before a day: what the next one is held against. */
export const signedBefore = (db: Tx, placeCode: string, asOf: PlainDate) =>
  db
    .selectFrom('indicators.snapshot')
    .select(sql<Id<'snapshot'>>`id`.as('id'))
    .where('placeCode', '=', placeCode)
    .where('state', '=', 'signed')
    .where('asOf', '<', asOf)
    .orderBy('asOf', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Undefined when the period has one already. */
export const insertSnapshot = async (db: Tx, snapshot: { placeCode: string; period: string; asOf: PlainDate; madeByName: string; makerPerson: string | null }, rows: readonly FrozenFigure[], findings: readonly Finding[]): Promise<Id<'snapshot'> | undefined> => {
  const made = await db
    .insertInto('indicators.snapshot')
    .values({ ...snapshot, figures: new Set(rows.map(({ figure }) => figure)).size, madeBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.doNothing())
    .returning(sql<Id<'snapshot'>>`id`.as('id'))
    .executeTakeFirst()
  if (!made) return undefined
  await sql`
    insert into indicators.snapshot_figure (snapshot_id, figure, place_code, edition, value, because, numerator, denominator, basis)
    select ${made.id}, r.figure, r."placeCode", r.edition, r.value, r.because, r.numerator, r.denominator, r.basis
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(figure text, "placeCode" text, edition text, value numeric, because text, numerator numeric, denominator numeric, basis text)`.execute(db)
  if (findings.length) await db.insertInto('indicators.snapshotFinding').values(findings.map((finding, index) => ({ snapshotId: made.id, no: index + 1, ...finding }))).execute()
  return made.id
}

/** False when there is no such finding. */
export const explain = async (db: Tx, snapshotId: Id<'snapshot'>, no: number, words: string, byName: string): Promise<boolean> => {
  const { numUpdatedRows } = await db.updateTable('indicators.snapshotFinding').set({ explained: words, explainedByName: byName }).where('snapshotId', '=', snapshotId).where('no', '=', no).executeTakeFirst()
  return numUpdatedRows > 0n
}

type Move =
  | { state: 'checked'; checkedByName: string }
  | { state: 'signed'; signedByName: string; signerPerson: string | null; withoutBelow: string | null; seal: string }
  | { state: 'withdrawn'; withdrawnBecause: string }

export const move = async (db: Tx, snapshotId: Id<'snapshot'>, to: Move): Promise<void> => {
  const at = to.state === 'checked' ? { checkedAt: sql<string>`now()` } : to.state === 'signed' ? { signedAt: sql<string>`now()`, signedBy: sql<string>`kernel.actor()` } : {}
  await db.updateTable('indicators.snapshot').set({ ...to, ...at }).where('id', '=', snapshotId).execute()
}

/** Places of the next level that have signed nothing for this period. */
export const unsignedBelow = async (db: Tx, placeCode: string, period: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('kernel.place as p')
    .select('p.name')
    .where('p.parentCode', '=', placeCode)
    .where(sql<boolean>`not exists (select from indicators.snapshot s where s.place_code = p.code and s.period = ${period} and s.state = 'signed')`)
    .orderBy('p.code')
    .execute()
  return rows.map(({ name }) => name)
}

/** An import that writes into this place, or into the whole of which it is a part. */
export const importRunning = async (db: Tx, placeCode: string): Promise<string | undefined> =>
  (await db.selectFrom('pub.importRunning').select('number').where(sql<boolean>`starts_with(place_code, ${placeCode}) or starts_with(${placeCode}, place_code)`).executeTakeFirst())?.number ?? undefined
