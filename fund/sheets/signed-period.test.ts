import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, type TestDatabase } from '../../test/db.ts'
import { moneyCommands } from '../../test/harness/commands/registry.ts'
import { raceDay } from '../../test/harness/races.ts'
import { layGround, withStage } from '../../test/harness/stage.ts'
import { desk, openLineWith } from '../../test/fund.ts'
import { test as inWorld } from '../../test/world.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { yuan, type Id } from '../../kernel/types.ts'
import { allot } from '../contract.ts'
import { prepareSheet, signSheet } from './contract.ts'

let database: TestDatabase
beforeAll(async () => void (database = await testDatabase()))
afterAll(() => database.drop())

/** As if every period were signed, and back: each verb then meets the state that a real signature raises (the test below). */
const shut = `create function fund.as_signed() returns trigger language plpgsql as $$ begin raise exception '报表 RB1 已关账' using errcode = 'JY008'; end $$;
  create trigger as_signed after insert on fund.entry for each statement execute function fund.as_signed()`
const open = 'drop trigger as_signed on fund.entry; drop function fund.as_signed()'

test('every verb that posts answers a signed period by its own refusal, and leaves nothing', { timeout: 120_000 }, async () => {
  await withStage(database.address, raceDay, async (stage) => {
    await layGround(stage.database, raceDay)
    const asked: string[] = []
    for (const command of moneyCommands) {
      const { hand, body, posts, done } = await command.prepare(stage)
      if (Object.keys(posts).length === 0) continue
      asked.push(command.verb)
      await database.adminQuery(shut)
      const answer = await stage.send(hand.cookie, command.verb, body, randomUUID())
      await database.adminQuery(open)
      expect([command.verb, answer.status, answer.body]).toEqual([command.verb, 409, expect.objectContaining({ code: 'periodSigned', message: '记账日已经签字关账：报表 RB1 已关账' })])
      expect([command.verb, await stage.asSystem(done)]).toEqual([command.verb, 0])
    }
    expect(asked.length).toBeGreaterThan(15)
  })
})

inWorld('a request that crosses midnight into a day that was signed meanwhile is told which sheet, by whom, and when it can be done', async ({ world }) => {
  const { maker, checker } = await desk(world)
  const line = await openLineWith(world, yuan(10))
  const [fund] = await world.asSystem((db) => db.selectFrom('fund.specialFund').select('id').execute())
  const day = world.today
  world.setToday('2026-06-16')
  const { sheetId } = await maker.does(prepareSheet, { fundId: (fund?.id ?? '') as Id<'specialFund'>, kind: 'day', day })
  const { number } = await checker.does(signSheet, { sheetId })
  world.setToday(day)
  const late = maker.does(allot, { lineId: line.id, amount: yuan(1), document: '青财行〔2026〕18 号' })
  await expect(late).rejects.toMatchObject({ code: 'periodSigned', message: expect.stringMatching(new RegExp(`${number}.*签字）关到 ${day}，请在这一天以后`)) })
  world.setToday(plainDate('2026-06-16'))
  await maker.does(allot, { lineId: line.id, amount: yuan(1), document: '青财行〔2026〕18 号' })
})
