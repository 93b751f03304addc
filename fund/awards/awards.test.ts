import { describe, expect } from 'vitest'
import { balancesOf, decideFor, depart, granted, knows, marry, measureText, money, night, person, publishMeasures } from '../../test/awards.ts'
import { openLineWith } from '../../test/fund.ts'
import { test, type World } from '../../test/world.ts'
import { fen, yuan, type Id, type PlainDate } from '../../kernel/types.ts'
import { sealBasis } from '../award-basis.ts'
import { recomputeAward } from '../index.ts'
import { cancelUnsigned, declarePayment, getAward, listChecks, listDeclared, recheckInstalment, recordAwardEvent, replayAward, resumeInstalment, signAgreement, suspendInstalment, withdrawDeclared } from './contract.ts'
import { takeOff } from './commit.ts'
import { confirmInstalment, listInstalments, stopInstalment } from '../contract.ts'

const yearly = `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")', if: 在岗 and 参保月数 >= 12 }]`
const master = async (world: World, more: Record<string, string | number | boolean> = {}) => {
  const personId = await world.person()
  await knows(world, personId, { 学位: '硕士', ...more })
  return personId
}
const page = async (world: World, awardId: Id<'award'>) => (await world.staff('leader')).asks(getAward, { awardId })
const states = async (world: World, awardId: Id<'award'>) => (await page(world, awardId)).instalments.map(({ no, state, dueOn }) => `${no} ${state} ${dueOn}`)

describe('the check before each instalment', () => {
  test('green facts let it through by themselves, with a record of what was asked', async ({ world }) => {
    await publishMeasures(world, { y: measureText('y', money(10_000, yearly)) })
    const personId = await master(world)
    const { awardId } = await granted(world, 'y', person(personId))
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 planned 2027-06-15'])
    await knows(world, personId, { 在岗: true, 参保月数: 12 })
    await night(world, '2027-06-14')
    expect((await states(world, awardId))[1]).toBe('2 planned 2027-06-15')
    await night(world, '2027-06-15')
    await night(world)
    const { instalments } = await page(world, awardId)
    expect(instalments[1]).toMatchObject({ state: 'due', check: { asOf: '2027-06-15', outcome: 'eligible', findings: [{ outcome: 'eligible', facts: [{ name: '在岗', source: '市人社局' }, { name: '参保月数', value: '12', source: '市人社局' }] }] } })
  })

  test('a fact that fails or is missing sends it to a person, who sees condition, fact and source; once the fact is put right it goes on', async ({ world }) => {
    await publishMeasures(world, { y: measureText('y', money(10_000, yearly)) })
    const [fails, missing] = [await master(world, { 在岗: true, 参保月数: 11 }), await master(world, { 在岗: true })]
    const [one, two] = [await granted(world, 'y', person(fails)), await granted(world, 'y', person(missing))]
    await night(world, '2027-06-16')
    await night(world)
    const maker = await world.staff('financeMaker')
    const { rows } = await maker.lists(listChecks, {})
    expect(rows.map(({ outcome, asOf, findings }) => [outcome, asOf, findings[0]?.facts[1]?.value])).toEqual(expect.arrayContaining([['ineligible', '2027-06-15', '11'], ['unknown', '2027-06-15', null]]))
    await knows(world, fails, { 参保月数: 12 })
    const waiting = rows.find(({ awardId }) => awardId === one.awardId)?.id
    if (!waiting) throw new Error('nothing waits')
    expect(await maker.does(recheckInstalment, { instalmentId: waiting })).toEqual({ state: 'due' })
    await expect(maker.does(recheckInstalment, { instalmentId: waiting })).rejects.toMatchObject({ code: 'notWaiting' })
    await knows(world, missing, { 参保月数: 30 })
    await night(world, '2027-06-17')
    expect((await states(world, two.awardId))[1]).toBe('2 due 2027-06-15')
  })

  test('an instalment without terms is for a person alone', async ({ world }) => {
    await publishMeasures(world, { y: measureText('y', money(10_000, yearly)) })
    const { awardId } = await granted(world, 'y', person(await master(world)), { editionId: '01990000-0000-7000-8000-00000000000e' as Id<'edition'> })
    await night(world, '2027-06-15')
    const maker = await world.staff('financeMaker')
    const [row] = (await maker.lists(listChecks, {})).rows
    expect(row).toMatchObject({ awardId, outcome: null, findings: [] })
    if (!row) return
    await expect(maker.does(recheckInstalment, { instalmentId: row.id })).rejects.toMatchObject({ code: 'noTerms' })
    await maker.does(confirmInstalment, { instalmentId: row.id, note: '已电话核实' })
    await expect(maker.does(replayAward, { awardId })).rejects.toMatchObject({ code: 'noTerms' })
  })

  test('a suspended one resumes when its condition holds, by hand when it has none; each is an event', async ({ world }) => {
    await publishMeasures(world, { y: measureText('y', money(10_000, yearly)) })
    const personId = await master(world, { 在岗: false, 参保月数: 12 })
    const { awardId } = await granted(world, 'y', person(personId))
    const office = await world.staff('talentOffice')
    await night(world, '2027-06-15')
    const [first, second] = (await page(world, awardId)).instalments
    if (!first || !second) throw new Error('two instalments')
    await office.does(suspendInstalment, { instalmentId: second.id, reason: '离岗进修，回来再付' })
    await office.does(suspendInstalment, { instalmentId: first.id, reason: '账户正在核实' })
    await expect(office.does(suspendInstalment, { instalmentId: first.id, reason: '账户正在核实' })).rejects.toMatchObject({ code: 'notSuspendable' })
    await knows(world, personId, { 在岗: true })
    await night(world, '2027-06-20')
    expect(await states(world, awardId)).toEqual(['1 suspended 2026-06-15', '2 due 2027-06-15'])
    expect(await office.does(resumeInstalment, { instalmentId: first.id, reason: '账户已经核实' })).toEqual({ state: 'due' })
    await expect(office.does(resumeInstalment, { instalmentId: first.id, reason: '账户已经核实' })).rejects.toMatchObject({ code: 'notSuspended' })
    expect((await page(world, awardId)).events.map(({ kind, source }) => `${kind} ${source}`)).toEqual(['suspended hand', 'suspended hand', 'resumed record', 'resumed hand'])
  })

  test('a milestone has no day until it is reached, and then today’s', async ({ world }) => {
    await publishMeasures(world, { m: measureText('m', money(30_000, `[{ share: 40%, due: 申请日 }, { share: 60%, when: 参保月数 >= 20, if: 在岗 }]`)) })
    const personId = await master(world, { 参保月数: 3 })
    const { awardId } = await granted(world, 'm', person(personId))
    await night(world, '2026-09-01')
    expect((await page(world, awardId)).instalments[1]).toMatchObject({ state: 'planned', milestone: true, reachedOn: null })
    await knows(world, personId, { 参保月数: 20 })
    await night(world, '2027-11-02')
    expect((await page(world, awardId)).instalments[1]).toMatchObject({ state: 'needsCheck', reachedOn: '2027-11-02', dueOn: '2027-11-02', check: { outcome: 'unknown' } })
    await knows(world, personId, { 在岗: true })
    await night(world, '2027-11-03')
    expect((await page(world, awardId)).instalments[1]).toMatchObject({ state: 'due', dueOn: '2027-11-02' })
  })
})

describe('what happens meanwhile', () => {
  const thrice = (events = '') => money(90_000, `{ every: year, times: 3, amountIs: total, from: 申请日${events ? `, events: [${events}]` : ''} }`)

  test('the edition’s own event pays the rest at once', async ({ world }) => {
    await publishMeasures(world, { a: measureText('a', thrice('{ says: 购房后余下部分一次付清, on: 购房日, does: accelerate }')) })
    const personId = await master(world)
    const { awardId } = await granted(world, 'a', person(personId))
    await knows(world, personId, { 购房日: '2026-08-01' })
    await night(world, '2026-08-02')
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 due 2026-08-01', '3 due 2026-08-01'])
    expect((await page(world, awardId)).events).toMatchObject([{ kind: 'accelerated', happenedOn: '2026-08-01', source: 'edition' }])
  })

  test('it stops what falls due from that day on and gives the money back; what was owed before stays owed', async ({ world }) => {
    await publishMeasures(world, { s: measureText('s', thrice('{ says: 离职之日起停发, on: 离职日, does: stop }')) })
    const personId = await master(world)
    const { awardId, lineId } = await granted(world, 's', person(personId))
    await knows(world, personId, { 离职日: '2027-01-10' })
    await night(world, '2027-01-11')
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 stopped 2027-06-15', '3 stopped 2028-06-15'])
    expect(await balancesOf(world, lineId)).toMatchObject({ committedFen: yuan(30_000), availableFen: yuan(9_970_000) })
  })

  test('it suspends without a day, and makes up when it is over', async ({ world }) => {
    await publishMeasures(world, { p: measureText('p', money(1_000, '{ every: month, times: 3, from: 申请日, events: [{ says: 停缴的暂停，续缴后补足, on: 停缴日, until: 续缴日, does: suspend, makeUp: true }] }')) })
    const personId = await master(world)
    const { awardId } = await granted(world, 'p', person(personId))
    await knows(world, personId, { 停缴日: '2026-07-10' })
    await night(world, '2026-07-11')
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 suspended 2026-07-15', '3 suspended 2026-08-15'])
    await knows(world, personId, { 续缴日: '2026-09-15' })
    await night(world, '2026-09-15')
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 due 2026-09-15', '3 planned 2026-10-15'])
    expect((await page(world, awardId)).events.map(({ kind }) => kind)).toEqual(['suspended', 'resumed'])
  })

  test('it extends, and the longer award is committed against the line', async ({ world }) => {
    await publishMeasures(world, { e: measureText('e', money(1_000, '{ every: month, times: 2, from: 申请日, events: [{ says: 购房的延长两个月, on: 购房日, does: extend, by: 2 }] }')) })
    const personId = await master(world)
    const { awardId, lineId } = await granted(world, 'e', person(personId))
    await knows(world, personId, { 购房日: '2026-07-01' })
    await night(world, '2026-07-02')
    await night(world, '2026-07-03')
    expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 planned 2026-07-15', '3 planned 2026-08-15', '4 planned 2026-09-15'])
    expect(await page(world, awardId)).toMatchObject({ amountFen: yuan(4_000), events: [{ kind: 'extended', changedFen: yuan(2_000) }] })
    expect(await balancesOf(world, lineId)).toMatchObject({ committedFen: yuan(4_000) })
    expect(await world.asSystem((db) => recomputeAward(db, awardId))).toMatchObject({ same: true, addsUp: true })
  })

  test('where the edition says nothing: death and a move stop what is still to come, another employer does not', async ({ world }) => {
    await publishMeasures(world, { n: measureText('n', thrice()) })
    const employers = [await world.employer(), await world.employer()] as const
    const [dead, gone, other] = [await master(world), await master(world), await world.person({ employerId: employers[0] })]
    await knows(world, other, { 学位: '硕士' })
    const [one, two, three] = [await granted(world, 'n', person(dead)), await granted(world, 'n', person(gone)), await granted(world, 'n', person(other))]
    await depart(world, dead, '2026-10-01', '去世')
    await depart(world, gone, '2026-10-02')
    await world.asSystem(async (db) => {
      await db.updateTable('registry.employment').set({ endedOn: '2026-10-01' }).where('personId', '=', other).execute()
      await db.insertInto('registry.employment').values({ personId: other, placeCode: '980101001', employerId: employers[1], mode: '全职', startedOn: '2026-10-02', source: '用人单位', asOf: '2026-10-02', verification: 'verified' }).execute()
    })
    await night(world, '2026-10-03')
    await night(world)
    for (const { awardId } of [one, two]) expect(await states(world, awardId)).toEqual(['1 due 2026-06-15', '2 stopped 2027-06-15', '3 stopped 2028-06-15'])
    expect((await states(world, three.awardId))[1]).toBe('2 planned 2027-06-15')
    const events = async (awardId: Id<'award'>) => (await page(world, awardId)).events.map(({ kind, document, changedFen }) => [kind, document, changedFen])
    expect([await events(one.awardId), await events(two.awardId), await events(three.awardId)]).toEqual([[['died', '用人单位', yuan(60_000)]], [['moved', '用人单位', yuan(60_000)]], [['employerChanged', '用人单位', 0n]]])
  })

  test('a person records an event with a document, once, and not before it happened', async ({ world }) => {
    await publishMeasures(world, { n: measureText('n', thrice()) })
    const { awardId } = await granted(world, 'n', person(await master(world)))
    const office = await world.staff('talentOffice')
    const event = { awardId, kind: 'accelerated' as const, happenedOn: world.today, document: '青人才函〔2026〕7 号', says: '经研究一次付清' }
    await expect(office.does(recordAwardEvent, { ...event, happenedOn: '2026-06-16' as PlainDate })).rejects.toMatchObject({ code: 'notYet' })
    expect(await office.does(recordAwardEvent, event)).toEqual({ stopped: 0, stoppedFen: 0n, movedUp: 2 })
    await expect(office.does(recordAwardEvent, event)).rejects.toMatchObject({ code: 'alreadyRecorded' })
    await night(world)
    expect((await states(world, awardId)).every((line) => line.includes('due 2026-06-15'))).toBe(true)
    await office.does(recordAwardEvent, { ...event, kind: 'stopped', happenedOn: '2026-06-15' as PlainDate, says: '弄虚作假，全部停发' })
    await expect(office.does(recordAwardEvent, { ...event, kind: 'moved' })).rejects.toMatchObject({ code: 'notOpen' })
  })
})

describe('what may be had beside other money', () => {
  const home = (code: string, yuans: number, rule: string, more = '') => measureText(code, money(yuans), `combine: { group: 安家, rule: ${rule}, per: household${more} }\n`)

  test('once per household: the spouse is refused, in another county and on either side of the record', async ({ world }) => {
    await publishMeasures(world, { h: measureText('h', money(100), 'limits: { once: household, budget: test/x }\n') })
    const [a, b, c] = [await master(world), await master(world), await master(world)]
    await marry(world, a, b)
    await granted(world, 'h', person(a), { placeCode: '980104101' })
    expect(await decideFor(world, 'h', person(b))).toMatchObject({ ok: false, reason: 'alreadyAwarded' })
    expect(await decideFor(world, 'h', person(a))).toMatchObject({ ok: false, reason: 'alreadyAwarded' })
    expect(await decideFor(world, 'h', person(c))).toMatchObject({ ok: true })
  })

  test('raced decisions of one home leave exactly one, and nothing half written', async ({ world }) => {
    await publishMeasures(world, { h: measureText('h', money(100), 'limits: { once: household, budget: test/x }\n') })
    const [a, b] = [await master(world), await master(world)]
    await marry(world, a, b)
    const line = await openLineWith(world, yuan(10_000))
    const results = await Promise.all(Array.from({ length: 8 }, (_, index) => decideFor(world, 'h', person(index % 2 ? a : b), { line, placeCode: index % 3 ? '980101001' : '980104101' })))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    const { awards, keys } = await world.asSystem(async (db) => ({ awards: await db.selectFrom('fund.award').select('id').execute(), keys: await db.selectFrom('fund.awardKey').select('keyValue').execute() }))
    expect([awards.length, keys.map(({ keyValue }) => keyValue).toSorted()]).toEqual([1, [a, b].toSorted()])
  })

  test('the constraint itself refuses a second live key, whoever asks', async ({ world }) => {
    await publishMeasures(world, { h: measureText('h', money(100), 'limits: { once: person, budget: test/x }\n') })
    const personId = await master(world)
    const { awardId } = await granted(world, 'h', person(personId))
    const again = world.asSystem((db) => db.insertInto('fund.awardKey').values({ awardId, placeCode: '980104101', scope: 'once:h', keyKind: 'person', keyValue: personId, period: '(,)' }).execute())
    await expect(again).rejects.toMatchObject({ code: '23P01' })
  })

  test('an award that was cancelled sets its keys free', async ({ world }) => {
    await publishMeasures(world, { h: measureText('h', money(100), 'limits: { once: person, budget: test/x }\n') })
    const personId = await master(world)
    await granted(world, 'h', person(personId))
    const maker = await world.staff('financeMaker')
    const [row] = (await maker.lists(listInstalments, {})).rows
    if (!row) throw new Error('one instalment')
    await maker.does(stopInstalment, { instalmentId: row.id, reason: '本人放弃' })
    expect(await decideFor(world, 'h', person(personId))).toMatchObject({ ok: true })
  })

  test('a group is exclusive for the household; a top-up gives the difference to what was granted here', async ({ world }) => {
    await publishMeasures(world, { city: home('city', 600, 'highest'), other: home('other', 500, 'highest'), top: home('top', 1_000, 'difference') })
    const [a, b] = [await master(world), await master(world)]
    await marry(world, a, b)
    await granted(world, 'city', person(a))
    expect(await decideFor(world, 'other', person(b))).toMatchObject({ ok: false, reason: 'alreadyAwarded' })
    const { awardId, amount } = await granted(world, 'top', person(b))
    expect(amount).toBe(yuan(400))
    expect(await page(world, awardId)).toMatchObject({ amountFen: yuan(400), fullFen: yuan(1_000), takenOff: [{ of: '事项city', amount: yuan(600) }] })
    expect(await world.asSystem((db) => recomputeAward(db, awardId))).toMatchObject({ same: true, stored: { full: yuan(1_000) } })
  })

  test('what another level paid is taken off from the first instalments on; a declaration that was wrong is withdrawn', async ({ world }) => {
    await publishMeasures(world, { d: measureText('d', money(1_000, `[{ share: 30%, due: 申请日 }, { share: 70%, due: '申请日 + duration("P1Y")' }]`), 'combine: { group: 安家, rule: difference, per: person, with: [省级安家补贴] }\nlimits: { budget: test/x }\n') })
    const [a, b] = [await master(world), await master(world)]
    const maker = await world.staff('financeMaker')
    const declared = { holder: person(a), scheme: '省级安家补贴', amount: yuan(400), paidOn: '2026-03-01' as PlainDate, document: '省人社发〔2026〕1 号' }
    await expect(maker.does(declarePayment, { ...declared, paidOn: '2026-06-16' as PlainDate })).rejects.toMatchObject({ code: 'notYet' })
    await expect(maker.does(declarePayment, { ...declared, holder: { kind: 'person', id: '01990000-0000-7000-8000-000000000000' } })).rejects.toMatchObject({ code: 'notRegistered' })
    await maker.does(declarePayment, declared)
    await expect(maker.does(declarePayment, declared)).rejects.toMatchObject({ code: 'alreadyDeclared' })
    const { awardId, amount } = await granted(world, 'd', person(a))
    expect(amount).toBe(yuan(600))
    expect((await page(world, awardId)).instalments.map(({ no, amountFen }) => [no, amountFen])).toEqual([[2, yuan(600)]])
    const { id } = await maker.does(declarePayment, { ...declared, holder: person(b), amount: yuan(1_000) })
    expect(await decideFor(world, 'd', person(b))).toMatchObject({ ok: false, reason: 'alreadyAwarded', detail: expect.stringContaining('抵足') })
    await maker.does(withdrawDeclared, { id, reason: '登记错了人' })
    await expect(maker.does(withdrawDeclared, { id, reason: '登记错了人' })).rejects.toMatchObject({ code: 'alreadyWithdrawn' })
    expect(await decideFor(world, 'd', person(b))).toMatchObject({ ok: true, amount: yuan(1_000) })
    expect((await maker.lists(listDeclared, {})).total).toBe(2)
  })

  test('two top-ups of one home at once cannot overlook one another', async ({ world }) => {
    await publishMeasures(world, { x: home('x', 1_000, 'difference'), z: home('z', 700, 'difference') })
    const [a, b] = [await master(world), await master(world)]
    await marry(world, a, b)
    const line = await openLineWith(world, yuan(10_000))
    const results = await Promise.all([decideFor(world, 'x', person(a), { line }), decideFor(world, 'z', person(b), { line })])
    expect(results.reduce((sum, result) => sum + (result.ok ? result.amount : 0n), 0n)).toBe(yuan(1_000))
  })

  test('the earliest instalments bear what is taken off', () => {
    const schedule = [30n, 30n, 40n].map((amount, index) => ({ no: index + 1, dueOn: '2026-06-15' as PlainDate, amount: fen(amount), condition: null }))
    const left = (off: bigint) => takeOff(schedule, fen(off)).map(({ no, amount }) => [no, amount])
    expect([left(0n), left(30n), left(31n), left(99n)]).toEqual([[[1, 30n], [2, 30n], [3, 40n]], [[2, 30n], [3, 40n]], [[2, 29n], [3, 40n]], [[3, 1n]]])
  })
})

describe('an agreement that has to be signed', () => {
  const signed = measureText('g', money(1_000, `[{ share: 50%, due: 申请日 }, { share: 50%, due: '申请日 + duration("P1Y")' }]`), 'obligation: { serve: P5Y, breach: pro-rata, agreement: P30D }\n')

  test('approval reserves; nothing falls due; the signature commits', async ({ world }) => {
    await publishMeasures(world, { g: signed })
    const { awardId, lineId } = await granted(world, 'g', person(await master(world)))
    expect(await balancesOf(world, lineId)).toMatchObject({ reservedFen: yuan(1_000), committedFen: 0n })
    await night(world, '2026-06-20')
    expect(await states(world, awardId)).toEqual(['1 planned 2026-06-15', '2 planned 2027-06-15'])
    const office = await world.staff('talentOffice')
    const sign = { awardId, signedOn: '2026-06-20' as PlainDate, document: '协议 2026-001' }
    await expect(office.does(signAgreement, { ...sign, signedOn: '2026-06-21' as PlainDate })).rejects.toMatchObject({ code: 'notYet' })
    await expect(office.does(signAgreement, { ...sign, signedOn: '2026-06-14' as PlainDate })).rejects.toMatchObject({ code: 'beforeDecision' })
    expect(await office.does(signAgreement, sign)).toEqual({ committedFen: yuan(1_000) })
    await expect(office.does(signAgreement, sign)).rejects.toMatchObject({ code: 'notWaiting' })
    await expect(office.does(cancelUnsigned, { awardId, reason: '逾期未签' })).rejects.toMatchObject({ code: 'notWaiting' })
    expect(await balancesOf(world, lineId)).toMatchObject({ reservedFen: 0n, committedFen: yuan(1_000) })
    await night(world)
    expect((await states(world, awardId))[0]).toBe('1 due 2026-06-15')
  })

  test('unsigned past its day it is reminded each week, and cancelled it idles not a fen', async ({ world }) => {
    await publishMeasures(world, { g: signed })
    const { awardId, lineId } = await granted(world, 'g', person(await master(world)))
    const office = await world.staff('talentOffice')
    await expect(office.does(cancelUnsigned, { awardId, reason: '逾期未签' })).rejects.toMatchObject({ code: 'stillTime' })
    for (const day of ['2026-07-15', '2026-07-16', '2026-07-17', '2026-07-23']) await night(world, day)
    expect((await page(world, awardId)).reminders.map(({ day }) => day)).toEqual(['2026-07-16', '2026-07-23'])
    expect(await office.does(cancelUnsigned, { awardId, reason: '逾期未签' })).toEqual({ releasedFen: yuan(1_000) })
    expect(await balancesOf(world, lineId)).toMatchObject({ reservedFen: 0n, committedFen: 0n, availableFen: yuan(10_000_000) })
    expect(await page(world, awardId)).toMatchObject({ state: 'cancelled', events: [{ kind: 'unsigned' }] })
  })
})

test('a stored decision recomputes to the fen, and a fact that was tampered with is found', async ({ world }) => {
  await publishMeasures(world, { t: measureText('t', '{ kind: money, amount: { by: 学位, table: { 硕士: 33333.33, 博士: 50000 } }, schedule: { every: year, times: 3, amountIs: total } }') })
  const { awardId } = await granted(world, 't', person(await master(world)))
  const leader = await world.staff('leader')
  expect(await leader.does(replayAward, { awardId })).toEqual({ same: true, storedFen: fen(3_333_333n), againFen: fen(3_333_333n) })
  // As only who has the keys could; whoever has the database alone cannot even move another award's facts here.
  const { facts } = sealBasis(awardId, { facts: { 学位: '博士' }, answers: {} })
  await world.database.adminQuery(`alter table fund.award disable trigger all; update fund.award set facts = '${facts}' where id = '${awardId}'; alter table fund.award enable trigger all`)
  expect(await leader.does(replayAward, { awardId })).toMatchObject({ same: false, againFen: yuan(50_000) })
})

test('a part is split from an instalment only by the function, and the sum stays', async ({ world }) => {
  await publishMeasures(world, { o: measureText('o', money(100)) })
  const { awardId } = await granted(world, 'o', person(await master(world)))
  const grow = world.asSystem((db) => db.insertInto('fund.instalment').columns(['awardId', 'lineId', 'placeCode', 'no', 'dueOn', 'amountFen', 'state']).expression(db.selectFrom('fund.award').select(['id', 'lineId', 'placeCode', (e) => e.val(9).as('no'), 'decidedOn', (e) => e.val(1n).as('amountFen'), (e) => e.val('due').as('state')]).where('id', '=', awardId)).execute())
  await expect(grow).rejects.toMatchObject({ code: 'JY004' })
})
