import { sql } from 'kysely'
import { appeal } from '../cases/appeal/contract.ts'
import * as verbs from '../cases/contract.ts'
import { suspend } from '../cases/office/contract.ts'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import { Refusal } from '../kernel/errors.ts'
import { publicActor, type Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import type { Cast, House } from './example-year-house.ts'
import { bringPapers } from './example-year-papers.ts'
import type { FundYear } from './example-year-money.ts'
import type { Story } from './example-year-plan.ts'
import type { Candidate, Pool } from './example-year-pool.ts'

/** Lives the cases of the year through, day after day, each verb by the office whose turn it is. */

interface Going {
  story: Story
  case: { id: Id<'case'>; candidate: Candidate; applicant: Actor } | undefined
  /** The one thing that makes this story its own has happened. */
  turned: boolean
}

interface OpenStep {
  id: Id<'step'>
  stage: number
  kind: 'review' | 'notice' | 'decide'
  officeLevel: 'employer' | 'town' | 'county' | 'city'
  department: string | null
  placeCode: string
  dueOn: PlainDate
}

/** Refused so often for one measure, the story tries the next. */
const triesPerMeasure = 5

export interface YearOfCases {
  filed: number
  /** Stories for which nobody in the city was eligible on the day. */
  unfiled: Story[]
}

export class CaseYear {
  private readonly agenda = new Map<PlainDate, Going[]>()
  private readonly result: YearOfCases = { filed: 0, unfiled: [] }
  private readonly house: House
  private readonly cast: Cast
  private readonly pool: Pool
  private readonly fund: FundYear
  private readonly today: PlainDate

  constructor({ house, cast, pool, fund, today }: { house: House; cast: Cast; pool: Pool; fund: FundYear; today: PlainDate }) {
    this.house = house
    this.fund = fund
    this.cast = cast
    this.pool = pool
    this.today = today
  }

  /** Filings come first on each day, so that numbers follow the days of application. */
  async live(stories: readonly Story[], progress: (filed: number) => void): Promise<YearOfCases> {
    for (const story of stories) this.put(story.filedOn, { story, case: undefined, turned: false })
    const first = stories.map(({ filedOn }) => filedOn).toSorted()[0] ?? this.today
    for (let day = first; day <= this.today; day = addDays(day, 1)) {
      await this.fund.dayBegins(day)
      const due = this.agenda.get(day) ?? []
      for (const going of due.toSorted((a, b) => Number(a.case !== undefined) - Number(b.case !== undefined))) {
        const next = going.case ? await this.goOn(going, going.case.id, day) : await this.file(going, day)
        if (next !== undefined) this.put(next > day ? next : addDays(day, 1), going)
        progress(this.result.filed)
      }
      this.agenda.delete(day)
    }
    // Notices that ran out over the weekend, as the clock of the house would find them.
    await this.house.job(verbs.endNotices.name, this.today)
    return this.result
  }

  private put(day: PlainDate, going: Going): void {
    this.agenda.set(day, [...(this.agenda.get(day) ?? []), going])
  }

  private async file(going: Going, day: PlainDate): Promise<PlainDate | undefined> {
    const { story } = going
    for (const measure of story.measures) {
      for (const candidate of this.pool.draw(measure, story).slice(0, triesPerMeasure)) {
        const applicant = await (story.byEmployer && candidate.employerId ? this.cast.employer(candidate.employerId) : this.holderOf(candidate))
        try {
          const moment = { actor: applicant, today: day }
          const filing = { measure, ...(candidate.teamId ? { teamId: candidate.teamId } : {}), ...(candidate.personId && applicant.role === 'employerClerk' ? { personId: candidate.personId } : {}) }
          await bringPapers(this.house, moment, filing)
          const { caseId } = await this.house.does(moment, verbs.submit, filing)
          this.pool.spend(candidate)
          this.result.filed++
          going.case = { id: caseId, candidate, applicant }
          return workingDaysAfter(day, story.pace())
        } catch (error) {
          // Eligible today need not mean eligible on that day: a real city refuses people too.
          if (!(error instanceof Refusal)) throw error
          if (error.code === 'notInForce') break
        }
      }
    }
    this.result.unfiled.push(story)
    return undefined
  }

  /** Who the money is for; a team acts by its employer. */
  private holderOf({ personId, employerId, number, name }: Candidate): Promise<Actor> {
    if (personId) return this.cast.talent(personId, { number, name })
    if (employerId) return this.cast.employer(employerId)
    throw new Error(`nobody can file for ${number}`)
  }

  /** One visit to the case; answers when to look again, or nothing when the story is told. */
  private async goOn(going: Going, caseId: Id<'case'>, day: PlainDate): Promise<PlainDate | undefined> {
    const { story } = going
    const { state, employerId, steps } = await this.look(caseId)
    const soon = () => workingDaysAfter(day, story.pace())
    if (state === 'returned') return this.answerReturn(going, day, soon)
    if (state === 'objected') return this.answerObjection(going, caseId, steps, day, soon)
    const [first] = steps
    if (!first || isStill(story, first.stage)) return first && story.ending.is !== 'waits' ? this.turn(going, first, { caseId, employerId, day, soon }) : undefined
    if (first.kind === 'notice') {
      if (story.ending.is === 'overruled' && !going.turned) return this.turn(going, first, { caseId, employerId, day, soon })
      if (day <= first.dueOn) return workingDaysAfter(first.dueOn, 1)
      await this.house.job(verbs.endNotices.name, day)
      return soon()
    }
    if (!going.turned && isTurn(story, first, steps)) return this.turn(going, first, { caseId, employerId, day, soon })
    for (const step of steps) {
      const next = await this.settle(going, step, employerId, day)
      if (next === 'over') return undefined
    }
    return soon()
  }

  private look(caseId: Id<'case'>) {
    return this.house.database.asSystem(this.today, async (db) => {
      const found = await db.selectFrom('cases.case').select([sql<verbs.CaseState>`state`.as('state'), sql<Id<'employer'> | null>`employer_id`.as('employerId')]).where('id', '=', caseId).executeTakeFirstOrThrow()
      const { rows: steps } = await sql<OpenStep>`
        select id, stage, kind, office_level as "officeLevel", department, place_code as "placeCode", due_on as "dueOn"
        from cases.step where case_id = ${caseId} and state in ('open', 'paused') order by stage, no`.execute(db)
      return { ...found, steps }
    })
  }

  private officeOf({ officeLevel, placeCode, department }: OpenStep, employerId: Id<'employer'> | null): Promise<Actor> {
    if (officeLevel !== 'employer') return this.cast.office(placeCode, department)
    if (!employerId) throw new Error('an employer’s step without an employer')
    return this.cast.employer(employerId)
  }

  /** The ordinary way of a step: verified, agreed, decided. */
  private async settle(going: Going, step: OpenStep, employerId: Id<'employer'> | null, day: PlainDate): Promise<'on' | 'over'> {
    const moment = { actor: await this.officeOf(step, employerId), today: day }
    if (step.officeLevel === 'employer') {
      await this.house.does(moment, verbs.employerVerify, { stepId: step.id })
      return 'on'
    }
    if (step.kind === 'review') {
      await this.house.does(moment, verbs.agree, { stepId: step.id })
      return 'on'
    }
    try {
      const { awardId } = await this.house.does(moment, verbs.decide, { stepId: step.id })
      if (awardId && going.case) {
        const { kind, subjectId } = going.case.candidate
        await this.fund.confirmAccount({ kind, id: subjectId }, await this.holderOf(going.case.candidate), day)
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // What is short today may be there when the budget is raised; an amount is the deciding body's to name: the case stays where it is.
      if (error.code === 'budgetShort' || error.code === 'bodyNeeded') return 'over'
      if (error.code !== 'noLongerEligible' && error.code !== 'alreadyAwarded') throw error
      await this.house.does(moment, verbs.reject, { stepId: step.id, ground: { condition: 0 }, opinion: error.message.slice(0, 500) })
    }
    return 'over'
  }

  /** What makes the story its own. */
  private async turn(going: Going, step: OpenStep, { caseId, employerId, day, soon }: { caseId: Id<'case'>; employerId: Id<'employer'> | null; day: PlainDate; soon: () => PlainDate }): Promise<PlainDate | undefined> {
    going.turned = true
    const moment = { actor: await this.officeOf(step, employerId), today: day }
    const stepId = step.id
    switch (going.story.ending.is) {
      case 'denied':
        return void (await this.house.does(moment, verbs.employerDeny, { stepId, opinion: '该同志已提交离职申请，劳动合同正在解除' }))
      case 'rejected':
        return void (await this.house.does(moment, verbs.reject, { stepId, ground: { condition: 0 }, opinion: '经与原件核对，登记信息与原件不一致，申报人未能提供有效证明' }))
      case 'appealed':
        await this.house.does(moment, verbs.reject, { stepId, ground: { condition: 0 }, opinion: '登记的取得日期与发证机关反馈的不一致，申报人未能提供有效证明' })
        return void (await this.house.does({ actor: going.case?.applicant ?? moment.actor, today: day }, appeal, { caseId, reason: '发证机关已经更正了登记日期，更正通知书可以当面核对，请重新认定' }))
      case 'suspended':
        return void (await this.house.does(moment, suspend, { stepId, reason: '等待公安机关协助核查证书真伪' }))
      case 'withdrawn':
        return void (await this.house.does({ actor: going.case?.applicant ?? moment.actor, today: day }, verbs.withdraw, { caseId, note: '拟改为申报另一事项' }))
      case 'returned':
      case 'supplemented':
        await this.house.does(moment, verbs.sendBack, { stepId, lacking: lackingOf(step) })
        return going.story.ending.is === 'returned' ? undefined : workingDaysAfter(day, 3)
      case 'objected':
      case 'overruled': {
        const noticeId = await this.noticeOf(stepId)
        await this.house.does({ actor: publicActor, today: day }, verbs.object, { noticeId, reason: '据了解，公示所列人员在相关期间并未在该单位全职到岗，请核实考勤和工资发放情况。' })
        return going.story.ending.is === 'objected' ? undefined : workingDaysAfter(day, 4)
      }
      default:
        return soon()
    }
  }

  private async answerReturn(going: Going, day: PlainDate, soon: () => PlainDate): Promise<PlainDate | undefined> {
    if (!going.case || going.story.ending.is !== 'supplemented') return undefined
    await this.house.does({ actor: going.case.applicant, today: day }, verbs.supplement, { caseId: going.case.id, note: '已到窗口补交所缺材料，原件核对无误' })
    return soon()
  }

  private async answerObjection(going: Going, caseId: Id<'case'>, steps: readonly OpenStep[], day: PlainDate, soon: () => PlainDate): Promise<PlainDate | undefined> {
    const [step] = steps
    if (!step || going.story.ending.is !== 'overruled') return undefined
    const { id } = await this.house.database.asSystem(day, (db) =>
      db.selectFrom('cases.objection').select(sql<Id<'objection'>>`id`.as('id')).where('caseId', '=', caseId).where('state', '=', 'pending').executeTakeFirstOrThrow(),
    )
    const actor = await this.cast.office(step.placeCode, step.department)
    await this.house.does({ actor, today: day }, verbs.settleObjection, { objectionId: id, finding: '调取考勤和工资发放记录核对，公示所列期间在岗属实', outcome: { is: 'dismissed' } })
    return soon()
  }

  private noticeOf(stepId: Id<'step'>): Promise<Id<'notice'>> {
    return this.house.database.asSystem(this.today, async (db) => {
      const { id } = await db.selectFrom('cases.notice').select(sql<Id<'notice'>>`id`.as('id')).where('stepId', '=', stepId).executeTakeFirstOrThrow()
      return id
    })
  }
}

const isStill = ({ ending }: Story, stage: number): boolean => (ending.is === 'waits' || ending.is === 'returned' || ending.is === 'suspended' || ending.is === 'objected') && ending.stage === stage

/** Whether this stage is where the story takes its turn: the employer's check to deny, the first office's review for the others. */
const isTurn = ({ ending }: Story, { officeLevel, kind }: OpenStep, steps: readonly OpenStep[]): boolean => {
  if (ending.is === 'denied') return officeLevel === 'employer'
  if (ending.is === 'withdrawn') return true
  if (ending.is === 'rejected' || ending.is === 'appealed' || ending.is === 'supplemented') return officeLevel !== 'employer' && (kind === 'review' || steps.length === 1)
  return false
}

const lackingOf = ({ department }: OpenStep): string[] =>
  department === 'education'
    ? ['境外学历学位认证书']
    : department === 'housing'
      ? ['全部家庭成员的不动产登记查询结果']
      : department === 'hr'
        ? ['近六个月工资银行流水', '劳动合同续签页']
        : ['与原件核对一致的证明材料']
