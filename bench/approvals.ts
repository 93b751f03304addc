import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { commitAward } from '../fund/index.ts'
import type { Database } from '../kernel/db/database.ts'
import { yuan } from '../kernel/types.ts'
import { decisionOf, openRaceLine, raceDay } from '../test/harness/races.ts'
import { percentile } from './workbench.ts'

/**
 * Approvals a second as the fund sees them: commitAward (award, instalments, two vouchers, four entries), each in its own durable transaction,
 * `clerks` at once. `lines` says over how many budget lines they are spread: those of one line queue at its row.
 */
export const benchApprovals = async (database: Database, { approvals, clerks, lines }: { approvals: number; clerks: number; lines: number }) => {
  const codes = Array.from({ length: lines }, () => `bench/a-${randomUUID().replaceAll(/[^a-z]/g, '')}`)
  for (const code of codes) await database.asSystem(raceDay, (db) => openRaceLine(db, code, yuan(1_000_000_000)))
  const times: number[] = []
  let next = 0
  const clerk = async () => {
    while (next < approvals) {
      const code = codes[next++ % codes.length] ?? ''
      const began = performance.now()
      const result = await database.asSystem(raceDay, (db) => commitAward(db, decisionOf(code, yuan(30_000))))
      if (!result.ok) throw new Error(`an approval was refused: ${result.reason}`)
      times.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: clerks }, clerk))
  const seconds = (performance.now() - began) / 1000
  const { entries } = await database.asSystem(raceDay, (db) =>
    db.selectFrom('fund.entry as e').innerJoin('fund.budgetLine as l', 'l.id', 'e.lineId').select(sql<number>`count(*)::int`.as('entries')).where('l.code', 'in', codes).executeTakeFirstOrThrow(),
  )
  if (entries !== approvals * 4 + lines * 2) throw new Error(`${approvals} approvals left ${entries} entries`)
  const sorted = times.toSorted((a, b) => a - b)
  return { approvals, clerks, lines, entries, perSecond: Math.round(approvals / seconds), p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) }
}
