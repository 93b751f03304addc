import { applicants, deciders, refused, type CaseState, type Expected, type InstalmentState, type Kase, type Life, type Office, type Step, type Who } from './life.ts'

/** What the harness believes of the work inside an office: who holds a step, who acts for whom, whose opinion is asked, and many at once. */

export type HoldVerb = 'claim' | 'release' | 'delegate'
export type OfficeVerb = HoldVerb | 'addReviewer' | 'giveOpinion'
const moving: readonly CaseState[] = ['verifying', 'inReview', 'toDecide']
const reviewed: readonly CaseState[] = ['inReview', 'toDecide']
const desks: readonly Who[] = [...deciders, 'clerk', 'otherClerk']

const officeVerbs: Readonly<Record<OfficeVerb, { may: readonly Who[]; of: (step: Step) => boolean; states: readonly CaseState[] }>> = {
  claim: { may: desks, of: ({ kind }) => kind !== 'notice', states: moving },
  release: { may: desks, of: ({ kind }) => kind !== 'notice', states: moving },
  delegate: { may: desks, of: ({ kind }) => kind !== 'notice', states: moving },
  addReviewer: { may: deciders, of: ({ kind, office }) => office !== 'employer' && (kind === 'review' || kind === 'decide'), states: reviewed },
  giveOpinion: { may: deciders, of: ({ kind }) => kind === 'opinion', states: reviewed },
}

/** Everybody who works at an office, whether he is signed in or not. */
export const colleaguesOf: Readonly<Record<Office, readonly Who[]>> = { employer: ['clerk'], county: ['county', 'colleague', 'deputy'], education: ['education'], office: ['office', 'otherOffice'] }
export type Asked = Exclude<Office, 'employer'> | 'nowhere'

export interface OfficeAct {
  step: Step
  who: Who
  /** delegate: to whom. */
  to: Who
  /** addReviewer: whose opinion. */
  ask: Asked
  /** release: with a reason. */
  reason: boolean
}

export const expectOffice = (life: Life, verb: OfficeVerb, kase: Kase, { step, who, to, ask, reason }: OfficeAct): Expected => {
  const { may, of, states } = officeVerbs[verb]
  if (!may.includes(who) || !life.isDesk(step.office, who)) return 'no'
  if (!of(step)) return refused('notThisStep')
  if (step.state !== 'open' || !states.includes(kase.state)) return refused('stepTaken')
  const elsewhere = life.isElsewhere(step, who)
  if (verb === 'release') return step.holder === undefined ? refused('notHeld') : elsewhere && !reason ? refused('reasonNeeded') : 'done'
  if (elsewhere) return refused('heldByOther')
  if (verb === 'delegate') return !colleaguesOf[step.office].includes(to) ? refused('notColleague') : step.holder === to ? refused('alreadyTheirs') : 'done'
  if (verb !== 'addReviewer') return 'done'
  if (ask === 'nowhere') return refused('noSuchOffice')
  if (ask === step.office) return refused('ownOffice')
  return kase.steps.some(({ askedBy, state, office }) => askedBy === step && state === 'open' && office === ask) ? refused('alreadyAsked') : 'done'
}

export const settleOffice = (life: Life, verb: OfficeVerb, kase: Kase, { step, who, to, ask }: OfficeAct): void => {
  if (verb === 'claim') step.holder = who
  else if (verb === 'delegate') step.holder = to
  else if (verb === 'release') step.holder = undefined
  else if (verb === 'giveOpinion') {
    life.settledBy(kase, who)
    step.state = 'answered'
  } else if (ask !== 'nowhere') {
    const last = kase.steps.findLastIndex(({ stage }) => stage === step.stage)
    kase.steps.splice(last + 1, 0, { kind: 'opinion', office: ask, stage: step.stage, state: 'open', holder: undefined, askedBy: step })
  }
}

/** The county's officer names the deputy and takes it back; the deputy may lay it down. */
export const expectName = ({ deputising }: Life, who: Who): Expected => {
  if (applicants.includes(who) || (who === 'deputy' && !deputising)) return 'no'
  if (who !== 'county') return refused('notYours')
  return deputising ? refused('alreadyGiven') : 'done'
}
export const expectEnd = ({ deputising }: Life, who: Who): Expected => {
  if (who === 'county') return deputising ? 'done' : refused('over')
  return who === 'deputy' && deputising ? 'done' : 'no'
}

/** Of each verb for many, the verb that it takes with each. */
export const bulkVerbs = { bulkAgree: 'agree', bulkSendBack: 'sendBack', bulkReject: 'reject', bulkDecide: 'decide' } as const
export type BulkVerb = keyof typeof bulkVerbs
export interface Picked {
  kase: Kase
  step: Step
}

/** Many are refused as a whole only to whom one of them is not on the desk; may is asked of all. */
export const expectBulk = (life: Life, who: Who, picked: readonly Picked[]): Expected => (deciders.includes(who) && picked.every(({ step }) => life.isDesk(step.office, who)) ? 'done' : 'no')

/** One after another in the order of filing: what one takes from the line the next does not find. What became of each: done, or the reason. */
export const settleBulk = (life: Life, verb: BulkVerb, who: Who, picked: readonly Picked[], firstOf: (kase: Kase) => InstalmentState): string[] =>
  picked.map(({ kase, step }) => {
    const one = bulkVerbs[verb]
    const act = { step, who, odd: false, stage: 1 }
    const taken = life.expectTake(one, kase, act)
    const expected = taken === 'done' && (one === 'agree' || one === 'decide') && !kase.green ? refused('notGreen') : life.expectStep(one, kase, act)
    if (expected === 'done') life.settleStep(one, kase, act, firstOf(kase))
    return typeof expected === 'string' ? expected : expected.refused
  })

/** Ways of the office that have to be gone as well. */
export const officeWays: readonly string[] = [
  ...['free→held', 'held→free', 'held→held'].map((way) => `hold ${way}`),
  ...['new→open', 'open→answered', 'open→paused', 'paused→open', 'open→skipped'].map((way) => `opinion ${way}`),
  ...['none→running', 'running→none'].map((way) => `deputy ${way}`),
  ...Object.keys(bulkVerbs).map((verb) => `bulk ${verb}→done`),
]
