import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { z } from 'zod'
import { csv, deliver, numberOf, openSource, personWith, rowsOf, send } from '../../test/feeds.ts'
import { test, type World } from '../../test/world.ts'
import { deliverPath, getFeedSource, issueKey, Received, revokeKey } from './contract.ts'
import { callsPerMinute } from './keys.ts'

const row = (serial: number) => ({ 姓名: '沈知远', 证件号码: numberOf(serial), 学历: '本科', 院校: '青屿大学' })
const post = (world: World, key: string, body: unknown, headers: Record<string, string> = { 'idempotency-key': 'delivery-1' }) =>
  world.app.inject({ method: 'POST', url: deliverPath, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers }, payload: JSON.stringify(body) })

describe('the interface of a source', () => {
  test('rows posted with the key of their source become its facts, once an idempotency key', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const { key } = await office.does(issueKey, { sourceId })
    const first = Received.parse((await post(world, key, { asOf: '2026-05-31', rows: [row(1)] })).json())
    await world.runJobs()
    expect(await rowsOf(world, 'degree', personId)).toMatchObject([{ education: '本科', source: '市教育局', as_of: '2026-05-31', delivery_id: first.deliveryId }])
    expect(Received.parse((await post(world, key, { asOf: '2026-05-31', rows: [row(1)] })).json())).toEqual({ ...first, again: true })
    expect((await post(world, key, { rows: [row(2)] })).statusCode).toBe(409)
    expect((await world.asSystem((db) => db.selectFrom('kernel.audit').select('accountName').where('verb', '=', 'registry.receiveDelivery').execute())).map(({ accountName }) => accountName)).toEqual(['数据报送接口'])
  })

  test('no key, a wrong one, a revoked one and a session open nothing; the key itself is nowhere kept', async ({ world }) => {
    const office = await world.staff('talentOffice')
    const sourceId = await openSource(office, 'education')
    const { key } = await office.does(issueKey, { sourceId }, { key: 'issue-1' })
    const stored = await world.database.adminQuery('select row_to_json(k)::text as text from registry.feed_key k union all select row_to_json(a)::text from kernel.audit a union all select row_to_json(i)::text from kernel.idempotency i')
    expect(JSON.stringify(stored)).not.toContain(key)
    expect((await post(world, 'jyf_nothing', { rows: [row(1)] })).statusCode).toBe(401)
    expect((await world.app.inject({ method: 'POST', url: deliverPath, headers: { cookie: office.cookie, 'idempotency-key': 'delivery-1' }, payload: { rows: [row(1)] } })).statusCode).toBe(401)
    const { key: second } = await office.does(issueKey, { sourceId })
    await expect(office.does(issueKey, { sourceId })).rejects.toMatchObject({ code: 'enough' })
    const { keys } = await office.asks(getFeedSource, { sourceId })
    const old = keys.find(({ hint }) => hint === key.slice(-4))
    if (!old) throw new Error('the first key is listed')
    await office.does(revokeKey, { keyId: old.id })
    await expect(office.does(revokeKey, { keyId: old.id })).rejects.toMatchObject({ code: 'revoked' })
    expect((await post(world, key, { rows: [row(1)] })).statusCode).toBe(401)
    expect((await post(world, second, { rows: [row(1)] })).statusCode).toBe(200)
  })

  test('what is malformed is said; a key is bound in its rate', async ({ world }) => {
    const office = await world.staff('talentOffice')
    const { key } = await office.does(issueKey, { sourceId: await openSource(office, 'education') })
    expect((await post(world, key, { rows: [row(1)] }, {})).json()).toMatchObject({ kind: 'invalid', message: expect.stringContaining('Idempotency-Key') })
    expect((await post(world, key, { rows: [] })).statusCode).toBe(400)
    expect((await post(world, key, { rows: [{ 姓名: { first: '沈' } }] })).statusCode).toBe(400)
    expect((await post(world, key, { asOf: '2027-01-01', rows: [row(1)] })).statusCode).toBe(400)
    let last = 0
    for (let call = 0; call <= callsPerMinute; call++) last = (await post(world, key, { rows: [] })).statusCode
    expect(last).toBe(429)
  })

  test('the contract tells of the interface and of its key', async ({ world }) => {
    const contract = z.object({ paths: z.record(z.string(), z.unknown()) }).parse((await world.app.inject({ method: 'GET', url: '/api/openapi.json' })).json())
    expect(contract.paths[deliverPath]).toMatchObject({ post: { security: [{ sourceKey: [] }] } })
  })
})

describe('what the database holds of deliveries', () => {
  test('a feed cannot write the facts of another source, nor under its name, nor anything that is no feed\'s', async ({ world }) => {
    const personId = await personWith(world, 1)
    const office = await world.staff('talentOffice')
    const education = await openSource(office, 'education')
    const housing = await openSource(office, 'housing')
    const own = await deliver(world, office, education, csv(['姓名', '证件号码', '学历', '院校'], ['沈知远', numberOf(1), '本科', '青屿大学']))
    const foreign = await deliver(world, office, housing, csv(['姓名', '证件号码', '本市住房套数'], ['沈知远', numberOf(1), '0']))
    const as = (feed: string, statement: (source: string, delivery: string) => string, source = '市教育局', delivery: string = own.id) =>
      world.asSystem(async (db) => {
        await sql`select set_config('app.feed', ${feed}, true)`.execute(db)
        await sql.raw(statement(source, delivery)).execute(db)
      })
    const degree = (source: string, delivery: string) => `insert into registry.degree (person_id, place_code, education, source, as_of, verification, delivery_id) values ('${personId}', '980101001', '专科', '${source}', '2026-01-01', 'verified', '${delivery}')`
    const homes = (source: string, delivery: string) => `insert into registry.housing (person_id, place_code, homes_in_city, source, as_of, verification, delivery_id) values ('${personId}', '980101001', 3, '${source}', '2026-01-01', 'verified', '${delivery}')`
    const fact = (source: string, delivery: string) => `insert into registry.person_fact (person_id, place_code, fact, value, source, as_of, verification, delivery_id) values ('${personId}', '980101001', '年度个人所得税', '1', '${source}', '2026-01-01', 'verified', '${delivery}')`
    await as(education, degree)
    await expect(as(education, homes)).rejects.toThrow('不能写这类事实')
    await expect(as(education, fact)).rejects.toThrow('不能写这类事实')
    await expect(as(education, degree, '市不动产登记中心')).rejects.toThrow('不能写这类事实')
    await expect(as(education, degree, '市教育局', foreign.id)).rejects.toThrow('不属于这个来源')
    await expect(as(education, (source) => degree(source, own.id).replace(`'${own.id}'`, 'null'))).rejects.toThrow('不属于这个来源')
    await expect(as(education, () => `update registry.person set name = '别人' where id = '${personId}'`)).rejects.toThrow('数据报送不能写')
    await expect(as(education, () => `update registry.housing set homes_in_city = 9 where person_id = '${personId}'`)).rejects.toThrow('不属于这个来源')
    // Nor can somebody who is no feed pass as one.
    await expect(as('', degree)).rejects.toThrow('只有数据报送能以报送的名义写')
    expect((await send(world, await world.staff('talentOffice', '980104'), education, Buffer.from('姓名'))).statusCode).toBe(404)
    expect((await send(world, await world.staff('reviewer'), education, Buffer.from('姓名'))).statusCode).toBe(403)
  })
})
