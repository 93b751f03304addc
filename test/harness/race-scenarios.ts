import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { approveAdjustment, closeLine } from '../../fund/budget/contract.ts'
import { correctPosting, stopInstalment } from '../../fund/contract.ts'
import { commitAward, takePlace, type AwardDecided, type CommitResult } from '../../fund/index.ts'
import { move, post } from '../../fund/ledger.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import { fen, yuan, type Fen, type Id, type PlainDate } from '../../kernel/types.ts'
import { createCourse, enrol, publishCourse } from '../../modules/training/contract.ts'
import { document } from './commands/command.ts'
import { askedAdjustment, instalmentOf } from './commands/budget.ts'
import { decisionOf, scenarios as amountsOf } from './races.ts'
import { city, saidNo, town, type Applicant, type Stage } from './stage.ts'

/** One of those who want the same money or the same seats; `asks` is fen, or one seat. */
export interface Rival {
  asks: bigint
  /** True when he got it, false when he was sent away; whatever else is a fault. */
  tries(): Promise<boolean>
}
export interface Round {
  rivals: readonly Rival[]
  /** What is left, counted from what was given out and not from any running balance; negative when too much was. */
  left(): Promise<bigint>
  /** Something comes back during the round: whoever was sent away asks once more when the dust has settled. */
  again?: boolean
}
export interface Scenario {
  name: string
  lay(stage: Stage): Promise<Round>
}
export type Approve = (db: Tx, decided: AwardDecided) => Promise<CommitResult>

interface Line {
  id: Id<'budgetLine'>
  code: string
}
const sumOf = (amounts: readonly Fen[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/** Appropriated less frozen, by the entries, less every instalment that was not stopped. */
export const leftOn = (stage: Stage, line: Line) => (): Promise<bigint> =>
  stage.asSystem(async (db) => {
    const { rows } = await sql<{ left: bigint }>`
      select (select coalesce(sum(credit_fen - debit_fen) filter (where account = 'appropriation') - sum(debit_fen - credit_fen) filter (where account = 'frozen'), sum(credit_fen - debit_fen) filter (where account = 'appropriation'), 0) from fund.entry where line_id = ${line.id})::bigint
        - (select coalesce(sum(amount_fen), 0) from fund.instalment where line_id = ${line.id} and state <> 'stopped')::bigint as left`.execute(db)
    return rows[0]?.left ?? 0n
  })

/** A role counts only with an account behind it. */
const reviewerOf = async (stage: Stage, scope: string): Promise<Actor> => {
  const { accountId } = await stage.staff('reviewer', scope, 'hr')
  return { accountId, name: '甲', role: 'reviewer', scope, department: 'hr', personId: undefined, employerId: undefined }
}

const approval = (stage: Stage, line: Line, amount: Fen, { approve = commitAward, placeCode = town, as, decidedOn = stage.today }: { approve?: Approve; placeCode?: string; as?: Actor; decidedOn?: PlainDate } = {}): Rival => ({
  asks: amount,
  tries: async () => {
    const decided = decisionOf(line.code, amount, { decidedOn, placeCode })
    const body = (db: Tx) => approve(db, decided)
    const result = await (as ? stage.database.as({ actor: as, today: stage.today }, body) : stage.asSystem(body))
    return result.ok
  },
})

/** A verb over the wire that may be refused with one of these codes. */
const overWire = async (stage: Stage, cookie: string, verb: string, body: object, refusals: readonly string[]): Promise<boolean> => {
  const answer = await stage.send(cookie, verb, body, randomUUID())
  const no = saidNo(answer)
  if (no === undefined) return true
  if (refusals.includes(no)) return false
  throw new Error(`${verb} was answered ${no}: ${JSON.stringify(answer.body)}`)
}

const approvals = (name: string, amounts: readonly number[], approve?: Approve): Scenario => ({
  name,
  lay: async (stage) => {
    const asked = amounts.map(yuan)
    const line = await stage.line(fen(sumOf(asked) - 1n))
    return { rivals: asked.map((amount) => approval(stage, line, amount, approve ? { approve } : {})), left: leftOn(stage, line) }
  },
})
export const equalApprovals = (approve?: Approve): Scenario => approvals('equal', amountsOf.equal, approve)

/** The city's line, drawn on by two counties whose officers do not see each other's awards. */
const sharedByCounties: Scenario = {
  name: 'sharedByCounties',
  lay: async (stage) => {
    const asked = amountsOf.mixed.map(yuan)
    const line = await stage.line(fen(sumOf(asked) - 1n))
    const towns = await Promise.all([town, '980104101'].map(async (placeCode) => ({ placeCode, as: await reviewerOf(stage, placeCode.slice(0, 6)) })))
    const rivals = asked.map((amount, index) => approval(stage, line, amount, towns[index % towns.length]))
    return { rivals, left: leftOn(stage, line) }
  },
}

const few = amountsOf.equal.slice(0, 62).map(yuan)
const taken = yuan(900)

type Way = { kind: 'transfer' | 'freeze' | 'carryOver'; toLineId?: string }
const adjustment = async (stage: Stage, line: Line, way: Way): Promise<Rival> => {
  const [adjustmentId, checker] = [await askedAdjustment(stage, { ...way, lineId: line.id, amount: taken }), await stage.staff('financeChecker')]
  return { asks: taken, tries: () => overWire(stage, checker.cookie, approveAdjustment.name, { adjustmentId }, ['shortOfAvailable']) }
}

/** Two transfers, or two freezes, want of the line what the approvals want. */
const againstAdjustments = (name: string, kind: 'transfer' | 'freeze'): Scenario => ({
  name,
  lay: async (stage) => {
    const [line, other] = [await stage.line(fen(sumOf(few) + 2n * taken - 1n)), await stage.line(yuan(1))]
    const way: Way = kind === 'transfer' ? { kind, toLineId: other.id } : { kind }
    const away = await Promise.all([adjustment(stage, line, way), adjustment(stage, line, way)])
    return { rivals: [...few.map((amount) => approval(stage, line, amount)), ...away], left: leftOn(stage, line) }
  },
})

/** Last year's line: late decisions, two carry-overs, and somebody who closes it as soon as nothing is left on it. */
const againstCarryOver: Scenario = {
  name: 'againstCarryOver',
  lay: async (stage) => {
    const day = plainDate(`${Number(stage.today.slice(0, 4)) - 1}-12-31`)
    const line = await stage.line(fen(sumOf(few) + 2n * taken - 1n), undefined, day)
    const away = [await adjustment(stage, line, { kind: 'carryOver' }), await adjustment(stage, line, { kind: 'carryOver' })]
    const checker = await stage.staff('financeChecker')
    const closes: Rival = { asks: 0n, tries: async () => (await overWire(stage, checker.cookie, closeLine.name, { lineId: line.id }, ['availableLeft', 'reservedLeft', 'alreadyClosed'])) || true }
    return { rivals: [...few.map((amount) => approval(stage, line, amount, { decidedOn: day })), ...away, closes], left: leftOn(stage, line) }
  },
}

/** Two vouchers by which the line got a part of its money are taken back as mistaken. */
const againstCut: Scenario = {
  name: 'againstCut',
  lay: async (stage) => {
    const [line, maker] = [await stage.line(fen(sumOf(few) - 1n)), await stage.staff('financeMaker')]
    const cuts = await Promise.all([1, 2].map(() => mistakenVoucher(stage, line, maker.cookie)))
    return { rivals: [...few.map((amount) => approval(stage, line, amount)), ...cuts], left: leftOn(stage, line) }
  },
}
const mistakenVoucher = async (stage: Stage, line: Line, cookie: string): Promise<Rival> => {
  const says = `下达 ${randomUUID()}`
  await stage.asSystem((db) => post(db, [{ kind: 'allot', day: stage.today, placeCode: city, document, says, legs: move(line.id, 'appropriation', 'available', taken) }]))
  const { id } = await stage.asSystem((db) => db.selectFrom('fund.posting').select('id').where('says', '=', says).executeTakeFirstOrThrow())
  return { asks: taken, tries: () => overWire(stage, cookie, correctPosting.name, { postingId: id, reason: '重复下达' }, ['belowCommitted']) }
}

/** Eight instalments are stopped while sixty-four people wait for the money that this sets free. */
const setFree: Scenario = {
  name: 'setFree',
  lay: async (stage) => {
    const amount = yuan(600)
    const [line, checker] = [await stage.line(fen(40n * amount)), await stage.staff('financeChecker')]
    const held = await Promise.all(Array.from({ length: 8 }, async () => instalmentOf(stage, await stage.award(line, amount))))
    const stops = held.map((instalmentId): Rival => ({ asks: 0n, tries: () => overWire(stage, checker.cookie, stopInstalment.name, { instalmentId, reason: '已离开本市' }, []) }))
    return { rivals: [...amountsOf.equal.slice(0, 56).map((each) => approval(stage, line, yuan(each))), ...stops], left: leftOn(stage, line), again: true }
  },
}

class SentAway extends Error {}

/**
 * The forty places of a measure: forty-three could be served, twenty-one more take a place and then find the budget short, so that their place
 * comes back while the others wait for it.
 */
const measureQuota: Scenario = {
  name: 'measureQuota',
  lay: async (stage) => {
    const [places, measure, amount] = [40, `race-${randomUUID()}`, yuan(600)]
    const line = await stage.line(fen(64n * amount))
    const rival = (index: number): Rival => {
      const doomed = index % 3 === 2
      const decided = decisionOf(line.code, doomed ? fen(65n * amount) : amount, { decidedOn: stage.today, measure })
      const decide = async (db: Tx): Promise<void> => {
        if (!(await takePlace(db, { measure, period: '2026', places, caseId: decided.caseId, on: stage.today }))) throw new SentAway()
        if (!(await commitAward(db, decided)).ok) throw new SentAway()
      }
      const tries = () =>
        stage.asSystem(decide).then(
          () => true,
          (error: unknown) => {
            if (error instanceof SentAway) return false
            throw error
          },
        )
      return { asks: doomed ? 1_000n : 1n, tries }
    }
    const left = async () => {
      const { given } = await stage.asSystem((db) => db.selectFrom('fund.award').select(sql<bigint>`count(*)`.as('given')).where('lineId', '=', line.id).executeTakeFirstOrThrow())
      return BigInt(places) - given
    }
    return { rivals: amountsOf.equal.map((_, index) => rival(index)), left }
  },
}

let crowd: Promise<Applicant[]> | undefined

/** Sixty-four people want the sixty-three seats of a course. `takes` plants a fault. */
export const courseSeats = (takes?: (stage: Stage, courseId: string, applicant: Applicant) => Promise<boolean>): Scenario => ({
  name: 'courseSeats',
  lay: async (stage) => {
    crowd ??= Promise.all(Array.from({ length: 64 }, () => stage.applicant()))
    const [applicants, officer] = [await crowd, await stage.staff('trainingOfficer')]
    const seats = applicants.length - 1
    const sessions = [{ heldOn: '2026-07-01', startsAt: '09:00', venue: '会议中心', hours: 8 }]
    const made = await stage.does(officer.cookie, createCourse.name, { title: '公需课', kind: 'public', organiser: '市人社局', summary: '', seats, enrolBy: '2026-06-30', sessions })
    const { courseId } = createCourse.output.parse(made)
    await stage.does(officer.cookie, publishCourse.name, { courseId })
    const take = takes ?? ((on, course, { cookie }) => overWire(on, cookie, enrol.name, { courseId: course }, ['courseFull']))
    return {
      rivals: applicants.map((applicant) => ({ asks: 1n, tries: () => take(stage, courseId, applicant) })),
      left: async () => {
        const { taken } = await stage.asSystem((db) => db.selectFrom('training.enrolment').select(sql<bigint>`count(*)`.as('taken')).where('courseId', '=', courseId).where('state', '=', 'enrolled').executeTakeFirstOrThrow())
        return BigInt(seats) - taken
      },
    }
  },
})

export const raceScenarios: readonly Scenario[] = [
  equalApprovals(),
  approvals('mixed', amountsOf.mixed),
  approvals('oneLarge', amountsOf.oneLarge),
  sharedByCounties,
  againstAdjustments('againstTransfer', 'transfer'),
  againstAdjustments('againstFreeze', 'freeze'),
  againstCarryOver,
  againstCut,
  setFree,
  measureQuota,
  courseSeats(),
]
