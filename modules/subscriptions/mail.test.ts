import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect } from 'vitest'
import { heldSenders, holdSenders } from '../../kernel/messages/senders.ts'
import { installLibrary } from '../../measures/install.ts'
import { Said, test, type World } from '../../test/world.ts'
import { mailDue } from './jobs.ts'
import { perAddress, perSource } from './routes.ts'

let mails: { to: string; text: string }[] = []
let failing = false
const before = heldSenders()
beforeEach(() => {
  mails = []
  failing = false
  holdSenders({ email: { send: async (to, text) => (failing ? Promise.reject(new Error(`550 ${to} unknown`)) : void mails.push({ to, text })) } })
})
afterEach(() => holdSenders(before))

const saidBy = (attempt: Promise<unknown>) => attempt.then((answer) => answer, (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))
const ask = (world: World, email: string, text = '租房') => saidBy(world.post('', 'subscriptions.ask', { email, situation: { text } }))
const tokenIn = (text: string, page: string) => new RegExp(`${page}#([\\w-]+)`).exec(text)?.[1] ?? 'nothing-of-the-kind-in-it'
const confirm = (world: World, text: string) => saidBy(world.post('', 'subscriptions.confirm', { token: tokenIn(text, '/subscriptions/confirm') }))
const stop = (world: World, text: string) => saidBy(world.post('', 'subscriptions.stop', { token: tokenIn(text, '/subscriptions/stop') }))
const rows = (world: World) => world.database.adminQuery(`select * from subscriptions.mail order by id`) as Promise<Record<string, unknown>[]>
const day = new Date('2026-06-17T03:00:00Z')
const night = new Date('2026-06-17T15:00:00Z')

describe('by mail', () => {
  // clause: PIPL 13; PIPL 15; PIPL 47
  test('an address hears of nothing before its owner confirmed, then once a day of what is new, and nothing of it is left when he stops', async ({ world }) => {
    await world.asSystem((db) => installLibrary(db, join(import.meta.dirname, '../../policies/qingyu')))
    expect(await ask(world, 'ana@example.org')).toEqual({})
    expect(mails.map(({ to }) => to)).toEqual(['ana@example.org'])
    const text = mails[0]?.text ?? ''
    await world.database.adminQuery(`set session_replication_role = replica; update measures.edition set published_at = '2026-06-16T10:00:00+08'`)
    world.setToday('2026-06-16')
    await world.runJob('subscriptions.look')
    expect(await mailDue(world.database, world.today, { now: day })).toEqual({ sent: 0, failed: 0 })
    // A stranger's words go to nobody's mailbox.
    expect(text).not.toContain('租房')
    expect(await confirm(world, text)).toEqual({ words: '“租房”' })
    expect(await confirm(world, text)).toBe('gone')
    await world.runJob('subscriptions.look')
    await world.runJob('subscriptions.look')
    expect(await mailDue(world.database, world.today, { now: night })).toEqual({ sent: 0, failed: 0 })
    failing = true
    expect(await mailDue(world.database, world.today, { now: day })).toEqual({ sent: 0, failed: 1 })
    failing = false
    expect(await mailDue(world.database, world.today, { now: day })).toEqual({ sent: 1, failed: 0 })
    expect(await mailDue(world.database, world.today, { now: day })).toEqual({ sent: 0, failed: 0 })
    expect(mails[1]?.text).toContain('/policies/')
    const stored = JSON.stringify([await rows(world), await world.database.adminQuery('select * from subscriptions.mail_told')])
    expect(stored).not.toContain('ana@example.org')
    expect(stored).not.toContain(Buffer.from('ana@example.org').toString('hex'))
    expect(await stop(world, mails[1]?.text ?? '')).toEqual({})
    expect(await rows(world)).toEqual([])
    expect(await world.database.adminQuery('select * from subscriptions.mail_told')).toEqual([])
    // Whether there was anything to stop is told nobody.
    expect(await stop(world, text)).toEqual({})
    expect(await saidBy(world.post('', 'subscriptions.stop', { token: 'x'.repeat(40) }))).toEqual({})
  })

  test('the house is no relay: a few letters to one address, some from one source, and the same answer whether the address is known or not', async ({ world }) => {
    for (let at = 0; at < perAddress + 2; at++) expect(await ask(world, 'Ana@example.org', `租房${at}`)).toEqual({})
    expect(mails).toHaveLength(perAddress)
    failing = true
    expect(await ask(world, 'nobody@example.org')).toEqual({})
    expect(await rows(world)).toHaveLength(perAddress)
    failing = false
    for (let at = perAddress; at < perSource; at++) expect(await ask(world, `reader${at}@example.org`)).toEqual({})
    expect(await ask(world, 'onemore@example.org')).toBe('tooMany')
    expect(mails).toHaveLength(perSource)
    expect(await ask(world, 'no address')).toBe('invalid')
    expect(await ask(world, 'ana@example.org', '')).toBe('invalid')
    holdSenders({})
    expect(await ask(world, 'ana@example.org')).toBe('notOpen')
  })

  // clause: PIPL 19
  test('an address that is not confirmed within seven days is erased, and its link is over', async ({ world }) => {
    await ask(world, 'ana@example.org')
    await world.database.adminQuery(`update subscriptions.mail set asked_at = now() - interval '6 days 23 hours'`)
    await world.runJob('subscriptions.look')
    expect(await rows(world)).toHaveLength(1)
    await world.database.adminQuery(`update subscriptions.mail set asked_at = now() - interval '7 days'`)
    expect(await confirm(world, mails[0]?.text ?? '')).toBe('gone')
    await world.runJob('subscriptions.look')
    expect(await rows(world)).toEqual([])
  })

  test('a situation confirmed twice stands once, and only the house reads addresses', async ({ world }) => {
    await ask(world, 'ana@example.org')
    await ask(world, ' ANA@example.org')
    for (const { text } of mails) await confirm(world, text)
    expect(await rows(world)).toHaveLength(1)
    const asOffice = { accountId: (await world.staff('talentOffice')).accountId, name: '甲', role: 'talentOffice' as const, scope: '9801', department: undefined, personId: undefined, employerId: undefined }
    expect(await world.database.as({ actor: asOffice, today: world.today }, (db) => db.selectFrom('subscriptions.mail').selectAll().execute())).toEqual([])
  })
})
