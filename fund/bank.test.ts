import { expect, test } from 'vitest'
import { testDatabase } from '../test/db.ts'
import { runBank } from '../test/harness/bank.ts'

test('five hundred payments match to the fen whatever the bank answers, and the match finds what was planted', { timeout: 60_000 }, async () => {
  const database = await testDatabase()
  try {
    const { figures, passed } = await runBank({ address: database.address, large: false })
    expect(figures).toMatchObject({ paid: 500, wronglyTaken: 0, openInquiries: 0, unmatched: 0, fenOff: '0', planted: '4/4' })
    for (const kind of ['partial', 'doubled', 'lost', 'failed'] as const) expect(figures[kind], kind).toBeGreaterThan(0)
    expect(passed).toBe(true)
  } finally {
    await database.drop()
  }
})
