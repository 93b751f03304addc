import { sql } from 'kysely'
import { afterEach, describe, expect } from 'vitest'
import { agree, submit, withdraw } from '../../cases/contract.ts'
import { getCasePage, listQueue } from '../../cases/reading/contract.ts'
import { giveAccount, makeBatch, releaseBatch, takeReturn } from '../../fund/payment-contract.ts'
import { holdSenders } from '../../kernel/messages/senders.ts'
import { yuan, type Fen, type Id } from '../../kernel/types.ts'
import { nightlyMatch } from '../../measures/contract.ts'
import { cardNumber, desk, openLineOf, returnOf } from '../../test/fund.ts'
import { measure, publish, recognise } from '../../test/library.ts'
import { entrust } from '../../test/service.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { listMine } from '../messages/contract.ts'
import { askFunnel, confirmDelivery, consent, deliveryWays, listMissed, listMyConsents, listMyDeliveries, openDelivery, tellClosings, withdrawConsent } from './contract.ts'
import { tellNewlyDue } from './tell.ts'
import { tierOf, tierRules, type Risk } from './tier.ts'

afterEach(() => holdSenders({}))

interface Setting {
  to?: string
  budget?: Fen
  level?: string
  account?: boolean
}
const proactive = (options: Parameters<typeof measure>[0] = {}) => measure(options).replace('delivery: apply', 'delivery: proactive')

/** A proactive measure with money on its line, and a person who is due it by facts that their sources have verified; matched, not told yet. */
const due = async (world: World, { to, budget = yuan(1_000_000), level = 'D', account = true }: Setting = {}) => {
  await publish(world, { 'young.yaml': proactive(to ? { to } : {}) })
  const lineId = await openLineOf(world, { year: 2026, code: 'talent/living', amount: budget })
  const ana = await world.talent({ name: '沈知远', employerId: await world.employer() })
  await recognise(world, ana.personId, level)
  if (account) await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(700 + Math.floor(Number(budget % 97n))) })
  await world.runJob(nightlyMatch.name)
  return { ana, lineId }
}
const only = async (who: Somebody) => {
  const { deliveries: [one] } = await who.asks(listMyDeliveries, {})
  if (!one) throw new Error('nothing was told')
  return one
}
const looked = async (who: Somebody) => {
  const { id: deliveryId } = await only(who)
  const { offer } = await who.does(openDelivery, { deliveryId })
  return { deliveryId, hash: offer?.hash ?? '', consentVersion: consent.version, offer }
}
const confirms = async (who: Somebody) => {
  const { offer: _, ...input } = await looked(who)
  return who.does(confirmDelivery, input)
}

describe('the chain', () => {
  test('matched, told with sum and day, opened, confirmed, decided by a named rule, paid, and the receipt', async ({ world }) => {
    const { ana, lineId } = await due(world)
    expect(await only(ana)).toMatchObject({ title: '青年人才津贴', state: 'told', amount: yuan(20_000), toldOn: '2026-06-15', expectedOn: '2026-06-30' })
    const titles = async () => (await ana.lists(listMine, {})).rows.map(({ title }) => title)
    expect((await ana.lists(listMine, {})).rows).toMatchObject([{ title: '免申即享：青年人才津贴', body: '您符合“青年人才津贴”的条件：20,000 元。不用交材料，打开确认即可；今天确认的，预计2026年6月30日前审定。没有截止日期。' }])
    const { offer } = await looked(ana)
    expect(offer).toMatchObject({ amount: yuan(20_000), changed: null, money: true, account: { bank: '青屿银行' }, facts: [{ name: '人才类别', value: 'D' }, { name: '年龄', value: '34' }] })
    const answer = await confirms(ana)
    expect(answer).toMatchObject({ tier: 'straight', reasons: [], state: 'confirmed' })
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ state: 'decided', tier: 'straight' })
    const office = await world.staff('talentOffice', '9801', 'talent-office')
    const page = await office.asks(getCasePage, { caseId: answer.caseId })
    expect(page.state).toBe('decided')
    expect(page.events.filter(({ by }) => by === '免申即享直接办理规则').map(({ says }) => says.slice(0, 5))).toEqual(['初审：同意', '审定：同意'])
    const audit = await world.database.adminQuery(`select account_name from kernel.audit where verb = 'cases.decide' and outcome = 'done'`)
    expect(audit).toEqual([{ account_name: '免申即享直接办理规则' }])

    const { maker, checker } = await desk(world)
    const batch = await maker.does(makeBatch, { lineId, dueBy: world.today })
    await checker.does(releaseBatch, { batchId: batch.batchId })
    await maker.does(takeReturn, { batchId: batch.batchId, text: returnOf(batch.number, world.today, [{ seq: 1, amount: yuan(20_000), says: 'S' }]) })
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ state: 'paid', paidOn: '2026-06-15' })
    expect((await titles()).toSorted()).toEqual(['免申即享：青年人才津贴', '已到账：青年人才津贴', '已经审定：青年人才津贴', '请评一评：青年人才津贴'].toSorted())
    expect((await office.asks(askFunnel, { by: 'measure' })).lines).toEqual([{ key: 'young-allowance', label: '青年人才津贴', eligible: 1, told: 1, opened: 1, confirmed: 1, decided: 1, paid: 1, amount: yuan(20_000), medianDays: 0 }])
    expect((await office.asks(askFunnel, { by: 'county' })).lines).toMatchObject([{ label: '临海区', paid: 1 }])
    expect((await office.asks(askFunnel, { by: 'age', measure: 'young-allowance' })).lines).toMatchObject([{ label: '30至39岁', paid: 1 }])
  })

  test('nobody is told twice, however often the job runs, and two at once', async ({ world }) => {
    const { ana } = await due(world)
    await Promise.all([tellNewlyDue(world.database, world.today), tellNewlyDue(world.database, world.today)])
    await world.runJob(nightlyMatch.name)
    expect((await ana.asks(listMyDeliveries, {})).deliveries).toHaveLength(1)
    expect((await ana.lists(listMine, {})).total).toBe(1)
  })

  test('confirmed on two devices at once: one case, the same answer', async ({ world }) => {
    const { ana } = await due(world)
    const { offer: _, ...input } = await looked(ana)
    const answers = await Promise.all([1, 2, 3].map(() => ana.does(confirmDelivery, input)))
    expect(new Set(answers.map(({ caseId, number }) => `${caseId} ${number}`)).size).toBe(1)
    await world.runJobs()
    expect(await ana.does(confirmDelivery, input)).toMatchObject({ number: answers[0]?.number, state: 'decided' })
    expect(await world.asSystem((db) => db.selectFrom('cases.case').select('id').execute())).toHaveLength(1)
  })
})

describe('confirming is refused', () => {
  test('before it was opened, by an old consent, without an account, and with one that the bank sent back', async ({ world }) => {
    const { ana } = await due(world, { account: false })
    const { id: deliveryId } = await only(ana)
    const no = (input: Parameters<typeof ana.does<typeof confirmDelivery.input, typeof confirmDelivery.output, string>>[1]) => expect(ana.does(confirmDelivery, input)).rejects
    await no({ deliveryId, hash: '0'.repeat(64), consentVersion: consent.version }).toMatchObject({ code: 'notOpened' })
    const { offer: _, ...input } = await looked(ana)
    await no({ ...input, consentVersion: '2020-1' }).toMatchObject({ code: 'consentOld' })
    await no(input).toMatchObject({ code: 'noAccount' })
    await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(1) })
    await world.asSystem((db) => db.updateTable('fund.payeeAccount').set({ rejectedOn: world.today, rejectedReason: '户名不符' }).execute())
    await no(input).toMatchObject({ code: 'accountRejected' })
    await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(2) })
    expect(await ana.does(confirmDelivery, input)).toMatchObject({ tier: 'look', reasons: ['收款账户在 30 天内换过'] })
  })

  // clause: PIPL 14
  test('when what was shown is not so any more: it says what changed and is asked again', async ({ world }) => {
    const { ana } = await due(world)
    const { offer: _, ...input } = await looked(ana)
    await world.asSystem((db) => sql`update registry.talent_class set level = 'C' where person_id = ${ana.personId}`.execute(db))
    await expect(ana.does(confirmDelivery, input)).rejects.toMatchObject({ code: 'changed', message: '和您看到的不一样了，请重新看过再确认：金额由 20,000 元 变为 30,000 元；人才类别由“D”变为“C”' })
    const again = await looked(ana)
    expect(again.offer).toMatchObject({ amount: yuan(30_000), changed: '金额由 20,000 元 变为 30,000 元；人才类别由“D”变为“C”' })
    expect(await ana.does(confirmDelivery, { deliveryId: input.deliveryId, hash: again.hash, consentVersion: consent.version })).toMatchObject({ tier: 'straight' })
  })

  test('when it does not hold any more: by the confirmation, and opening ends it with the reason', async ({ world }) => {
    const { ana } = await due(world)
    const { offer: _, ...input } = await looked(ana)
    await world.asSystem((db) => db.updateTable('registry.person').set({ birthDate: '1980-01-01' }).where('id', '=', ana.personId).execute())
    await expect(ana.does(confirmDelivery, input)).rejects.toMatchObject({ code: 'ineligible' })
    const { delivery, offer } = await ana.does(openDelivery, { deliveryId: input.deliveryId })
    expect([delivery.state, offer, delivery.endedBecause?.startsWith('不再符合：年龄不超过35周岁')]).toEqual(['ended', null, true])
    await expect(ana.does(confirmDelivery, input)).rejects.toMatchObject({ code: 'over' })
  })

  test('after the last day, and when the measure has ended', async ({ world }) => {
    const { ana } = await due(world, { to: '2026-06-30' })
    expect((await only(ana)).confirmBy).toBe('2026-06-30')
    const { offer: _, ...input } = await looked(ana)
    world.setToday('2026-07-01')
    await expect(ana.does(confirmDelivery, input)).rejects.toMatchObject({ code: 'late' })
    await world.asSystem((db) => sql`update delivery.delivery set confirm_by = null`.execute(db))
    await expect(ana.does(confirmDelivery, input)).rejects.toMatchObject({ code: 'notInForce' })
  })
})

describe('the consent', () => {
  // clause: PIPL 15
  test('may be withdrawn until the decision: the case goes, and it may be confirmed anew', async ({ world }) => {
    const { ana } = await due(world)
    const { offer: _, ...input } = await looked(ana)
    await expect(ana.does(withdrawConsent, { deliveryId: input.deliveryId })).rejects.toMatchObject({ code: 'notConfirmed' })
    await ana.does(confirmDelivery, input)
    await ana.does(withdrawConsent, { deliveryId: input.deliveryId })
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ state: 'opened', caseId: null })
    await ana.does(confirmDelivery, input)
    await world.runJobs()
    await expect(ana.does(withdrawConsent, { deliveryId: input.deliveryId })).rejects.toMatchObject({ code: 'notConfirmed' })
    const kept = await world.asSystem((db) => db.selectFrom('delivery.consent').select('kind').orderBy('at').execute())
    expect(kept.map(({ kind }) => kind)).toEqual(['given', 'withdrawn', 'given'])
    await expect(world.database.adminQuery(`update delivery.consent set version = 'x'`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('is taken back by withdrawing the case too', async ({ world }) => {
    const { ana } = await due(world, { budget: yuan(1) })
    const { caseId } = await confirms(ana)
    await ana.does(withdraw, { caseId, note: '' })
    await world.runJobs()
    expect(await only(ana)).toMatchObject({ state: 'opened', caseId: null })
  })
})

describe('who looks', () => {
  const clean: Risk = { amount: yuan(100_000), verified: true, account: { changed: false, shared: false }, breaches: 0, decidedByBody: false, byHand: false, proactive: true }
  // clause: PIPL 24
  test('each rule alone brings a person in, with its sentence; none of them lets it go straight', () => {
    expect(tierOf(clean)).toEqual({ tier: 'straight', reasons: [] })
    const risky: Risk[] = [{ ...clean, amount: yuan(100_001) }, { ...clean, verified: false }, { ...clean, account: { changed: true, shared: false } }, { ...clean, account: { changed: false, shared: true } }, { ...clean, breaches: 1 }, { ...clean, decidedByBody: true }, { ...clean, byHand: true }, { ...clean, proactive: false }]
    expect(risky.map((risk) => tierOf(risk))).toEqual(tierRules.map(({ says }) => ({ tier: 'look', reasons: [says] })))
  })

  test('an account that is somebody else’s too, a fact that nobody verified: the case lies in the queue of its office and is decided by hand', async ({ world }) => {
    const { ana } = await due(world, { account: false })
    const other = await world.talent({ name: '旁人' })
    await other.does(giveAccount, { bank: '青屿银行', number: cardNumber(9) })
    await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(9) })
    await world.asSystem((db) => sql`update registry.talent_class set verification = 'declared' where person_id = ${ana.personId}`.execute(db))
    const answer = await confirms(ana)
    expect(answer).toMatchObject({ tier: 'look', reasons: ['有信息未经来源部门核实', '收款账户也登记在别人名下'] })
    await world.runJobs()
    const county = await world.staff('reviewer', '980101', 'hr')
    const { rows: [waiting] } = await county.lists(listQueue, {})
    expect(waiting).toMatchObject({ number: answer.number })
    const office = await world.staff('talentOffice', '980101')
    expect((await office.lists(listMissed, {})).rows).toMatchObject([{ name: '沈知远', title: '青年人才津贴', reason: 'factUnverified', days: 0 }])
    const page = await county.asks(getCasePage, { caseId: answer.caseId })
    await county.does(agree, { stepId: page.stepId ?? ('' as Id<'step'>), opinion: '' })
    await world.runJobs()
    expect((await county.asks(getCasePage, { caseId: answer.caseId })).state).toBe('toDecide')
  })

  test('a line without money sends it to people, with the sentence of the fund', async ({ world }) => {
    const { ana } = await due(world, { budget: yuan(100) })
    const { caseId } = await confirms(ana)
    await world.runJobs()
    const { state, tier, tierReasons } = await only(ana)
    expect([state, tier, tierReasons[0]?.startsWith('预算余额不足')]).toEqual(['confirmed', 'look', true])
    const office = await world.staff('talentOffice')
    expect((await office.asks(getCasePage, { caseId })).state).toBe('inReview')
  })
})

describe('who should have received', () => {
  test('is listed with the reason; what is over, or filed for by oneself, is not', async ({ world }) => {
    await publish(world, { 'young.yaml': proactive() })
    const opened = await world.talent({ name: '打开了的' })
    const silent = await world.talent({ name: '没打开的' })
    const without = await world.person({ name: '没账号的' })
    const gone = await world.talent({ name: '不符合了的' })
    for (const id of [opened.personId, silent.personId, without, gone.personId]) await recognise(world, id, 'E')
    await world.runJob(nightlyMatch.name)
    await opened.does(openDelivery, { deliveryId: (await only(opened)).id })
    await world.asSystem((db) => db.updateTable('registry.person').set({ birthDate: '1980-01-01' }).where('id', '=', gone.personId).execute())
    await world.runJob(nightlyMatch.name)
    expect(await only(gone)).toMatchObject({ state: 'ended', endedBecause: '条件有变，目前不再符合' })
    const specialist = await world.staff('specialist', '980101')
    expect((await specialist.lists(listMissed, {})).rows).toEqual([])
    await entrust(world, specialist, [opened.personId, silent.personId, without])
    const { rows } = await specialist.lists(listMissed, {}, { sort: 'name' })
    expect(Object.fromEntries(rows.map(({ name, reason }) => [name, reason]))).toEqual({ 打开了的: 'notConfirmed', 没打开的: 'notOpened', 没账号的: 'noAccount' })
    expect((await specialist.lists(listMissed, { reason: 'noAccount' })).rows).toMatchObject([{ name: '没账号的' }])
    expect((await (await world.staff('specialist', '980104')).lists(listMissed, {})).rows).toEqual([])
  })

  test('an account that the bank refuses: told, listed, and with a new one it goes on', async ({ world }) => {
    const { ana, lineId } = await due(world)
    await confirms(ana)
    await world.runJobs()
    const { maker, checker } = await desk(world)
    const pay = async (says: 'S' | 'A1') => {
      const batch = await maker.does(makeBatch, { lineId, dueBy: world.today })
      await checker.does(releaseBatch, { batchId: batch.batchId })
      await maker.does(takeReturn, { batchId: batch.batchId, text: returnOf(batch.number, world.today, [{ seq: 1, amount: yuan(20_000), says }]) })
      await world.runJobs()
    }
    await pay('A1')
    const office = await world.staff('talentOffice')
    expect((await office.lists(listMissed, {})).rows).toMatchObject([{ reason: 'accountFailed' }])
    expect((await ana.lists(listMine, { topic: 'payments' })).rows).toMatchObject([{ title: '没有付成：青年人才津贴' }])
    await ana.does(giveAccount, { bank: '海潮银行', number: cardNumber(88) })
    await pay('S')
    expect(await only(ana)).toMatchObject({ state: 'paid' })
    expect((await office.lists(listMissed, {})).rows).toEqual([])
  })
})

test('the table of ways is the database’s, and no other way is walked, not even by hand', async ({ world }) => {
  const rows = await world.database.adminQuery('select from_state, to_state, verb from delivery.way')
  const ours = Object.entries(deliveryWays).flatMap(([verb, ways]) => ways.map(([from_state, to_state]) => ({ from_state, to_state, verb })))
  expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(ours.map((row) => JSON.stringify(row))))
  await due(world)
  await expect(world.database.adminQuery(`update delivery.delivery set state = 'paid', decided_on = told_on, paid_on = told_on`)).rejects.toThrow()
  await expect(world.database.adminQuery(`update delivery.delivery set measure = 'x'`)).rejects.toMatchObject({ code: 'JY001' })
})

// clause: PIPL 14; PIPL 17
test('what I agreed to stands with its words, and when I took it back; nobody else sees it', async ({ world }) => {
  const { ana } = await due(world, { level: 'D' })
  expect((await ana.asks(listMyConsents, {})).consents).toEqual([])
  await confirms(ana)
  const { id: deliveryId } = await only(ana)
  expect((await ana.asks(listMyConsents, {})).consents).toMatchObject([{ deliveryId, title: '青年人才津贴', version: consent.version, text: consent.text, withdrawnAt: null, state: 'confirmed' }])
  await ana.does(withdrawConsent, { deliveryId })
  await confirms(ana)
  const [again, first] = (await ana.asks(listMyConsents, {})).consents
  expect([again?.withdrawnAt, typeof first?.withdrawnAt]).toEqual([null, 'string'])
  expect((await (await world.talent()).asks(listMyConsents, {})).consents).toEqual([])
})

describe('before a last day goes by', () => {
  const closing = async (world: World, to: string, limits = 'once: person, ') => {
    await publish(world, { 'young.yaml': measure({ to }).replace('once: person, ', limits) })
    await openLineOf(world, { year: 2026, code: 'talent/living', amount: yuan(1_000_000) })
    const ana = await world.talent({ name: '沈知远', employerId: await world.employer() })
    await recognise(world, ana.personId, 'D')
    await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(771) })
    await world.runJob(nightlyMatch.name)
    const told = async () => {
      await world.runJob(tellClosings.name)
      return (await ana.lists(listMine, {})).rows.map(({ title, body, topic }) => ({ title, body, topic }))
    }
    return { ana, told }
  }
  const words = { title: '快到截止日：青年人才津贴', body: '您符合“青年人才津贴”的条件，还没有申报。最后申报日是2026年6月29日，过了这一天就不能再申报。', topic: 'deadlines' }

  test('who is due it and has not claimed hears of it two weeks ahead, once', async ({ world }) => {
    const { told } = await closing(world, '2026-06-29')
    expect(await told()).toEqual([words])
    expect(await told()).toEqual([words])
  })

  test('his employer hears how many of its staff have not claimed, not who, and another employer nothing', async ({ world }) => {
    const { ana, told } = await closing(world, '2026-06-29')
    const { employerId } = await world.asSystem((db) => db.selectFrom('registry.employment').select(sql<Id<'employer'>>`employer_id`.as('employerId')).where('personId', '=', ana.personId).executeTakeFirstOrThrow())
    const clerk = await world.clerkOf(employerId)
    const stranger = await world.clerkOf(await world.employer({ name: '别家' }))
    await told()
    await told()
    const [message, ...more] = (await clerk.lists(listMine, {})).rows
    expect(message).toMatchObject({ title: '快到截止日：员工的“青年人才津贴”', topic: 'deadlines', link: '/employer' })
    expect(message?.body).toContain('有 1 名员工符合')
    expect(message?.body).not.toContain('沈知远')
    expect([more, (await stranger.lists(listMine, {})).rows]).toEqual([[], []])
  })

  test('not earlier, and not when he has filed', async ({ world }) => {
    const { ana, told } = await closing(world, '2026-06-30')
    expect(await told()).toEqual([])
    await ana.does(submit, { measure: 'young-allowance', answers: {} })
    world.setToday('2026-06-20')
    expect((await told()).map(({ title }) => title)).not.toContain(words.title)
  })

  /** What a year of officers would have made of it. */
  const decidedLastYear = (world: World) => world.database.adminQuery(`set session_replication_role = replica; update cases.case set state = 'decided', submitted_on = '2025-05-04', closed_on = '2025-06-04', closed_at = now()`)

  test.for([['once: person, ', false], ['', true]] as const)('who had it last year hears of it when it may be had again (limits: “%s” %s)', async ([limits, again], { world }) => {
    const { ana, told } = await closing(world, '2026-07-31', limits)
    await ana.does(submit, { measure: 'young-allowance', answers: {} })
    await decidedLastYear(world)
    world.setToday('2026-07-20')
    expect((await told()).some(({ title }) => title === words.title)).toBe(again)
  })

  test('a proactive measure tells by itself and is not told of twice', async ({ world }) => {
    await publish(world, { 'young.yaml': proactive({ to: '2026-06-20' }) })
    const ana = await world.talent({ name: '沈知远', employerId: await world.employer() })
    await recognise(world, ana.personId, 'D')
    await world.runJob(nightlyMatch.name)
    await world.runJob(tellClosings.name)
    expect((await ana.lists(listMine, {})).rows.map(({ title }) => title)).toEqual(['免申即享：青年人才津贴'])
  })
})
