import { pino } from 'pino'
import { describe, expect } from 'vitest'
import { catchingSender, type SmsSender } from '../kernel/auth/sms.ts'
import type { Id } from '../kernel/types.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { findPerson } from '../registry/access/find-person.ts'
import { giveTalentCode } from '../registry/access/contract.ts'
import { documentIndex } from '../registry/identity.ts'
import { Visitor } from '../test/door.ts'
import { test, type World } from '../test/world.ts'
import { createApp } from './app.ts'
import { handlers, streams } from './modules.ts'

const [phone, newPhone] = ['10012345678', '10087654321']
const [mine, theirs] = ['980101199203010015', '980101199203010031']

const of = (personId: Id<'person'> | undefined): Id<'person'> => {
  if (!personId) throw new Error('nobody is there')
  return personId
}

/** A house that sends codes into its own hands, and two people of the registry with papers. */
const withPhones = async (world: World, sms: SmsSender = catchingSender()) => {
  const app = await createApp({ database: world.database, handlers, streams, today: () => world.today, demo: true, ways: { sms, findPerson }, logger: pino({ level: 'silent' }) })
  const people: Id<'person'>[] = []
  for (const [name, number] of [['沈知远', mine], ['柏小舟', theirs]] as const) {
    const personId = await world.person({ name })
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentIndex: documentIndex(houseSealer(), '居民身份证', number) }).where('id', '=', personId).execute())
    people.push(personId)
  }
  const visitor = (ip?: string) => new Visitor({ app }, ip)
  const code = (of = phone) => /\d{6}/.exec(sms.caught?.().find((one) => one.phone === of)?.text ?? '')?.[0] ?? ''
  const later = () => world.database.adminQuery(`update kernel.phone_code set sent_at = sent_at - interval '61 seconds'`)
  const knock = async (of = phone, who = visitor()) => {
    await later()
    expect(await who.post('auth.askPhoneCode', { phone: of })).toMatchObject({ status: 200 })
    return { who, answer: await who.post('auth.usePhoneCode', { phone: of, code: code(of) }) }
  }
  const bind = (who: Visitor, name: string, documentNumber: string, windowCode = '') => who.post('auth.bindPerson', { name, documentNumber, windowCode })
  return { app, visitor, code, later, knock, bind, people }
}

describe('signing in by telephone', () => {
  // clause: ASVS 6.6.1
  test('the first time a code, name and number; then the code alone; after three months without use the question again', async ({ world }) => {
    const { app, knock, bind, people } = await withPhones(world)
    const { who, answer } = await knock()
    expect(answer).toMatchObject({ status: 200, body: { signedIn: false, bind: true } })
    expect((await who.post('auth.me')).body).toMatchObject({ signedIn: false })
    expect(await bind(who, '沈知远', theirs)).toMatchObject({ status: 409, body: { code: 'notMatched' } })
    expect(await bind(who, '没有这人', '980101199203010090')).toMatchObject({ status: 409, body: { code: 'notMatched' } })
    expect(await bind(who, '沈知远', mine.toLowerCase())).toMatchObject({ status: 200, body: { signedIn: true } })
    expect((await who.post('auth.me')).body).toMatchObject({ signedIn: true, name: '沈知远', personId: people[0] })
    expect(await bind(who, '沈知远', mine)).toMatchObject({ status: 409, body: { code: 'noTicket' } })
    expect((await knock()).answer).toMatchObject({ body: { signedIn: true, bind: false } })
    await world.database.adminQuery(`update kernel.account_phone set confirmed_at = now() - interval '91 days'`)
    const after = await knock()
    expect(after.answer).toMatchObject({ body: { signedIn: false, bind: true } })
    expect(await bind(after.who, '沈知远', mine)).toMatchObject({ status: 200 })
    expect(await world.database.adminQuery('select count(*)::int as accounts from kernel.account')).toEqual([{ accounts: 1 }])
    await app.close()
  })

  test('a number that changed hands opens nothing of its former owner, who needs the window', async ({ world }) => {
    const { app, knock, bind, people } = await withPhones(world)
    const first = await knock()
    await bind(first.who, '沈知远', mine)
    await world.database.adminQuery(`update kernel.account_phone set confirmed_at = now() - interval '91 days'`)
    const next = await knock()
    expect(next.answer).toMatchObject({ body: { bind: true } })
    expect(await bind(next.who, '柏小舟', theirs)).toMatchObject({ status: 200 })
    expect((await next.who.post('auth.me')).body).toMatchObject({ personId: people[1] })
    // The number is the other's now; the former owner comes with another one, and name and number are not enough.
    const former = await knock(newPhone)
    expect(await bind(former.who, '沈知远', mine)).toMatchObject({ status: 409, body: { code: 'notMatched' } })
    const window = await world.staff('windowClerk', '980101001')
    const { code } = await window.does(giveTalentCode, { personId: of(people[0]), ground: '本人到场，核对身份证原件' })
    expect(await bind(former.who, '沈知远', mine, 'AAAA-BBBB-CCCC')).toMatchObject({ status: 409 })
    expect(await bind(former.who, '沈知远', mine, code)).toMatchObject({ status: 200 })
    expect((await former.who.post('auth.me')).body).toMatchObject({ personId: people[0] })
    expect(await world.database.adminQuery(`select ended_because as why from kernel.account_phone where ended_at is not null`)).toEqual([{ why: '号码已归他人' }])
    await app.close()
  })

  test('who knows name and number of somebody does not get into his account with a telephone of his own', async ({ world }) => {
    const { app, knock, bind } = await withPhones(world)
    const owner = await knock()
    await bind(owner.who, '沈知远', mine)
    const thief = await knock(newPhone)
    const [taken, unknown] = [await bind(thief.who, '沈知远', mine), await bind(thief.who, '沈知远', '980101199203010090')]
    expect([taken.status, taken.body]).toEqual([unknown.status, unknown.body])
    expect((await owner.who.post('auth.me')).body).toMatchObject({ signedIn: true })
    await app.close()
  })

  // clause: ASVS 6.5.4; ASVS 6.5.5; ASVS 6.6.2; ASVS 6.6.3
  test('codes are six digits for five minutes, five guesses, once; and the newest alone', async ({ world }) => {
    const { app, visitor, code, knock, later } = await withPhones(world)
    const who = visitor()
    await who.post('auth.askPhoneCode', { phone })
    const right = code()
    const wrong = right === '000000' ? '111111' : '000000'
    for (let guess = 0; guess < 5; guess++) expect(await who.post('auth.usePhoneCode', { phone, code: wrong })).toMatchObject({ status: 401, body: { code: 'wrong' } })
    expect(await visitor('10.0.0.8').post('auth.usePhoneCode', { phone, code: right })).toMatchObject({ status: 401 })
    await later()
    await who.post('auth.askPhoneCode', { phone })
    const old = code()
    await later()
    await who.post('auth.askPhoneCode', { phone })
    if (old !== code()) expect(await visitor('10.0.0.8').post('auth.usePhoneCode', { phone, code: old })).toMatchObject({ status: 401 })
    await world.database.adminQuery(`update kernel.phone_code set expires_at = now() - interval '1 second' where used_at is null`)
    expect(await visitor('10.0.0.8').post('auth.usePhoneCode', { phone, code: code() })).toMatchObject({ status: 401 })
    const once = await knock(phone, visitor('10.0.0.9'))
    expect(once.answer.status).toBe(200)
    expect(await visitor('10.0.0.9').post('auth.usePhoneCode', { phone, code: code() })).toMatchObject({ status: 401 })
    const stored = JSON.stringify(await world.database.adminQuery('select row_to_json(c)::text from kernel.phone_code c union all select row_to_json(t)::text from kernel.account_phone t'))
    expect(stored).not.toContain(phone)
    await app.close()
  })

  test('codes are sent so often to one telephone and from one source', async ({ world }) => {
    const { app, visitor, later } = await withPhones(world)
    const ask = (of: string, ip: string) => visitor(ip).post('auth.askPhoneCode', { phone: of })
    expect((await ask(phone, '10.0.1.1')).status).toBe(200)
    expect(await ask(phone, '10.0.1.2')).toMatchObject({ status: 429, body: { code: 'tooMany' } })
    for (let more = 1; more < 5; more++) {
      await later()
      expect((await ask(phone, '10.0.1.3')).status).toBe(200)
    }
    await later()
    expect((await ask(phone, '10.0.1.4')).status).toBe(429)
    const all = await Promise.all(Array.from({ length: 31 }, (_, at) => ask(`100000000${String(at).padStart(2, '0')}`, '10.0.1.5')))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(30)
    await app.close()
  })

  // clause: ASVS 16.5.2
  test('says so when nothing can be sent, or nobody sends', async ({ world }) => {
    const broken = await withPhones(world, { send: async () => { throw new Error('gateway down') } })
    expect(await broken.visitor().post('auth.askPhoneCode', { phone })).toMatchObject({ status: 409, body: { code: 'notSent' } })
    await broken.app.close()
    expect(await new Visitor(world).post('auth.askPhoneCode', { phone })).toMatchObject({ status: 409, body: { code: 'noSender' } })
    expect(await new Visitor(world).post('auth.demoMessages')).toMatchObject({ status: 403 })
  })

  test('a recovery code is given at the window of his place, to who has an account that is open', async ({ world }) => {
    const { app, knock, bind, people } = await withPhones(world)
    const personId = of(people[0])
    const [here, elsewhere, reviewer] = [await world.staff('windowClerk', '980101001'), await world.staff('windowClerk', '980104101'), await world.staff('reviewer', '980101', 'hr')]
    const give = { personId, ground: '本人到场，核对身份证原件' }
    await expect(here.does(giveTalentCode, give)).rejects.toMatchObject({ code: 'noAccount' })
    await bind((await knock()).who, '沈知远', mine)
    await expect(elsewhere.does(giveTalentCode, give)).rejects.toMatchObject({ kind: 'missing' })
    await expect(reviewer.does(giveTalentCode, give)).rejects.toMatchObject({ kind: 'denied' })
    const [old, code] = [await here.does(giveTalentCode, give), await here.does(giveTalentCode, give)]
    const thief = await knock(newPhone)
    expect((await bind(thief.who, '沈知远', mine, old.code)).status).toBe(409)
    expect((await bind(thief.who, '沈知远', mine, code.code)).status).toBe(200)
    await world.database.adminQuery('update kernel.account set disabled_at = now() where person_id is not null')
    await expect(here.does(giveTalentCode, give)).rejects.toMatchObject({ code: 'disabled' })
    await app.close()
  })
})
