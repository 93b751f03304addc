import { describe, expect, vi } from 'vitest'
import { z } from 'zod'
import { Enrolment, SecondFactorState } from '../kernel/auth/contract.ts'
import { hashPassword } from '../kernel/auth/password.ts'
import { enrolDemoAccount } from '../kernel/auth/second-factor.ts'
import { codeOf, stepAt } from '../kernel/auth/totp.ts'
import { yuan } from '../kernel/types.ts'
import { makeBatch, releaseBatch } from '../fund/payment-contract.ts'
import { awarded, openLineWith } from '../test/fund.ts'
import { listPeople, revealDocument } from '../registry/contract.ts'
import { handlers } from './modules.ts'
import { test, type Somebody, type World } from '../test/world.ts'

const unbase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}
const codeAt = (secret: string, offset = 0): string => codeOf(unbase32(secret), stepAt(Date.now()) + offset)
/** Another code than any that is good now. */
const wrongCode = (secret: string): string => ['000000', '111111', '222222', '333333'].find((code) => ![-1, 0, 1, 2].some((offset) => codeAt(secret, offset) === code)) ?? '444444'

const enrolled = async (world: World, who: Somebody): Promise<string> => {
  const { secret } = Enrolment.parse(await world.post(who.cookie, 'auth.beginEnrolment', {}))
  await world.post(who.cookie, 'auth.confirmEnrolment', { code: codeAt(secret, -1) })
  return secret
}
const madeBatch = async (world: World) => {
  const line = await openLineWith(world, yuan(1_000))
  await awarded(world, line.code, yuan(500))
  return (await world.staff('financeMaker')).does(makeBatch, { lineId: line.id, dueBy: world.today })
}
/** As a checker signs in without his telephone. */
const bareChecker = async (world: World): Promise<Somebody> => {
  const checker = await world.staff('financeChecker')
  await world.database.adminQuery('update kernel.session set stepped_up_at = null')
  return checker
}

describe('the second factor', () => {
  test('a release without it is refused, with it goes through, for five minutes and this duty', async ({ world }) => {
    const { batchId } = await madeBatch(world)
    const checker = await bareChecker(world)
    await expect(checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
    const secret = await enrolled(world, checker)
    await expect(checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
    await world.post(checker.cookie, 'auth.stepUp', { code: codeAt(secret) })
    expect(await world.post(checker.cookie, 'auth.secondFactor', {})).toMatchObject({ enrolled: true, steppedUp: true })
    await world.database.adminQuery(`update kernel.session set stepped_up_at = now() - interval '5 minutes 1 second' where stepped_up_at is not null`)
    await expect(checker.does(releaseBatch, { batchId })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
    await world.database.adminQuery(`update kernel.session set stepped_up_at = now() - interval '4 minutes' where stepped_up_at is not null`)
    expect(await checker.does(releaseBatch, { batchId })).toMatchObject({ items: 1 })
    const audited = await world.database.adminQuery(`select verb, outcome from kernel.audit where verb like 'auth.%' order by seq`)
    expect(audited).toEqual([
      { verb: 'auth.beginEnrolment', outcome: 'done' },
      { verb: 'auth.confirmEnrolment', outcome: 'done' },
      { verb: 'auth.stepUp', outcome: 'done' },
    ])
  })

  test('every verb that asks again says so in the contract and is refused without; exports too; a repeated send keeps its answer', async ({ world }) => {
    const asking = handlers.flatMap(({ declaration }) => (declaration.kind === 'action' && declaration.stepUp ? [declaration] : []))
    expect(asking.map(({ name }) => name)).toEqual(expect.arrayContaining(['fund.releaseBatch', 'fund.approvePayee', 'registry.revealDocument', 'registry.giveTalentCode', 'kernel.askReset', 'kernel.confirmReset']))
    for (const { refusals } of asking) expect(refusals).toMatchObject({ secondFactorNeeded: expect.stringContaining('五分钟') })
    const desk = await world.staff('talentOffice', '9801', 'talent-office')
    const personId = await world.person()
    await world.database.adminQuery('update kernel.session set stepped_up_at = null')
    await expect(desk.does(revealDocument, { personId, reason: '核对材料原件' })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
    await expect(world.post(desk.cookie, `export/${listPeople.name}`, { filters: {} })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
    const { batchId } = await madeBatch(world)
    const checker = await world.staff('financeChecker')
    const released = await checker.does(releaseBatch, { batchId }, { key: 'r1' })
    await world.database.adminQuery('update kernel.session set stepped_up_at = null')
    expect(await checker.does(releaseBatch, { batchId }, { key: 'r1' })).toEqual(released)
  })

  test('another duty has to ask again', async ({ world }) => {
    const checker = await world.staff('financeChecker')
    expect(await world.post(checker.cookie, 'auth.secondFactor', {})).toMatchObject({ steppedUp: true })
    const { duty } = z.object({ duty: z.object({ id: z.string() }) }).parse(await world.post(checker.cookie, 'auth.me', {}))
    await world.post(checker.cookie, 'auth.takeDuty', { dutyId: duty.id })
    expect(await world.post(checker.cookie, 'auth.secondFactor', {})).toMatchObject({ steppedUp: false })
  })

  // clause: ASVS 6.5.1
  test('not enrolled, wrong, used before and older than the last are refused; each code serves once even at once', async ({ world }) => {
    const checker = await bareChecker(world)
    const stepUp = (code: string) => world.post(checker.cookie, 'auth.stepUp', { code })
    await expect(stepUp('123456')).rejects.toMatchObject({ code: 'notEnrolled' })
    const { secret: unconfirmed } = Enrolment.parse(await world.post(checker.cookie, 'auth.beginEnrolment', {}))
    await expect(stepUp(codeAt(unconfirmed))).rejects.toMatchObject({ code: 'notEnrolled' })
    await expect(world.post(checker.cookie, 'auth.confirmEnrolment', { code: wrongCode(unconfirmed) })).rejects.toMatchObject({ code: 'wrong' })
    const secret = await enrolled(world, checker)
    await expect(stepUp(wrongCode(secret))).rejects.toMatchObject({ code: 'wrong' })
    await expect(world.post(checker.cookie, 'auth.stepUp', { code: '12345' })).rejects.toMatchObject({ kind: 'invalid' })
    const tried = await Promise.allSettled(Array.from({ length: 3 }, () => stepUp(codeAt(secret))))
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const attempt of tried) if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'used' })
    // Set the clock back: what was used stays used.
    const now = Date.now()
    vi.spyOn(Date, 'now').mockReturnValue(now - 30_000)
    const attempt = stepUp(codeOf(unbase32(secret), stepAt(now - 30_000)))
    await expect(attempt).rejects.toMatchObject({ kind: expect.stringMatching(/refused|busy/) })
    vi.restoreAllMocks()
  })

  test('five wrong ones end the guessing for a quarter of an hour, for the right one too', async ({ world }) => {
    const checker = await bareChecker(world)
    const secret = await enrolled(world, checker)
    const stepUp = (code: string) => world.post(checker.cookie, 'auth.stepUp', { code })
    for (let guess = 0; guess < 5; guess++) await expect(stepUp(wrongCode(secret))).rejects.toMatchObject({ code: 'wrong' })
    await expect(stepUp(codeAt(secret))).rejects.toMatchObject({ status: 429, code: 'tooMany' })
    await world.database.adminQuery(`update kernel.second_factor_attempt set at = at - interval '16 minutes'`)
    await stepUp(codeAt(secret))
  })

  // clause: ASVS 7.5.1
  test('enrolment asks for the password where there is one, and a confirmed secret is changed only by who has just used it', async ({ world }) => {
    const checker = await bareChecker(world)
    const hash = await hashPassword('青屿-2026-海潮')
    await world.database.adminQuery(`update kernel.account set password_hash = '${hash}' where id = '${checker.accountId}'`)
    await expect(world.post(checker.cookie, 'auth.beginEnrolment', {})).rejects.toMatchObject({ code: 'password' })
    const { secret } = Enrolment.parse(await world.post(checker.cookie, 'auth.beginEnrolment', { password: '青屿-2026-海潮' }))
    await world.post(checker.cookie, 'auth.confirmEnrolment', { code: codeAt(secret, -1) })
    await expect(world.post(checker.cookie, 'auth.beginEnrolment', { password: '青屿-2026-海潮' })).rejects.toMatchObject({ code: 'stepUpNeeded' })
    await world.post(checker.cookie, 'auth.stepUp', { code: codeAt(secret) })
    const { secret: next, uri } = Enrolment.parse(await world.post(checker.cookie, 'auth.beginEnrolment', { password: '青屿-2026-海潮' }))
    expect(next).not.toBe(secret)
    expect(uri).toContain(`secret=${next}`)
  })

  test('nobody who has not signed in gets anywhere; the secret lies sealed', async ({ world }) => {
    for (const name of ['secondFactor', 'beginEnrolment', 'confirmEnrolment', 'stepUp']) await expect(world.post('', `auth.${name}`, { code: '123456' })).rejects.toMatchObject({ kind: 'signIn' })
    const checker = await bareChecker(world)
    const secret = unbase32(await enrolled(world, checker))
    const stored = JSON.stringify(await world.database.adminQuery(`select encode(secret_sealed, 'hex') as sealed from kernel.second_factor`))
    expect(stored).not.toContain(secret.toString('hex'))
  })

  test('in the demo a demo account is enrolled and its page shows the code of now, once', async ({ world }) => {
    const checker = await bareChecker(world)
    await world.asSystem((db) => enrolDemoAccount(db, checker.accountId))
    const shown = async () => SecondFactorState.parse(await world.post(checker.cookie, 'auth.secondFactor', {})).demoCode ?? ''
    const first = await shown()
    await world.post(checker.cookie, 'auth.stepUp', { code: first })
    const second = await shown()
    expect(second).not.toBe(first)
    await world.post(checker.cookie, 'auth.stepUp', { code: second })
    await world.database.adminQuery('update kernel.account set demo = false')
    expect(await world.post(checker.cookie, 'auth.secondFactor', {})).toMatchObject({ demoCode: null })
  })
})
