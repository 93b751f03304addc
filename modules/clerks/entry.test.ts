import { pino } from 'pino'
import { describe, expect } from 'vitest'
import { catchingSender } from '../../kernel/auth/sms.ts'
import { creditCheck, organisationCheck } from '../../kernel/codes/credit-code.ts'
import { holdSenders } from '../../kernel/messages/senders.ts'
import { createApp } from '../../server/app.ts'
import { handlers, streams } from '../../server/modules.ts'
import { Visitor } from '../../test/door.ts'
import { Said, test, type World } from '../../test/world.ts'
import { askTeam, confirmEntry, getEntry, invite, listEntries, refuseEntry } from './contract.ts'

const [phone, other] = ['10012345678', '10087654321']
const saidBy = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

const codeWith = (serial: string): string => {
  const organisation = `X${serial.padStart(7, '0')}`
  const first = `91980101${organisation}${organisationCheck(organisation)}`
  return `${first}${creditCheck(first)}`
}

/** A house whose text messages arrive here, and an employer with a right credit code. */
const house = async (world: World) => {
  const sms = catchingSender()
  holdSenders({ sms })
  const app = await createApp({ database: world.database, handlers, streams, today: () => world.today, demo: true, ways: { sms }, logger: pino({ level: 'silent' }) })
  const employerId = await world.employer()
  const creditCode = codeWith('1')
  await world.asSystem((db) => db.updateTable('registry.employer').set({ creditCode }).where('id', '=', employerId).execute())
  const texts = (of: string) => (sms.caught?.() ?? []).filter((one) => one.phone === of).map(({ text }) => text)
  const prove = async (of = phone, who = new Visitor({ app })) => {
    await world.database.adminQuery(`update kernel.phone_code set sent_at = sent_at - interval '61 seconds'`)
    await who.post('auth.askPhoneCode', { phone: of })
    await who.post('auth.usePhoneCode', { phone: of, code: /验证码 (\d{6})/.exec(texts(of)[0] ?? '')?.[1] ?? '' })
    return who
  }
  const ask = async (who: Visitor, fields: Record<string, string> = {}, file = { name: '授权书.png', bytes: png }) => {
    const all = { creditCode, name: '柏舟', post: '人事主管', ...fields }
    const parts = Object.entries(all).map(([name, value]) => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')
    const payload = Buffer.concat([Buffer.from(`${parts}--b\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: image/png\r\n\r\n`), file.bytes, Buffer.from('\r\n--b--\r\n')])
    const cookie = [...who.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
    const response = await app.inject({ method: 'POST', url: '/api/clerks.ask', headers: { cookie, 'content-type': 'multipart/form-data; boundary=b' }, payload })
    return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
  }
  return { app, employerId, creditCode, texts, prove, ask }
}

describe('the first way in', () => {
  test('a stranger proves his telephone, asks with code and proof; the county confirms; he signs in as administrator', async ({ world }) => {
    const { app, employerId, texts, prove, ask } = await house(world)
    expect(await new Visitor({ app }).post('clerks.mine')).toMatchObject({ status: 409, body: { code: 'phoneFirst' } })
    const who = await prove()
    expect(await ask(who)).toMatchObject({ status: 200, body: { officeName: '临海区人才办', dueOn: '2026-06-18' } })
    expect(await ask(who)).toMatchObject({ status: 409, body: { code: 'inHand' } })
    const office = await world.staff('talentOffice', '980101', 'talent-office')
    const [row] = (await office.lists(listEntries, { state: 'open' })).rows
    if (!row) throw new Error('the office has it')
    expect(await office.asks(getEntry, { requestId: row.id })).toMatchObject({ employerName: '青屿远航装备有限公司', name: '柏舟', phoneHint: '5678', administrators: 0, proofName: '授权书.png' })
    const proof = await app.inject({ url: `/api/clerks.proof/${row.id}`, headers: { cookie: office.cookie } })
    expect(proof.rawPayload.equals(png)).toBe(true)
    expect(proof.headers['content-disposition']).toContain('attachment')
    // The other county has neither the row nor the paper.
    const away = await world.staff('talentOffice', '980104', 'talent-office')
    expect(await saidBy(away.asks(getEntry, { requestId: row.id }))).toBe('missing')
    expect((await app.inject({ url: `/api/clerks.proof/${row.id}`, headers: { cookie: away.cookie } })).statusCode).toBe(404)
    expect(await saidBy(away.does(confirmEntry, { requestId: row.id }))).toBe('missing')
    await office.does(confirmEntry, { requestId: row.id })
    expect(await saidBy(office.does(refuseEntry, { requestId: row.id, reason: '再想了想' }))).toBe('notOpen')
    await world.runJobs()
    expect(texts(phone)[0]).toContain('已开通')
    const back = await prove()
    expect((await back.post('auth.me')).body).toMatchObject({ signedIn: true, employerId, duty: { role: 'employerClerk', grade: 'administrator' } })
    expect((await back.post('clerks.mine')).body).toMatchObject({ requests: [{ state: 'confirmed' }] })
  })

  test('a refusal carries its reason to who asked, and the next request is a new one, three in thirty days', async ({ world }) => {
    const { texts, prove, ask } = await house(world)
    const who = await prove()
    const office = await world.staff('talentOffice', '9801', 'talent-office')
    for (const round of [1, 2, 3]) {
      expect(await ask(who)).toMatchObject({ status: 200 })
      const [row] = (await office.lists(listEntries, { state: 'open' })).rows
      if (!row) throw new Error('the office has it')
      await office.does(refuseEntry, { requestId: row.id, reason: `第${round}次：没有公章` })
    }
    await world.runJobs()
    expect(texts(phone)[0]).toContain('没有开通')
    expect((await who.post('clerks.mine')).body).toMatchObject({ requests: [{ state: 'refused', reason: '第3次：没有公章' }, {}, {}] })
    expect(await ask(who)).toMatchObject({ status: 409, body: { code: 'tooMany' } })
  })

  test('what is wrong is said where it is wrong', async ({ world }) => {
    const { prove, ask } = await house(world)
    const who = await prove()
    expect(await ask(who, { creditCode: '91980101MA00000000' })).toMatchObject({ status: 409, body: { code: 'wrongCode' } })
    expect(await ask(who, { creditCode: codeWith('77') })).toMatchObject({ status: 409, body: { code: 'noEmployer' } })
    expect(await ask(who, { post: ' ' })).toMatchObject({ status: 400, body: { kind: 'invalid' } })
    expect(await ask(who, {}, { name: '授权书.png', bytes: Buffer.from('<script>') })).toMatchObject({ status: 409, body: { code: 'badProof' } })
    expect(await ask(who, {}, { name: '授权书.png', bytes: Buffer.alloc(6 * 1024 * 1024) })).toMatchObject({ status: 409, body: { code: 'badProof' } })
    await ask(who)
    const mine = (await who.post('clerks.mine')).body as { requests: { id: string }[] }
    const requestId = mine.requests[0]?.id
    // Another telephone can neither see nor take it back.
    const stranger = await prove(other)
    expect(await stranger.post('clerks.withdrawEntry', { requestId })).toMatchObject({ status: 409, body: { code: 'notOpen' } })
    expect(await who.post('clerks.withdrawEntry', { requestId })).toMatchObject({ status: 200 })
  })

  test('who has an administrator hears of it, and nobody answers his own telephone', async ({ world }) => {
    const { employerId, prove, ask } = await house(world)
    const administrator = await world.clerkOf(employerId, 'administrator')
    await ask(await prove())
    await world.runJobs()
    expect((await administrator.asks(askTeam, {})).strangers).toMatchObject([{ name: '柏舟' }])
    const told = await world.asSystem((db) => db.selectFrom('kernel.message').select(['kind', 'recipientId']).where('kind', '=', 'clerks.strangerAsks').execute())
    expect(told).toEqual([{ kind: 'clerks.strangerAsks', recipientId: employerId }])
    const office = await world.staff('talentOffice', '980101', 'talent-office')
    const [row] = (await office.lists(listEntries, {})).rows
    if (!row) throw new Error('the office has it')
    await world.asSystem(async (db) => {
      const { phoneIndex } = await db.selectFrom('clerks.entryRequest').select('phoneIndex').executeTakeFirstOrThrow()
      await db.insertInto('kernel.accountPhone').values({ accountId: office.accountId, phoneIndex, phoneSealed: Buffer.from('x') }).execute()
    })
    expect(await saidBy(office.does(confirmEntry, { requestId: row.id }))).toBe('officer')
    expect(await saidBy(office.does(refuseEntry, { requestId: row.id, reason: '自己的申请' }))).toBe('ownRequest')
  })
})

describe('an invited colleague', () => {
  test('comes in by his telephone in the role he was given; a talent keeps his account and has two duties', async ({ world }) => {
    const { employerId, texts, prove } = await house(world)
    const administrator = await world.clerkOf(employerId, 'administrator')
    await administrator.does(invite, { name: '柏舟', phone, grade: 'viewer' })
    await world.runJobs()
    expect(texts(phone)[0]).toContain('邀请您作查看')
    const who = await prove()
    const { invitations } = (await who.post('clerks.mine')).body as { invitations: { id: string }[] }
    expect((await (await prove(other)).post('clerks.answer', { invitationId: invitations[0]?.id, accept: true })).body).toMatchObject({ code: 'gone' })
    expect((await who.post('clerks.answer', { invitationId: invitations[0]?.id, accept: true })).body).toEqual({ signedIn: true })
    expect((await who.post('auth.me')).body).toMatchObject({ name: '柏舟', employerId, duty: { grade: 'viewer' } })
    expect(await saidBy(administrator.does(invite, { name: '柏舟', phone, grade: 'clerk' }))).toBe('already')
    // A second employer invites him: the same account, another duty.
    const second = await world.clerkOf(await world.employer({ name: '海纳精工' }), 'administrator')
    await second.does(invite, { name: '柏舟', phone, grade: 'clerk' })
    const again = (await who.post('clerks.mine')).body as { invitations: { id: string }[] }
    expect((await who.post('clerks.answer', { invitationId: again.invitations[0]?.id, accept: true })).status).toBe(200)
    const { duties } = (await who.post('auth.me')).body as { duties: { id: string }[] }
    expect(duties).toHaveLength(2)
    await who.post('auth.takeDuty', { dutyId: duties[1]?.id })
    expect((await who.post('auth.me')).body).toMatchObject({ employerId: second.employerId })
    expect((await who.post('clerks.team')).body).toMatchObject({ mine: 'clerk', members: [{ grade: 'administrator' }, { grade: 'clerk', me: true }] })
  })

  test('may decline, and what has passed is gone', async ({ world }) => {
    const { employerId, prove } = await house(world)
    const administrator = await world.clerkOf(employerId, 'administrator')
    const { invitationId } = await administrator.does(invite, { name: '柏舟', phone, grade: 'clerk' })
    const who = await prove()
    expect(await who.post('clerks.answer', { invitationId, accept: false })).toMatchObject({ status: 200, body: { signedIn: false } })
    expect(await who.post('clerks.answer', { invitationId, accept: true })).toMatchObject({ status: 409, body: { code: 'gone' } })
    expect((await who.post('auth.me')).body).toMatchObject({ signedIn: false })
  })
})
