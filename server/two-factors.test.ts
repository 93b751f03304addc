import { describe, expect } from 'vitest'
import { z } from 'zod'
import { listPeople } from '../registry/contract.ts'
import { codeAt, enrol, realAccount, Visitor } from '../test/door.ts'
import { test, type World } from '../test/world.ts'

const people = (visitor: Visitor) => visitor.post(listPeople.name, { filters: {} })
const codesOf = async (visitor: Visitor): Promise<string[]> => z.array(z.string()).parse((await visitor.post('auth.makeRecoveryCodes')).body['codes'])
const forgetStep = (world: World) => world.database.adminQuery('update kernel.second_factor set last_step = 0')

describe('staff sign in with two factors', () => {
  // clause: GB/T 22239 8.1.4.1 d; GB/T 39786 8.4 a; ASVS 6.3.3; ASVS 6.3.4
  test('the password alone opens nothing but the way to the second factor; set up, everything opens', async ({ world }) => {
    const account = await realAccount(world, 'talentOffice')
    const visitor = new Visitor(world)
    expect(await visitor.signIn(account)).toMatchObject({ status: 200 })
    expect(await people(visitor)).toMatchObject({ status: 401, body: { code: 'secondFactorOwed' } })
    expect(await visitor.post(`export/${listPeople.name}`, { filters: {} })).toMatchObject({ status: 401 })
    for (const own of ['auth.account', 'auth.endOtherDevices', 'auth.makeRecoveryCodes', 'auth.changePassword', 'auth.removePasskey']) expect([own, (await visitor.post(own)).status]).toEqual([own, 401])
    expect((await visitor.post('auth.me')).body).toMatchObject({ signedIn: false, pending: true, duty: null, duties: [] })
    expect(await visitor.post('auth.beginEnrolment', { password: '不是这个口令呀不是' })).toMatchObject({ status: 409, body: { code: 'password' } })
    const secret = z.string().parse((await visitor.post('auth.beginEnrolment', { password: account.password })).body['secret'])
    expect(await people(visitor)).toMatchObject({ status: 401 })
    expect(await visitor.post('auth.confirmEnrolment', { code: codeAt(secret, -1) })).toMatchObject({ status: 200 })
    expect(await people(visitor)).toMatchObject({ status: 200 })
  })

  // clause: ASVS 6.4.3; ASVS 7.5.1
  test('an account that has a factor cannot be given another by who knows the password alone', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const secret = await enrol(new Visitor(world), account)
    const thief = new Visitor(world, '10.0.0.66')
    await thief.signIn(account)
    expect(await thief.post('auth.beginEnrolment', { password: account.password })).toMatchObject({ status: 409, body: { code: 'stepUpNeeded' } })
    expect(await thief.post('auth.beginPasskey', { password: account.password })).toMatchObject({ status: 409, body: { code: 'stepUpNeeded' } })
    expect(await people(thief)).toMatchObject({ status: 401 })
    const owner = new Visitor(world)
    await owner.signIn(account)
    expect(await owner.post('auth.stepUp', { code: codeAt(secret) })).toMatchObject({ status: 200 })
    expect((await owner.post('auth.me')).body).toMatchObject({ signedIn: true, pending: false })
  })

  test('what was begun before the owner had a factor is not finished after', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const thief = new Visitor(world, '10.0.0.66')
    await thief.signIn(account)
    const secret = z.string().parse((await thief.post('auth.beginEnrolment', { password: account.password })).body['secret'])
    await world.database.adminQuery(`insert into kernel.passkey (account_id, credential_id, public_key, counter, name) values ('${account.accountId}', 'of-the-owner', '\\x00', 0, '本人的')`)
    expect(await thief.post('auth.confirmEnrolment', { code: codeAt(secret) })).toMatchObject({ status: 409, body: { code: 'notEnrolled' } })
    expect(await people(thief)).toMatchObject({ status: 401 })
  })

  test('a demo account owes nothing in the demo, and cannot sign in by a password elsewhere', async ({ world }) => {
    const demo = await world.staff('leader')
    expect(await world.post(demo.cookie, 'auth.me', {})).toMatchObject({ signedIn: true, pending: false })
    await world.database.adminQuery(`update kernel.session set way = 'password'`)
    expect(await world.post(demo.cookie, 'auth.me', {})).toMatchObject({ signedIn: false, pending: true })
  })

  // clause: GB/T 22239 8.1.4.10 a; ASVS 6.5.1; ASVS 6.5.2; ASVS 6.5.4
  test('recovery codes: shown once, kept as hashes, each serves once also at once, new ones end the old', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const visitor = new Visitor(world)
    const secret = await enrol(visitor, account)
    expect(await visitor.post('auth.makeRecoveryCodes')).toMatchObject({ status: 409, body: { code: 'stepUpNeeded' } })
    await visitor.post('auth.stepUp', { code: codeAt(secret) })
    const old = await codesOf(visitor)
    const codes = await codesOf(visitor)
    expect(new Set([...old, ...codes]).size).toBe(20)
    const stored = JSON.stringify(await world.database.adminQuery(`select code_hash::text from kernel.recovery_code union all select answer::text from kernel.idempotency`))
    for (const code of codes) expect(stored).not.toContain(code)
    const lost = new Visitor(world)
    await lost.signIn(account)
    expect(await lost.post('auth.useRecoveryCode', { code: old[0] })).toMatchObject({ status: 409, body: { code: 'wrong' } })
    expect(await people(lost)).toMatchObject({ status: 401 })
    const others = [new Visitor(world), new Visitor(world)]
    for (const other of others) await other.signIn(account)
    const at = await Promise.all(others.map((other) => other.post('auth.useRecoveryCode', { code: (codes[0] ?? '').toLowerCase().replaceAll('-', ' ') })))
    expect(at.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(await lost.post('auth.useRecoveryCode', { code: codes[1] })).toMatchObject({ status: 200 })
    expect((await lost.post('auth.secondFactor')).body).toMatchObject({ recoveryLeft: 8, steppedUp: true })
  })

  test('codes and recovery codes share one count of guesses', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const visitor = new Visitor(world)
    const secret = await enrol(visitor, account)
    await visitor.post('auth.stepUp', { code: codeAt(secret) })
    const [code] = await codesOf(visitor)
    for (let guess = 0; guess < 5; guess++) expect(await visitor.post('auth.useRecoveryCode', { code: 'AAAA-BBBB-CCCC' })).toMatchObject({ status: 409 })
    expect(await visitor.post('auth.useRecoveryCode', { code })).toMatchObject({ status: 429 })
    await forgetStep(world)
    expect(await visitor.post('auth.stepUp', { code: codeAt(secret) })).toMatchObject({ status: 429 })
  })

  test('recovery codes need a factor that they stand in for', async ({ world }) => {
    const talent = await world.talent()
    await expect(world.post(talent.cookie, 'auth.makeRecoveryCodes', {})).rejects.toMatchObject({ code: 'notEnrolled' })
  })
})
