import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { appeal, settleAppeal } from '../../../cases/appeal/contract.ts'
import { lapseSupplements } from '../../../cases/clock/contract.ts'
import * as cases from '../../../cases/contract.ts'
import { refOf, returnReasons, writeReturn } from '../../../fund/bank-file.ts'
import { allot, confirmInstalment, stopInstalment } from '../../../fund/contract.ts'
import { dissolveBatch, fallDue, makeBatch, releaseBatch, takeReturn } from '../../../fund/payment-contract.ts'
import { fen, type Fen } from '../../../kernel/types.ts'
import { jobs } from '../../../server/modules.ts'
import { document } from '../commands/command.ts'
import type { Witness } from '../fingerprint.ts'
import { saidNo, type Answer } from '../stage.ts'
import type { Cast, Measure, Person } from './cast.ts'
import type { Batch, Expected, Kase, Life, Step, StepAct, StepVerb, Who } from './life.ts'
import type { Tally } from './tally.ts'

/** Does an act of the model in the real house and holds the two against each other. */

interface Real {
  caseId: string
  person: Person
  measure: Measure
  stepIds: Map<Step, string>
  objectionIds: string[]
  noticeId: string | undefined
}
const ghost = '01990000-0000-7000-8000-000000000000'

export class Different extends Error {}

/** What was answered, in the model's words, when it is what was expected. */
export const told = ({ verb, answer, said, expected, body }: { verb: string; answer: Answer; said: string | undefined; expected: Expected; body: object }): string => {
  const no = answer.status === 401 || answer.status === 403 || answer.status === 404
  const found = said === undefined ? 'done' : no ? 'no' : said
  const wanted = typeof expected === 'string' ? expected : expected.refused
  if (found !== wanted) throw new Different(`${verb}：应为 ${wanted}，实为 ${found} ${JSON.stringify(answer.body)}，${JSON.stringify(body)}`)
  return wanted
}

export class Play {
  readonly life: Life
  readonly cast: Cast
  readonly tally: Tally
  private readonly witness: Witness
  private readonly real = new Map<Kase, Real>()
  private readonly batchIds = new Map<Batch, string>()

  constructor(life: Life, cast: Cast, tally: Tally, witness: Witness) {
    this.witness = witness
    this.life = life
    this.cast = cast
    this.tally = tally
  }

  realOf(kase: Kase): Real {
    const real = this.real.get(kase)
    if (!real) throw new Error('a case without its record')
    return real
  }

  /** Sends, compares yes and no, and sends a thing that was done once more: it must be refused now, unless that may be done again and again. */
  async ask(verb: string, cookie: string, body: object, expected: Expected): Promise<Answer> {
    const answer = await this.cast.stage.send(cookie, verb, body, randomUUID())
    this.tally.answered(verb, told({ verb, answer, said: saidNo(answer), expected, body }))
    return answer
  }

  cookieFor(who: Who, kase: Kase): string {
    return this.cast.cookieOf(who, this.realOf(kase).person)
  }
  stepIdOf(kase: Kase, step: Step): string {
    return this.realOf(kase).stepIds.get(step) ?? ghost
  }

  async submit({ measure, person, who, amount: asked }: { measure: Measure; person: Person; who: 'owner' | 'clerk'; amount: bigint | undefined }): Promise<void> {
    const { fixed } = measure
    const amount = fixed ?? asked
    const body = { measure: measure.code, answers: asked === undefined || fixed !== undefined ? {} : { 申请金额: Number(asked) / 100 }, ...(who === 'clerk' ? { personId: person.real.personId } : {}) }
    const expected = this.life.expectSubmit({ payee: person, measure: measure.code, amount })
    const answer = await this.ask(cases.submit.name, this.cast.cookieOf(who, person), body, expected)
    if (expected !== 'done' || amount === undefined) return
    const kase = this.life.submit(measure.code, measure.path, { payee: person, byClerk: who === 'clerk', amount, green: fixed !== undefined })
    this.real.set(kase, { caseId: cases.submit.output.parse(answer.body).caseId, person, measure, stepIds: new Map(), objectionIds: [], noticeId: undefined })
    this.tally.moved('case', 'new', kase.state)
    await this.compare([kase])
  }

  async step(verb: StepVerb, kase: Kase, act: StepAct): Promise<void> {
    const { step, who, odd, stage } = act
    const { stepIds, person, measure } = this.realOf(kase)
    const more = {
      employerVerify: {},
      employerDeny: { opinion: '并非本单位员工' },
      agree: {},
      sendBack: { lacking: ['劳动合同'] },
      reject: { ground: { condition: odd ? 99 : 0 }, opinion: '与原件不符' },
      decide: odd ? { amount: '1' } : {},
      returnTo: { stage: Math.max(1, stage), reason: '前面环节需要重新核对' },
      suspend: { reason: '等待外部调查结果' },
      resume: { finding: '调查已有结果' },
    }[verb]
    const expected = this.life.expectStep(verb, kase, act)
    await this.ask(`cases.${verb}`, this.cast.cookieOf(who, person), { stepId: stepIds.get(step) ?? ghost, ...more }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life.settleStep(verb, kase, act, measure.first))
  }

  async appeal(kase: Kase, who: Who): Promise<void> {
    const { caseId, person } = this.realOf(kase)
    const expected = this.life.expectAppeal(kase, who)
    await this.ask(appeal.name, this.cast.cookieOf(who, person), { caseId, reason: '所引条款与本人情况不符，请予复核' }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life.appeal(kase))
  }

  async hear(kase: Kase, who: Who, upheld: boolean): Promise<void> {
    if (!kase.appeal) return
    const { caseId, person } = this.realOf(kase)
    const { id } = await this.cast.stage.asSystem((db) => db.selectFrom('cases.appeal').select('id').where('caseId', '=', caseId).executeTakeFirstOrThrow())
    const expected = this.life.expectHear(kase, who, upheld)
    await this.ask(settleAppeal.name, this.cast.cookieOf(who, person), { appealId: id, outcome: upheld ? 'upheld' : 'dismissed', finding: '经复核查明' }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life.hear(kase, upheld))
  }

  /** The time for the supplement ran out yesterday. */
  async lapse(kase: Kase): Promise<void> {
    if (kase.state !== 'returned') return
    const { caseId } = this.realOf(kase)
    await this.cast.stage.asSystem((db) => sql`update cases.case set supplement_due_on = ${this.cast.stage.today}::date - 1 where id = ${caseId}`.execute(db))
    await this.runJob(lapseSupplements.name)
    this.tally.answered(lapseSupplements.name, 'done')
    await this.moves(kase, () => this.life.withdraw(kase))
  }

  async applicant(verb: 'supplement' | 'withdraw', kase: Kase, who: Who): Promise<void> {
    const { caseId, person } = this.realOf(kase)
    const expected = this.life.expectApplicant(verb, kase, who)
    await this.ask(`cases.${verb}`, this.cast.cookieOf(who, person), { caseId, note: '已补交' }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life[verb](kase))
  }

  async object(kase: Kase): Promise<void> {
    const expected = this.life.expectObject(kase)
    await this.ask(cases.object.name, '', { noticeId: this.realOf(kase).noticeId ?? ghost, reason: '公示所列人员并未在岗，请予核实' }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life.object(kase))
  }

  async settle(kase: Kase, at: number, who: Who, outcome: 'dismissed' | 'review' | 'rejected'): Promise<void> {
    const objection = kase.objections[at]
    const { objectionIds, person } = this.realOf(kase)
    if (!objection) return
    const expected = this.life.expectSettle(kase, objection, who, outcome)
    const given = outcome === 'rejected' ? { is: outcome, clause: '第一条' } : { is: outcome }
    await this.ask(cases.settleObjection.name, this.cast.cookieOf(who, person), { objectionId: objectionIds[at] ?? ghost, finding: '经调查核实', outcome: given }, expected)
    if (expected === 'done') await this.moves(kase, () => this.life.settleObjection(kase, objection, outcome))
  }

  /** The notice's last day was yesterday: its dates are put back, the clock stays. */
  async endNotice(kase: Kase): Promise<void> {
    if (kase.state !== 'onNotice') return
    const { caseId } = this.realOf(kase)
    await this.cast.stage.asSystem(async (db) => {
      await sql`update cases.step set opened_on = opened_on - 30, due_on = ${this.cast.stage.today}::date - 1 where case_id = ${caseId} and state = 'open'`.execute(db)
      await sql`update cases.notice set from_on = from_on - 30, to_on = ${this.cast.stage.today}::date - 1 where case_id = ${caseId} and state = 'open'`.execute(db)
    })
    await this.runJob(cases.endNotices.name)
    this.tally.answered(cases.endNotices.name, 'done')
    await this.moves(kase, () => this.life.endNotice(kase))
  }

  async fallDue(kase: Kase): Promise<void> {
    if (kase.instalment !== 'planned') return
    const { caseId, measure } = this.realOf(kase)
    // Nobody in the house may move a due day: the harness lets the month pass by the administrator's hand.
    await this.witness.run(`update fund.instalment i set due_on = '${this.cast.stage.today}' from fund.award a where a.id = i.award_id and a.case_id = '${caseId}'`)
    await this.runJob(fallDue.name)
    this.tally.answered(fallDue.name, 'done')
    await this.moves(kase, () => void (kase.instalment = measure.checked ? 'needsCheck' : 'due'))
  }

  private async runJob(name: string): Promise<void> {
    const job = jobs.find((one) => one.name === name)
    if (!job) throw new Error(`no job is called ${name}`)
    await job.run({ database: this.cast.stage.database, today: this.cast.stage.today }, {})
  }

  async instalment(verb: 'confirmInstalment' | 'stopInstalment', kase: Kase, who: Who): Promise<void> {
    if (!kase.instalment) return
    const { person, caseId } = this.realOf(kase)
    const expected = this.life.expectInstalment(verb, kase, who)
    const { id } = await this.cast.stage.asSystem((db) => db.selectFrom('fund.instalment as i').innerJoin('fund.award as a', 'a.id', 'i.awardId').select('i.id').where('a.caseId', '=', caseId).executeTakeFirstOrThrow())
    const body = verb === 'stopInstalment' ? { instalmentId: id, reason: '已离开本市' } : { instalmentId: id, note: '核验属实' }
    await this.ask(verb === 'stopInstalment' ? stopInstalment.name : confirmInstalment.name, this.cast.cookieOf(who, person), body, expected)
    if (expected === 'done') await this.moves(kase, () => (verb === 'stopInstalment' ? this.life.stop(kase) : void (kase.instalment = 'due')))
  }

  async allot(amount: bigint): Promise<void> {
    await this.ask(allot.name, await this.maker(), { lineId: this.cast.lineId, amount: amount.toString(), document }, 'done')
    this.life.room += amount
    await this.compareRoom()
  }

  private async maker(): Promise<string> {
    return this.cast.cookieOf('maker', await this.nobody())
  }
  private nobodyYet: Promise<Person> | undefined
  /** Staff act for nobody: any person will do to look up their cookie. */
  nobody(): Promise<Person> {
    this.nobodyYet ??= this.cast.newPerson()
    return this.nobodyYet
  }

  async make(who: Who): Promise<void> {
    const expected = this.life.expectMake(who)
    const answer = await this.ask(makeBatch.name, this.cast.cookieOf(who, await this.nobody()), { lineId: this.cast.lineId, dueBy: this.cast.stage.today }, expected)
    if (expected !== 'done') return
    await this.movesAll(this.life.due, () => this.life.make())
    const batch = this.life.batches.at(-1)
    if (batch) this.batchIds.set(batch, makeBatch.output.parse(answer.body).batchId)
    this.tally.moved('batch', 'new', 'made')
  }

  async batch(verb: 'release' | 'dissolve', batch: Batch, who: Who): Promise<void> {
    const expected = verb === 'release' ? this.life.expectRelease(batch, who) : this.life.expectDissolve(batch, who)
    const batchId = this.batchIds.get(batch) ?? ghost
    const [name, body] = verb === 'release' ? [releaseBatch.name, { batchId }] : [dissolveBatch.name, { batchId, reason: '编制有误' }]
    await this.ask(name, this.cast.cookieOf(who, await this.nobody()), body, expected)
    if (expected !== 'done') return
    this.tally.moved('batch', batch.state, verb === 'release' ? 'released' : 'dissolved')
    await this.movesAll(batch.items.map(({ kase }) => kase), () => this.life[verb](batch))
  }

  /** What the bank has said of a batch: it repeats itself here. One that changes its word is the bank harness's matter. */
  private readonly words = new Map<Batch, (index: number) => boolean>()

  async takeReturn(batch: Batch, who: Who, first: (index: number) => boolean): Promise<void> {
    const paid = this.words.get(batch) ?? first
    const batchId = this.batchIds.get(batch) ?? ghost
    const { number, items } = await this.cast.stage.asSystem(async (db) => ({
      ...(await db.selectFrom('fund.batch').select('number').where('id', '=', batchId).executeTakeFirstOrThrow()),
      items: await db.selectFrom('fund.batchItem as t').innerJoin('fund.instalment as i', 'i.id', 't.instalmentId').innerJoin('fund.award as a', 'a.id', 'i.awardId').select(['t.seq', 't.amountFen', 'a.caseId']).where('t.batchId', '=', batchId).orderBy('t.seq').execute(),
    }))
    const places = new Map(batch.items.map(({ kase }, index) => [this.realOf(kase).caseId, index]))
    const lines = items.map(({ seq, amountFen, caseId }: { seq: number; amountFen: Fen; caseId: string }, index) => {
      const common = { at: index + 2, ref: refOf(number, seq), amount: fen(amountFen), bankSerial: `B${seq}` }
      return paid(places.get(caseId) ?? 0)
        ? { ...common, result: 'paid' as const, paidOn: this.cast.stage.today, reasonCode: null, reason: null }
        : { ...common, result: 'failed' as const, paidOn: null, reasonCode: 'B1', reason: returnReasons['B1'] ?? '' }
    })
    const expected = this.life.expectReturn(batch, who)
    await this.ask(takeReturn.name, this.cast.cookieOf(who, await this.nobody()), { batchId, text: writeReturn({ number, bankDate: this.cast.stage.today, lines }) }, expected)
    if (expected !== 'done') return
    this.words.set(batch, paid)
    this.tally.moved('batch', 'released', 'settled')
    await this.movesAll(batch.items.map(({ kase }) => kase), () => this.life.takeReturn(batch, paid))
  }

  async moves(kase: Kase, change: () => void): Promise<void> {
    await this.movesAll([kase], change)
  }

  async movesAll(touched: readonly Kase[], change: () => void): Promise<void> {
    const before = touched.map(({ state, instalment, steps }) => ({ state, instalment: instalment ?? 'new', steps: new Map(steps.map((step) => [step, { ...step }])) }))
    change()
    for (const [index, kase] of touched.entries()) {
      const was = before[index]
      for (const step of kase.steps) this.stepMoved(was?.steps.get(step), step)
      if (was && was.state !== kase.state) this.tally.moved('case', was.state, kase.state)
      if (was && kase.instalment && was.instalment !== kase.instalment) this.tally.moved('instalment', was.instalment, kase.instalment)
    }
    await this.compare(touched)
    await this.compareRoom()
  }

  /** Who holds a step, and the opinions that were asked for. */
  private stepMoved(was: Step | undefined, is: Step): void {
    if (was?.holder !== is.holder) this.tally.moved('hold', was?.holder ? 'held' : 'free', is.holder ? 'held' : 'free')
    if (is.kind === 'opinion' && was?.state !== is.state) this.tally.moved('opinion', was?.state ?? 'new', is.state)
  }

  /** State, steps of the round and who holds them, objections and instalment of each case, as the database has them. */
  private async compare(touched: readonly Kase[]): Promise<void> {
    const ids = touched.map((kase) => this.realOf(kase).caseId)
    const { rows } = await this.cast.stage.asSystem((db) => sql<{ id: string; state: string; steps: { id: string; state: string; holder: string | null }[]; objections: { id: string; pending: boolean }[]; notice: string | null; instalment: string | null }>`
      select c.id, c.state, (select n.id from cases.notice n where n.case_id = c.id order by n.id desc limit 1) as notice,
        (select i.state from fund.instalment i join fund.award a on a.id = i.award_id where a.case_id = c.id) as instalment,
        (select json_agg(json_build_object('id', s.id, 'state', s.state, 'holder', s.holder_id) order by s.stage, s.no) from cases.step s where s.case_id = c.id and s.round = c.round) as steps,
        coalesce((select json_agg(json_build_object('id', o.id, 'pending', o.state = 'pending') order by o.id) from cases.objection o where o.case_id = c.id), '[]') as objections
      from cases.case c where c.id = any(${ids}::uuid[])`.execute(db))
    for (const kase of touched) {
      const real = this.realOf(kase)
      const row = rows.find(({ id }) => id === real.caseId)
      if (!row) throw new Different('办件不见了')
      const found = [row.state, row.instalment ?? '', ...row.steps.map(({ state, holder }) => `${state}@${holder ?? ''}`), ...row.objections.map(({ pending }) => String(pending))].join(' ')
      const wanted = [kase.state, kase.instalment ?? '', ...kase.steps.map(({ state, holder }) => `${state}@${holder ? this.cast.accountOf(holder) : ''}`), ...kase.objections.map(({ pending }) => String(pending))].join(' ')
      if (found !== wanted) throw new Different(`${kase.measure} 应为 ${wanted}，实为 ${found}`)
      real.stepIds = new Map(kase.steps.map((step, index) => [step, row.steps[index]?.id ?? ghost]))
      real.objectionIds = row.objections.map(({ id }) => id)
      real.noticeId = row.notice ?? undefined
    }
  }

  private async compareRoom(): Promise<void> {
    const room = await this.cast.room()
    if (room !== this.life.room) throw new Different(`科目应余 ${this.life.room} 分，实余 ${room} 分`)
  }
}
