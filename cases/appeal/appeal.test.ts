import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import type { Id } from '../../kernel/types.ts'
import { shortPath, stepOf, test, type CaseWorld } from '../../test/case-desks.ts'
import type { Somebody } from '../../test/world.ts'
import { agree, decide, reject, submit, withdraw } from '../contract.ts'
import { getCasePage } from '../reading/contract.ts'
import { appeal, listAppeals, settleAppeal } from './contract.ts'

const measure = 'settling-in-subsidy'
const reason = '类别仍然有效，请重新核对'
const finding = '经复核，证书仍在有效期内'

const rejected = async (desk: CaseWorld) => {
  desk.edition({ path: shortPath })
  const people = await desk.eligible()
  const officers = await desk.offices()
  const { caseId } = await people.ana.does(submit, { measure, answers: {} })
  await officers.county.does(reject, { stepId: await stepOf(officers.county, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
  return { ...people, ...officers, caseId }
}
const appealOf = async (judge: Somebody): Promise<Id<'appeal'>> => (await judge.lists(listAppeals, { state: 'pending' })).rows[0]?.id ?? ('' as Id<'appeal'>)

describe('an appeal', () => {
  test('goes to the next higher office, is upheld into a new round, and the case can still be decided', async ({ desk }) => {
    const { ana, county, insurance, office, caseId } = await rejected(desk)
    expect((await ana.asks(getCasePage, { caseId })).can).toEqual(['appeal'])
    expect(await ana.does(appeal, { caseId, reason })).toEqual({ officeName: '青屿市人力资源和社会保障局', dueOn: '2026-07-28' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'appealed', closedOn: null, appeal: { state: 'pending', officeName: '青屿市人力资源和社会保障局' } })
    expect((await insurance.asks(getCasePage, { caseId })).can).toEqual(['settleAppeal'])
    expect(await insurance.does(settleAppeal, { appealId: await appealOf(insurance), outcome: 'upheld', finding })).toEqual({ state: 'inReview' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'inReview', round: 2, closedBecause: null, appeal: { state: 'upheld' } })
    await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
    await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  })

  test('dismissed, the rejection is final: there is no second one', async ({ desk }) => {
    const { ana, insurance, caseId } = await rejected(desk)
    await ana.does(appeal, { caseId, reason })
    const appealId = await appealOf(insurance)
    expect(await insurance.does(settleAppeal, { appealId, outcome: 'dismissed', finding: '类别确已撤销' })).toEqual({ state: 'rejected' })
    await expect(insurance.does(settleAppeal, { appealId, outcome: 'upheld', finding })).rejects.toMatchObject({ code: 'alreadySettled' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'rejected', can: [], closedBecause: expect.stringContaining('复核维持原决定：类别确已撤销') })
    await expect(ana.does(appeal, { caseId, reason })).rejects.toMatchObject({ code: 'alreadyAppealed' })
  })

  test('is heard by other persons than those who decided, whatever account they use, and by SQL neither', async ({ desk }) => {
    desk.edition({ path: shortPath.slice(1) })
    const { ana } = await desk.eligible()
    const same = await desk.world.person({ name: '周以安' })
    const decider = await desk.world.signIn('talentOffice', { place: '9801', department: 'talent-office', personId: same })
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    await decider.does(reject, { stepId: await stepOf(decider, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })
    expect((await ana.does(appeal, { caseId, reason })).officeName).toBe('青屿市委组织部人才办')
    const appealId = await appealOf(decider)
    const secondAccount = await desk.world.signIn('talentOffice', { place: '9801', department: 'talent-office', personId: same })
    const herself = await desk.world.signIn('talentOffice', { place: '9801', department: 'talent-office', personId: ana.personId })
    for (const who of [decider, secondAccount, herself]) await expect(who.does(settleAppeal, { appealId, outcome: 'dismissed', finding: '类别确已撤销' })).rejects.toMatchObject({ code: 'involved' })
    await expect(
      desk.world.asSystem((db) => sql`update cases.appeal set state = 'dismissed', finding = '类别确已撤销', settled_on = '2026-06-15', settled_by = ${secondAccount.accountId} where id = ${appealId}`.execute(db)),
    ).rejects.toThrow('不能复核')
    const colleague = await desk.world.staff('talentOffice', '9801', 'talent-office')
    await colleague.does(settleAppeal, { appealId, outcome: 'dismissed', finding: '类别确已撤销' })
  })

  test('is for the applicant, of a rejection, in time, and not beside a new filing', async ({ desk }) => {
    const { ana, clerk, county, caseId } = await rejected(desk)
    await expect(clerk.does(appeal, { caseId, reason })).rejects.toMatchObject({ code: 'notApplicant' })
    await expect(desk.world.post(ana.cookie, appeal.name, { caseId, reason: '不服' })).rejects.toMatchObject({ kind: 'invalid' })
    const { caseId: second } = await ana.does(submit, { measure, answers: {} })
    await expect(ana.does(appeal, { caseId: second, reason })).rejects.toMatchObject({ code: 'notRejected' })
    await expect(ana.does(appeal, { caseId, reason })).rejects.toMatchObject({ code: 'alreadyOpen' })
    expect(await ana.asks(getCasePage, { caseId })).toMatchObject({ state: 'rejected', appeal: null })
    await ana.does(withdraw, { caseId: second, note: '' })
    desk.world.setToday('2026-08-14')
    expect((await ana.asks(getCasePage, { caseId })).appealBy).toBe('2026-08-14')
    desk.world.setToday('2026-08-15')
    expect((await ana.asks(getCasePage, { caseId })).can).toEqual([])
    await expect(ana.does(appeal, { caseId, reason })).rejects.toMatchObject({ code: 'tooLate' })
    expect((await county.lists(listAppeals, {})).total).toBe(0)
  })

  test('has an end too: after twenty rounds it can only be dismissed', async ({ desk }) => {
    const { ana, insurance, caseId } = await rejected(desk)
    await desk.world.asSystem(async (db) => {
      await sql`update cases.case set round = 20 where id = ${caseId}`.execute(db)
      await sql`update cases.step set round = 20 where case_id = ${caseId}`.execute(db)
    })
    await ana.does(appeal, { caseId, reason })
    await expect(insurance.does(settleAppeal, { appealId: await appealOf(insurance), outcome: 'upheld', finding })).rejects.toMatchObject({ code: 'tooManyRounds' })
  })

  test('of ten who settle at once one does', async ({ desk }) => {
    const { ana, caseId } = await rejected(desk)
    await ana.does(appeal, { caseId, reason })
    const judges = await Promise.all(Array.from({ length: 10 }, () => desk.world.staff('reviewer', '9801', 'hr')))
    const appealId = await appealOf(judges[0]!)
    const answers = await Promise.allSettled(judges.map((who, index) => who.does(settleAppeal, { appealId, outcome: index % 2 ? 'upheld' : 'dismissed', finding })))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'alreadySettled' })
  })

  test('is seen and heard by no other office', async ({ desk }) => {
    const { ana, county, education, office, caseId } = await rejected(desk)
    await ana.does(appeal, { caseId, reason })
    const judge = await desk.world.staff('reviewer', '9801', 'hr')
    const appealId = await appealOf(judge)
    for (const who of [county, education, office]) {
      await expect(who.does(settleAppeal, { appealId, outcome: 'upheld', finding })).rejects.toMatchObject({ kind: 'denied' })
      expect((await who.lists(listAppeals, {})).total).toBe(0)
    }
    await expect((await desk.world.staff('reviewer', '980104', 'hr')).does(settleAppeal, { appealId, outcome: 'upheld', finding })).rejects.toMatchObject({ kind: 'missing' })
  })
})
