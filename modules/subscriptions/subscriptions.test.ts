import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { installLibrary } from '../../measures/install.ts'
import { policyNews } from '../../measures/index.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { mostOfOne, mySubscriptions, subscribe, unsubscribe } from './contract.ts'
import { subscribers } from './hands.ts'

const saidBy = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))
const library = join(import.meta.dirname, '../../policies/qingyu')
const install = (world: World) => world.asSystem((db) => installLibrary(db, library))
/** As if everything had been published on this day. */
const publishedOn = (world: World, day: string) => world.database.adminQuery(`set session_replication_role = replica; update measures.edition set published_at = '${day}T10:00:00+08'`)
const told = (world: World) => world.asSystem((db) => db.selectFrom('kernel.message').select(['recipientId', 'link']).where('kind', '=', 'subscriptions.news').orderBy('link').execute())

describe('subscribing', () => {
  test('to a situation is done once, is one’s own, and ends when one says so', async ({ world }) => {
    await install(world)
    const [ana, ben] = [await world.talent({ name: '甲' }), await world.talent({ name: '乙' })]
    await ana.does(subscribe, { situation: { text: '租房', journey: 'home' } })
    expect(await saidBy(ana.does(subscribe, { situation: { text: '租房', journey: 'home' } }))).toBe('already')
    await ana.does(subscribe, { situation: { text: '', measure: 'settling-in-subsidy' } })
    expect(await saidBy(ana.does(subscribe, { situation: { text: '', measure: 'no-such-measure' } }))).toBe('unknown')
    const { subscriptions } = await ana.asks(mySubscriptions, {})
    expect(subscriptions.map(({ words }) => words)).toEqual(['“高层次人才安家补贴”', expect.stringContaining('“租房”')])
    expect((await ben.asks(mySubscriptions, {})).subscriptions).toEqual([])
    const [first] = subscriptions
    if (!first) throw new Error('nothing was subscribed to')
    expect(await saidBy(ben.does(unsubscribe, { subscriptionId: first.id }))).toBe('missing')
    await ana.does(unsubscribe, { subscriptionId: first.id })
    expect((await ana.asks(mySubscriptions, {})).subscriptions).toHaveLength(1)
    for (let at = 1; at < mostOfOne; at++) await ana.does(subscribe, { situation: { text: `词${at}` } })
    expect(await saidBy(ana.does(subscribe, { situation: { text: '再一个' } }))).toBe('tooMany')
    for (const nothing of [{ text: '' }, { place: '' }, { text: ' ', place: ' ', measure: '' }]) expect(await saidBy(world.post(ana.cookie, subscribe.name, { situation: nothing }))).toBe('invalid')
    await expect(world.database.adminQuery(`update subscriptions.subscription set situation = '{"text": ""}'`)).rejects.toMatchObject({ constraint: 'subscription_says' })
  })

  test('is for talents and employers; nobody else has any', async ({ world }) => {
    const subscriptionId = '01900000-0000-7000-8000-000000000000' as Id<'subscription'>
    const lines: Record<string, { of?: 'nothing'; attempt: (who: Somebody) => Promise<unknown> }> = {
      mine: { attempt: (who) => who.asks(mySubscriptions, {}) },
      subscribe: { attempt: (who) => who.does(subscribe, { situation: { text: '租房' } }) },
      unsubscribe: { of: 'nothing', attempt: (who) => who.does(unsubscribe, { subscriptionId }) },
    }
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const [name, { of, attempt }] of Object.entries(lines)) expect(`${role} ${name} ${await answerOf(attempt(who))}`).toBe(`${role} ${name} ${(subscribers as readonly Role[]).includes(role) ? (of ? 'missing' : 'yes') : 'denied'}`)
    }
  })
})

describe('being told', () => {
  test('of a publication after one subscribed, once, and of none before; only of what one asked for', async ({ world }) => {
    await install(world)
    await publishedOn(world, '2026-06-14')
    const [ana, ben, employer] = [await world.talent({ name: '甲' }), await world.talent({ name: '乙' }), await world.employer()]
    const clerk = await world.clerkOf(employer)
    await ana.does(subscribe, { situation: { text: '', measure: 'settling-in-subsidy' } })
    await ben.does(subscribe, { situation: { text: '没有任何政策写到的词语' } })
    await clerk.does(subscribe, { situation: { text: '', measure: 'settling-in-subsidy' } })
    await world.runJob('subscriptions.look')
    expect((await told(world)).filter(({ link }) => link === '/policies/settling-in-subsidy')).toEqual([])
    await publishedOn(world, '2026-06-16')
    world.setToday('2026-06-17')
    await world.runJob('subscriptions.look')
    await world.runJob('subscriptions.look')
    const both = [{ recipientId: ana.personId as string, link: '/policies/settling-in-subsidy' }, { recipientId: employer as string, link: '/policies/settling-in-subsidy' }]
    expect((await told(world)).toSorted((a, b) => a.recipientId.localeCompare(b.recipientId))).toEqual(both.toSorted((a, b) => a.recipientId.localeCompare(b.recipientId)))
    world.setToday('2026-06-18')
    await world.runJob('subscriptions.look')
    expect(await told(world)).toHaveLength(2)
  })

  test('when a window opens or closes within fourteen days, and not before', async ({ world }) => {
    await install(world)
    await publishedOn(world, '2020-01-01')
    const turns = async (kind: 'opens' | 'closes') => {
      for (let month = 1; month <= 12; month++) {
        world.setToday(`2026-${String(month).padStart(2, '0')}-20`)
        const found = (await world.asSystem((db) => policyNews(db, world.today))).find((one) => one.kind === kind)
        if (found) return found
      }
      throw new Error(`no window ${kind} in the year`)
    }
    const daysBefore = (day: string, days: number) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10)
    for (const kind of ['opens', 'closes'] as const) {
      const { key, measure, day } = await turns(kind)
      const keysOn = async (today: string) => {
        world.setToday(today)
        return (await world.asSystem((db) => policyNews(db, world.today))).map((one) => one.key)
      }
      expect([kind, (await keysOn(daysBefore(day, 15))).includes(key)]).toEqual([kind, false])
      expect([kind, (await keysOn(daysBefore(day, 14))).includes(key)]).toEqual([kind, true])
      const ana = await world.talent({ name: '甲' })
      await ana.does(subscribe, { situation: { text: '', measure } })
      await world.runJob('subscriptions.look')
      expect((await told(world)).filter(({ recipientId }) => recipientId === ana.personId)).toEqual([{ recipientId: ana.personId, link: `/policies/${measure}` }])
    }
  })
})
