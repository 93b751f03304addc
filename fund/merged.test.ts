import { describe, expect } from 'vitest'
import { awarded, desk, openLineWith, releasedBatch, returnOf } from '../test/fund.ts'
import { test, type World } from '../test/world.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { yuan } from '../kernel/types.ts'
import { commitAward } from './index.ts'
import { listMyPayments } from './payee-contract.ts'
import { takeReturn } from './payment-contract.ts'
import { addBan, myObligations } from './recovery/contract.ts'
import { myAwards } from '../portal/contract.ts'
import { decisionOf } from '../test/harness/races.ts'
import { sql } from 'kysely'

/** Two records of one human; `former` goes on into `stays`, as the desk's merge leaves them. */
const merged = (world: World, stays: string, former: string) => world.asSystem((db) => sql`update registry.person set survivor_id = ${stays} where id = ${former}`.execute(db))

describe('after two records of one human were merged', () => {
  test('what was paid and granted under the former record stands in his own lists', async ({ world }) => {
    const hands = await desk(world)
    const { awards, batchId, number } = await releasedBatch(world, hands, [100])
    await hands.maker.does(takeReturn, { batchId, text: returnOf(number, world.today, [{ seq: 1, amount: yuan(100), says: 'S' }]) })
    const he = await world.talent()
    expect((await he.lists(listMyPayments, {}, { sort: '-paidOn' })).rows).toHaveLength(0)
    await merged(world, he.personId, awards[0]?.talent.personId ?? '')
    expect((await he.lists(listMyPayments, {}, { sort: '-paidOn' })).rows.map(({ netFen }) => netFen)).toEqual([yuan(100)])
    expect((await he.asks(myAwards, {})).awards.map(({ amount }) => amount)).toEqual([yuan(100)])
  })

  test('a ban on either record bars both, and he reads it', async ({ world }) => {
    const [he, former] = [await world.talent(), await world.talent()]
    const { maker } = await desk(world)
    await maker.does(addBan, { holder: { kind: 'person', id: former.personId }, from: world.today, to: plainDate('2027-06-14'), reason: '弄虚作假', document: '青人才〔2026〕2 号' })
    const line = await openLineWith(world, yuan(1_000))
    const commit = () => world.asSystem((db) => commitAward(db, decisionOf(line.code, yuan(1), { holder: { kind: 'person', id: he.personId }, decidedOn: world.today })))
    await merged(world, he.personId, former.personId)
    expect(await commit()).toMatchObject({ ok: false, reason: 'banned' })
    expect((await he.asks(myObligations, {})).bans).toHaveLength(1)
  })

  test('what he had once under one record he has not again under the other, nor in a group at the same time', async ({ world }) => {
    const [he, former] = [await world.talent(), await world.talent()]
    const line = await openLineWith(world, yuan(1_000))
    const commit = (id: string, more: { measure: string; groupCode?: string }) => world.asSystem((db) => commitAward(db, decisionOf(line.code, yuan(1), { holder: { kind: 'person', id }, decidedOn: world.today, ...more })))
    expect(await commit(former.personId, { measure: 'once' })).toMatchObject({ ok: true })
    expect(await commit(former.personId, { measure: 'grouped', groupCode: 'housing' })).toMatchObject({ ok: true })
    await merged(world, he.personId, former.personId)
    for (const more of [{ measure: 'once' }, { measure: 'another', groupCode: 'housing' }]) expect(await commit(he.personId, more)).toMatchObject({ ok: false, reason: 'alreadyAwarded', detail: '同一个人的另一条登记记录名下已有' })
    expect(await commit(he.personId, { measure: 'free' })).toMatchObject({ ok: true })
  })

  test('two decisions at once for two records of one human: one of them is made', async ({ world }) => {
    const line = await openLineWith(world, yuan(1_000))
    for (let round = 0; round < 5; round++) {
      const [he, former] = [await world.talent(), await world.talent()]
      await merged(world, he.personId, former.personId)
      const results = await Promise.all([he.personId, former.personId, he.personId, former.personId].map((id) => world.asSystem((db) => commitAward(db, decisionOf(line.code, yuan(1), { holder: { kind: 'person', id }, decidedOn: world.today, measure: `m${round}` })))))
      expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    }
  })

  test('who is paid for somebody else under his former record still sees it', async ({ world }) => {
    const [holder, former, he] = [await world.talent(), await world.talent(), await world.talent()]
    const line = await openLineWith(world, yuan(1_000))
    const { awardId } = await awarded(world, line.code, yuan(10), { holder: { kind: 'person', id: holder.personId } })
    await world.asSystem((db) => db.insertInto('fund.awardPayee').values({ awardId, placeCode: '980101001', holderKind: 'person', holderId: holder.personId, subjectKind: 'person', subjectId: former.personId, name: '甲' }).execute())
    const seen = () => world.database.as({ actor: { accountId: undefined, name: '', role: 'talent', scope: undefined, department: undefined, personId: he.personId, employerId: undefined }, today: world.today }, async (db) => (await sql<{ n: number }>`select count(*)::int as n from fund.award_payee`.execute(db)).rows[0]?.n)
    expect(await seen()).toBe(0)
    await merged(world, he.personId, former.personId)
    expect(await seen()).toBe(1)
  })
})
