import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { plainDate } from '../calendar/plain-date.ts'
import { roles } from '../org/roles.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { listCourses } from '../../modules/training/contract.ts'
import { confirmChange, declineChange, getAccount, listAccounts, listChanges, proposeAccount, proposeDisable, proposeDuty, proposeEnable, proposeEnd, withdrawChange } from './contract.ts'
import { codeForEmptyHouse } from './set-up.ts'

/** Identity numbers with right check digits in place codes never issued. */
const numbers = ['980101199001010017', '980101199001010025', '980101199001010033', '980101199001010041']
const password = 'wild geese fly south'
const wanted = { role: 'reviewer' as const, placeCode: '980101', department: 'hr', title: '区人社初审', validFrom: plainDate('2026-06-15'), validTo: null, document: '青屿人社〔2026〕9号' }
const opening = { ...wanted, login: 'lu.ming', name: '鹿鸣', documentNumber: numbers[0] ?? '' }

const two = async (world: World): Promise<[Somebody, Somebody]> => [await world.signIn('securityOfficer'), await world.signIn('securityOfficer')]
const signIn = (world: World, login: string) => world.app.inject({ method: 'POST', url: '/api/auth.signIn', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ login, password }) })
const as = (world: World, who: Somebody, statement: string) =>
  world.database.as({ actor: { accountId: who.accountId, name: '', role: 'securityOfficer', scope: undefined, department: undefined, personId: undefined, employerId: undefined }, today: world.today }, (db) => sql.raw(statement).execute(db))

describe('opening an account', () => {
  // clause: GB/T 22239 8.1.4.2 a; GB/T 22239 8.1.4.2 e
  test('one security officer proposes, another confirms, and only then is there an account with its duty', async ({ world }) => {
    const [one, other] = await two(world)
    const { changeId } = await one.does(proposeAccount, opening)
    expect((await signIn(world, 'lu.ming')).statusCode).toBe(401)
    await expect(one.does(confirmChange, { changeId, password })).rejects.toMatchObject({ code: 'sameHand' })
    await expect(other.does(confirmChange, { changeId })).rejects.toMatchObject({ code: 'passwordNeeded' })
    await other.does(confirmChange, { changeId, password })
    expect((await signIn(world, 'lu.ming')).statusCode).toBe(200)
    const { rows } = await one.lists(listAccounts, { search: '鹿鸣' })
    expect(rows).toMatchObject([{ login: 'lu.ming', duties: '区人社初审（临海区）', state: 'active' }])
    await expect(other.does(confirmChange, { changeId, password })).rejects.toMatchObject({ code: 'notProposed' })
    await expect(one.does(proposeAccount, opening)).rejects.toMatchObject({ code: 'loginTaken' })
  })

  test('a login of somebody whom the officers do not see is taken all the same', async ({ world }) => {
    const [one, other] = await two(world)
    const talent = await world.talent()
    const { login } = await world.asSystem((db) => db.updateTable('kernel.account').set({ login: 'taken.login' }).where('id', '=', talent.accountId).returning('login').executeTakeFirstOrThrow())
    const { changeId } = await one.does(proposeAccount, { ...opening, login })
    await expect(other.does(confirmChange, { changeId, password })).rejects.toMatchObject({ code: 'loginTaken' })
    await one.does(withdrawChange, { changeId })
    expect((await one.lists(listChanges, { state: 'withdrawn' })).rows).toHaveLength(1)
  })

  test('what does not fit is refused when it is proposed', async ({ world }) => {
    const [one] = await two(world)
    const refusal = async (change: object) => one.does(proposeAccount, { ...opening, ...change }).then(() => 'none', (error: { code: string }) => error.code)
    expect(await refusal({ documentNumber: '980101199001010018' })).toBe('documentWrong')
    expect(await refusal({ placeCode: null })).toBe('placeNeeded')
    expect(await refusal({ placeCode: '990101' })).toBe('placeUnknown')
    expect(await refusal({ department: null })).toBe('departmentNeeded')
    expect(await refusal({ department: 'nowhere' })).toBe('departmentUnknown')
    expect(await refusal({ role: 'auditOfficer' })).toBe('placeNotWanted')
    expect(await refusal({ validTo: plainDate('2026-06-14') })).toBe('daysReversed')
    expect(await refusal({ validFrom: plainDate('2026-06-14') })).toBe('past')
  })

  test('it asks for the second factor when it takes effect', async ({ world }) => {
    const [one, other] = await two(world)
    const { changeId } = await one.does(proposeAccount, opening)
    await world.asSystem((db) => db.updateTable('kernel.session').set({ steppedUpAt: null }).where('accountId', '=', other.accountId).execute())
    await expect(other.does(confirmChange, { changeId, password })).rejects.toMatchObject({ code: 'secondFactorNeeded' })
  })

  test('one human being is not two officers, under another account either', async ({ world }) => {
    const [one, other] = await two(world)
    const first = await one.does(proposeAccount, opening)
    await other.does(confirmChange, { ...first, password })
    const audit = { ...opening, role: 'auditOfficer' as const, placeCode: null, department: null, login: 'lu.two' }
    await expect(one.does(proposeAccount, audit)).rejects.toMatchObject({ code: 'officersApart' })
    const [account] = (await one.lists(listAccounts, { search: 'lu.ming' })).rows
    await expect(one.does(proposeDuty, { ...audit, accountId: account!.id })).rejects.toMatchObject({ code: 'officersApart' })
  })
})

describe('granting, ending, disabling', () => {
  const opened = async (world: World) => {
    const [one, other] = await two(world)
    const { changeId } = await one.does(proposeAccount, opening)
    await other.does(confirmChange, { changeId, password })
    const [row] = (await one.lists(listAccounts, { search: 'lu.ming' })).rows
    return { one, other, accountId: row!.id }
  }

  test('a second duty is granted, ended at once, and whoever held it is out at his next request', async ({ world }) => {
    const [one, other] = await two(world)
    const reviewer = await world.staff('reviewer', '980101', 'hr')
    const grant = await one.does(proposeDuty, { ...wanted, role: 'leader', department: null, title: '区领导', accountId: reviewer.accountId })
    await other.does(confirmChange, grant)
    const { duties } = await one.asks(getAccount, { accountId: reviewer.accountId })
    expect(duties.map(({ title }) => title).toSorted()).toEqual(['reviewer', '区领导'])
    const held = duties.find(({ title }) => title === 'reviewer')
    expect((await reviewer.lists(listCourses, {})).total).toBe(0)
    const end = await one.does(proposeEnd, { dutyId: held!.id, lastDay: null, document: '青屿人社〔2026〕10号' })
    await expect(one.does(proposeEnd, { dutyId: held!.id, lastDay: null, document: '青屿人社〔2026〕10号' })).rejects.toMatchObject({ code: 'waiting' })
    expect((await reviewer.lists(listCourses, {})).total).toBe(0)
    await other.does(confirmChange, end)
    await expect(reviewer.lists(listCourses, {})).rejects.toMatchObject({ status: 401 })
    await expect(one.does(proposeEnd, { dutyId: held!.id, lastDay: null, document: '青屿人社〔2026〕10号' })).rejects.toMatchObject({ code: 'ended' })
    const other2 = duties.find(({ title }) => title === '区领导')
    await expect(one.does(proposeEnd, { dutyId: other2!.id, lastDay: plainDate('2026-06-14'), document: '青屿人社〔2026〕10号' })).rejects.toMatchObject({ code: 'past' })
  })

  // clause: GB/T 22239 8.1.4.2 c
  test('a disabled account is out at once and comes back the same way', async ({ world }) => {
    const { one, other, accountId } = await opened(world)
    await expect(one.does(proposeEnable, { accountId, document: '借调结束' })).rejects.toMatchObject({ code: 'already' })
    await other.does(confirmChange, await one.does(proposeDisable, { accountId, document: '借调外地' }))
    expect((await signIn(world, 'lu.ming')).statusCode).toBe(401)
    await expect(one.does(proposeDisable, { accountId, document: '借调外地' })).rejects.toMatchObject({ code: 'already' })
    await expect(one.does(proposeDuty, { ...wanted, accountId })).rejects.toMatchObject({ code: 'accountDisabled' })
    await other.does(confirmChange, await one.does(proposeEnable, { accountId, document: '借调结束' }))
    expect((await signIn(world, 'lu.ming')).statusCode).toBe(200)
  })

  test('what changed in between is not carried out', async ({ world }) => {
    const { one, other, accountId } = await opened(world)
    const grant = await one.does(proposeDuty, { ...wanted, accountId })
    await other.does(confirmChange, await one.does(proposeDisable, { accountId, document: '借调外地' }))
    await expect(other.does(confirmChange, grant)).rejects.toMatchObject({ code: 'outdated' })
    await expect(one.does(declineChange, { ...grant, reason: '账号已停用' })).rejects.toMatchObject({ code: 'sameHand' })
    await other.does(declineChange, { ...grant, reason: '账号已停用' })
    await expect(other.does(withdrawChange, grant)).rejects.toMatchObject({ code: 'notProposed' })
  })

  test('nobody grants anything to himself, and nobody takes back what another proposed', async ({ world }) => {
    const [one, other] = await two(world)
    await expect(one.does(proposeDuty, { ...wanted, accountId: one.accountId })).rejects.toMatchObject({ code: 'ownAccount' })
    await expect(one.does(proposeDisable, { accountId: one.accountId, document: '离职离岗' })).rejects.toMatchObject({ code: 'ownAccount' })
    const third = await world.signIn('securityOfficer')
    const change = await one.does(proposeDisable, { accountId: third.accountId, document: '离职离岗' })
    await expect(third.does(confirmChange, change)).rejects.toMatchObject({ code: 'ownAccount' })
    await expect(other.does(withdrawChange, change)).rejects.toMatchObject({ code: 'notYours' })
    const talent = await world.talent()
    await expect(one.does(proposeDisable, { accountId: talent.accountId, document: '不归此处' })).rejects.toMatchObject({ kind: 'missing' })
  })

  // clause: GB/T 22239 8.1.4.2 e
  test('the database grants nothing to a security officer without another one, whatever statement he finds', async ({ world }) => {
    const [one, other] = await two(world)
    const { accountId } = await world.staff('reviewer', '980101', 'hr')
    const { changeId } = await one.does(proposeDuty, { ...wanted, role: 'leader', department: null, accountId })
    const insert = `insert into kernel.duty (account_id, role, place_code, title, valid_from, change_id) values ('${accountId}', 'leader', '980101', '区领导', '2026-06-15', '${changeId}')`
    await expect(as(world, one, insert)).rejects.toMatchObject({ code: '42501' })
    await expect(as(world, one, `insert into kernel.duty (account_id, role, title) values ('${one.accountId}', 'securityOfficer', '又一个')`)).rejects.toMatchObject({ code: '42501' })
    await expect(as(world, one, `update kernel.duty_change set state = 'confirmed', decided_by = '${one.accountId}', decided_at = now() where id = '${changeId}'`)).rejects.toThrow()
    await expect(as(world, one, `update kernel.duty_change set state = 'confirmed', decided_by = '${other.accountId}', decided_at = now() where id = '${changeId}'`)).rejects.toMatchObject({ code: '42501' })
    await expect(as(world, other, `update kernel.duty_change set place_code = '9801' where id = '${changeId}'`)).rejects.toMatchObject({ code: 'JY001' })
    await expect(as(world, one, `update kernel.account set disabled_at = now() where id = '${accountId}'`)).rejects.toMatchObject({ code: '42501' })
    await expect(as(world, one, `update kernel.account set password_hash = 'x' where id = '${accountId}'`)).rejects.toMatchObject({ code: '42501' })
    await expect(as(world, one, `update kernel.duty set place_code = '9801' where account_id = '${accountId}'`)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('an empty house', () => {
  const officers = (logins: readonly string[], ids = numbers) => {
    const [securityOne, securityTwo, system, audit] = logins.map((login, at) => ({ login, name: `${login}某`, documentNumber: ids[at] ?? '', password }))
    return { securityOne, securityTwo, system, audit }
  }
  const logins = ['sec-one', 'sec-two', 'sys-one', 'aud-one']
  const setUp = (world: World, code: string, body: object) => world.app.inject({ method: 'POST', url: '/api/auth.setUp', headers: { 'content-type': 'application/json' }, payload: JSON.stringify({ code, ...body }) })

  // clause: GB/T 22239 8.1.4.2 b; ASVS 6.3.2
  test('the code makes four human beings the officers, once', async ({ world }) => {
    const first = await codeForEmptyHouse(world.database, world.today)
    const code = await codeForEmptyHouse(world.database, world.today)
    const says = async (with_: string, body: object) => (await setUp(world, with_, body)).json()
    expect(await says(first ?? '', officers(logins))).toMatchObject({ code: 'wrong' })
    expect(await says(code ?? '', officers(logins, [...numbers.slice(0, 3), numbers[0] ?? '']))).toMatchObject({ code: 'sameHuman' })
    expect(await says(code ?? '', officers(['sec-one', 'sec-one', 'sys-one', 'aud-one']))).toMatchObject({ code: 'sameLogin' })
    expect(await says(code ?? '', officers(logins, [...numbers.slice(0, 3), '980101199001010018']))).toMatchObject({ kind: 'invalid' })
    expect((await setUp(world, code ?? '', officers(logins))).statusCode).toBe(200)
    for (const login of logins) expect((await signIn(world, login)).statusCode).toBe(200)
    const held = await world.asSystem((db) => db.selectFrom('kernel.duty').select(['role', 'title']).orderBy('id').execute())
    expect(held).toEqual((['securityOfficer', 'securityOfficer', 'systemOfficer', 'auditOfficer'] as const).map((role) => ({ role, title: roles[role] })))
    expect(await says(code ?? '', officers(['a-one', 'a-two', 'a-three', 'a-four']))).toMatchObject({ code: 'over' })
    expect(await codeForEmptyHouse(world.database, world.today)).toBeUndefined()
  })

  test('guessing the code is bounded', async ({ world }) => {
    const code = await codeForEmptyHouse(world.database, world.today)
    for (let guess = 0; guess < 10; guess++) expect((await setUp(world, 'AAAAA-BBBBB', officers(logins))).json()).toMatchObject({ code: 'wrong' })
    expect((await setUp(world, code ?? '', officers(logins))).statusCode).toBe(429)
  })

  test('a house with an account has no code', async ({ world }) => {
    await world.staff('leader')
    expect(await codeForEmptyHouse(world.database, world.today)).toBeUndefined()
    expect((await setUp(world, 'AAAAA-BBBBB', officers(logins))).json()).toMatchObject({ code: 'over' })
  })
})
