import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { patentCheck } from '../../kernel/codes/patent-number.ts'
import { fen, type Id } from '../../kernel/types.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { getPerson } from '../contract.ts'
import { askCorrection, decideCorrection, listCorrections } from '../corrections/contract.ts'
import { exportPeople } from '../exchange/export.ts'
import { amendRecord, enterRecord, getRecord, listUnverified, verifyRecord, withdrawRecord } from './contract.ts'
import type { Entry } from './kinds.ts'

const day = plainDate
const numberOf = (digits: string) => `${digits}.${patentCheck(digits)}`
const patent = { kind: 'patent', name: '一种深海采油树密封装置', patentKind: '发明', number: `ZL ${numberOf('202110012345')}`, status: '授权', rank: 1, appliedOn: day('2021-03-02'), grantedOn: day('2023-05-09') } as const satisfies Entry
const project = { kind: 'project', name: '海洋装备关键技术', number: null, level: '省级', grantor: '海东省科技厅', role: '主持', rank: 1, amountFen: null, startedOn: day('2023-01-01'), endedOn: null } as const satisfies Entry
const contest = { kind: 'contest', name: '青屿市职业技能大赛', edition: '第三届', level: '市级', award: '一等奖', rank: 1, heldOn: day('2024-10-01') } as const satisfies Entry
const post = { kind: 'part_time_post', organisation: '青屿大学', post: '产业教授', startedOn: day('2022-09-01'), endedOn: null } as const satisfies Entry
const told = { source: '授权公告原件', asOf: day('2026-06-01') }

const facts = async (who: Somebody, personId: Id<'person'>) => (await who.asks(getPerson, { personId })).facts
const entered = async (world: World) => {
  const he = await world.talent()
  const clerk = await world.staff('windowClerk')
  const { recordId } = await clerk.does(enterRecord, { personId: he.personId, entry: patent, ...told })
  return { he, clerk, recordId, office: await world.staff('talentOffice') }
}
const whatIsWrong = async (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'nothing', (error: unknown) => (error instanceof Said ? `${error.kind}: ${error.message}` : String(error)))

describe('a record entered by hand', () => {
  test('stands on the person’s page at once, declared, with source and day, in audit and change notes; another hand verifies it by a document', async ({ world }) => {
    const { he, recordId, office } = await entered(world)
    expect(await facts(he, he.personId)).toMatchObject([{ group: '专利', text: expect.stringContaining(`发明，${numberOf('202110012345')}，授权，第 1 发明人，2023年5月9日 授权`), source: '授权公告原件', asOf: '2026-06-01', verification: 'declared', record: 'patent', rowId: recordId }])
    const noted = await world.asSystem((db) => db.selectFrom('kernel.subjectChange').select('id').where('subjectId', '=', he.personId).execute())
    expect(await office.does(verifyRecord, { kind: 'patent', recordId, document: '专利证书原件' })).toEqual({ source: '市委组织部人才办' })
    expect(await facts(he, he.personId)).toMatchObject([{ source: '市委组织部人才办', asOf: '2026-06-15', verification: 'verified' }])
    expect((await world.asSystem((db) => db.selectFrom('kernel.subjectChange').select('id').where('subjectId', '=', he.personId).execute())).length).toBeGreaterThan(noted.length)
    const audit = await world.asSystem((db) => db.selectFrom('kernel.audit').select(['verb', 'outcome']).where('verb', 'in', ['registry.enterRecord', 'registry.verifyRecord']).orderBy('verb').execute())
    expect(audit).toEqual([{ verb: 'registry.enterRecord', outcome: 'done' }, { verb: 'registry.verifyRecord', outcome: 'done' }])
  })

  test('of each of the four kinds is read back as it was entered', async ({ world }) => {
    const { personId } = await world.talent()
    const clerk = await world.staff('reviewer', '980101', 'science')
    for (const entry of [project, contest, post, { ...project, name: '横向课题', amountFen: fen(12_345_678n) }]) {
      const { recordId } = await clerk.does(enterRecord, { personId, entry, ...told })
      expect(await clerk.asks(getRecord, { kind: entry.kind, recordId })).toMatchObject({ entry, ...told, verification: 'declared', byHand: true, withdrawnOn: null, changes: [] })
    }
    expect((await facts(clerk, personId)).map(({ group }) => group)).toEqual(['兼职', '项目', '项目', '竞赛'])
  })

  test('is amended and withdrawn with a reason; what it said stays, nothing is deleted, a verified one must be verified anew', async ({ world }) => {
    const { he, clerk, recordId, office } = await entered(world)
    await office.does(verifyRecord, { kind: 'patent', recordId, document: '专利证书原件' })
    expect(await clerk.does(amendRecord, { recordId, entry: { ...patent, rank: 2 }, source: '专利证书', asOf: day('2026-06-10'), reason: '证书上排第二' })).toEqual({ verification: 'declared' })
    expect(await facts(he, he.personId)).toMatchObject([{ text: expect.stringContaining('第 2 发明人'), source: '专利证书', verification: 'declared' }])
    await clerk.does(withdrawRecord, { kind: 'patent', recordId, reason: '登记在了别人名下' })
    expect(await facts(he, he.personId)).toEqual([])
    expect(await world.asSystem((db) => db.selectFrom('pub.personPatent').select('id').execute())).toEqual([])
    const exported = await world.asSystem((db) => exportPeople(db, [he.personId], { masked: true, purpose: '核对', today: world.today }))
    expect(exported.people.map(({ records }) => records)).toEqual([{}])
    const { changes, withdrawnOn } = await office.asks(getRecord, { kind: 'patent', recordId })
    expect(withdrawnOn).toBe('2026-06-15')
    expect(changes.map(({ act, reason }) => [act, reason])).toEqual([['withdrawn', '登记在了别人名下'], ['amended', '证书上排第二'], ['verified', '专利证书原件']])
    expect(changes[1]?.before).toContainEqual({ label: '发明人排名', value: '1' })
    await expect(world.asSystem((db) => db.deleteFrom('registry.formerFact').execute())).rejects.toThrow()
    // Withdrawn, the same patent may be entered anew.
    await clerk.does(enterRecord, { personId: he.personId, entry: patent, ...told })
    await expect(clerk.does(withdrawRecord, { kind: 'patent', recordId, reason: '再撤一次看看' })).rejects.toMatchObject({ code: 'withdrawn' })
    await expect(clerk.does(amendRecord, { recordId, entry: patent, ...told, reason: '撤回了还想改' })).rejects.toMatchObject({ code: 'withdrawn' })
    await expect(office.does(verifyRecord, { kind: 'patent', recordId, document: '专利证书' })).rejects.toMatchObject({ code: 'withdrawn' })
  })

  test('by the person himself is declared under his own name, his to amend until it is verified, and nobody else’s', async ({ world }) => {
    const he = await world.talent()
    const office = await world.staff('talentOffice')
    const { recordId } = await he.does(enterRecord, { personId: he.personId, entry: contest, source: '市人社局获奖证书', asOf: day('2026-06-01') })
    expect(await facts(he, he.personId)).toMatchObject([{ source: '本人申报（市人社局获奖证书）', verification: 'declared' }])
    await he.does(amendRecord, { recordId, entry: { ...contest, award: '二等奖' }, source: '本人申报（市人社局获奖证书）', asOf: day('2026-06-01'), reason: '看错了奖次' })
    expect(await facts(he, he.personId)).toMatchObject([{ text: expect.stringContaining('二等奖'), source: '本人申报（市人社局获奖证书）' }])
    const stranger = await world.talent({ name: '旁人' })
    await expect(stranger.does(withdrawRecord, { kind: 'contest', recordId, reason: '不是我的' })).rejects.toMatchObject({ kind: 'missing' })
    await expect(stranger.does(enterRecord, { personId: he.personId, entry: post, ...told })).rejects.toMatchObject({ kind: 'missing' })
    await office.does(verifyRecord, { kind: 'contest', recordId, document: '获奖证书原件' })
    await expect(he.does(withdrawRecord, { kind: 'contest', recordId, reason: '我不要了' })).rejects.toMatchObject({ code: 'verified' })
    await expect(he.does(amendRecord, { recordId, entry: contest, ...told, reason: '想改回去' })).rejects.toMatchObject({ code: 'verified' })
    const mine = await office.does(enterRecord, { personId: he.personId, entry: post, ...told })
    await expect(he.does(withdrawRecord, { kind: 'part_time_post', recordId: mine.recordId, reason: '没有这个兼职' })).rejects.toMatchObject({ code: 'notYours' })
    // Not even past the handlers: the database takes no verified row of his own making.
    await expect(world.database.as(
      { actor: { accountId: he.accountId, name: '本人', role: 'talent', scope: undefined, department: undefined, personId: he.personId, employerId: undefined }, today: day('2026-06-15') },
      (db) => db.insertInto('registry.contest').values({ personId: he.personId, placeCode: '980101001', name: '自封大赛', level: '国家级', award: '金奖', source: '本人', asOf: '2026-06-01', verification: 'verified', createdBy: he.accountId }).execute(),
    )).rejects.toThrow(/row-level security/)
  })

  // clause: ASVS 2.2.3; ASVS 2.2.1
  test('is refused with its field and reason when something does not fit', async ({ world }) => {
    const { personId } = await world.talent()
    const clerk = await world.staff('windowClerk')
    const trying = (entry: Entry, more: Partial<typeof told> = {}) => whatIsWrong(clerk.does(enterRecord, { personId, entry, ...told, ...more }))
    const wrong: [Entry, RegExp][] = [
      [{ ...patent, number: 'ZL202110012345.0' }, /校验码/],
      [{ ...patent, patentKind: '外观设计' }, /发明的号/],
      [{ ...patent, appliedOn: day('2022-03-02') }, /2021 年申请/],
      [{ ...patent, grantedOn: null }, /授权公告日期/],
      [{ ...patent, status: '申请' }, /还在申请/],
      [{ ...patent, grantedOn: day('2021-02-01') }, /不能早于申请日期/],
      [{ ...patent, grantedOn: day('2026-06-02') }, /不能晚于截至日期/],
      [{ ...patent, rank: 0 }, /从 1 起/],
      [{ ...project, endedOn: day('2022-01-01') }, /不能早于立项/],
      [{ ...project, amountFen: fen(-1n) }, /不能为负/],
      [{ ...project, level: '部级' as never }, /请选择层级/],
      [{ ...post, endedOn: day('2022-08-31') }, /不能早于起始/],
      [{ ...contest, name: '赛' }, /至少 2 个字/],
    ]
    for (const [entry, says] of wrong) expect(await trying(entry)).toMatch(says)
    await expect(clerk.does(enterRecord, { personId, entry: post, source: '聘书', asOf: day('2026-06-16') })).rejects.toMatchObject({ code: 'asOfAhead' })
    await expect(clerk.does(enterRecord, { personId, entry: { ...post, startedOn: day('1990-01-01') }, ...told })).rejects.toMatchObject({ code: 'beforeBirth' })
    const { recordId } = await clerk.does(enterRecord, { personId, entry: patent, ...told })
    await expect(clerk.does(enterRecord, { personId, entry: { ...patent, number: numberOf('202110012345') }, ...told })).rejects.toMatchObject({ code: 'known' })
    const second = { ...patent, number: numberOf('202110054321') }
    await clerk.does(enterRecord, { personId, entry: second, ...told })
    const amending = { recordId, ...told, reason: '改正登记' }
    await expect(clerk.does(amendRecord, { ...amending, entry: second })).rejects.toMatchObject({ code: 'known' })
    await expect(clerk.does(amendRecord, { ...amending, entry: patent, asOf: day('2026-06-16') })).rejects.toMatchObject({ code: 'asOfAhead' })
    const early = '198520012345'
    await expect(clerk.does(amendRecord, { ...amending, entry: { ...patent, number: numberOf(early), patentKind: '实用新型', appliedOn: day('1985-04-01') } })).rejects.toMatchObject({ code: 'beforeBirth' })
  })

  test('is verified by another hand of the department that answers for it, once', async ({ world }) => {
    const he = await world.talent()
    const office = await world.staff('talentOffice')
    const { recordId } = await office.does(enterRecord, { personId: he.personId, entry: project, ...told })
    const verifying = { kind: 'project', recordId, document: '立项通知' } as const
    await expect(office.does(verifyRecord, verifying)).rejects.toMatchObject({ code: 'ownEntry' })
    await expect((await world.staff('reviewer', '980101', 'hr')).does(verifyRecord, verifying)).rejects.toMatchObject({ code: 'otherDepartment' })
    const science = await world.staff('reviewer', '980101', 'science')
    await science.does(amendRecord, { recordId, entry: { ...project, role: '参与', rank: 3 }, ...told, reason: '通知上列第三' })
    await expect(science.does(verifyRecord, verifying)).rejects.toMatchObject({ code: 'ownEntry' })
    const second = await world.staff('reviewer', '980101', 'science')
    expect(await second.does(verifyRecord, verifying)).toEqual({ source: '科学技术局' })
    await expect(second.does(verifyRecord, verifying)).rejects.toMatchObject({ code: 'alreadyVerified' })
  })

  test('can be disputed by the person; until that is decided nobody changes it', async ({ world }) => {
    const { he, clerk, recordId, office } = await entered(world)
    await he.does(askCorrection, { record: 'patent', rowId: recordId, says: '我排第二发明人', evidence: '专利证书' })
    await expect(clerk.does(amendRecord, { recordId, entry: patent, ...told, reason: '改正登记' })).rejects.toMatchObject({ code: 'disputed' })
    await expect(clerk.does(withdrawRecord, { kind: 'patent', recordId, reason: '撤回登记' })).rejects.toMatchObject({ code: 'disputed' })
    await expect(office.does(verifyRecord, { kind: 'patent', recordId, document: '专利证书' })).rejects.toMatchObject({ code: 'disputed' })
    const correctionId = (await office.lists(listCorrections, {})).rows[0]?.id
    if (correctionId === undefined) throw new Error('nothing is asked')
    await office.does(decideCorrection, { correctionId, changes: { rank: '2' }, outcome: '证书上排第二，更正' })
    expect(await facts(he, he.personId)).toMatchObject([{ text: expect.stringContaining('第 2 发明人'), verification: 'verified' }])
    expect((await office.asks(getRecord, { kind: 'patent', recordId })).changes).toMatchObject([{ act: 'corrected', reason: '证书上排第二，更正' }])
  })

  test('that came from elsewhere is its source’s to correct', async ({ world }) => {
    const { personId } = await world.talent()
    const clerk = await world.staff('windowClerk')
    const { id } = await world.asSystem((db) => db.insertInto('registry.contest').values({ personId, placeCode: '980101001', name: '省赛', level: '省级', award: '铜奖', source: '交换', asOf: '2026-01-01', verification: 'declared' }).returning('id').executeTakeFirstOrThrow())
    const recordId = id as Id<'record'>
    await expect(clerk.does(withdrawRecord, { kind: 'contest', recordId, reason: '撤回登记' })).rejects.toMatchObject({ code: 'notByHand' })
    await expect(clerk.does(amendRecord, { recordId, entry: contest, ...told, reason: '改正登记' })).rejects.toMatchObject({ code: 'notByHand' })
  })

  test('waits in a list for those who may verify it, the least certain first', async ({ world }) => {
    const he = await world.talent()
    const [clerk, office] = [await world.staff('windowClerk'), await world.staff('talentOffice')]
    await he.does(enterRecord, { personId: he.personId, entry: contest, source: '获奖证书', asOf: day('2026-06-01') })
    await clerk.does(enterRecord, { personId: he.personId, entry: patent, ...told })
    const seen = async (who: Somebody, filters: Parameters<typeof who.lists<(typeof listUnverified)['filters'], (typeof listUnverified)['row']>>[1] = {}) => (await who.lists(listUnverified, filters)).rows.map(({ kind, level }) => `${kind} ${level}`)
    expect(await seen(office)).toEqual(['contest low', 'patent low'])
    expect(await seen(office, { kind: 'patent', level: 'low' })).toEqual(['patent low'])
    expect(await seen(office, { level: 'high' })).toEqual([])
    expect(await seen(office, { search: '深海' })).toEqual(['patent low'])
    expect(await seen(await world.staff('reviewer', '980101', 'hr'))).toEqual(['contest low'])
    expect(await seen(await world.staff('reviewer', '980101', 'education'))).toEqual([])
    expect(await seen(await world.staff('talentOffice', '980104'))).toEqual([])
    const recordId = (await office.lists(listUnverified, { kind: 'contest' })).rows[0]?.id
    if (recordId === undefined) throw new Error('nothing waits')
    await office.does(verifyRecord, { kind: 'contest', recordId, document: '获奖证书原件' })
    expect(await seen(office)).toEqual(['patent low'])
  })
})
