import { describe, expect } from 'vitest'
import { sql } from 'kysely'
import { agree, submit } from '../contract.ts'
import { claim } from './contract.ts'
import { getCasePage, listQueue } from '../reading/contract.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { whileIn } from '../../kernel/auth/still-in.ts'
import { deputyCandidates, endDeputy, handOver, listDeputations, myDeputies, nameDeputy } from '../../kernel/office/deputy-contract.ts'
import type { Id } from '../../kernel/types.ts'
import { shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import { openLineWith, awarded } from '../../test/fund.ts'
import { makeBatch, releaseBatch } from '../../fund/payment-contract.ts'
import { yuan } from '../../kernel/types.ts'
import type { Somebody, World } from '../../test/world.ts'

const dutyOf = (world: World, who: Somebody): Promise<Id<'duty'>> =>
  world.asSystem(async (db) => (await db.selectFrom('kernel.duty').select(sql<Id<'duty'>>`id`.as('id')).where('accountId', '=', who.accountId).where('deputises', 'is', null).executeTakeFirstOrThrow()).id)
const nameOf = (world: World, who: Somebody): Promise<string> => world.asSystem(async (db) => (await db.selectFrom('kernel.account').select('name').where('id', '=', who.accountId).executeTakeFirstOrThrow()).name)
const takeUp = (world: World, who: Somebody, dutyId: string) => world.post(who.cookie, 'auth.takeDuty', { dutyId })
const days = { fromDay: plainDate('2026-06-15'), toDay: plainDate('2026-06-20'), reason: '外出学习' }

/** Two of 临海区's hr, a case on their desk that the first has claimed, and the second named as his deputy. */
const away = async (desk: CaseWorld) => {
  const { world } = desk
  desk.edition({ path: shortPath })
  const [principal, deputy] = [await world.staff('reviewer', '980101', 'hr'), await world.staff('reviewer', '980101', 'hr')]
  const { ana } = await desk.eligible()
  const { caseId } = await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  const stepId = await stepOf(principal, caseId)
  await principal.does(claim, { stepId })
  const dutyId = await dutyOf(world, principal)
  const { deputationId } = await principal.does(nameDeputy, { dutyId, accountId: deputy.accountId, ...days })
  return { world, principal, deputy, ana, caseId, stepId, dutyId, deputationId }
}

/** A changed duty ends the sessions of whoever holds it: he has signed in again. */
const backIn = (world: World, who: Somebody) => world.asSystem((db) => db.updateTable('kernel.session').set({ endedAt: null }).where('accountId', '=', who.accountId).execute())

describe('a deputy', () => {
  test('does what lies with whom he acts for, and the history names both', async ({ desk }) => {
    const { world, principal, deputy, caseId, stepId, deputationId } = await away(desk)
    await expect(deputy.does(agree, { stepId, opinion: '' })).rejects.toMatchObject({ code: 'heldByOther' })
    await takeUp(world, deputy, deputationId)
    expect((await deputy.lists(listQueue, { holder: 'mine' })).total).toBe(1)
    await deputy.does(agree, { stepId, opinion: '' })
    const both = `${await nameOf(world, deputy)}（代${await nameOf(world, principal)}）`
    const { steps, events } = await principal.asks(getCasePage, { caseId })
    expect(steps[0]?.decidedBy).toBe(both)
    expect(events.some(({ by }) => by === both)).toBe(true)
    const audit = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['accountId', 'accountName', 'subject']).where('verb', '=', 'cases.agree').where('outcome', '=', 'done').executeTakeFirstOrThrow())
    expect(audit).toMatchObject({ accountId: deputy.accountId, accountName: both, subject: { behalfId: principal.accountId } })
  })

  test('is one after the day, after being recalled by either, and after the end of either duty, no more', async ({ desk }) => {
    const { world, principal, deputy, dutyId, deputationId } = await away(desk)
    const name = async () => (await principal.does(nameDeputy, { dutyId, accountId: deputy.accountId, ...days })).deputationId
    const out = async (deputation: string, end: () => Promise<unknown>) => {
      await takeUp(world, deputy, deputation)
      expect((await deputy.asks(myDeputies, {})).received.some(({ state }) => state === 'running')).toBe(true)
      await end()
      await expect(deputy.asks(myDeputies, {})).rejects.toMatchObject({ status: 401 })
      // He signs in again in his own duty.
      await world.asSystem((db) => db.updateTable('kernel.session').set({ endedAt: null, dutyId: sql`(select id from kernel.duty where account_id = ${deputy.accountId} and deputises is null)` }).where('accountId', '=', deputy.accountId).execute())
    }
    await out(deputationId, () => principal.does(endDeputy, { deputationId }))
    await expect(principal.does(endDeputy, { deputationId })).rejects.toMatchObject({ code: 'over' })
    const second = await name()
    await out(second, () => deputy.does(endDeputy, { deputationId: second }))
    const third = await name()
    await out(third, async () => {
      world.setToday('2026-06-21')
    })
    world.setToday('2026-06-15')
    await principal.does(endDeputy, { deputationId: third })
    const fourth = await name()
    await out(fourth, () => world.asSystem((db) => db.updateTable('kernel.duty').set({ validTo: '2026-06-14' }).where('id', '=', dutyId).execute()))
    await world.asSystem((db) => db.updateTable('kernel.duty').set({ validTo: null }).where('id', '=', dutyId).execute())
    await backIn(world, principal)
    const fifth = await name()
    await world.asSystem((db) => db.updateTable('kernel.account').set({ disabledAt: sql`now()` }).where('id', '=', principal.accountId).execute())
    await expect(takeUp(world, deputy, fifth)).rejects.toMatchObject({ kind: 'missing' })
  })

  test('names no deputy of his own, and nobody names whom he may not', async ({ desk }) => {
    const { world, principal, deputy, dutyId, deputationId } = await away(desk)
    const elsewhere = await world.staff('reviewer', '980104', 'hr')
    const named = (who: Somebody, input: object) => who.does(nameDeputy, { dutyId, accountId: deputy.accountId, ...days, ...input }).then(() => 'none', (error: { code: string }) => error.code)
    expect(await named(principal, {})).toBe('alreadyGiven')
    expect(await named(deputy, {})).toBe('notYours')
    expect(await named(deputy, { dutyId: deputationId, accountId: principal.accountId })).toBe('deputyDuty')
    await takeUp(world, deputy, deputationId)
    expect(await named(deputy, { dutyId: await dutyOf(world, deputy), accountId: principal.accountId })).toBe('deputyDuty')
    await principal.does(endDeputy, { deputationId })
    expect(await named(principal, { accountId: elsewhere.accountId })).toBe('notCandidate')
    expect(await named(principal, { accountId: principal.accountId })).toBe('notCandidate')
    expect(await named(principal, { fromDay: plainDate('2026-06-14') })).toBe('past')
    expect(await named(principal, { toDay: plainDate('2026-06-14') })).toBe('daysReversed')
    expect(await named(principal, { toDay: plainDate('2026-12-31') })).toBe('tooLong')
    await world.asSystem((db) => db.updateTable('kernel.duty').set({ validTo: '2026-06-18' }).where('id', '=', dutyId).execute())
    await backIn(world, principal)
    expect(await named(principal, {})).toBe('beyondDuty')
    expect((await principal.asks(deputyCandidates, { dutyId })).colleagues.map(({ accountId }) => accountId)).toEqual([deputy.accountId])
    await expect(deputy.asks(deputyCandidates, { dutyId })).rejects.toMatchObject({ status: 401 })
  })

  test('is seen by the talent office of the place and by no other county’s', async ({ desk }) => {
    const { world, principal } = await away(desk)
    const seen = async (place: string) => (await (await world.staff('talentOffice', place, 'talent-office')).lists(listDeputations, { state: 'running' })).rows.map(({ principalName }) => principalName)
    expect(await seen('9801')).toEqual([await nameOf(world, principal)])
    expect(await seen('980104')).toEqual([])
    expect((await (await world.staff('talentOffice', '9801', 'talent-office')).lists(listDeputations, { search: '没有这个人' })).total).toBe(0)
  })
})

describe('four eyes through deputies', () => {
  test('makers and checkers do not stand in for each other', async ({ desk: { world } }) => {
    const maker = await world.staff('financeMaker', '9801', 'finance')
    const checker = await world.staff('financeChecker', '9801', 'finance')
    for (const [one, other] of [[maker, checker], [checker, maker]] as const) await expect(one.does(nameDeputy, { dutyId: await dutyOf(world, one), accountId: other.accountId, ...days })).rejects.toMatchObject({ code: 'notCandidate' })
  })

  test('neither checks what the other made, in whatever duty, while one deputises for the other', async ({ desk: { world } }) => {
    const maker = await world.staff('financeMaker', '9801', 'finance')
    const deputy = await world.staff('financeMaker', '9801', 'finance')
    const line = await openLineWith(world, yuan(10_000))
    await awarded(world, line.code, yuan(100))
    const { batchId } = await maker.does(makeBatch, { lineId: line.id, dueBy: world.today })
    const { deputationId } = await maker.does(nameDeputy, { dutyId: await dutyOf(world, maker), accountId: deputy.accountId, ...days })
    // A duty as checker that he was given afterwards does not help him.
    const checking = await world.asSystem((db) => db.insertInto('kernel.duty').values({ accountId: deputy.accountId, role: 'financeChecker', title: '资金复核', placeCode: '9801' }).returning('id').executeTakeFirstOrThrow())
    await takeUp(world, deputy, checking.id)
    await world.asSystem((db) => db.updateTable('kernel.session').set({ steppedUpAt: sql`now()` }).where('accountId', '=', deputy.accountId).execute())
    await expect(deputy.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'sameHand' })
    await maker.does(endDeputy, { deputationId })
    await deputy.does(releaseBatch, { batchId })
  })
})

describe('leaving', () => {
  test('everything in his hands goes to one colleague by one verb, with a report by number', async ({ desk }) => {
    const { world, principal, deputy, caseId, dutyId } = await away(desk)
    await expect(principal.does(handOver, { dutyId, accountId: principal.accountId, reason: '调离岗位' })).rejects.toMatchObject({ code: 'notCandidate' })
    await expect(deputy.does(handOver, { dutyId, accountId: principal.accountId, reason: '调离岗位' })).rejects.toMatchObject({ code: 'notYours' })
    const { parts } = await principal.does(handOver, { dutyId, accountId: deputy.accountId, reason: '调离岗位' })
    const { number, steps } = await deputy.asks(getCasePage, { caseId })
    expect(parts).toEqual([{ label: '办件', moved: [number], left: [] }, { label: '服务的人才', moved: [], left: [] }])
    expect(steps[0]?.heldBy).toBe(await nameOf(world, deputy))
  })

  test('rows that are on their way to somebody stop when he is out', async ({ desk: { world } }) => {
    const leaver = await world.staff('leader')
    const stillIn = async () => (await world.app.inject({ method: 'POST', url: '/api/auth.me', headers: { cookie: leaver.cookie, 'content-type': 'application/json' }, payload: '{}' })).json().signedIn === true
    async function* rows() {
      for (let row = 0; ; row++) {
        await new Promise((next) => setTimeout(next, 20))
        yield row
      }
    }
    let out = 0
    const reading = (async () => {
      for await (const row of whileIn(stillIn, rows())) {
        if (row === 10) {
          await world.asSystem((db) => db.updateTable('kernel.account').set({ disabledAt: sql`now()` }).where('id', '=', leaver.accountId).execute())
          out = performance.now()
        }
      }
    })()
    await expect(reading).rejects.toThrow()
    expect(performance.now() - out).toBeLessThan(5000)
  })

  test('a file whose reader left before its end does not end as a file', async () => {
    async function* one() {
      yield 1
    }
    const read = async (stillIn: boolean) => {
      const got = []
      for await (const row of whileIn(async () => stillIn, one())) got.push(row)
      return got
    }
    await expect(read(false)).rejects.toThrow()
    expect(await read(true)).toEqual([1])
  })
})
