import { sql } from 'kysely'
import { expect } from 'vitest'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Id } from '../../../kernel/types.ts'
import { applicantOf, classesOf, publishCatalogue, recognised } from '../../../test/recognition.ts'
import { setPay } from '../../../test/people.ts'
import { test, type World } from '../../../test/world.ts'
import { getMine, listHolders } from '../contract.ts'
import { confirmOutcome, declineOutcome, getRecheck, giveStatement, hearPerson, listRechecks, myRechecks, openRechecks, proposeOutcome } from './contract.ts'

const day = plainDate
const because = { reason: '领导小组核实情况属实', document: '青人才复〔2026〕1号' }

const found = async (world: World): Promise<{ id: Id<'recheck'>; cause: string; finding: string; state: string }[]> => {
  await world.runJob(openRechecks.name)
  return (await (await world.staff('talentOffice')).lists(listRechecks, {})).rows
}
/** Somebody of class C for pay, whose pay has fallen since. */
const fallen = async (world: World) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { pay: 50_000 })
  await recognised(world, ana, 'class-c')
  await world.asSystem((db) => setPay(db, ana.personId, 3_100_000))
  const [recheck] = await found(world)
  if (!recheck) throw new Error('nothing was found')
  return { ana, recheckId: recheck.id, finding: recheck.finding, county: await world.staff('talentOffice', '980101', 'talent-office'), second: await world.staff('reviewer', '980101', 'hr') }
}

test('the clock finds whose ground is gone, who left and whose class ends within ninety days, each once', async ({ world }) => {
  const { ana, finding } = await fallen(world)
  expect(finding).toContain('市场化评价：月薪达到标准')
  const left = await applicantOf(world, { level: 'E' })
  await world.asSystem((db) => sql`insert into registry.departure (person_id, place_code, departed_on, reason, source, as_of, verification) values (${left.personId}, '980101001', ${world.today}, '主动辞职', '单位', ${world.today}, 'verified')`.execute(db))
  const soon = await applicantOf(world, { level: 'E', validTo: '2026-09-22' })
  await applicantOf(world, { level: 'E', validTo: '2026-09-23' })
  expect(world.today).toBe('2026-06-24')
  const all = await found(world)
  expect(new Map(all.map((row) => [(row as { personId?: string }).personId, row.cause]))).toEqual(new Map([[ana.personId, 'ground'], [left.personId, 'left'], [soon.personId, 'expiring']]))
  expect(await found(world)).toHaveLength(3)
})

test('not knowing is no loss, and another road of the class keeps it', async ({ world }) => {
  await publishCatalogue(world)
  const unknown = await applicantOf(world, { pay: 50_000 })
  await recognised(world, unknown, 'class-c')
  const two = await applicantOf(world, { pay: 50_000 })
  await recognised(world, two, 'class-c')
  await world.asSystem(async (db) => {
    await setPay(db, unknown.personId, null)
    await setPay(db, two.personId, 100)
    await sql`insert into registry.honour (person_id, place_code, name, level, awarded_on, source, as_of, verification) values (${two.personId}, '980101001', 'C类荣誉', '省级', '2026-06-01', '省', '2026-06-01', 'verified')`.execute(db)
  })
  expect(await found(world)).toEqual([])
})

test('nobody is lowered or loses his class unheard', async ({ world }) => {
  const { ana, recheckId, county } = await fallen(world)
  const lower = { recheckId, outcome: { is: 'lowered' as const, level: 'D' }, ...because }
  await expect(county.does(proposeOutcome, lower)).rejects.toMatchObject({ code: 'notHeard' })
  await expect(ana.does(giveStatement, { recheckId, statement: '薪酬结构调整' })).rejects.toMatchObject({ code: 'notHearing' })
  const { hearBy } = await county.does(hearPerson, { recheckId })
  expect(hearBy).toBe('2026-07-08')
  await expect(county.does(hearPerson, { recheckId })).rejects.toMatchObject({ code: 'notOpen' })
  await expect(county.does(proposeOutcome, { ...lower, outcome: { is: 'withdrawn' } })).rejects.toMatchObject({ code: 'stillHearing' })
  world.setToday('2026-07-09')
  await county.does(proposeOutcome, lower)
  await expect(world.asSystem((db) => sql`update recognition.recheck set hear_by = null where id = ${recheckId}`.execute(db))).rejects.toThrow(/check constraint/)
})

test('two persons lower a class: the lower one holds until the former would have ended', async ({ world }) => {
  const { ana, recheckId, county, second } = await fallen(world)
  await county.does(hearPerson, { recheckId })
  expect((await ana.asks(myRechecks, {})).rechecks).toMatchObject([{ state: 'hearing', hearBy: '2026-07-08' }])
  await ana.does(giveStatement, { recheckId, statement: '今年薪酬改为年底发放' })
  await expect(county.does(proposeOutcome, { recheckId, outcome: { is: 'lowered', level: 'C' }, ...because })).rejects.toMatchObject({ code: 'notLower' })
  await county.does(proposeOutcome, { recheckId, outcome: { is: 'lowered', level: 'D' }, ...because })
  expect(await second.asks(getRecheck, { recheckId })).toMatchObject({ statement: '今年薪酬改为年底发放', outcome: 'lowered', outcomeText: '降为D类，青人才复〔2026〕1号', mine: false, lowerLevels: ['D', 'E'] })
  await expect(county.does(proposeOutcome, { recheckId, outcome: { is: 'kept' }, ...because })).rejects.toMatchObject({ code: 'notInState' })
  await expect(county.does(confirmOutcome, { recheckId })).rejects.toMatchObject({ code: 'samePerson' })
  await expect(county.does(declineOutcome, { recheckId, note: '再核一次' })).rejects.toMatchObject({ code: 'samePerson' })
  expect(await second.does(confirmOutcome, { recheckId })).toEqual({ outcome: 'lowered' })
  await expect(second.does(confirmOutcome, { recheckId })).rejects.toMatchObject({ code: 'notProposed' })
  await expect(second.does(declineOutcome, { recheckId, note: '再核一次' })).rejects.toMatchObject({ code: 'notProposed' })
  expect((await classesOf(world, ana.personId)).map(({ level, validFrom, validTo, revokedOn }) => [level, validFrom, validTo, revokedOn])).toEqual([['C', '2026-06-24', '2031-06-23', '2026-06-24'], ['D', '2026-06-24', '2031-06-23', null]])
  expect((await ana.asks(getMine, {})).held).toMatchObject({ level: 'D', document: '青人才复〔2026〕1号' })
  await expect(world.asSystem((db) => sql`update recognition.recheck set finding = '改过' where id = ${recheckId}`.execute(db))).rejects.toThrow(/已经办结/)
})

test('withdrawn, a class is gone today; what rests on it follows through the facts', async ({ world }) => {
  const { ana, recheckId, county, second } = await fallen(world)
  await county.does(hearPerson, { recheckId })
  await ana.does(giveStatement, { recheckId, statement: '没有意见' })
  await county.does(proposeOutcome, { recheckId, outcome: { is: 'withdrawn' }, ...because })
  await second.does(declineOutcome, { recheckId, note: '请补充工资流水' })
  expect(await county.asks(getRecheck, { recheckId })).toMatchObject({ state: 'heard', outcome: null, settledNote: '请补充工资流水' })
  await county.does(proposeOutcome, { recheckId, outcome: { is: 'withdrawn' }, ...because })
  await second.does(confirmOutcome, { recheckId })
  expect((await ana.asks(getMine, {})).held).toBeNull()
  const office = await world.staff('talentOffice')
  expect((await office.lists(listHolders, {})).total).toBe(0)
  expect((await office.lists(listHolders, { standing: 'revoked' })).rows).toMatchObject([{ level: 'C', standing: 'revoked' }])
})

test('a class that runs out is kept and prolonged within the years of the catalogue', async ({ world }) => {
  await publishCatalogue(world)
  const ana = await applicantOf(world, { level: 'E', validTo: '2026-07-31' })
  const [recheck] = await found(world)
  const recheckId = recheck?.id ?? ('' as Id<'recheck'>)
  const county = await world.staff('talentOffice', '980101', 'talent-office')
  const kept = (validTo: string) => county.does(proposeOutcome, { recheckId, outcome: { is: 'kept', validTo: day(validTo) }, ...because })
  await expect(kept('2026-07-31')).rejects.toMatchObject({ code: 'noLater' })
  await expect(kept('2031-06-16')).rejects.toMatchObject({ code: 'noLater' })
  await kept('2031-06-15')
  await (await world.staff('reviewer', '980101', 'hr')).does(confirmOutcome, { recheckId })
  expect(await classesOf(world, ana.personId)).toMatchObject([{ level: 'E', validTo: '2031-06-15' }])
  expect((await found(world)).map(({ state }) => state)).toEqual(['kept'])
})

test('what was kept is left in peace for a year; what ended meanwhile closes by itself', async ({ world }) => {
  const { recheckId, county, second } = await fallen(world)
  await county.does(proposeOutcome, { recheckId, outcome: { is: 'kept' }, ...because })
  await second.does(confirmOutcome, { recheckId })
  expect((await found(world)).map(({ state }) => state)).toEqual(['kept'])
  world.setToday('2027-06-26')
  expect((await found(world)).map(({ state }) => state).toSorted()).toEqual(['kept', 'open'])
  await world.asSystem((db) => sql`update registry.talent_class set revoked_on = ${world.today}`.execute(db))
  const open = (await (await world.staff('talentOffice')).lists(listRechecks, { work: 'open' })).rows[0]
  await expect(county.does(proposeOutcome, { recheckId: open?.id ?? recheckId, outcome: { is: 'kept' }, ...because })).rejects.toMatchObject({ code: 'classGone' })
  expect((await found(world)).map(({ state }) => state).toSorted()).toEqual(['kept', 'lapsed'])
})

test('a class that ended between proposal and confirmation is not brought back', async ({ world }) => {
  const { recheckId, county, second } = await fallen(world)
  await county.does(proposeOutcome, { recheckId, outcome: { is: 'kept' }, ...because })
  await world.asSystem((db) => sql`update registry.talent_class set revoked_on = ${world.today}`.execute(db))
  await expect(second.does(confirmOutcome, { recheckId })).rejects.toMatchObject({ code: 'classGone' })
})

test('a person writes nothing but his own statement', async ({ world }) => {
  const { ana, recheckId, county } = await fallen(world)
  await county.does(hearPerson, { recheckId })
  const other = await world.talent({ name: '旁人' })
  await expect(other.does(giveStatement, { recheckId, statement: '替他说' })).rejects.toMatchObject({ kind: 'missing' })
  const as = { accountId: ana.accountId, name: '甲', role: 'talent' as const, scope: undefined, department: undefined, personId: ana.personId, employerId: undefined }
  await expect(world.database.as({ actor: as, today: world.today }, (db) => sql`update recognition.recheck set state = 'heard', statement = '好', stated_on = ${world.today}, finding = '没有'`.execute(db))).rejects.toThrow(/只能写自己的陈述/)
})
