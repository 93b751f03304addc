import { describe, expect } from 'vitest'
import { guesses, strangersWait } from '../kernel/auth/attempts.ts'
import { realAccount, Visitor } from '../test/door.ts'
import { test, type World } from '../test/world.ts'

const failedBefore = (world: World, rows: { login: string; source: string }[], ago = '1 minute') =>
  world.asSystem((db) => db.insertInto('kernel.signInAttempt').values(rows.map((row) => ({ ...row, succeeded: false }))).execute()).then(() => world.database.adminQuery(`update kernel.sign_in_attempt set at = now() - interval '${ago}'`))
const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))

// clause: GB/T 22239 8.1.4.1 b; ASVS 6.3.1; ASVS 2.4.1
describe('guesses', () => {
  test('that come all at once count one by one', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const statuses = await Promise.all(many(20, async () => (await new Visitor(world, '10.0.0.66').signIn({ ...account, password: 'wrong' })).status))
    expect(statuses.filter((status) => status === 401)).toHaveLength(guesses.perNameAndSource)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20 - guesses.perNameAndSource)
  })

  test('of one password at many accounts end after so many names, and a browser that is known there goes on', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const owner = new Visitor(world, '10.0.0.66')
    await owner.signIn(account)
    await failedBefore(world, many(guesses.namesPerSource, (at) => ({ login: `name-${at}`, source: '10.0.0.66' })))
    expect((await new Visitor(world, '10.0.0.66').signIn(account)).status).toBe(429)
    expect((await new Visitor(world, '10.0.0.67').signIn(account)).status).toBe(200)
    expect((await owner.signIn(account)).status).toBe(200)
  })

  test('at one account from many sources are slowed down for strangers; the owner’s own browser enters', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const owner = new Visitor(world, '10.0.0.7')
    await owner.signIn(account)
    await failedBefore(world, many(guesses.perName, (at) => ({ login: account.login, source: `10.1.${at}.1` })))
    // One stranger gets through each half minute; all others wait.
    expect((await new Visitor(world, '10.2.0.1').signIn({ ...account, password: 'wrong' })).status).toBe(401)
    expect((await new Visitor(world, '10.2.0.2').signIn(account)).status).toBe(429)
    expect((await owner.signIn(account)).status).toBe(200)
    await world.database.adminQuery(`update kernel.sign_in_attempt set at = at - interval '${strangersWait + 1} seconds'`)
    expect((await new Visitor(world, '10.2.0.2').signIn(account)).status).toBe(200)
  })

  test('from a known browser are bounded as well, and a browser of another account is none', async ({ world }) => {
    const [account, other] = [await realAccount(world, 'leader'), await realAccount(world, 'leader')]
    const owner = new Visitor(world, '10.0.0.7')
    await owner.signIn(account)
    for (let guess = 0; guess < guesses.perNameAndSource; guess++) expect((await owner.signIn({ ...account, password: 'wrong' })).status).toBe(401)
    expect((await owner.signIn(account)).status).toBe(429)
    await failedBefore(world, many(guesses.perNameAndSource, () => ({ login: other.login, source: '10.0.0.7' })))
    expect((await owner.signIn(other)).status).toBe(429)
  })

  test('at names that are not there are bounded and answered as at those that are', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const disabled = await realAccount(world, 'leader')
    await world.database.adminQuery(`update kernel.account set disabled_at = now() where id = '${disabled.accountId}'`)
    const answers = await Promise.all(
      [account.login, 'nobody', disabled.login].map(async (login, at) => {
        const visitor = new Visitor(world, `10.5.0.${at + 1}`)
        const got = []
        for (let guess = 0; guess < 9; guess++) got.push(await visitor.signIn({ login, password: 'wrong' }))
        return got.map(({ status, body }) => [status, body['kind'], body['code'], body['message']])
      }),
    )
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })

  test('take the same time at a name that is there and at one that is not', async ({ world }) => {
    const account = await realAccount(world, 'leader')
    const rounds = 15
    const took: Record<string, number[]> = { known: [], unknown: [] }
    // In turn, so that whatever else the machine does falls on both alike.
    for (let round = 0; round < rounds; round++) {
      for (const [kind, login] of round % 2 ? [['known', account.login], ['unknown', `nobody-${round}`]] : [['unknown', `nobody-${round}`], ['known', account.login]]) {
        const { milliseconds } = await new Visitor(world, `10.6.${round}.1`).signIn({ login: login ?? '', password: 'wrong' })
        took[kind ?? '']?.push(milliseconds)
      }
      await world.database.adminQuery('truncate kernel.sign_in_attempt')
    }
    const fastest = (times: number[] = []) => times.toSorted((a, b) => a - b).slice(0, 5).reduce((sum, time) => sum + time, 0) / 5
    const [known, unknown] = [fastest(took['known']), fastest(took['unknown'])]
    // A house that skipped the hash for unknown names would answer in a few milliseconds against the forty of the hash.
    expect(Math.abs(known - unknown)).toBeLessThan(0.3 * Math.max(known, unknown))
    expect(unknown).toBeGreaterThan(10)
  })
})
