import { describe, expect } from 'vitest'
import { codeAt, enrol, realAccount, Visitor } from '../../test/door.ts'
import { test } from '../../test/world.ts'
import { askReset, confirmReset, listResets, withdrawReset } from './contract.ts'

const ground = '人社任〔2026〕12 号'
const password = '夜航船过了灯塔才点灯，潮水退了'

describe('a code that opens an account', () => {
  // clause: ASVS 6.4.1; ASVS 6.4.4; ASVS 6.4.3
  test('passes through two officers, is shown once, serves once, and sets a password that is good', async ({ world }) => {
    const account = await realAccount(world, 'windowClerk')
    const [first, second] = [await world.signIn('securityOfficer'), await world.signIn('securityOfficer')]
    const { resetId } = await first.does(askReset, { login: account.login, what: 'password', ground })
    await expect(first.does(askReset, { login: account.login, what: 'password', ground })).rejects.toMatchObject({ code: 'alreadyAsked' })
    await expect(first.does(askReset, { login: 'nobody', what: 'password', ground })).rejects.toMatchObject({ code: 'noAccount' })
    await expect(first.does(confirmReset, { resetId })).rejects.toMatchObject({ code: 'sameHand' })
    const { code } = await second.does(confirmReset, { resetId }, { key: 'once' })
    await expect(second.does(confirmReset, { resetId }, { key: 'once' })).rejects.toMatchObject({ code: 'notAsked' })
    const stored = JSON.stringify(await world.database.adminQuery(`select row_to_json(r)::text from kernel.account_reset r union all select row_to_json(i)::text from kernel.idempotency i union all select row_to_json(a)::text from kernel.audit a`))
    expect(stored).not.toContain(code)
    expect(stored).not.toContain(code.replaceAll('-', ''))
    const owner = new Visitor(world)
    const use = (login: string, given: string, chosen = password) => owner.post('auth.setPasswordByCode', { login, code: given, password: chosen })
    expect(await use(account.login, code, 'Password2026!')).toMatchObject({ status: 409, body: { code: 'common' } })
    const [wrong, unknown] = [await use(account.login, 'AAAA-BBBB-CCCC'), await use('nobody', code)]
    expect([wrong.status, wrong.body['code'], wrong.body['message']]).toEqual([409, 'wrong', unknown.body['message']])
    expect(await use(account.login, code)).toMatchObject({ status: 200 })
    expect((await owner.post('auth.me')).body).toMatchObject({ pending: true })
    expect(await use(account.login, code)).toMatchObject({ status: 409, body: { code: 'wrong' } })
    expect((await new Visitor(world).signIn({ login: account.login, password })).status).toBe(200)
    expect((await second.lists(listResets, { state: 'used' })).rows).toMatchObject([{ login: account.login, state: 'used', mine: false }])
    await expect(first.does(withdrawReset, { resetId })).rejects.toMatchObject({ code: 'notOpen' })
  })

  test('guesses at it are bounded', async ({ world }) => {
    const visitor = new Visitor(world)
    for (let guess = 0; guess < 8; guess++) expect((await visitor.post('auth.setPasswordByCode', { login: 'leader', code: 'AAAA-BBBB-CCCC', password })).status).toBe(409)
    expect((await visitor.post('auth.setPasswordByCode', { login: 'leader', code: 'AAAA-BBBB-CCCC', password })).status).toBe(429)
  })

  test('for a lost factor takes the old factors away, ends the sessions and leads to a new one', async ({ world }) => {
    const account = await realAccount(world, 'financeChecker')
    const old = new Visitor(world)
    const secret = await enrol(old, account)
    const [first, second] = [await world.signIn('securityOfficer'), await world.signIn('securityOfficer')]
    const { resetId } = await first.does(askReset, { login: account.login, what: 'factor', ground: '手机遗失，当面核对工作证' })
    const { code } = await second.does(confirmReset, { resetId })
    expect((await old.post('auth.me')).body).toMatchObject({ signedIn: true })
    const owner = new Visitor(world)
    expect(await owner.post('auth.setPasswordByCode', { login: account.login, code, password })).toMatchObject({ status: 200 })
    expect((await old.post('auth.me')).body).toMatchObject({ signedIn: false })
    expect(await owner.post('auth.stepUp', { code: codeAt(secret) })).toMatchObject({ status: 409, body: { code: 'notEnrolled' } })
    expect(await owner.post('auth.beginEnrolment', { password })).toMatchObject({ status: 200 })
  })

  test('an officer gives none to himself, one that was withdrawn or is four days old opens nothing', async ({ world }) => {
    const [first, second] = [await world.signIn('securityOfficer'), await world.signIn('securityOfficer')]
    const loginOf = async (id: string) => (await world.asSystem((db) => db.selectFrom('kernel.account').select('login').where('id', '=', id).executeTakeFirstOrThrow())).login
    await expect(first.does(askReset, { login: await loginOf(first.accountId), what: 'password', ground })).rejects.toMatchObject({ code: 'own' })
    const asked = await first.does(askReset, { login: await loginOf(second.accountId), what: 'password', ground })
    await expect(second.does(confirmReset, { resetId: asked.resetId })).rejects.toMatchObject({ code: 'own' })
    const account = await realAccount(world, 'leader')
    const given = async () => {
      const { resetId } = await first.does(askReset, { login: account.login, what: 'password', ground })
      return { resetId, ...(await second.does(confirmReset, { resetId })) }
    }
    const use = (code: string) => new Visitor(world).post('auth.setPasswordByCode', { login: account.login, code, password })
    const withdrawn = await given()
    await first.does(withdrawReset, { resetId: withdrawn.resetId })
    expect((await use(withdrawn.code)).status).toBe(409)
    const late = await given()
    await world.database.adminQuery(`update kernel.account_reset set expires_at = expires_at - interval '4 days'`)
    expect((await use(late.code)).status).toBe(409)
    expect((await second.lists(listResets, {})).rows.map(({ state }) => state).toSorted()).toEqual(['asked', 'expired', 'withdrawn'])
  })
})
