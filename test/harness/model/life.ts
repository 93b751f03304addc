/** What the harness believes of cases, awards and batches, written from the procedure and not from the house's code. */

export type Who = 'owner' | 'stranger' | 'clerk' | 'otherClerk' | 'county' | 'colleague' | 'deputy' | 'otherCounty' | 'education' | 'office' | 'otherOffice' | 'cityHr' | 'maker' | 'checker' | 'sameHand'
export const everybody: readonly Who[] = ['owner', 'stranger', 'clerk', 'otherClerk', 'county', 'colleague', 'deputy', 'otherCounty', 'education', 'office', 'otherOffice', 'cityHr', 'maker', 'checker', 'sameHand']

export type Office = 'employer' | 'county' | 'education' | 'office'
export interface PlannedStep {
  kind: 'review' | 'notice' | 'decide'
  office: Office
}
export interface Step {
  kind: PlannedStep['kind'] | 'opinion'
  office: Office
  stage: number
  state: 'waiting' | 'open' | 'agreed' | 'answered' | 'returned' | 'rejected' | 'paused' | 'skipped'
  /** Who of the office has it in his hands. */
  holder: Who | undefined
  /** An opinion: the step that asked for it. */
  askedBy: Step | undefined
}
export type CaseState = 'verifying' | 'inReview' | 'returned' | 'suspended' | 'onNotice' | 'objected' | 'toDecide' | 'appealed' | 'decided' | 'rejected' | 'withdrawn'
export type InstalmentState = 'planned' | 'needsCheck' | 'due' | 'batched' | 'paid' | 'stopped'

export interface Payee {
  /** How often he has given an account: a batch made before the last time may not be released. */
  accounts: number
}
export interface Kase {
  measure: string
  payee: Payee
  byClerk: boolean
  amount: bigint
  /** Every condition holds by what a source has verified: it may be done among many. */
  green: boolean
  state: CaseState
  steps: Step[]
  /** Objections to its notices, in the order of their receipt. */
  objections: { pending: boolean; step: Step }[]
  notice: Step | undefined
  instalment: InstalmentState | undefined
  round: number
  /** Who has said yes or no at one of its steps: he cannot hear the appeal. */
  deciders: Set<Who>
  appeal: { heardBy: Office | 'cityHr'; stage: number; pending: boolean } | undefined
}
export interface Batch {
  state: 'made' | 'released' | 'settled' | 'dissolved'
  items: { kase: Kase; accounts: number; sent: boolean }[]
}

/** Done, refused with one of the procedure's words, or not for this hand at all. */
export type Expected = 'done' | 'no' | { refused: string }
export const refused = (code: string): Expected => ({ refused: code })

export const openStates: readonly CaseState[] = ['verifying', 'inReview', 'returned', 'suspended', 'onNotice', 'objected', 'toDecide']
/** A case that stands in the way of another filing for the same thing. */
const alive: readonly CaseState[] = [...openStates, 'appealed']
const mostRounds = 20
export const deskOf: Readonly<Record<Office, Who>> = { employer: 'clerk', county: 'county', education: 'education', office: 'office' }
export const deciders: readonly Who[] = ['county', 'colleague', 'deputy', 'otherCounty', 'education', 'office', 'otherOffice', 'cityHr']
export const hearers: Readonly<Record<Office | 'cityHr', readonly Who[]>> = { employer: [], county: ['county', 'colleague', 'deputy'], education: [], office: ['office', 'otherOffice'], cityHr: ['cityHr'] }
export const applicants: readonly Who[] = ['owner', 'stranger', 'clerk', 'otherClerk']
const finance: readonly Who[] = ['maker', 'checker', 'sameHand']

const byEmployer = ({ office }: Step): boolean => office === 'employer'
const byReviewer = ({ office, kind }: Step): boolean => office !== 'employer' && kind === 'review'
const byOffice = ({ office, kind }: Step): boolean => office !== 'employer' && kind !== 'notice' && kind !== 'opinion'

export type StepVerb = 'employerVerify' | 'employerDeny' | 'agree' | 'sendBack' | 'reject' | 'decide' | 'returnTo' | 'suspend' | 'resume'
const stepVerbs: Readonly<Record<StepVerb, { may: readonly Who[]; of: (step: Step) => boolean; states: readonly CaseState[] }>> = {
  employerVerify: { may: ['clerk', 'otherClerk'], of: byEmployer, states: ['verifying', 'inReview'] },
  employerDeny: { may: ['clerk', 'otherClerk'], of: byEmployer, states: ['verifying', 'inReview'] },
  agree: { may: deciders, of: byReviewer, states: ['inReview'] },
  sendBack: { may: [...deciders, 'clerk', 'otherClerk'], of: ({ kind }) => kind !== 'notice' && kind !== 'opinion', states: ['verifying', 'inReview', 'toDecide'] },
  reject: { may: deciders, of: byOffice, states: ['inReview', 'toDecide'] },
  decide: { may: deciders, of: ({ kind }) => kind === 'decide', states: ['toDecide'] },
  returnTo: { may: deciders, of: byOffice, states: ['inReview', 'toDecide'] },
  suspend: { may: deciders, of: byOffice, states: ['inReview', 'toDecide'] },
  resume: { may: deciders, of: byOffice, states: ['suspended'] },
}

export interface StepAct {
  step: Step
  who: Who
  /** Reject: a condition that the measure does not have. Decide: an amount though the clause fixes it. */
  odd: boolean
  /** returnTo: the stage to go back to. */
  stage: number
}

export class Life {
  readonly cases: Kase[] = []
  readonly batches: Batch[] = []
  /** Fen left on the line. */
  room = 0n
  /** Whether the deputy acts for the county's officer: out of it he is not signed in at all. */
  deputising = false

  isDesk(office: Office, who: Who): boolean {
    if (deskOf[office] === who) return true
    return office === 'office' ? who === 'otherOffice' : office === 'county' && (who === 'colleague' || (who === 'deputy' && this.deputising))
  }

  /** Whether it lies in the hands of a colleague; what lies in somebody's lies in his deputy's too. */
  isElsewhere({ holder }: Step, who: Who): boolean {
    return holder !== undefined && holder !== who && !(who === 'deputy' && holder === 'county')
  }

  private isInvolved({ deciders }: Kase, who: Who): boolean {
    return deciders.has(who) || (this.deputising && ((who === 'county' && deciders.has('deputy')) || (who === 'deputy' && deciders.has('county'))))
  }

  /** Whose hands a settled step went through. */
  settledBy(kase: Kase, who: Who): void {
    kase.deciders.add(who)
    if (who === 'deputy') kase.deciders.add('county')
  }

  expectSubmit({ payee, measure, amount }: { payee: Payee; measure: string; amount: bigint | undefined }): Expected {
    if (amount === undefined) return refused('answersMissing')
    if (amount <= 0n) return refused('ineligible')
    return this.cases.some((kase) => kase.payee === payee && kase.measure === measure && alive.includes(kase.state)) ? refused('alreadyOpen') : 'done'
  }

  submit(measure: string, path: readonly (readonly PlannedStep[])[], given: { payee: Payee; byClerk: boolean; amount: bigint; green: boolean }): Kase {
    const steps = path.flatMap((stage, index) => stage.map((step): Step => ({ ...step, stage: index + 1, state: step.office === 'employer' && given.byClerk ? 'skipped' : 'waiting', holder: undefined, askedBy: undefined })))
    const kase: Kase = { measure, ...given, state: 'inReview', steps, objections: [], notice: undefined, instalment: undefined, round: 1, deciders: new Set(), appeal: undefined }
    this.cases.push(kase)
    moveOn(kase)
    return kase
  }

  /** Whether this hand may take the step up by this verb now. */
  expectTake(verb: StepVerb, kase: Kase, { step, who }: Pick<StepAct, 'step' | 'who'>): Expected {
    const { may, of, states } = stepVerbs[verb]
    if (!may.includes(who) || !this.isDesk(step.office, who)) return 'no'
    if (!of(step)) return refused(verb === 'agree' ? 'notReview' : verb === 'decide' ? 'notDecision' : 'notThisStep')
    if (step.state !== (verb === 'resume' ? 'paused' : 'open') || !states.includes(kase.state)) return refused(verb === 'resume' ? 'notSuspended' : 'stepTaken')
    return verb !== 'resume' && this.isElsewhere(step, who) ? refused('heldByOther') : 'done'
  }

  expectStep(verb: StepVerb, kase: Kase, act: StepAct): Expected {
    const { step, odd, stage } = act
    const taken = this.expectTake(verb, kase, act)
    if (taken !== 'done') return taken
    if ((verb === 'agree' || verb === 'decide') && awaitsOpinion(kase, step)) return refused('opinionOutstanding')
    if (verb === 'returnTo') return stage >= 1 && stage < step.stage ? (kase.round < mostRounds ? 'done' : refused('tooManyRounds')) : refused('noSuchStage')
    if (verb === 'reject' && odd) return refused('noSuchCondition')
    if (verb !== 'decide') return 'done'
    if (odd) return refused('amountFixed')
    // What the payee has had already is asked before the line is locked.
    if (this.cases.some((other) => other.payee === kase.payee && other.measure === kase.measure && other.instalment !== undefined && other.instalment !== 'stopped')) return refused('alreadyAwarded')
    return kase.amount > this.room ? refused('budgetShort') : 'done'
  }

  settleStep(verb: StepVerb, kase: Kase, { step, who, stage }: StepAct, first: InstalmentState): void {
    if (verb === 'suspend' || verb === 'sendBack') {
      for (const other of kase.steps) if (other.state === 'open') other.state = 'paused'
      if (verb === 'sendBack') step.state = 'returned'
      kase.state = verb === 'suspend' ? 'suspended' : 'returned'
      return
    }
    if (verb === 'resume') return startAgain(kase, step.stage)
    if (verb === 'returnTo') return reviewAgain(kase, stage)
    this.settledBy(kase, who)
    if (verb === 'employerVerify' || verb === 'agree') {
      step.state = 'agreed'
      return moveOn(kase)
    }
    if (verb === 'decide') {
      step.state = 'agreed'
      kase.state = 'decided'
      kase.instalment = first
      this.room -= kase.amount
      return
    }
    step.state = 'rejected'
    close(kase, 'rejected')
  }

  expectApplicant(verb: 'supplement' | 'withdraw', kase: Kase, who: Who): Expected {
    if (!applicants.includes(who) || who === 'stranger' || who === 'otherClerk') return 'no'
    if (verb === 'supplement' && kase.state !== 'returned') return refused('notReturned')
    if (verb === 'withdraw' && !openStates.includes(kase.state)) return refused('alreadyClosed')
    return who === 'owner' || kase.byClerk ? 'done' : refused('notApplicant')
  }

  supplement(kase: Kase): void {
    startAgain(kase, kase.steps.find(({ state }) => state === 'returned')?.stage ?? 1)
  }

  expectAppeal(kase: Kase, who: Who): Expected {
    if (!applicants.includes(who) || who === 'stranger' || who === 'otherClerk') return 'no'
    if (kase.state !== 'rejected') return refused('notRejected')
    if (who !== 'owner' && !kase.byClerk) return refused('notApplicant')
    if (kase.appeal) return refused('alreadyAppealed')
    return this.cases.some((other) => other !== kase && other.payee === kase.payee && other.measure === kase.measure && alive.includes(other.state)) ? refused('alreadyOpen') : 'done'
  }

  /** The same department one level up; for the city's own, the talent office. */
  appeal(kase: Kase): void {
    const rejected = kase.steps.find(({ state }) => state === 'rejected') ?? kase.steps.find(({ kind }) => kind === 'notice')
    const heardBy = rejected?.office === 'employer' ? 'county' : rejected?.office === 'county' ? 'cityHr' : 'office'
    kase.appeal = { heardBy, stage: rejected?.stage ?? 1, pending: true }
    kase.state = 'appealed'
  }

  expectHear(kase: Kase, who: Who, upheld: boolean): Expected {
    if (!kase.appeal || !hearers[kase.appeal.heardBy].includes(who) || (who === 'deputy' && !this.deputising)) return 'no'
    if (!kase.appeal.pending || kase.state !== 'appealed') return refused('alreadySettled')
    if (this.isInvolved(kase, who)) return refused('involved')
    return upheld && kase.round >= mostRounds ? refused('tooManyRounds') : 'done'
  }

  hear(kase: Kase, upheld: boolean): void {
    if (!kase.appeal) return
    kase.appeal.pending = false
    if (upheld) reviewAgain(kase, kase.appeal.stage)
    else kase.state = 'rejected'
  }

  withdraw(kase: Kase): void {
    close(kase, 'withdrawn')
  }

  expectObject(kase: Kase): Expected {
    return kase.notice && (kase.state === 'onNotice' || kase.state === 'objected') ? 'done' : refused('noticeOver')
  }

  object(kase: Kase): void {
    if (!kase.notice) return
    kase.objections.push({ pending: true, step: kase.notice })
    if (kase.state === 'onNotice') kase.notice.state = 'paused'
    kase.state = 'objected'
  }

  expectSettle(kase: Kase, objection: Kase['objections'][number], who: Who, outcome: 'dismissed' | 'review' | 'rejected'): Expected {
    if (!deciders.includes(who) || !this.isDesk(objection.step.office, who)) return 'no'
    if (!objection.pending || kase.state !== 'objected') return refused('alreadySettled')
    if (outcome !== 'review') return 'done'
    if (reviewBefore(kase, objection.step) === undefined) return refused('noReviewStage')
    return kase.round < mostRounds ? 'done' : refused('tooManyRounds')
  }

  settleObjection(kase: Kase, objection: Kase['objections'][number], outcome: 'dismissed' | 'review' | 'rejected'): void {
    objection.pending = false
    if (outcome === 'rejected') return close(kase, 'rejected')
    if (outcome === 'review') {
      for (const other of kase.objections) other.pending = false
      return reviewAgain(kase, reviewBefore(kase, objection.step) ?? 1)
    }
    if (kase.objections.some(({ pending }) => pending)) return
    objection.step.state = 'open'
    kase.state = 'onNotice'
  }

  endNotice(kase: Kase): void {
    if (kase.notice) kase.notice.state = 'agreed'
    moveOn(kase)
  }

  expectInstalment(verb: 'confirmInstalment' | 'stopInstalment', kase: Kase, who: Who): Expected {
    if (!finance.includes(who)) return 'no'
    if (verb === 'confirmInstalment') return kase.instalment === 'needsCheck' ? 'done' : refused('notWaiting')
    return kase.instalment === 'planned' || kase.instalment === 'needsCheck' || kase.instalment === 'due' ? 'done' : refused('notStoppable')
  }

  stop(kase: Kase): void {
    kase.instalment = 'stopped'
    this.room += kase.amount
  }

  get due(): Kase[] {
    return this.cases.filter(({ instalment }) => instalment === 'due')
  }

  expectMake(who: Who): Expected {
    if (who !== 'maker') return 'no'
    return this.due.length ? 'done' : refused('nothingDue')
  }

  make(): void {
    const items = this.due.map((kase) => ({ kase, accounts: kase.payee.accounts, sent: false }))
    for (const { kase } of items) kase.instalment = 'batched'
    this.batches.push({ state: 'made', items })
  }

  expectRelease({ state, items }: Batch, who: Who): Expected {
    if (who !== 'checker' && who !== 'sameHand') return 'no'
    if (state !== 'made') return refused('notMade')
    if (who === 'sameHand') return refused('sameHand')
    return items.some(({ kase, accounts }) => kase.payee.accounts !== accounts) ? refused('accountChanged') : 'done'
  }

  release(batch: Batch): void {
    batch.state = 'released'
    for (const item of batch.items) item.sent = true
  }

  expectDissolve({ state }: Batch, who: Who): Expected {
    if (!finance.includes(who)) return 'no'
    return state === 'made' ? 'done' : refused('notMade')
  }

  dissolve(batch: Batch): void {
    batch.state = 'dissolved'
    for (const { kase } of batch.items) kase.instalment = 'due'
  }

  /** The return answers for all that wait, or for one that does not when none does. */
  expectReturn({ state }: Batch, who: Who): Expected {
    if (who !== 'maker') return 'no'
    if (state === 'settled') return refused('alreadyReturned')
    return state === 'released' ? 'done' : refused('notReleased')
  }

  takeReturn(batch: Batch, paid: (index: number) => boolean): void {
    for (const [index, item] of batch.items.entries()) {
      if (!item.sent) continue
      item.sent = false
      item.kase.instalment = paid(index) ? 'paid' : 'due'
    }
    batch.state = 'settled'
  }
}

/** Whether another office still owes the opinion that this step asked for. */
const awaitsOpinion = ({ steps }: Kase, step: Step): boolean => steps.some(({ askedBy, state }) => askedBy === step && (state === 'open' || state === 'paused'))

/** What the case is called in a stage; an opinion that is asked for by the way does not change it. */
const stateOf = (all: readonly Step[]): CaseState => {
  const stage = all.filter(({ kind }) => kind !== 'opinion')
  if (stage.some(({ kind }) => kind === 'notice')) return 'onNotice'
  if (stage.some(({ kind }) => kind === 'decide')) return 'toDecide'
  return stage.every(({ office }) => office === 'employer') ? 'verifying' : 'inReview'
}

/** Opens the first stage that is not through; a stage that has begun waits for its other steps. */
const moveOn = (kase: Kase): void => {
  const next = Math.min(...kase.steps.filter(({ state }) => state !== 'agreed' && state !== 'answered' && state !== 'skipped').map(({ stage }) => stage))
  const stage = kase.steps.filter((step) => step.stage === next)
  if (stage.some(({ state }) => state !== 'waiting' && state !== 'skipped')) return
  for (const step of stage) if (step.state === 'waiting') step.state = 'open'
  kase.state = stateOf(stage)
  if (kase.state === 'onNotice') kase.notice = stage[0]
}

/** The stopped clocks go on. */
const startAgain = (kase: Kase, stage: number): void => {
  for (const step of kase.steps) if (step.state === 'paused' || step.state === 'returned') step.state = 'open'
  kase.state = stateOf(kase.steps.filter((step) => step.stage === stage))
}

/** A new round from a stage on: what came before stands. Nobody holds anything yet, and an opinion was of its round. */
const reviewAgain = (kase: Kase, from: number): void => {
  kase.notice = undefined
  kase.round += 1
  kase.steps = kase.steps.filter(({ kind }) => kind !== 'opinion').map((step) => ({ ...step, holder: undefined, state: step.stage < from ? 'skipped' : 'waiting' }))
  moveOn(kase)
}

const reviewBefore = ({ steps }: Kase, notice: Step): number | undefined => {
  const stages = steps.filter((step) => step.stage < notice.stage && step.kind === 'review' && step.office !== 'employer').map(({ stage }) => stage)
  return stages.length ? Math.max(...stages) : undefined
}

const close = (kase: Kase, to: 'rejected' | 'withdrawn'): void => {
  kase.state = to
  kase.notice = undefined
  for (const step of kase.steps) if (step.state !== 'agreed' && step.state !== 'answered' && step.state !== 'rejected' && step.state !== 'skipped') step.state = 'skipped'
  for (const objection of kase.objections) objection.pending = false
}
