import { argon2Sync, randomBytes } from 'node:crypto'
import { describe, expect } from 'vitest'
import { isWeakHash } from '../kernel/auth/password.ts'
import { codeAt, enrol, goodPassword, realAccount, Visitor } from '../test/door.ts'
import { test, type World } from '../test/world.ts'

const next = '夜航船过了灯塔才点灯'.padEnd(12, '呀')
const hashOf = async (world: World, id: string): Promise<string> => (await world.asSystem((db) => db.selectFrom('kernel.account').select('passwordHash').where('id', '=', id).executeTakeFirstOrThrow())).passwordHash ?? ''

describe('a password', () => {
  // clause: ASVS 6.2.2; ASVS 6.2.3; ASVS 7.4.3
  test('is changed by its owner, who proves himself and knows the old one; every other session ends', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const [here, there] = [new Visitor(world), new Visitor(world, '10.1.1.1')]
    const secret = await enrol(here, account)
    await there.signIn(account)
    expect(await here.post('auth.changePassword', { old: account.password, password: next })).toMatchObject({ status: 409, body: { code: 'stepUpNeeded' } })
    await here.post('auth.stepUp', { code: codeAt(secret) })
    const change = (old: string, password: string) => here.post('auth.changePassword', { old, password })
    expect(await change('不对的原口令不对的原口令', next)).toMatchObject({ body: { code: 'old' } })
    expect(await change(account.password, account.password)).toMatchObject({ body: { code: 'same' } })
    expect(await change(account.password, 'Password2026!')).toMatchObject({ body: { code: 'common', message: expect.stringContaining('已经泄露') } })
    expect(await change(account.password, '太短了')).toMatchObject({ body: { code: 'short' } })
    expect(await change(account.password, '一二'.repeat(120))).toMatchObject({ status: 400 })
    expect(await change(account.password, '柏舟柏舟柏舟柏舟柏舟20261128')).toMatchObject({ body: { code: 'ownWords' } })
    expect(await change(account.password, 'abcdefghijklmnop')).toMatchObject({ body: { code: 'repeated' } })
    expect(await change(account.password, next)).toMatchObject({ status: 200, body: { ended: 1 } })
    expect((await there.post('auth.me')).body).toMatchObject({ signedIn: false, pending: false })
    expect((await here.post('auth.me')).body).toMatchObject({ signedIn: true })
    expect((await new Visitor(world).signIn(account)).status).toBe(401)
    expect((await new Visitor(world).signIn({ ...account, password: next })).status).toBe(200)
    for (let guess = 0; guess < 4; guess++) expect(await change('不对的原口令不对的原口令', goodPassword)).toMatchObject({ body: { code: 'old' } })
    expect(await change(next, goodPassword)).toMatchObject({ status: 429 })
  })

  // clause: ASVS 11.4.2
  test('whose hash is of less work than today’s is hashed anew when it is used', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const salt = randomBytes(16)
    const tag = argon2Sync('argon2id', { message: account.password, nonce: salt, parallelism: 1, tagLength: 32, memory: 4096, passes: 1 })
    const weak = ['argon2id', 4096, 1, 1, salt.toString('base64url'), Buffer.from(tag).toString('base64url')].join('$')
    await world.database.adminQuery(`update kernel.account set password_hash = '${weak}' where id = '${account.accountId}'`)
    expect(isWeakHash(weak)).toBe(true)
    expect((await new Visitor(world).signIn({ ...account, password: 'wrong' })).status).toBe(401)
    expect(await hashOf(world, account.accountId)).toBe(weak)
    expect((await new Visitor(world).signIn(account)).status).toBe(200)
    const renewed = await hashOf(world, account.accountId)
    expect([renewed === weak, isWeakHash(renewed)]).toEqual([false, false])
    expect((await new Visitor(world).signIn(account)).status).toBe(200)
  })
})
