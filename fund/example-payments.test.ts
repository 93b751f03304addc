import { expect } from 'vitest'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan } from '../kernel/types.ts'
import { decisionOf } from '../test/harness/races.ts'
import { desk } from '../test/fund.ts'
import { test } from '../test/world.ts'
import { examplePayments } from './example-payments.ts'
import { exampleFund } from './example.ts'
import { commitAward } from './index.ts'
import { dueLines, listBatches, reconcile } from './payment-contract.ts'

test('the example city has a year of payments that match to the fen, and work left for the desk', async ({ world }) => {
  await world.asSystem((db) => exampleFund(db, { today: world.today }))
  for (let index = 0; index < 60; index++) {
    const personId = await world.person()
    const decidedOn = plainDate(`2026-0${1 + (index % 6)}-08`)
    const schedule = [
      { no: 1, dueOn: decidedOn, amount: yuan(3_000), condition: null },
      { no: 2, dueOn: plainDate('2026-06-10'), amount: yuan(3_000), condition: '仍在本市参保' },
    ]
    await world.asSystem((db) => commitAward(db, decisionOf('talent/living', yuan(6_000), { holder: { kind: 'person', id: personId }, decidedOn, schedule })))
  }
  const { maker, checker } = await desk(world)
  const { batches, paid } = await examplePayments(world.database, { today: world.today, hands: { maker: maker.accountId, checker: checker.accountId } })
  expect(batches).toBe(5)
  expect(paid).toBeGreaterThan(40)
  const leader = await world.staff('leader')
  expect(await leader.asks(reconcile, { year: 2026 })).toMatchObject({ batches: 5, unmatched: [], linesOff: [], waitingFen: 0n, paidFen: yuan(3_000 * paid) })
  const [first] = (await leader.lists(listBatches, {}, { sort: 'number' })).rows
  expect(first).toMatchObject({ madeAt: '2026-01-25T01:30:00.000Z', releasedOn: '2026-01-25' })
  expect(first?.makerName).not.toBe(first?.checkerName)
  const { lines } = await leader.asks(dueLines, { dueBy: world.today })
  expect(lines).toMatchObject([{ code: 'talent/living', needsCheck: 60 }])
  expect(lines[0]?.dueItems).toBe(60 - paid)
})
