import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { refOf, returnReasons, writeReturn } from '../../../../fund/bank-file.ts'
import * as batches from '../../../../fund/batch-store.ts'
import { fallDue } from '../../../../fund/payment-contract.ts'
import { applyReturn, assembleBatch, sendBatch } from '../../../../fund/payment.ts'
import { watchObligations } from '../../../../fund/recovery/contract.ts'
import { addDays } from '../../../../kernel/calendar/plain-date.ts'
import type { Id, PlainDate } from '../../../../kernel/types.ts'
import { jobs } from '../../../../server/modules.ts'
import { document } from '../../commands/command.ts'
import { city, saidNo, type Stage } from '../../stage.ts'
import type { Expected } from '../life.ts'
import { Different, told } from '../play.ts'
import type { Tally } from '../tally.ts'
import type { AwardCast, Granted } from './cast.ts'
import * as life from './life.ts'
import type { AwardVerb, Grant, Hand, Part } from './life.ts'

/** Does an act of the model in the real house and holds the two against each other: every state, every instalment, every balance of the line. */

const ghost = '01990000-0000-7000-8000-000000000000'
interface Ids {
  parts: ReadonlyMap<number, string>
  obligation: string
  breach: string
  claim: string
  writeOff: string
  /** The last set-off of each part. */
  setOffs: ReadonlyMap<number, string>
}
interface Batch {
  batchId: Id<'batch'>
  number: string
}

export class AwardPlay {
  grants: Grant[] = []
  readonly cast: AwardCast
  readonly tally: Tally
  private readonly stage: Stage
  private readonly granted = new Map<Grant, Granted>()
  private readonly ids = new Map<Grant, Ids>()
  private readonly batch = new Map<Grant, Batch>()
  private readonly serials = new Map<Grant, string>()

  constructor(stage: Stage, cast: AwardCast, tally: Tally) {
    this.stage = stage
    this.cast = cast
    this.tally = tally
  }

  get today(): PlainDate {
    return this.stage.today
  }

  private of(grant: Grant): Granted {
    const granted = this.granted.get(grant)
    if (!granted) throw new Error('an award without its record')
    return granted
  }
  idsOf(grant: Grant): Ids {
    return this.ids.get(grant) ?? { parts: new Map(), obligation: ghost, breach: ghost, claim: ghost, writeOff: ghost, setOffs: new Map() }
  }

  /** Sends a verb by this hand and compares what is answered; then what is so. */
  async ask(verb: AwardVerb, grant: Grant, hand: Hand, body: object, expected: Expected, change: () => void): Promise<void> {
    const judged = life.judged(verb, hand, expected)
    const name = `fund.${verb}`
    const answer = await this.stage.send(this.cast.cookieOf(hand, this.of(grant)), name, body, randomUUID())
    this.tally.answered(name, told({ verb: name, answer, said: saidNo(answer), expected: judged, body }))
    if (judged === 'done') await this.moves(grant, change)
  }

  async grant(signed: boolean): Promise<Grant> {
    const granted = await this.cast.decide(signed)
    const grant = life.decide(signed, granted.room, [30_000n, 30_000n, 40_000n], this.today, granted.signBy)
    this.granted.set(grant, granted)
    this.grants.push(grant)
    this.tally.moved('award', 'new', grant.state)
    await this.compare([grant])
    return grant
  }

  part(verb: Parameters<typeof life.expectPart>[0], grant: Grant, part: Part, hand: Hand): Promise<void> {
    const instalmentId = this.idsOf(grant).parts.get(part.no) ?? ghost
    const more = verb === 'recheckInstalment' ? {} : verb === 'confirmInstalment' ? { note: '核验属实' } : { reason: '账户正在核实' }
    return this.ask(verb, grant, hand, { instalmentId, ...more }, life.expectPart(verb, grant, part), () => life.settlePart(verb, grant, part, this.today))
  }

  event(grant: Grant, kind: life.EventKind, on: PlainDate, hand: Hand): Promise<void> {
    const body = { awardId: this.of(grant).awardId, kind, happenedOn: on, document, says: `登记 ${kind} ${on}` }
    return this.ask('recordAwardEvent', grant, hand, body, life.expectEvent(grant, kind, on, this.today), () => life.event(grant, kind, on))
  }

  sign(grant: Grant, on: PlainDate, hand: Hand): Promise<void> {
    return this.ask('signAgreement', grant, hand, { awardId: this.of(grant).awardId, signedOn: on, document }, life.expectSign(grant, on, this.today), () => life.sign(grant))
  }
  cancel(grant: Grant, hand: Hand): Promise<void> {
    return this.ask('cancelUnsigned', grant, hand, { awardId: this.of(grant).awardId, reason: '逾期未签' }, life.expectCancel(grant, this.today), () => life.stopParts(grant, life.openParts(grant)))
  }

  openFile(grant: Grant, on: PlainDate, hand: Hand): Promise<void> {
    const body = { obligationId: this.idsOf(grant).obligation, evidence: '单位来函：已经不来上班', happenedOn: on }
    return this.ask('openBreach', grant, hand, body, life.expectOpen(grant, on, this.today), () => life.openFile(grant, on, this.today))
  }
  async statement(grant: Grant, hand: Hand): Promise<void> {
    const { breach } = grant
    if (breach) await this.ask('giveStatement', grant, hand, { breachId: this.idsOf(grant).breach, text: '因照顾家人离开，愿意按条款退回。' }, life.expectStatement(breach, this.today), () => void (breach.state = 'heard'))
  }
  async propose(grant: Grant, upheld: boolean, withRest: boolean, hand: Hand): Promise<void> {
    const { breach } = grant
    const body = { breachId: this.idsOf(grant).breach, proposal: upheld ? 'breach' : 'noBreach', note: '查明属实，按条款办理', ...(withRest ? { rest: '1' } : {}) }
    if (breach) await this.ask('proposeBreach', grant, hand, body, life.expectPropose(breach, withRest, this.today), () => life.propose(grant, breach, upheld, hand))
  }
  async decide(grant: Grant, agree: boolean, hand: Hand): Promise<void> {
    const { breach } = grant
    if (breach) await this.ask('decideBreach', grant, hand, { breachId: this.idsOf(grant).breach, agree, note: '同意拟办' }, life.expectDecide(grant, breach, agree, hand), () => life.decideFile(grant, breach, agree, this.today))
  }

  async plan(grant: Grant, sum: bigint, ahead: boolean, hand: Hand): Promise<void> {
    const { claim } = grant
    const body = { claimId: this.idsOf(grant).claim, terms: [{ dueOn: addDays(this.today, ahead ? 30 : 0), amount: sum.toString() }] }
    if (claim && sum > 0n) await this.ask('agreePlan', grant, hand, body, life.expectPlan(claim, sum, ahead), () => {})
  }
  /** The bank's number of the last repayment of this debt once more, when `again`. */
  async repay(grant: Grant, amount: bigint, on: PlainDate, again: boolean, hand: Hand): Promise<void> {
    const { claim } = grant
    if (!claim || amount <= 0n) return
    const used = again ? this.serials.get(grant) : undefined
    const bankSerial = used ?? `HK${this.stage.next()}-${randomUUID().slice(0, 8)}`
    const body = { claimId: this.idsOf(grant).claim, amount: amount.toString(), receivedOn: on, bankSerial }
    await this.ask('recordRepayment', grant, hand, body, life.expectRepayment(claim, amount, on, used !== undefined, this.today), () => {
      life.repay(grant, claim, amount)
      this.serials.set(grant, bankSerial)
    })
  }
  async setOff(grant: Grant, part: Part, from: Grant, hand: Hand): Promise<void> {
    const { claim } = grant
    const body = { claimId: this.idsOf(grant).claim, instalmentId: this.idsOf(from).parts.get(part.no) ?? ghost, document }
    if (claim) await this.ask('setOffInstalment', grant, hand, body, life.expectSetOff(claim, part, from !== grant), () => life.setOff(grant, claim, part, hand))
  }
  async undo(grant: Grant, part: Part, hand: Hand): Promise<void> {
    const { claim } = grant
    const body = { setOffId: this.idsOf(grant).setOffs.get(part.no) ?? ghost, reason: '抵错了分期', document }
    if (claim && part.setOff) await this.ask('undoSetOff', grant, hand, body, life.expectUndo(grant, part.setOff, part, hand), () => life.undo(grant, claim, part))
  }
  async proposeWriteOff(grant: Grant, amount: bigint, hand: Hand): Promise<void> {
    const { claim } = grant
    const body = { claimId: this.idsOf(grant).claim, amount: amount.toString(), grounds: '义务人已经无财产可供执行', document }
    if (claim && amount > 0n) await this.ask('proposeWriteOff', grant, hand, body, life.expectProposeWriteOff(claim, grant.writeOff, amount), () => void (grant.writeOff = { state: 'proposed', amount, by: [hand] }))
  }
  async approve(grant: Grant, hand: Hand): Promise<void> {
    const { claim, writeOff } = grant
    if (claim && writeOff) await this.ask('approveWriteOff', grant, hand, { writeOffId: this.idsOf(grant).writeOff }, life.expectApprove(claim, writeOff, hand), () => life.approve(grant, claim, writeOff, hand))
  }
  async refuse(grant: Grant, hand: Hand): Promise<void> {
    const { writeOff } = grant
    const isOpen = writeOff?.state === 'proposed' || writeOff?.state === 'approvedOnce'
    if (writeOff) await this.ask('refuseWriteOff', grant, hand, { writeOffId: this.idsOf(grant).writeOff, reason: '还有财产可供执行' }, isOpen ? 'done' : { refused: 'notOpen' }, () => void (writeOff.state = 'refused'))
  }
  async dispose(grant: Grant, amount: bigint, to: 'line' | 'treasury', hand: Hand): Promise<void> {
    const body = { lineId: this.of(grant).lineId, destination: to, amount: amount.toString(), document }
    if (amount > 0n) await this.ask('disposeRecovered', grant, hand, body, life.expectDispose(grant, amount), () => life.dispose(grant, amount, to))
  }

  async atWork(grant: Grant, yes: boolean): Promise<void> {
    await this.cast.setAtWork(this.of(grant).personId, yes)
    grant.atWork = yes
  }

  /** The clock of the house goes on, and its jobs of the night run for everybody. */
  async night(days: number): Promise<void> {
    this.stage.today = addDays(this.today, days)
    for (const name of [fallDue.name, watchObligations.name]) {
      const job = jobs.find((one) => one.name === name)
      if (!job) throw new Error(`no job is called ${name}`)
      await job.run({ database: this.stage.database, today: this.today }, {})
      this.tally.answered(name, 'done')
    }
    await this.movesAll(this.grants, () => {
      for (const grant of this.grants) life.night(grant, this.today)
    })
  }

  /** To the bank and back are the house's own steps; who may take them is the other model's. */
  async send(grant: Grant): Promise<void> {
    if (this.batch.has(grant) || !grant.parts.some(({ state }) => state === 'due')) return
    const { lineId } = this.of(grant)
    const made = await this.stage.asSystem(async (db) => {
      const assembled = await assembleBatch(db, { id: lineId, placeCode: city, year: Number(this.today.slice(0, 4)) }, { dueBy: this.today, today: this.today, makerPerson: null })
      if (!assembled.ok) throw new Different(`应有到期的分期可付：${assembled.reason}`)
      await sendBatch(db, await batches.getBatchForUpdate(db, assembled.batchId), { today: this.today, checkerPerson: null })
      return assembled
    })
    this.batch.set(grant, made)
    await this.moves(grant, () => life.send(grant))
  }
  async answer(grant: Grant, paid: boolean): Promise<void> {
    const batch = this.batch.get(grant)
    if (!batch) return
    const { batchId, number } = batch
    await this.stage.asSystem(async (db) => {
      const lines = (await batches.itemsOf(db, batchId)).map(({ seq, amountFen }, index) => {
        const common = { at: index + 2, ref: refOf(number, seq), amount: amountFen, bankSerial: `B${seq}` }
        return paid ? { ...common, result: 'paid' as const, paidOn: this.today, reasonCode: null, reason: null } : { ...common, result: 'failed' as const, paidOn: null, reasonCode: 'B1', reason: returnReasons['B1'] ?? '' }
      })
      const taken = await applyReturn(db, await batches.getBatchForUpdate(db, batchId), writeReturn({ number, bankDate: this.today, lines }), { today: this.today })
      if (!taken.ok) throw new Different(`回单应当收下：${taken.problem}`)
    })
    this.batch.delete(grant)
    await this.moves(grant, () => life.answer(grant, paid))
  }

  /** What is left of an award that is no longer looked at, so that no night has to follow it. */
  async retire(grant: Grant): Promise<void> {
    await this.answer(grant, true)
    for (const part of life.openParts(grant)) await this.part('stopInstalment', grant, part, 'checker')
    this.grants = this.grants.filter((one) => one !== grant)
  }

  private async moves(grant: Grant, change: () => void): Promise<void> {
    await this.movesAll([grant], change)
  }
  private async movesAll(touched: readonly Grant[], change: () => void): Promise<void> {
    const before = touched.map(photograph)
    change()
    for (const [index, grant] of touched.entries()) {
      const [was, is] = [before[index] ?? new Map<string, string>(), photograph(grant)]
      for (const [what, state] of is) {
        const kind = what.split(' ')[0]
        // A new file or write-off is another one than the last.
        const from = was.get(what) ?? (kind === 'instalment' ? undefined : 'new')
        if (from !== undefined && from !== state && kind) this.tally.moved(kind, isOver(from) ? 'new' : from, state)
      }
    }
    await this.compare(touched)
  }

  private async compare(touched: readonly Grant[]): Promise<void> {
    const awards = touched.map((grant) => this.of(grant).awardId)
    const { rows } = await this.stage.asSystem((db) => sql<Row>`
      select a.id, a.state, o.id as obligation_id, o.state as obligation,
        (select json_agg(json_build_array(i.id, i.no, i.amount_fen::text, i.due_on::text, i.state) order by i.no) from fund.instalment i where i.award_id = a.id) as parts,
        (select json_build_array(b.id, b.state) from fund.breach b where b.award_id = a.id order by b.id desc limit 1) as breach,
        (select json_build_array(c.id, c.outstanding_fen::text) from fund.claim c where c.award_id = a.id) as claim,
        (select json_build_array(w.id, w.state) from fund.write_off w join fund.claim c on c.id = w.claim_id where c.award_id = a.id order by w.id desc limit 1) as write_off,
        (select json_agg(json_build_array(i.no, (select s.id from fund.set_off s where s.instalment_id = i.id order by s.id desc limit 1)) order by i.no) from fund.instalment i where i.award_id = a.id) as set_offs,
        concat_ws(' ', l.available_fen, l.reserved_fen, l.committed_fen, l.in_transit_fen, l.paid_fen, l.receivable_fen, l.recovered_fen) as money
      from fund.award a join fund.obligation o on o.award_id = a.id join fund.budget_line l on l.id = a.line_id where a.id = any(${awards}::uuid[])`.execute(db))
    for (const grant of touched) {
      const row = rows.find(({ id }) => id === this.of(grant).awardId)
      if (!row) throw new Different('资助不见了')
      const found = [row.state, row.obligation, ...row.parts.map(([, ...rest]) => rest.join(' ')), row.breach?.[1], row.claim?.[1], row.writeOff?.[1], row.money].join(', ')
      const parts = grant.parts.toSorted((a, b) => a.no - b.no).map(({ no, amount, dueOn, state }) => `${no} ${amount} ${dueOn} ${state}`)
      const wanted = [grant.state, grant.obligation, ...parts, grant.breach?.state, grant.claim?.outstanding, grant.writeOff?.state, life.accounts.map((account) => grant.money[account]).join(' ')].join(', ')
      if (found !== wanted) throw new Different(`资助应为 ${wanted}，实为 ${found}`)
      this.ids.set(grant, { parts: new Map(row.parts.map(([id, no]) => [no, id])), obligation: row.obligationId, breach: row.breach?.[0] ?? ghost, claim: row.claim?.[0] ?? ghost, writeOff: row.writeOff?.[0] ?? ghost, setOffs: new Map(row.setOffs.flatMap(([no, id]) => (id === null ? [] : [[no, id] as const]))) })
    }
  }
}

interface Row {
  id: string
  state: string
  obligationId: string
  obligation: string
  parts: [string, number, string, string, string][]
  breach: [string, string] | null
  claim: [string, string] | null
  writeOff: [string, string] | null
  setOffs: [number, string | null][]
  money: string
}

const isOver = (state: string): boolean => state === 'dismissed' || state === 'refused'

/** Each thing that has a state, and which. */
const photograph = ({ state, obligation, parts, breach, claim, writeOff }: Grant): Map<string, string> =>
  new Map([
    ['award', state],
    ['obligation', obligation],
    ...parts.map((part): [string, string] => [`instalment ${part.no}`, part.state]),
    ...(breach ? [['breach', breach.state] as [string, string]] : []),
    ...(claim ? [['claim', claim.outstanding === 0n ? 'settled' : 'open'] as [string, string]] : []),
    ...(writeOff ? [['writeOff', writeOff.state] as [string, string]] : []),
  ])

