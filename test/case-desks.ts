import { randomUUID } from 'node:crypto'
import { caseMoved, type Answers } from '../cases/contract.ts'
import { caseHandlers, caseJobs, type Desks } from '../cases/index.ts'
import { getCasePage } from '../cases/reading/contract.ts'
import { commitAward, takePlace, type AwardDecided, type CommitResult } from '../fund/index.ts'
import { implementJob } from '../kernel/jobs/declare.ts'
import { fen, yuan, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import type { Assessment, ConditionResult, EditionSummary, PaperAsked, Path, PathStep, PlannedInstalment, ProcedureTerms, SubjectKind } from '../measures/types.ts'
import { handlers, jobs } from '../server/modules.ts'
import { test as base, World, type Somebody } from './world.ts'

/**
 * A measure desk and a fund that a test can set at will, so that the tests of the case desk are about cases. Rules here are one line
 * of TypeScript; the real language has its own tests, and the chain with the real desks is walked by the browser journey.
 */
interface Rule {
  says: string
  fact: string
  holds: (value: unknown) => boolean
}
export interface StubEdition extends EditionSummary {
  rules: Rule[]
  amount: Fen | null
}
export interface Known {
  value: unknown
  verification: 'verified' | 'declared' | 'disputed'
}

export class StubDesks implements Desks {
  readonly editions = new Map<string, StubEdition>()
  private readonly facts = new Map<string, Record<string, Known>>()
  readonly commitments: AwardDecided[] = []
  /** Every change of state that was told, with the verb that brought it; filled when the queue runs. */
  readonly moves: { verb: string; from: string; to: string }[] = []
  budget = yuan(100_000_000)
  /** The city's own fund instead of the stand-in. */
  realFund = false
  /** Editions that are no longer in force and still have cases. */
  readonly superseded: StubEdition[] = []
  /** Whose case takes which steps, where it depends on the facts. */
  pathBy: ((known: Record<string, Known>) => Path) | undefined
  terms: ProcedureTerms = { supplementDays: 15, body: null, floor: null, cap: null }

  /** How the clause pays what a body decides. */
  planBy: ((amount: Fen, on: PlainDate) => PlannedInstalment[]) | undefined
  /** What the edition asks for. */
  papers: PaperAsked[] = []

  knows(subjectId: string, facts: Record<string, unknown>, verification: Known['verification'] = 'verified'): void {
    const before = this.facts.get(subjectId) ?? {}
    this.facts.set(subjectId, { ...before, ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { value, verification }])) })
  }

  readonly measures: Desks['measures'] = {
    getEdition: async (_, editionId) => [...this.editions.values(), ...this.superseded].find(({ id }) => id === editionId),
    findEditionInForce: async (_, measure) => this.editions.get(measure),
    pathFor: async (_, { editionId, subject, answers }) => {
      const edition = this.find(editionId)
      return this.pathBy?.(this.known(subject.id, answers)) ?? edition.path
    },
    papersFor: async () => this.papers,
    planDecided: async (_, { on }, amount) => this.planBy?.(amount, on) ?? [],
    termsOf: async () => this.terms,
    assess: async (_, { editionId, subject, on, answers }) => this.assess(editionId, subject.id, on, answers),
  }

  private find(editionId: string): StubEdition {
    const edition = [...this.editions.values(), ...this.superseded].find(({ id }) => id === editionId)
    if (!edition) throw new Error('no such edition')
    return edition
  }

  private known(subjectId: string, answers: Answers): Record<string, Known> {
    const declared = Object.fromEntries(Object.entries(answers).map(([name, value]): [string, Known] => [name, { value, verification: 'declared' }]))
    return { ...declared, ...this.facts.get(subjectId) }
  }

  private assess(editionId: string, subjectId: string, on: PlainDate, answers: Answers): Assessment {
    const edition = this.find(editionId)
    const known = this.known(subjectId, answers)
    const conditions = edition.rules.map(({ says, fact, holds }): ConditionResult => {
      const found = known[fact]
      const outcome = found === undefined ? 'unknown' : holds(found.value) ? 'eligible' : 'ineligible'
      return { says, outcome, facts: [{ name: fact, value: found === undefined ? null : String(found.value), source: '人社', asOf: on, verification: found?.verification ?? null }], nearest: null }
    })
    const outcome = conditions.some((c) => c.outcome === 'ineligible') ? 'ineligible' : conditions.some((c) => c.outcome === 'unknown') ? 'unknown' : 'eligible'
    const amount = outcome === 'eligible' ? edition.amount : null
    return {
      outcome,
      conditions,
      missing: edition.rules.filter(({ fact }) => known[fact] === undefined).map(({ fact }) => ({ fact, ask: `请填写${fact}` })),
      amount,
      amountBecause: amount === null ? null : 'D类',
      schedule: amount === null ? [] : [{ no: 1, dueOn: on, amount, condition: null }],
      factsUsed: Object.fromEntries(Object.entries(known).map(([name, { value }]) => [name, value])),
    }
  }

  readonly fund: Desks['fund'] = {
    takePlace,
    commitAward: async (db, commitment): Promise<CommitResult> => {
      if (this.realFund) return commitAward(db, commitment)
      if (this.commitments.some((made) => made.measure === commitment.measure && made.holder.id === commitment.holder.id)) return { ok: false, reason: 'alreadyAwarded' }
      if (commitment.budget === 'talent/nowhere') return { ok: false, reason: 'noBudgetLine' }
      if (commitment.amount > this.budget) return { ok: false, reason: 'budgetShort', shortBy: fen(commitment.amount - this.budget) }
      this.budget = fen(this.budget - commitment.amount)
      this.commitments.push(commitment)
      return { ok: true, awardId: randomUUID() as Id<'award'>, amount: commitment.amount, signBy: null }
    },
  }
}

export const step = (name: string, kind: PathStep['kind'], level: PathStep['office']['level'], department: string | null): PathStep => ({ step: name, kind, office: { level, department }, workingDays: 5 })

/** policy.md's own example: employer, county, two bureaux side by side, notice, decision. */
export const wholePath: Path = [
  [step('单位核验', 'review', 'employer', null)],
  [step('初审', 'review', 'county', 'hr')],
  [step('学历核验', 'review', 'city', 'education'), step('社保核验', 'review', 'city', 'hr')],
  [step('公示', 'notice', 'city', 'talent-office')],
  [step('审定', 'decide', 'city', 'talent-office')],
]
export const shortPath: Path = [[step('初审', 'review', 'county', 'hr')], [step('审定', 'decide', 'city', 'talent-office')]]
export const windowPath: Path = [[step('窗口受理', 'review', 'town', null)], [step('审定', 'decide', 'city', 'talent-office')]]
export const noticeFirst: Path = [[step('公示', 'notice', 'city', 'talent-office')], [step('审定', 'decide', 'city', 'talent-office')]]

interface EditionOptions {
  exclusiveGroup?: string | null
  quota?: EditionSummary['quota']
  measure?: string
  path?: Path
  for?: SubjectKind
  gives?: EditionSummary['gives']
  amount?: Fen | null
  budget?: string | null
}

/** A world with these desks, one measure in force (安家补贴: class known, six months insured), and the people whom its path needs. */
export class CaseWorld {
  readonly world: World
  readonly desks: StubDesks
  constructor(world: World, desks: StubDesks) {
    this.world = world
    this.desks = desks
  }

  edition({ measure = 'settling-in-subsidy', path = wholePath, for: whom = 'person', gives = 'money', amount = yuan(600_000), budget = 'talent/settling-in', exclusiveGroup = null, quota = null }: EditionOptions = {}): StubEdition {
    const made: StubEdition = {
      id: randomUUID() as Id<'edition'>,
      measure,
      edition: 2,
      title: '高层次人才安家补贴',
      documentNumber: '青屿人才〔2024〕3号',
      clause: '第九条',
      for: whom,
      gives,
      delivery: 'apply',
      path,
      budget,
      cityShareBasisPoints: 4000,
      exclusiveGroup,
      repeatable: false,
      quota,
      rules: [
        { says: '经认定的A至E类高层次人才', fact: '人才类别', holds: (value) => typeof value === 'string' && 'ABCDE'.includes(value) },
        { says: '连续缴纳社会保险满六个月', fact: '社保连续月数', holds: (value) => Number(value) >= 6 },
      ],
      amount,
    }
    this.desks.editions.set(measure, made)
    return made
  }

  /** A person of class D with eight months, working for an employer in 望潮街道. */
  async eligible(options: { name?: string; place?: string; facts?: Record<string, unknown> } = {}) {
    const employerId = await this.world.employer(options.place ? { place: options.place } : {})
    const ana = await this.world.talent({ employerId, ...(options.name ? { name: options.name } : {}), ...(options.place ? { place: options.place } : {}) })
    this.desks.knows(ana.personId, options.facts ?? { 人才类别: 'D', 社保连续月数: 8 })
    return { ana, employerId, clerk: await this.world.clerkOf(employerId) }
  }

  async offices(county = '980101'): Promise<Record<'county' | 'education' | 'insurance' | 'office', Somebody>> {
    return {
      county: await this.world.staff('reviewer', county, 'hr'),
      education: await this.world.staff('reviewer', '9801', 'education'),
      insurance: await this.world.staff('reviewer', '9801', 'hr'),
      office: await this.world.staff('talentOffice', '9801', 'talent-office'),
    }
  }
}

/** The step of this case that lies on somebody's desk. */
export const stepOf = async (who: Somebody, caseId: Id<'case'>): Promise<Id<'step'>> => {
  const { stepId } = await who.asks(getCasePage, { caseId })
  if (!stepId) throw new Error('nothing of this case is on this desk')
  return stepId
}

/** A listener of the desk's events, as any module may have one. */
const listenTo = (desks: StubDesks) =>
  implementJob({ name: 'test.moves', label: '', payload: caseMoved.payload }, async (_, { verb, from, to }) => void desks.moves.push({ verb, from, to }), { on: [caseMoved] })

export const test = base.extend<{ desk: CaseWorld }>({
  desk: async ({ task: _ }, use) => {
    const desks = new StubDesks()
    const strangers = handlers.filter((handler) => !handler.declaration.name.startsWith('cases.'))
    const world = await World.begin('2026-06-15', { handlers: [...strangers, ...caseHandlers(desks)], jobs: [...jobs.filter((job) => !job.name.startsWith('cases.')), ...caseJobs, listenTo(desks)] })
    await use(new CaseWorld(world, desks))
    await world.end()
  },
})
