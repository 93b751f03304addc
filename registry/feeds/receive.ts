import { randomUUID } from 'node:crypto'
import { auditRow } from '../../kernel/audit/audit.ts'
import { databaseCode, type Database, type Tx } from '../../kernel/db/database.ts'
import { addJob } from '../../kernel/jobs/queue.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import { sheetLimits, type SheetLimits } from '../../kernel/sheets/index.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { readDeliveryJob, type channels, type Received } from './contract.ts'

/** 200,000 rows of 60 columns: a city's month of insurance. A source that sends more sends it in parts. */
export const feedLimits: SheetLimits = { ...sheetLimits, rows: 200_000, columns: 60, cellLength: 500 }

export const filePlace = (deliveryId: string) => ({ table: 'registry.feed_delivery', column: 'file', row: deliveryId })
export const rowPlace = (deliveryId: string, rowNumber: number) => ({ table: 'registry.feed_row', column: 'row', row: `${deliveryId}/${rowNumber}` })

/** The same idempotency key with other rows. */
export class KeyUsed extends Error {}

export interface Arrival {
  sourceId: string
  channel: keyof typeof channels
  fileName: string
  bytes: Buffer
  asOf: PlainDate
  idempotencyKey?: string
}

/** Keeps the sealed file and queues its reading. What was received before is answered again and read once. */
export const receiveDelivery = async (database: Database, call: { actor: Actor; today: PlainDate; requestId: string }, arrival: Arrival): Promise<Received> => {
  try {
    return await database.as(call, (db) => receive(db, call, arrival))
  } catch (error) {
    // Two senders of one file at once: the second finds what the first has brought.
    if (databaseCode(error) === '23505') return database.as(call, (db) => receive(db, call, arrival))
    throw error
  }
}

const receive = async (db: Tx, call: { actor: Actor; today: PlainDate; requestId: string }, { sourceId, channel, fileName, bytes, asOf, idempotencyKey }: Arrival): Promise<Received> => {
  const contentHash = houseSealer().index('registry.feed_delivery', bytes.toString('base64'))
  const source = await db.selectFrom('registry.feedSource').select('placeCode').where('id', '=', sourceId).executeTakeFirstOrThrow()
  const earlier = db.selectFrom('registry.feedDelivery').select(['id', 'number', 'contentHash']).where('sourceId', '=', sourceId)
  const sameKey = idempotencyKey === undefined ? undefined : await earlier.where('idempotencyKey', '=', idempotencyKey).executeTakeFirst()
  if (sameKey && !sameKey.contentHash.equals(contentHash)) throw new KeyUsed()
  const known = sameKey ?? (await earlier.where('contentHash', '=', contentHash).where('state', 'in', ['reading', 'done']).executeTakeFirst())
  if (known) return { deliveryId: known.id as Id<'feedDelivery'>, number: known.number, again: true }
  const id = randomUUID()
  const { number } = await db
    .insertInto('registry.feedDelivery')
    .values({ id, sourceId, placeCode: source.placeCode, channel, fileName: fileName.slice(0, 200), fileBytes: bytes.length, fileSealed: houseSealer().seal(filePlace(id), bytes), contentHash, idempotencyKey: idempotencyKey ?? null, asOf, state: 'reading', createdBy: call.actor.accountId ?? null })
    .returning('number')
    .executeTakeFirstOrThrow()
  await addJob(db, readDeliveryJob.name, { deliveryId: id }, { key: `feed-${id}` })
  await auditRow(db, call, { verb: 'registry.receiveDelivery', outcome: 'done', code: null, subject: { number, channel } })
  return { deliveryId: id as Id<'feedDelivery'>, number, again: false }
}
