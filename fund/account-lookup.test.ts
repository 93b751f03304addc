import { sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '../test/world.ts'
import { ofPayee } from './batch-store.ts'

test('the account of a payee is found by its key, below row security too', async ({ world }) => {
  const { rows } = await world.asSystem(async (db) => {
    await sql`set local enable_seqscan = off`.execute(db)
    return sql<Record<string, string>>`
      explain select (select c.id from fund.payee_account c where ${ofPayee} and c.replaced_at is null)
      from fund.instalment i join fund.award a on a.id = i.award_id left join fund.award_payee p on p.id = i.payee_id`.execute(db)
  })
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toMatch(/payee_account_current on payee_account c[^\n]*\n\s*Index Cond: \(\(holder_kind = [^\n]*holder_id = /)
})
