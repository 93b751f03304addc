import { sql } from 'kysely'
import type { Database } from '../kernel/db/database.ts'
import type { SealedBytes, SealedColumn, SealedTokens } from '../kernel/seal/rotate.ts'
import type { PlainDate } from '../kernel/types.ts'
import { phonePlace, proofPlace } from '../modules/clerks/places.ts'
import { packedPlace } from '../measures/city/fact-store.ts'
import { documentPlace } from '../registry/documents/actions.ts'
import * as feeds from '../registry/feeds/receive.ts'
import * as imports from '../registry/import/check.ts'

/**
 * Every sealed column of the house, for the rotation of keys; a sealed column that is missing here fails a test. Files are sealed too: {@link fileHashes}.
 * The places are the owners' own: a place that was written twice could differ once.
 */
const id = [{ name: 'id', type: 'uuid' }] as const

const byId = (table: string, column: string, name: string): SealedBytes => ({ table, column, key: id, place: ([row = '']) => ({ table, column: name, row }) })

const tokens = (table: string, column: string, type: SealedTokens['tokens'] = 'text', key = 'id'): SealedTokens => ({ table, column, key: [{ name: key, type: 'uuid' }], tokens: type })

export const sealedColumns: readonly SealedColumn[] = [
  byId('registry.person', 'document_sealed', 'document'),
  byId('registry.person', 'phone_sealed', 'phone'),
  byId('registry.employer', 'phone_sealed', 'phone'),
  byId('fund.payee_account', 'number_sealed', 'number'),
  { table: 'registry.person_document', column: 'document_sealed', key: id, place: ([row = '']) => documentPlace(row) },
  { table: 'registry.feed_delivery', column: 'file_sealed', key: id, place: ([row = '']) => feeds.filePlace(row) },
  { table: 'clerks.invitation', column: 'phone_sealed', key: id, place: ([row = '']) => phonePlace('invitation', row) },
  { table: 'clerks.entry_request', column: 'phone_sealed', key: id, place: ([row = '']) => phonePlace('entry_request', row) },
  { table: 'clerks.entry_request', column: 'proof_sealed', key: id, place: ([row = '']) => proofPlace(row) },
  byId('kernel.list_export', 'filters_sealed', 'filters'),
  byId('kernel.account_phone', 'phone_sealed', 'phone'),
  byId('kernel.message_mailbox', 'email_sealed', 'email'),
  byId('subscriptions.mail', 'email_sealed', 'email'),
  { table: 'registry.feed_row', column: 'sealed', key: [{ name: 'delivery_id', type: 'uuid' }, { name: 'row_number', type: 'int4' }], place: ([delivery = '', row]) => feeds.rowPlace(delivery, Number(row)) },
  { table: 'registry.import_batch', column: 'file_sealed', key: id, place: ([row = '']) => imports.filePlace(row) },
  { table: 'registry.import_row', column: 'sealed', key: [{ name: 'batch_id', type: 'uuid' }, { name: 'row_number', type: 'int4' }], place: ([batch = '', row]) => imports.rowPlace(batch, Number(row)) },
  tokens('registry.employment', 'monthly_pay_sealed'),
  tokens('registry.insurance', 'base_sealed'),
  tokens('registry.housing', 'monthly_rent_sealed'),
  tokens('registry.person_fact', 'value', 'jsonb'),
  tokens('registry.former_fact', 'said', 'jsonb'),
  tokens('registry.feed_change', 'before', 'jsonb'),
  tokens('cases.case', 'assessment', 'jsonb'),
  tokens('cases.case', 'answers', 'jsonb'),
  tokens('fund.award', 'facts', 'jsonb'),
  tokens('fund.award', 'answers', 'jsonb'),
  tokens('delivery.delivery', 'offered', 'jsonb'),
  { table: 'kernel.idempotency', column: 'answer', key: [{ name: 'account_id', type: 'uuid' }, { name: 'key', type: 'text' }], tokens: 'jsonb' },
  tokens('measures.subject_fact', 'facts', 'text', 'subject_id'),
  { table: 'measures.subject_fact', column: 'packed_sealed', key: [{ name: 'subject_id', type: 'uuid' }], place: ([row = '']) => packedPlace(row) },
  { table: 'kernel.second_factor', column: 'secret_sealed', key: [{ name: 'account_id', type: 'uuid' }], place: ([row = '']) => ({ table: 'kernel.second_factor', column: 'secret', row }) },
]

/** The contents that the file store keeps for somebody: papers and archive packages. */
export const fileHashesText = 'select hash from cases.document union select hash from cases.archive order by 1'
export const fileHashes = (database: Database, today: PlainDate): Promise<string[]> =>
  database.asSystem(today, async (db) => {
    const { rows } = await sql.raw<{ hash: string }>(fileHashesText).execute(db)
    return rows.map(({ hash }) => hash)
  })
