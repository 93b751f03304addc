import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../kernel/db/database.ts'
import type { Kept } from './requests/contract.ts'
import { register, retentions, type Retention } from './register.ts'

/** What the house holds of one person, table by table of the register: how much, by which law, until when. */

/** How a table names the person whom it is about; an employer's changes of payee are not about anybody. */
export const columnOf = (table: string): string | undefined => {
  if (table === 'registry.person') return 'id'
  if (table === 'fund.payee_change') return undefined
  if (table.startsWith('fund.')) return 'holder_id'
  if (table.startsWith('kernel.message')) return 'recipient_id'
  return table.startsWith('measures.') ? 'subject_id' : 'person_id'
}

/** The column from whose latest day a table's time runs; where there is none, the time has not begun. */
const beginsOn: Readonly<Record<string, string>> = {
  'cases.case': 'closed_on', 'cases.document': 'uploaded_on', 'cases.case_document': 'attached_on', 'fund.award': 'decided_on', 'fund.award_payee': 'made_at', 'fund.payee_account': 'replaced_at',
  'fund.declared_payment': 'paid_on', 'fund.obligation': 'serve_to', 'fund.breach': 'happened_on', 'fund.claim': 'decided_on', 'delivery.delivery': 'told_on', 'kernel.message': 'told_on', 'kernel.message_sending': 'sent_on',
  'housing.application': 'ended_on', 'housing.event': 'on_day', 'housing.offer': 'answered_on', 'housing.rent': 'due_on',
  'stories.story': 'ended_on',
  'service.request': 'closed_on', 'service.request_event': 'on_day', 'service.contact': 'on_day', 'training.enrolment': 'enrolled_at', 'training.attendance': 'recorded_at', 'training.certificate': 'issued_on', 'kernel.account': 'disabled_at',
}

export const recordsOf = async (db: Tx, personId: string): Promise<string[]> => {
  const { rows } = await sql<{ ids: string[] }>`select registry.records_of(${personId}) as ids`.execute(db)
  return rows[0]?.ids ?? []
}

const Comments = z.array(z.object({ table: z.string(), words: z.string() }))
const firstWords = (text: string): string => text.split(/[：；，,。]/)[0] ?? text

/** The tables that a law keeps, with rows of him; asked with the eyes of the house. */
export const keptOf = async (db: Tx, ids: readonly string[]): Promise<Kept[]> => {
  const told = await sql`select n.nspname || '.' || c.relname as "table", coalesce(obj_description(c.oid), '') as words from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname || '.' || c.relname = any (${sql.val(register.map(({ table }) => table))}::text[])`.execute(db)
  const words = new Map(Comments.parse(told.rows).map((row) => [row.table, row.words]))
  const left = await sql<{ year: number | null }>`select extract(year from max(d.departed_on))::int as year from registry.departure d join registry.person p on p.id = d.person_id where d.person_id = any (${sql.val(ids)}::uuid[]) and p.employer_id is null`.execute(db)
  const kept: Kept[] = []
  for (const { table, retention } of register) {
    const by = columnOf(table)
    if (by === undefined) continue
    const begins = beginsOn[table]
    // No end while one of them has not begun: an account that is open, a case that is under way.
    const last = begins === undefined ? sql`null::int` : sql`case when count(*) = count(${sql.ref(begins)}) then extract(year from max(${sql.ref(begins)}))::int end`
    const { rows } = await sql<{ rows: number; last: number | null }>`select count(*)::int as rows, ${last} as last from ${sql.table(table)} where ${sql.ref(by)} = any (${sql.val(ids)}::uuid[])`.execute(db)
    const found = rows[0]
    if (!found || found.rows === 0) continue
    const { years, from, law } = retentions[retention]
    const begun = retention === 'registry' ? (left.rows[0]?.year ?? null) : found.last
    kept.push({ table, words: firstWords(words.get(table) ?? table), rows: found.rows, law, from, years, until: endOf(retention, begun) })
  }
  return kept
}

const endOf = (retention: Retention, begun: number | null): number | null => (begun === null || retentions[retention].years === 0 ? null : begun + retentions[retention].years)
