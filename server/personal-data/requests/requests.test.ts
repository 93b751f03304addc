import { Buffer } from 'node:buffer'
import { describe, expect } from 'vitest'
import { askExport } from '../../../kernel/exports/contract.ts'
import { sealHint } from '../../../kernel/seal/hint.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import { readSheet } from '../../../kernel/sheets/index.ts'
import { nightlyMatch } from '../../../measures/contract.ts'
import { confirmDelivery, consent, listMyDeliveries, openDelivery, tellDeliveries } from '../../../modules/delivery/contract.ts'
import { choose, listMine } from '../../../modules/messages/contract.ts'
import { listPeople } from '../../../registry/contract.ts'
import { giveAccount } from '../../../fund/payment-contract.ts'
import { askFigures, listRecords } from '../../../indicators/contract.ts'
import { yuan, type Id } from '../../../kernel/types.ts'
import { exportOf, fetchFile } from '../../../test/exports.ts'
import { talentOf } from '../../../test/figures.ts'
import { cardNumber, openLineOf } from '../../../test/fund.ts'
import { measure, publish, recognise } from '../../../test/library.ts'
import { upload } from '../../../test/upload.ts'
import { test, type Somebody, type World } from '../../../test/world.ts'
import { myDocuments } from '../../../cases/documents/contract.ts'
import { askDataRequest, decideDataRequest, endStanding, getDataRequest, listDataRequests, myDataRequests, takeMyCopy } from './contract.ts'

const office = (world: World) => world.staff('talentOffice', '980101', 'talent-office')
const openOf = async (who: Somebody) => {
  const row = (await who.lists(listDataRequests, { state: 'open' })).rows[0]
  if (!row) throw new Error('nothing is asked')
  return row.id
}
/** Asked by the person, granted by the office. */
const granted = async (world: World, who: Somebody, kind: 'restriction' | 'deletion') => {
  await who.does(askDataRequest, { kind, says: '对登记有异议，正在核对' })
  const clerk = await office(world)
  return clerk.does(decideDataRequest, { requestId: await openOf(clerk), grant: true, reason: '经核对，予以照办' })
}

describe('a copy', () => {
  // clause: PIPL 45; PIPL 50
  test('has everything of him in words, his numbers whole, and nothing of others', async ({ world }) => {
    const ana = await world.talent({ name: '柏木千寻', employerId: await world.employer() })
    const other = await world.talent({ name: '旁人某' })
    await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(7) })
    await other.does(giveAccount, { bank: '青屿银行', number: cardNumber(8) })
    const number = '980101199203010017'
    await world.asSystem((db) => db.updateTable('registry.person').set({ documentSealed: houseSealer().seal({ table: 'registry.person', column: 'document', row: ana.personId }, number) }).where('id', '=', ana.personId).execute())
    const copy = await ana.does(takeMyCopy, {})
    const text = JSON.stringify(copy.sections)
    for (const said of ['柏木千寻', number, cardNumber(7), '全职']) expect(text).toContain(said)
    for (const hidden of ['旁人某', cardNumber(8), 'argon2', '\\\\x']) expect(text).not.toContain(hidden)
    expect(copy.sections.flatMap(({ rows }) => rows.flat()).filter(({ words }) => !/[一-龥]/.test(words))).toEqual([])
    const lines = (await Array.fromAsync(readSheet(Buffer.from(copy.sheet, 'base64')))).map(({ cells }) => cells)
    expect(lines.length - 1).toBe(copy.sections.flatMap(({ rows }) => rows.flat()).length)
    expect(lines.flat()).toContain(number)
    const { requests: [made] } = await ana.asks(myDataRequests, {})
    expect(made).toMatchObject({ number: copy.number, kind: 'copy', state: 'granted', dueOn: '2026-07-07' })
    const audited = await world.database.adminQuery(`select subject from kernel.audit where verb = 'office.takeMyCopy' and outcome = 'done'`)
    expect(JSON.stringify(audited)).not.toContain(number)
    expect(audited).toHaveLength(1)
    expect(JSON.stringify(await world.database.adminQuery('select answer from kernel.idempotency'))).not.toContain(number)
  })
})

/** Due a proactive measure, matched, and not told yet. */
const due = async (world: World) => {
  await publish(world, { 'young.yaml': measure().replace('delivery: apply', 'delivery: proactive') })
  await openLineOf(world, { year: 2026, code: 'talent/living', amount: yuan(1_000_000) })
  const ana = await world.talent({ name: '沈知远', employerId: await world.employer() })
  await recognise(world, ana.personId, 'D')
  await ana.does(giveAccount, { bank: '青屿银行', number: cardNumber(9) })
  return ana
}
const toldOf = async (who: Somebody) => (await who.asks(listMyDeliveries, {})).deliveries
const opened = async (who: Somebody) => {
  const [one] = await toldOf(who)
  if (!one) throw new Error('nothing was told')
  const { offer } = await who.does(openDelivery, { deliveryId: one.id })
  return { deliveryId: one.id, hash: offer?.hash ?? '', consentVersion: consent.version }
}

describe('a restriction', () => {
  // clause: PIPL 44; PIPL 50
  test('ends telling until he takes it back, and he reads the answer', async ({ world }) => {
    const ana = await due(world)
    await granted(world, ana, 'restriction')
    await world.runJob(nightlyMatch.name)
    expect(await toldOf(ana)).toEqual([])
    const { requests, standings } = await ana.asks(myDataRequests, {})
    expect(standings).toEqual([{ kind: 'restricted', since: world.today }])
    expect(requests).toMatchObject([{ kind: 'restriction', state: 'granted', outcome: '经核对，予以照办' }])
    expect((await ana.lists(listMine, {})).rows.map(({ title }) => title)).toContain('个人信息请求已答复：限制处理')
    await ana.does(endStanding, { kind: 'restricted' })
    await world.runJob(tellDeliveries.name)
    expect(await toldOf(ana)).toHaveLength(1)
  })

  test('leaves him out of files for service and statistics, not of those that the law asks for; he counts, and is not shown', async ({ world }) => {
    const personId = await talentOf(world, { name: '欧阳明月', place: '980101001' })
    await talentOf(world, { name: '安然', place: '980101001' })
    const ana = await world.signIn('talent', { personId })
    const leader = await world.staff('leader')
    const total = async () => (await leader.asks(askFigures, { ids: ['talent.total'] })).figures[0]?.value
    const before = await total()
    await granted(world, ana, 'restriction')
    const desk = await world.staff('reviewer', '980101', 'hr')
    expect((await exportOf(world, desk, listPeople)).rows.map((cells) => cells.includes('欧阳明月'))).toEqual([false])
    const lawful = await desk.does(askExport, { list: listPeople.name, filters: {}, purpose: 'inspection', serves: '青审〔2026〕3号', reason: '配合审计机关检查' })
    expect((await Array.fromAsync(readSheet((await fetchFile(world, desk, listPeople.name, { exportId: lawful.exportId })).rawPayload))).some(({ cells }) => cells.includes('欧阳明月'))).toBe(true)
    expect(await total()).toBe(before)
    const rows = (await leader.lists(listRecords, { figure: 'talent.total' })).rows.map(({ name, subjectId, detail, number }) => ({ name, subjectId: subjectId === '', detail: detail === '', number: number === '' }))
    expect(rows.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(expect.arrayContaining([{ name: '（限制处理）', subjectId: true, detail: true, number: true }, { name: '安*', subjectId: false, detail: false, number: false }]))
  })
})

describe('an objection to automatic decisions', () => {
  // clause: PIPL 24
  test('holds at once: what he confirms is looked at by people', async ({ world }) => {
    const ana = await due(world)
    await world.runJob(nightlyMatch.name)
    expect(await ana.does(askDataRequest, { kind: 'objection', says: '' })).toMatchObject({ state: 'granted' })
    expect(await ana.does(confirmDelivery, await opened(ana))).toMatchObject({ tier: 'look', reasons: ['本人要求由工作人员决定，不按规则直接办理'] })
    await world.runJobs()
    expect(await toldOf(ana)).toMatchObject([{ state: 'confirmed', tier: 'look' }])
  })

  test('holds as well when it comes after the confirmation and before the rule', async ({ world }) => {
    const ana = await due(world)
    await world.runJob(nightlyMatch.name)
    expect(await ana.does(confirmDelivery, await opened(ana))).toMatchObject({ tier: 'straight' })
    await ana.does(askDataRequest, { kind: 'objection', says: '' })
    await world.runJobs()
    expect(await toldOf(ana)).toMatchObject([{ state: 'confirmed', tier: 'look', tierReasons: ['本人要求由工作人员决定，不按规则直接办理'] }])
  })
})

describe('a withdrawal', () => {
  // clause: PIPL 15
  test('switches off what can be, forgets the mailbox and the papers that no case has used, once', async ({ world }) => {
    const ana = await world.talent()
    await upload(world, ana)
    await world.asSystem((db) =>
      db.insertInto('kernel.messageMailbox').values({ recipientKind: 'person', recipientId: ana.personId, emailSealed: Buffer.alloc(40), emailHint: 'a…@example.test', confirmedAt: '2026-01-01T00:00:00Z' }).execute())
    await ana.does(askDataRequest, { kind: 'withdrawal', says: '' })
    const { requests: [made] } = await ana.asks(myDataRequests, {})
    expect(made).toMatchObject({ state: 'granted', erased: [{ words: '不再接收的消息（种类乘渠道）', rows: 20 }, { words: '登记的邮箱', rows: 1 }, { words: '没有用在办件里的材料', rows: 1 }] })
    expect((await ana.asks(myDocuments, { personId: ana.personId })).documents).toEqual([])
    await expect(ana.does(askDataRequest, { kind: 'withdrawal', says: '' })).rejects.toMatchObject({ code: 'already' })
    await ana.does(choose, { topic: 'offers', channel: 'app', wanted: true })
    expect(await ana.does(askDataRequest, { kind: 'withdrawal', says: '' })).toMatchObject({ state: 'granted' })
  })
})

describe('a deletion', () => {
  // clause: PIPL 47; PIPL 50
  test('erases what no law keeps, and says of the rest by which law and until when', async ({ world }) => {
    const ana = await due(world)
    await upload(world, ana)
    await world.asSystem((db) => db.updateTable('registry.person').set({ phoneSealed: Buffer.alloc(40), phoneIndex: Buffer.alloc(32), phoneHint: sealHint('phone', '10000000001') }).where('id', '=', ana.personId).execute())
    await ana.does(askDataRequest, { kind: 'deletion', says: '已经离开本市' })
    const clerk = await office(world)
    const requestId = await openOf(clerk)
    expect((await clerk.asks(getDataRequest, { requestId })).wouldKeep.map(({ table }) => table)).toContain('registry.talent_class')
    const { erased, kept } = await clerk.does(decideDataRequest, { requestId, grant: true, reason: '没有法定保存期的已经清除' })
    expect(erased).toEqual([{ words: '没有用在办件里的材料', rows: 1 }, { words: '人才登记里的手机号码', rows: 1 }])
    const of = (table: string) => kept.find((one) => one.table === table)
    expect(of('fund.payee_account')).toMatchObject({ rows: 1, law: '会计法、会计档案管理办法', years: 30, until: null })
    expect(of('registry.person')).toMatchObject({ rows: 1, years: 5, until: null, from: '离开本市登记之日' })
    expect(of('cases.document')).toBeUndefined()
    expect((await ana.asks(myDataRequests, {})).standings).toMatchObject([{ kind: 'restricted' }])
    expect(await world.asSystem((db) => db.selectFrom('registry.person').select(['name', 'phoneSealed']).where('id', '=', ana.personId).executeTakeFirst())).toEqual({ name: '沈知远', phoneSealed: null })
  })

  test('of somebody who has left names the year in which the time ends', async ({ world }) => {
    const ana = await world.talent()
    await world.asSystem((db) => db.insertInto('registry.departure').values({ personId: ana.personId, placeCode: '980101001', departedOn: '2025-03-01', reason: '其他', source: '用人单位', asOf: world.today, verification: 'verified' }).execute())
    const { kept } = await granted(world, ana, 'deletion')
    expect(kept.find(({ table }) => table === 'registry.person')).toMatchObject({ until: 2030 })
  })
})

test('every no of the procedure', async ({ world }) => {
  const ana = await world.talent()
  const says = '对登记有异议，正在核对'
  await expect(ana.does(askDataRequest, { kind: 'deletion', says: '' })).rejects.toMatchObject({ code: 'saysMissing' })
  await expect(ana.does(endStanding, { kind: 'byHand' })).rejects.toMatchObject({ code: 'notSo' })
  await ana.does(askDataRequest, { kind: 'objection', says: '' })
  await expect(ana.does(askDataRequest, { kind: 'objection', says: '' })).rejects.toMatchObject({ code: 'already' })
  expect(await ana.does(askDataRequest, { kind: 'restriction', says })).toMatchObject({ number: 'Q000002', state: 'open', dueOn: '2026-07-07', outcome: null })
  await expect(ana.does(askDataRequest, { kind: 'restriction', says })).rejects.toMatchObject({ code: 'alreadyAsked' })
  const nobody = await world.signIn('talent')
  await expect(nobody.does(askDataRequest, { kind: 'objection', says: '' })).rejects.toMatchObject({ code: 'noPerson' })
  await expect(nobody.does(takeMyCopy, {})).rejects.toMatchObject({ code: 'noPerson' })
  expect(await nobody.asks(myDataRequests, {})).toEqual({ requests: [], standings: [] })

  const clerk = await office(world)
  const decide = { requestId: await openOf(clerk), grant: false, reason: '登记正在核对，结果会另行告知' }
  const self = await world.signIn('talentOffice', { place: '980101', personId: ana.personId })
  await expect(self.does(decideDataRequest, decide)).rejects.toMatchObject({ code: 'own' })
  expect(await clerk.does(decideDataRequest, decide)).toEqual({ state: 'declined', erased: [], kept: [] })
  await expect(clerk.does(decideDataRequest, decide)).rejects.toMatchObject({ code: 'decided' })
  expect((await ana.asks(myDataRequests, {})).standings.map(({ kind }) => kind)).toEqual(['byHand'])
  // The auditor reads numbers and ids of requests, nobody's own id.
  expect(JSON.stringify(await world.database.adminQuery(`select subject from kernel.audit where verb like 'office.%'`))).not.toContain(ana.personId)
  const settled = decide.requestId satisfies Id<'dataRequest'>
  await expect(world.database.adminQuery(`delete from registry.data_request where id = '${settled}'`)).rejects.toThrow()
  await expect(world.asSystem((db) => db.updateTable('registry.dataRequest').set({ outcome: '另一个答复' }).where('id', '=', settled).execute())).rejects.toThrow(/不能改动/)
})
