import { sql } from 'kysely'
import { expect } from 'vitest'
import { appeal, listAppeals, settleAppeal } from './appeal/contract.ts'
import { noticeFirst, shortPath, step, stepOf, test, type CaseWorld } from '../test/case-desks.ts'
import type { Somebody } from '../test/world.ts'
import type { Id } from '../kernel/types.ts'
import type { Path } from '../measures/types.ts'
import { agree, decide, employerDeny, employerVerify, everyWay, object, reject, sendBack, settleObjection, submit, supplement, withdraw, type CaseState } from './contract.ts'
import { resume, returnTo, suspend } from './office/contract.ts'
import { getCasePage, listNotices } from './reading/contract.ts'

/** The states and ways are one table: the program’s, the database’s, and what verbs really do are the same, row by row. */

const line = ({ verb, from, to }: { verb: string; from: string; to: string }) => `${verb}: ${from} → ${to}`

test('the table of the program and the table of the database are one', async ({ desk }) => {
  const { rows } = await desk.world.asSystem((db) => sql<{ verb: string; from: string; to: string }>`select unnest(verbs) as verb, from_state as "from", to_state as "to" from cases.transition`.execute(db))
  expect(rows.map(line).toSorted()).toEqual(everyWay.map(line).toSorted())
})

const measure = 'settling-in-subsidy'
const clerkStep = step('单位核验', 'review', 'employer', null)
const countyStep = step('初审', 'review', 'county', 'hr')
const notice = noticeFirst.slice(0, 1)
const decision = shortPath.slice(1)
const clerks: Path = [[clerkStep]]
const county: Path = [[countyStep]]
/** The employer and an office side by side. */
const mixed: Path = [[clerkStep, countyStep]]

class Walk {
  readonly desk: CaseWorld
  readonly county: Somebody
  readonly office: Somebody
  readonly hr: Somebody
  readonly judge: Somebody
  constructor(desk: CaseWorld, { county: reviewer, office, insurance }: Awaited<ReturnType<CaseWorld['offices']>>, judge: Somebody) {
    this.desk = desk
    this.county = reviewer
    this.office = office
    this.hr = insurance
    this.judge = judge
  }

  async file(path: Path) {
    this.desk.edition({ path })
    const { ana, clerk } = await this.desk.eligible()
    const { caseId } = await ana.does(submit, { measure, answers: {} })
    return { ana, clerk, caseId }
  }

  verify = async (clerk: Somebody, caseId: Id<'case'>) => clerk.does(employerVerify, { stepId: await stepOf(clerk, caseId), opinion: '' })
  agree = async (caseId: Id<'case'>) => this.county.does(agree, { stepId: await stepOf(this.county, caseId), opinion: '' })

  /** Four working weeks on, so that whatever notice there is has ended; then the clock strikes. */
  async noticesEnd() {
    this.desk.world.setToday('2026-07-20')
    await this.desk.world.runJob('cases.endNotices')
    this.desk.world.setToday('2026-06-15')
  }

  async objectTo(caseId: Id<'case'>) {
    const { rows } = await this.office.lists(listNotices, {})
    const { number } = await this.office.asks(getCasePage, { caseId })
    const noticeId = rows.find((row) => row.number === number)?.id
    await this.desk.world.post('', object.name, { noticeId, reason: '该同志并未在本市全职工作' })
    return (await this.office.asks(getCasePage, { caseId })).objections.find(({ state }) => state === 'pending')?.id ?? ('' as Id<'objection'>)
  }

  async objected(path: Path) {
    const made = await this.file(path)
    return { ...made, objectionId: await this.objectTo(made.caseId) }
  }

  rejectBy = async (who: Somebody, caseId: Id<'case'>) => who.does(reject, { stepId: await stepOf(who, caseId), ground: { condition: 0 }, opinion: '类别已撤销' })

  /** Appealed, and settled by somebody of the office that hears it. */
  async appealed(ana: Somebody, caseId: Id<'case'>, judge: Somebody, outcome: 'upheld' | 'dismissed') {
    await ana.does(appeal, { caseId, reason: '类别仍然有效，请重新核对' })
    const { number } = await ana.asks(getCasePage, { caseId })
    const appealId = (await judge.lists(listAppeals, { search: number })).rows[0]?.id ?? ('' as Id<'appeal'>)
    return judge.does(settleAppeal, { appealId, outcome, finding: '经复核，类别证书仍在有效期内' })
  }
}

test('each way of the table is taken by its verb, and no verb takes another', { timeout: 180_000 }, async ({ desk }) => {
  const w = new Walk(desk, await desk.offices(), await desk.world.staff('talentOffice', '9801', 'talent-office'))
  const countyJudge = await desk.world.staff('reviewer', '980101', 'hr')

  // Filing, and what a first yes leads to.
  for (const after of [county, notice, []] as Path[]) {
    const { clerk, caseId } = await w.file([...clerks, ...after, ...decision])
    await w.verify(clerk, caseId)
  }
  for (const after of [clerks, notice, []] as Path[]) {
    const { caseId } = await w.file([...county, ...after, ...decision])
    await w.agree(caseId)
  }
  for (const after of [clerks, notice, []] as Path[]) {
    const { clerk, caseId } = await w.file([...mixed, ...after, ...decision])
    await w.agree(caseId)
    await w.verify(clerk, caseId)
  }
  for (const after of [clerks, county, []] as Path[]) await w.file([...notice, ...after, ...decision])
  await w.noticesEnd()

  // Sent back and supplemented, or lapsed.
  for (const path of [clerks, county, []] as Path[]) {
    const { ana, clerk, caseId } = await w.file([...path, ...decision])
    const who = path === clerks ? clerk : path === county ? w.county : w.office
    await who.does(sendBack, { stepId: await stepOf(who, caseId), lacking: ['劳动合同'] })
    await ana.does(supplement, { caseId, answers: {}, note: '已补' })
  }
  const late = await w.file([...county, ...decision])
  await w.county.does(sendBack, { stepId: await stepOf(w.county, late.caseId), lacking: ['劳动合同'] })
  desk.world.setToday('2026-07-20')
  await desk.world.runJob('cases.lapseSupplements')
  desk.world.setToday('2026-06-15')

  // Objections.
  const upheld = await w.objected([...notice, ...decision])
  await w.office.does(settleObjection, { objectionId: upheld.objectionId, finding: '社保由外地单位缴纳', outcome: { is: 'rejected', clause: '第九条' } })
  const dismissed = await w.objected([...notice, ...decision])
  await w.office.does(settleObjection, { objectionId: dismissed.objectionId, finding: '经核实全职在岗', outcome: { is: 'dismissed' } })
  const again = await w.file([...county, ...notice, ...decision])
  await w.agree(again.caseId)
  await w.office.does(settleObjection, { objectionId: await w.objectTo(again.caseId), finding: '学历须重新核对', outcome: { is: 'review' } })

  // Rejection by everybody who may.
  for (const path of [clerks, mixed]) {
    const { clerk, caseId } = await w.file([...path, ...decision])
    await clerk.does(employerDeny, { stepId: await stepOf(clerk, caseId), opinion: '该员工上月已离职' })
  }
  await w.rejectBy(w.county, (await w.file([...county, ...decision])).caseId)
  await w.rejectBy(w.office, (await w.file(decision)).caseId)

  // Back to an earlier step.
  for (const before of [clerks, notice] as Path[]) {
    const { clerk, caseId } = await w.file([...before, ...county, ...decision])
    if (before === clerks) await w.verify(clerk, caseId)
    else await w.noticesEnd()
    await w.county.does(returnTo, { stepId: await stepOf(w.county, caseId), stage: 1, reason: '须重新核对' })
  }
  for (const before of [clerks, county, notice] as Path[]) {
    const { clerk, caseId } = await w.file([...before, ...decision])
    if (before === clerks) await w.verify(clerk, caseId)
    else if (before === county) await w.agree(caseId)
    else await w.noticesEnd()
    await w.office.does(returnTo, { stepId: await stepOf(w.office, caseId), stage: 1, reason: '须重新核对' })
  }

  // Suspended and resumed; decided.
  for (const path of [county, []] as Path[]) {
    const { caseId } = await w.file([...path, ...decision])
    const who = path === county ? w.county : w.office
    const stepId = await stepOf(who, caseId)
    await who.does(suspend, { stepId, reason: '等待公安机关核查' })
    await who.does(resume, { stepId, finding: '核查无异常' })
  }
  const decided = await w.file(decision)
  await w.office.does(decide, { stepId: await stepOf(w.office, decided.caseId), opinion: '' })

  // Withdrawn from wherever it was open.
  const withdrawn: Record<string, () => Promise<{ ana: Somebody; caseId: Id<'case'> }>> = {
    verifying: () => w.file([...clerks, ...decision]),
    inReview: () => w.file([...county, ...decision]),
    toDecide: () => w.file(decision),
    onNotice: () => w.file([...notice, ...decision]),
    objected: () => w.objected([...notice, ...decision]),
    returned: async () => {
      const made = await w.file([...county, ...decision])
      await w.county.does(sendBack, { stepId: await stepOf(w.county, made.caseId), lacking: ['劳动合同'] })
      return made
    },
    suspended: async () => {
      const made = await w.file([...county, ...decision])
      await w.county.does(suspend, { stepId: await stepOf(w.county, made.caseId), reason: '等待公安机关核查' })
      return made
    },
  }
  for (const [from, make] of Object.entries(withdrawn)) {
    const { ana, caseId } = await make()
    expect((await ana.asks(getCasePage, { caseId })).state).toBe(from as CaseState)
    await ana.does(withdraw, { caseId, note: '' })
  }

  // Appealed: dismissed, and upheld at each kind of step that can say no.
  const final = await w.file([...county, ...decision])
  await w.rejectBy(w.county, final.caseId)
  await w.appealed(final.ana, final.caseId, w.hr, 'dismissed')
  const review = await w.file([...county, ...decision])
  await w.rejectBy(w.county, review.caseId)
  await w.appealed(review.ana, review.caseId, w.hr, 'upheld')
  const body = await w.file(decision)
  await w.rejectBy(w.office, body.caseId)
  await w.appealed(body.ana, body.caseId, w.judge, 'upheld')
  const denied = await w.file([...clerks, ...decision])
  await denied.clerk.does(employerDeny, { stepId: await stepOf(denied.clerk, denied.caseId), opinion: '该员工上月已离职' })
  await w.appealed(denied.ana, denied.caseId, countyJudge, 'upheld')
  const noticed = await w.objected([...notice, ...decision])
  await w.office.does(settleObjection, { objectionId: noticed.objectionId, finding: '社保由外地单位缴纳', outcome: { is: 'rejected', clause: '第九条' } })
  await w.appealed(noticed.ana, noticed.caseId, w.judge, 'upheld')

  // Every change of state was told, with its verb: by the event, or for an objection, which the database places, by the line of its history.
  await desk.world.runJobs()
  const objected = await desk.world.database.adminQuery(`select 1 from cases.event where verb = 'object'`)
  const taken = [...desk.desks.moves, ...objected.slice(0, 1).map(() => ({ verb: 'object', from: 'onNotice', to: 'objected' }))]
  expect([...new Set(taken.map(line))].toSorted()).toEqual(everyWay.map(line).toSorted())
})

test('a way that is in no table is taken by nobody: planted rows are found', async ({ desk }) => {
  await desk.world.database.adminQuery(`insert into cases.transition (from_state, to_state, verbs) values ('decided', 'inReview', '{reopen}')`)
  const { rows } = await desk.world.asSystem((db) => sql<{ verb: string; from: string; to: string }>`select unnest(verbs) as verb, from_state as "from", to_state as "to" from cases.transition`.execute(db))
  expect(rows.map(line).filter((row) => !everyWay.map(line).includes(row))).toEqual(['reopen: decided → inReview'])
})
