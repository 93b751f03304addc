import { createServer } from 'node:http'
import { createHmac } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, onTestFinished } from 'vitest'
import { attachPhone } from '../../kernel/auth/phones.ts'
import { catchingSender, httpSender, type SmsSender } from '../../kernel/auth/sms.ts'
import { declareMessage, wordsOf } from '../../kernel/messages/declare.ts'
import { digestDay, isQuiet, notQuiet } from '../../kernel/messages/hours.ts'
import { sendDue } from '../../kernel/messages/send.ts'
import { holdSenders, mailSender, type Senders } from '../../kernel/messages/senders.ts'
import { tell, tellMany, type Recipient } from '../../kernel/messages/tell.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { caught, choose, confirmEmail, dropEmail, giveEmail, letters, listMine, listSendings, markRead, postLetters, retry, settings, unread } from './contract.ts'

const decided = declareMessage({ name: 'test.decided', topic: 'decisions', title: '已审定：{title}', body: '{title}，金额 {amount}', short: '您的一件申报已经审定' })
const offer = declareMessage({ name: 'test.offer', topic: 'offers', digest: true, title: '可享受：{title}', body: '{title}可以领取', short: '有政策可以享受' })

/** 2026-06-15 at this hour in Shanghai. */
const at = (hour: number, day = '2026-06-15'): Date => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 8) * 3_600_000)
afterEach(() => holdSenders({}))

/** A talent with a confirmed telephone, and a catcher in its place. */
const withPhone = async (world: World, senders: Senders = { sms: catchingSender() }) => {
  const ana = await world.talent()
  await world.asSystem((db) => attachPhone(db, ana.accountId, '10012345678'))
  holdSenders(senders)
  const to: Recipient = { kind: 'person', id: ana.personId, placeCode: '980101001' }
  const say = (key: string, now = at(9)) => world.asSystem((db) => tell(db, decided, { to, key, params: { title: '安家补贴', amount: '60 万元' }, link: '/my' }, now))
  const offered = (key: string, now = at(9)) => world.asSystem((db) => tell(db, offer, { to, key, params: { title: key }, link: '/my' }, now))
  const send = (now: Date) => sendDue(world.database, world.today, { now, senders })
  return { ana, to, say, offered, send, sent: () => senders.sms?.caught?.().map(({ text }) => text) ?? [] }
}
const states = (world: World) => world.asSystem((db) => db.selectFrom('kernel.messageSending').select(['channel', 'state', 'attempts', 'reason']).orderBy('createdAt').execute())

describe('telling', () => {
  test('a message stands in the application at once, is told once however often, and its words are the recipient’s alone', async ({ world }) => {
    const { ana, say } = await withPhone(world)
    expect([await say('a'), await say('a')]).toEqual([true, false])
    const { rows } = await ana.lists(listMine, {})
    expect(rows).toMatchObject([{ title: '已审定：安家补贴', body: '安家补贴，金额 60 万元', read: false, topic: 'decisions' }])
    expect((await (await world.talent({ name: '旁人' })).lists(listMine, {})).rows).toEqual([])
    const office = await world.staff('talentOffice')
    expect((await office.lists(listSendings, {})).rows).toMatchObject([{ channel: 'sms', state: 'waiting', recipientName: '沈知远', about: '办理结果', carries: 1 }])
    const seen = (role: 'talentOffice' | 'reviewer') => world.database.as({ actor: { accountId: office.accountId, name: '甲', role, scope: '9801', department: undefined, personId: undefined, employerId: undefined }, today: world.today }, async (db) => [(await db.selectFrom('kernel.message').select('id').execute()).length, (await db.selectFrom('kernel.messageText').select('title').execute()).length])
    expect([await seen('talentOffice'), await seen('reviewer')]).toEqual([[1, 0], [0, 0]])
    await expect(world.database.adminQuery(`update kernel.message_text set body = '改过的话'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(world.database.adminQuery(`update kernel.message set kind = 'x'`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('unread is counted, and reading is noted once', async ({ world }) => {
    const { ana, say } = await withPhone(world)
    await say('a')
    await say('b')
    expect(await ana.asks(unread, {})).toEqual({ count: 2 })
    const { rows: [first] } = await ana.lists(listMine, {})
    expect(await ana.does(markRead, { messageIds: first ? [first.id] : [] })).toEqual({ marked: 1 })
    expect(await ana.does(markRead, {})).toEqual({ marked: 1 })
    expect(await ana.does(markRead, {})).toEqual({ marked: 0 })
    expect((await ana.lists(listMine, { unread: '1' })).rows).toEqual([])
  })

  test('a missing word is refused by the compiler, and where the compiler did not see it', async ({ world }) => {
    const { to } = await withPhone(world)
    // @ts-expect-error amount is missing
    await expect(world.asSystem((db) => tell(db, decided, { to, key: 'x', params: { title: '安家补贴' }, link: '/my' }))).rejects.toThrow('amount is missing')
    expect(() => wordsOf(decided, { title: '', amount: '1' })).toThrow('title is missing')
    expect(() => declareMessage({ name: 'x', topic: 'offers', title: '甲', body: '乙', short: '{title}可领' })).toThrow(RangeError)
  })
})

describe('sending', () => {
  test('nothing goes out between nine at night and eight in the morning', async ({ world }) => {
    const { say, send, sent } = await withPhone(world)
    await say('night', at(22))
    expect(await send(at(23))).toEqual({ sent: 0, failed: 0 })
    expect(await send(at(7.9, '2026-06-16'))).toEqual({ sent: 0, failed: 0 })
    expect(await send(at(8, '2026-06-16'))).toEqual({ sent: 1, failed: 0 })
    expect(sent()).toEqual(['聚英：您的一件申报已经审定'])
    expect([isQuiet(at(20.99)), isQuiet(at(21)), isQuiet(at(7.99)), isQuiet(at(8))]).toEqual([false, true, true, false])
    expect([notQuiet(at(3)), notQuiet(at(22)), notQuiet(at(12))]).toEqual([at(8), at(8, '2026-06-16'), at(12)])
    expect([digestDay(at(9)), digestDay(at(10))]).toEqual(['2026-06-15', '2026-06-16'])
  })

  test('what is offered in a day goes out as one, at ten; what comes after is in the next day’s', async ({ world }) => {
    const { offered, send, sent } = await withPhone(world)
    for (const key of ['甲', '乙', '丙']) await offered(key, at(9))
    expect(await send(at(9.5))).toEqual({ sent: 0, failed: 0 })
    expect(await send(at(10))).toEqual({ sent: 1, failed: 0 })
    expect(sent()).toEqual(['聚英：您有 3 条新消息，请登录查看\n有政策可以享受'])
    await offered('丁', at(9))
    expect(await send(at(11))).toEqual({ sent: 0, failed: 0 })
    expect(await send(at(10, '2026-06-16'))).toEqual({ sent: 1, failed: 0 })
  })

  test('three texts a day; the fourth waits for the morning', async ({ world }) => {
    const { say, send } = await withPhone(world)
    for (const key of ['a', 'b', 'c', 'd']) await say(key)
    expect(await send(at(9))).toEqual({ sent: 3, failed: 0 })
    expect(await send(at(20))).toEqual({ sent: 0, failed: 0 })
    expect((await states(world)).filter(({ state }) => state === 'waiting')).toMatchObject([{ reason: '当日条数已满，顺延到次日' }])
    expect(await send(at(8, '2026-06-16'))).toEqual({ sent: 1, failed: 0 })
  })

  test('a gateway that fails is tried again later and later, five times; the desk sees why, without the number, and sends again', async ({ world }) => {
    let works = false
    const gone: string[] = []
    const flaky: SmsSender = { send: async (phone) => (works ? void gone.push(phone) : Promise.reject(new Error(`号码 ${phone} 没有应答`))) }
    const { say, send, ana } = await withPhone(world, { sms: flaky })
    await say('a')
    expect(await send(at(9))).toEqual({ sent: 0, failed: 1 })
    expect(await send(at(9))).toEqual({ sent: 0, failed: 0 })
    for (const hour of [9.1, 9.7, 12, 20.5]) await send(at(hour))
    const office = await world.staff('talentOffice', '980101')
    const { rows: [given] } = await office.lists(listSendings, { state: 'givenUp' })
    expect(given).toMatchObject({ attempts: 5, reason: '号码 … 没有应答' })
    if (!given) return
    works = true
    await expect((await world.staff('talentOffice', '980104')).does(retry, { sendingId: given.id })).rejects.toMatchObject({ kind: 'missing' })
    await office.does(retry, { sendingId: given.id })
    await expect(office.does(retry, { sendingId: given.id })).rejects.toMatchObject({ code: 'notFailed' })
    await send(new Date(Math.max(Date.now(), at(9, '2027-01-04').getTime())))
    expect([gone.length, ana.accountId.length > 0]).toEqual([1, true])
  })

  test('two processes and a crash send nothing twice', async ({ world }) => {
    const { say, send, sent } = await withPhone(world)
    for (const key of ['a', 'b', 'c']) await say(key)
    await Promise.all([send(at(9)), send(at(9)), send(at(9))])
    expect(sent()).toHaveLength(3)
    // One was under way when its process died.
    await world.asSystem((db) => db.updateTable('kernel.messageSending').set({ state: 'sending', sentAt: null, sentOn: null, triedAt: at(9).toISOString() }).where('id', '=', db.selectFrom('kernel.messageSending').select('id').orderBy('id').limit(1)).execute())
    await send(at(9.1))
    expect(sent()).toHaveLength(3)
    await send(at(9.5))
    expect((await states(world)).map(({ state }) => state).toSorted()).toEqual(['givenUp', 'sent', 'sent'])
    expect(sent()).toHaveLength(3)
  })

  test('a number that somebody else has now is not used', async ({ world }) => {
    const { say, send, sent } = await withPhone(world)
    const other = await world.talent({ name: '新号主' })
    await say('a')
    await world.asSystem((db) => attachPhone(db, other.accountId, '10012345678'))
    expect(await send(at(9))).toEqual({ sent: 0, failed: 1 })
    expect([sent(), (await states(world)).map(({ state, reason }) => [state, reason])]).toEqual([[], [['givenUp', '没有可用的号码或地址']]])
  })

  test('a signed request tells a gateway who sent it', async () => {
    const got: { body: string; time: string; signature: string }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        got.push({ body, time: String(request.headers['x-juying-time']), signature: String(request.headers['x-juying-signature']) })
        response.writeHead(got.length > 1 ? 500 : 200).end()
      })
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => void server.close())
    const sender = httpSender(`http://127.0.0.1:${(server.address() as AddressInfo).port}/push`, 'secret')
    await sender.send('account-1', '聚英：您好')
    const [one] = got
    expect(JSON.parse(one?.body ?? '')).toEqual({ phone: 'account-1', text: '聚英：您好' })
    expect(one?.signature).toBe(createHmac('sha256', 'secret').update(`${one?.time}.${one?.body}`).digest('hex'))
    await expect(sender.send('account-1', '再来')).rejects.toThrow('500')
  })
})

/** A mail server that keeps what it is given. */
const mailServer = async () => {
  const mails: string[] = []
  let refuses = false
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuses ? new Error('mailbox is full') : undefined),
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString()))
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', () => ready()))
  onTestFinished(() => new Promise<void>((closed) => server.close(() => closed())))
  const { port } = server.server.address() as AddressInfo
  return { sender: mailSender(`smtp://127.0.0.1:${port}`, 'no-reply@juying.example'), mails, refuse: () => (refuses = true) }
}
/** The text of a mail, decoded; a code in it. */
const plainOf = (mail: string): string => {
  const [, encoded = ''] = mail.split('\r\n\r\n')
  return /base64/i.test(mail) ? Buffer.from(encoded, 'base64').toString('utf8') : encoded.replaceAll('=\r\n', '').replaceAll(/((?:=[0-9A-F]{2})+)/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'))
}

describe('a mailbox', () => {
  const backdate = (world: World) => world.database.adminQuery(`update kernel.message_mailbox set asked_at = asked_at - interval '61 seconds'`)
  const codeOf = (mails: readonly string[]): string => /\d{6}/.exec(plainOf(mails.at(-1) ?? ''))?.[0] ?? ''
  const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

  test('is used after its owner has read a code in it; the mail names nobody and no sum', async ({ world }) => {
    const { sender, mails } = await mailServer()
    const { ana, say, send } = await withPhone(world, { email: sender })
    expect(await ana.does(giveEmail, { email: 'ana@mail.example' })).toEqual({ hint: 'an…@mail.example', minutes: 30 })
    await expect(ana.does(giveEmail, { email: 'ana@mail.example' })).rejects.toMatchObject({ code: 'tooSoon' })
    await say('early')
    expect(await ana.does(confirmEmail, { code: wrong(codeOf(mails)) })).toEqual({ wrong: '验证码不对，还可以试 4 次' })
    expect(await ana.does(confirmEmail, { code: codeOf(mails) })).toEqual({ wrong: null })
    await expect(ana.does(confirmEmail, { code: '123456' })).rejects.toMatchObject({ code: 'nothingAsked' })
    await say('later')
    expect(await send(at(9))).toEqual({ sent: 1, failed: 0 })
    expect(plainOf(mails.at(-1) ?? '').trim()).toBe('聚英：您的一件申报已经审定')
    expect(await ana.asks(settings, {})).toMatchObject({ mailbox: { hint: 'an…@mail.example', confirmed: true }, phoneHint: '尾号 5678' })
    await ana.does(dropEmail, {})
    await expect(ana.does(dropEmail, {})).rejects.toMatchObject({ code: 'none' })
  })

  test('five wrong guesses end the code; a server that refuses is said; without a server there is no mail', async ({ world }) => {
    const { sender, mails, refuse } = await mailServer()
    const { ana } = await withPhone(world, { email: sender })
    await ana.does(giveEmail, { email: 'ana@mail.example' })
    const code = codeOf(mails)
    for (let guess = 0; guess < 5; guess++) await ana.does(confirmEmail, { code: wrong(code) })
    await expect(ana.does(confirmEmail, { code })).rejects.toMatchObject({ code: 'over' })
    await backdate(world)
    refuse()
    await expect(ana.does(giveEmail, { email: 'ana@mail.example' })).rejects.toMatchObject({ code: 'notSent' })
    holdSenders({})
    await expect(ana.does(giveEmail, { email: 'ana@mail.example' })).rejects.toMatchObject({ code: 'notOpen' })
  })
})

describe('wishes', () => {
  test('a topic is switched off by channel; what is necessary stays in the application, by hand too', async ({ world }) => {
    const { ana, to, say, offered } = await withPhone(world)
    await expect(ana.does(choose, { topic: 'decisions', channel: 'app', wanted: false })).rejects.toMatchObject({ code: 'necessary' })
    await expect(world.asSystem((db) => db.insertInto('kernel.messageChoice').values({ recipientKind: 'person', recipientId: to.id, topic: 'deadlines', channel: 'app', wanted: false }).execute())).rejects.toThrow()
    await ana.does(choose, { topic: 'decisions', channel: 'sms', wanted: false })
    await ana.does(choose, { topic: 'offers', channel: 'app', wanted: false })
    expect([await say('a'), await offered('b')]).toEqual([true, false])
    expect(await states(world)).toEqual([])
    await ana.does(choose, { topic: 'offers', channel: 'app', wanted: true })
    expect(await offered('b')).toBe(true)
    const { choices, quiet } = await ana.asks(settings, {})
    expect(choices.find(({ topic, channel }) => topic === 'decisions' && channel === 'app')).toMatchObject({ wanted: true, fixed: true })
    expect(choices.find(({ topic, channel }) => topic === 'decisions' && channel === 'sms')).toMatchObject({ wanted: false, fixed: false })
    expect(quiet).toEqual({ from: 21, to: 8, digestAt: 10 })
  })
})

describe('letters', () => {
  test('go to whoever has no account: address lines to print, and a word when they are posted', async ({ world }) => {
    const employerId = await world.employer()
    const id = await world.person({ name: '柏小舟', employerId })
    await world.asSystem((db) => tellMany(db, decided, [{ to: { kind: 'person', id, placeCode: '980101001' }, key: 'a', params: { title: '安家补贴', amount: '1 元' }, link: '/my' }]))
    const window: Somebody = await world.staff('windowClerk', '980101001')
    const { letters: [letter] } = await window.asks(letters, {})
    expect(letter).toMatchObject({ name: '柏小舟', lines: ['青屿市临海区望潮街道', '青屿远航装备有限公司', '柏小舟 收'], says: ['您的一件申报已经审定'] })
    expect(await (await world.staff('talentOffice', '980104')).asks(letters, {})).toEqual({ letters: [] })
    const office = await world.staff('talentOffice')
    const sendingIds = letter ? [letter.sendingId] : []
    expect(await office.does(postLetters, { sendingIds })).toEqual({ posted: 1 })
    await expect(office.does(postLetters, { sendingIds })).rejects.toMatchObject({ code: 'notWaiting' })
    expect(await sendDue(world.database, world.today, { now: at(9), senders: { sms: catchingSender() } })).toEqual({ sent: 0, failed: 0 })
  })
})

test('the page of what a demo caught is closed where senders are real', async ({ world }) => {
  const office = await world.staff('talentOffice')
  const { say, send } = await withPhone(world)
  await say('a')
  await send(at(9))
  expect(await office.asks(caught, {})).toMatchObject({ open: true, caught: [{ channel: 'sms', to: '10012345678', text: '聚英：您的一件申报已经审定' }] })
  holdSenders({ sms: { send: async () => {} } })
  expect(await office.asks(caught, {})).toEqual({ open: false, caught: [] })
})
