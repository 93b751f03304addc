import type pg from 'pg'
import { rewriteColumn } from '../../kernel/db/rewrite.ts'
import { tailToken, type HintKind } from '../../kernel/seal/hint.ts'

/** 证件、手机、账号的末四位也加密：列里是带密钥的记号，相同的末四位记号相同，可以据以检索和比对，没有密钥读不出来。已有的行和副本在这里改写。 */

const columns: readonly { table: string; column: string; kind: HintKind; dropped?: string }[] = [
  { table: 'registry.person', column: 'document_hint', kind: 'document' },
  { table: 'registry.person', column: 'phone_hint', kind: 'phone' },
  { table: 'registry.person_document', column: 'document_hint', kind: 'document' },
  { table: 'registry.employer', column: 'phone_hint', kind: 'phone' },
  { table: 'fund.payee_account', column: 'number_hint', kind: 'account' },
  { table: 'clerks.invitation', column: 'phone_hint', kind: 'phone', dropped: 'invitation_phone_hint_check' },
  { table: 'clerks.entry_request', column: 'phone_hint', kind: 'phone', dropped: 'entry_request_phone_hint_check' },
]

/** Rows that were kept as JSON before something changed them. */
const copies = [['registry.person_merge', 'before'], ['registry.person_merge', 'after'], ['registry.former_fact', 'said'], ['registry.feed_change', 'before']] as const

const sealCopy = (row: Record<string, unknown>): Record<string, unknown> => ({
  ...row,
  ...(typeof row['document_hint'] === 'string' ? { document_hint: tailToken('document', row['document_hint']) } : {}),
  ...(typeof row['phone_hint'] === 'string' ? { phone_hint: tailToken('phone', row['phone_hint']) } : {}),
})

export const up = async (client: pg.ClientBase): Promise<void> => {
  await client.query(`drop schema if exists pub cascade; delete from public.migration where name = 'views'`)
  for (const { table, column, kind, dropped } of columns) {
    if (dropped) await client.query(`alter table ${table} drop constraint ${dropped}`)
    await rewriteColumn(client, { table, column, type: 'text' }, ({ value }) => tailToken(kind, value))
    await client.query(`alter table ${table} add constraint ${column}_sealed check (${column} = '' or starts_with(${column}, 'hint:${kind}:'))`)
    await client.query(`comment on column ${table}.${column} is '号码末四位，加密；相同的末四位相同'`)
  }
  for (const [table, column] of copies) {
    const holds = `${column} ? 'document_hint' or ${column} ? 'phone_hint'`
    await rewriteColumn(client, { table, column, type: 'jsonb', where: holds }, ({ value }) => JSON.stringify(sealCopy(JSON.parse(value) as Record<string, unknown>)))
  }
  await client.query(`create index person_document_hint on registry.person (document_hint) where document_hint <> ''`)
}
