import fc from 'fast-check'
import { Aim, leading, type Act } from './aim.ts'
import type { Cast, Person } from './cast.ts'
import { deskOf, everybody, hearers, openStates, type CaseState, type Kase, type Step, type Who } from './life.ts'
import { colleaguesOf, type Asked, type BulkVerb, type OfficeAct, type OfficeVerb, type Picked } from './office.ts'
import { OfficePlay } from './play-office.ts'
import type { Play } from './play.ts'

/** What anybody may try, right or wrong. Three in four are acts whose turn it is; the others are anybody's on anything. */

export interface Draw {
  /** Which act, which case, which step, which hand: each taken as the rest of a division by what there is. */
  act: number
  pick: number
  step: number
  who: Who
  edge: number
  odd: boolean
  wild: boolean
}

/** Cases beyond these are left as they are, so that a long run does not dwell on what is over. */
const remembered = 24

/** Who knows what an act that was drawn means to him. */
export interface Player {
  readonly aim: Aim
  run(draw: Draw): Promise<void>
}

const stepVerbs = ['employerVerify', 'employerDeny', 'agree', 'sendBack', 'reject', 'decide', 'returnTo', 'suspend', 'resume'] as const
const officeVerbs: readonly OfficeVerb[] = ['claim', 'release', 'delegate', 'addReviewer', 'giveOpinion']
const asks: readonly Asked[] = ['county', 'education', 'office', 'nowhere']
const manyVerbs: readonly BulkVerb[] = ['bulkAgree', 'bulkDecide', 'bulkSendBack', 'bulkReject']
/** Whereto a case may go back or go on. */
const earlier: readonly CaseState[] = ['verifying', 'inReview', 'onNotice', 'toDecide']
const outcomes = ['dismissed', 'review', 'rejected'] as const
/** Anything may still happen to it: its procedure runs, its appeal waits, or its money is on the way. */
const goesOn = ({ state, instalment, appeal }: Kase): boolean =>
  openStates.includes(state) || state === 'appealed' || (state === 'rejected' && !appeal) || (instalment !== undefined && instalment !== 'paid' && instalment !== 'stopped')
const of = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

export class Company implements Player {
  readonly aim = new Aim()
  readonly play: Play
  private readonly office: OfficePlay
  private readonly cast: Cast
  private readonly persons: Person[] = []
  constructor(play: Play, cast: Cast) {
    this.play = play
    this.office = new OfficePlay(play)
    this.cast = cast
  }

  async run(draw: Draw): Promise<void> {
    const kase = this.oneOf(draw)
    const acts = draw.wild || !kase ? this.anything(kase, draw) : this.itsTurn(kase, draw)
    const act = this.aim.among(acts, draw)
    if (!act) return
    this.play.tally.commands += 1
    await act()
  }

  /** A case that still goes on, every other time one from where a way is sought; of wild draws one in three is of the last whatever they are, what is over too. */
  private oneOf({ pick, wild, act, edge }: Draw): Kase | undefined {
    const { cases } = this.play.life
    const living = cases.filter(goesOn).slice(-remembered)
    if (!living.length || (wild && act % 3 === 0)) return of(cases.slice(-remembered), pick)
    const sought = edge % 2 === 0 ? living.filter(({ state, steps }) => this.aim.wants(`case ${state}→`) || steps.some((step) => step.kind === 'opinion' && this.aim.wants(`opinion ${step.state}→`))) : []
    return of(sought.length ? sought : living, pick)
  }

  /** Amounts at the edge of what the line has left: nothing, one fen, all of it, one fen more. */
  private amount(edge: number): bigint | undefined {
    const { room } = this.play.life
    return [1n, room, room + 1n, 1n, room, 0n, undefined][edge % 7]
  }

  private submit({ pick, step, edge, odd, wild }: Draw): Act {
    return async () => {
      // Mostly somebody new; else one who may have a case or an award of this measure already.
      const known = step % 2 === 0 ? of(this.persons, this.persons.length - 1 - (pick % Math.max(1, Math.min(12, this.persons.length)))) : undefined
      const person = known ?? (await this.cast.newPerson())
      if (!known) this.persons.push(person)
      // Only what a source has verified is done among many.
      const measures = this.aim.wants('bulk ') ? this.cast.measures.filter(({ fixed }) => fixed !== undefined) : this.cast.measures
      const measure = of(measures, pick + step)
      if (measure) await this.play.submit({ measure, person, who: odd ? 'clerk' : 'owner', amount: wild ? this.amount(edge) : this.amount(edge % 5) })
    }
  }

  /** What the procedure waits for, each by the hand whose turn it is. */
  private itsTurn(kase: Kase, draw: Draw): Act[] {
    const { play } = this
    const { life } = play
    const opinions = kase.steps.flatMap(({ kind, state }) => (kind === 'opinion' ? [state] : []))
    const acts: Act[] = draw.pick % 3 === 0 ? [this.submit(draw)] : []
    acts.push(...this.inHand(kase, draw))
    // Half of the time nobody takes anything up, so that cases get to their end.
    if (Math.floor(draw.act / 64) % 2 === 0) acts.push(...this.insideOffice(kase, draw))
    for (const step of kase.steps.filter(({ state, kind }) => state === 'open' && kind !== 'notice' && kind !== 'opinion')) {
      const who = this.handOf(step, draw)
      const no = (['sendBack', who === 'clerk' ? 'employerDeny' : 'reject'] as const)[draw.step % 2] ?? 'sendBack'
      const yes = who === 'clerk' ? 'employerVerify' : step.kind === 'decide' ? 'decide' : 'agree'
      const act = { step, who, odd: false, stage: 1 + (draw.edge % Math.max(1, step.stage - 1)) }
      for (let weight = 0; weight < 4; weight++) acts.push(leading(() => play.step(yes, kase, act), ...(step.kind === 'decide' ? [`case ${kase.state}→decided`] : [`case ${kase.state}→inReview`, `case ${kase.state}→onNotice`, `case ${kase.state}→toDecide`])))
      acts.push(leading(() => play.step(no, kase, act), `case ${kase.state}→${no === 'sendBack' ? 'returned' : 'rejected'}`))
      const suspends = leading(() => play.step('suspend', kase, act), `case ${kase.state}→suspended`, ...(opinions.includes('open') ? ['opinion open→paused'] : []))
      const returns = leading(() => play.step('returnTo', kase, act), ...earlier.map((state) => `case ${kase.state}→${state}`))
      const aside = draw.odd || step.stage === 1 ? suspends : returns
      if (who !== 'clerk' && draw.step % 3 === 0) acts.push(aside, aside)
      if (step.kind === 'decide' && step.stage > 1) acts.push(returns)
    }
    const stopped = kase.steps.find(({ state, office }) => state === 'paused' && office !== 'employer')
    if (kase.state === 'suspended' && stopped) for (let weight = 0; weight < 3; weight++) acts.push(leading(() => play.step('resume', kase, { step: stopped, who: deskOf[stopped.office], odd: false, stage: 1 }), 'case suspended→', ...(opinions.includes('paused') ? ['opinion paused→open'] : [])))
    if (kase.state === 'returned') acts.push(leading(() => play.lapse(kase), 'case returned→withdrawn'))
    for (let weight = 0; kase.state === 'rejected' && !kase.appeal && weight < 3; weight++) acts.push(leading(() => play.appeal(kase, kase.byClerk ? 'clerk' : 'owner'), 'case rejected→'))
    const hearer = kase.appeal?.pending ? hearers[kase.appeal.heardBy].find((who) => !kase.deciders.has(who)) : undefined
    if (hearer) for (let weight = 0; weight < 2; weight++) acts.push(leading(() => play.hear(kase, hearer, draw.step % 4 !== 0), 'case appealed→'))
    const applicant = kase.byClerk ? 'clerk' : 'owner'
    const supplements = leading(() => play.applicant('supplement', kase, applicant), ...earlier.map((state) => `case returned→${state}`))
    if (kase.state === 'returned') acts.push(supplements, supplements)
    const withdrawn = `case ${kase.state}→withdrawn`
    const withdrawal = [withdrawn, ...opinions.map((state) => `opinion ${state}→skipped`)].some((way) => this.aim.wants(way))
    if (openStates.includes(kase.state) && (draw.step % 3 === 0 || withdrawal)) acts.push(leading(() => play.applicant('withdraw', kase, applicant), withdrawn, ...opinions.map((state) => `opinion ${state}→skipped`)))
    if (kase.state === 'onNotice') acts.push(...[1, 2].map(() => leading(() => play.endNotice(kase), 'case onNotice→inReview', 'case onNotice→toDecide')), leading(() => play.object(kase), 'case onNotice→objected'))
    for (const [at, objection] of kase.objections.entries()) {
      for (let weight = 0; objection.pending && weight < 3; weight++) acts.push(leading(() => play.settle(kase, at, deskOf[objection.step.office], outcomes[draw.step % 3] ?? 'dismissed'), ...[...earlier, 'rejected'].map((state) => `case objected→${state}`)))
    }
    if (kase.instalment === 'planned') acts.push(() => play.fallDue(kase))
    if (kase.instalment === 'needsCheck') acts.push(() => play.instalment('confirmInstalment', kase, draw.odd ? 'maker' : 'checker'))
    if (kase.instalment && draw.step % 3 === 0) acts.push(() => play.instalment('stopInstalment', kase, 'checker'))
    if (life.due.length) acts.push(() => play.make('maker'))
    const batch = life.batches.findLast(({ state }) => state === 'made' || state === 'released')
    if (batch?.state === 'made') acts.push(() => play.batch(draw.step % 4 === 0 ? 'dissolve' : 'release', batch, 'checker'))
    if (batch?.state === 'released') acts.push(() => play.takeReturn(batch, 'maker', (index) => (index + draw.step) % 3 !== 0))
    if (life.room < 50n) acts.push(() => play.allot(BigInt(1 + (draw.edge % 7) * 13)))
    return acts
  }

  /** Whose turn it is: who holds it, his deputy, or anybody of the office. */
  private handOf(step: Step, { odd, edge }: Draw): Who {
    const { life } = this.play
    const mine = step.holder ?? (of(colleaguesOf[step.office], edge) ?? deskOf[step.office])
    if (mine === 'county' && odd && life.deputising) return 'deputy'
    return mine === 'deputy' && !life.deputising ? 'colleague' : mine
  }

  /** Open steps of several cases that lie on one desk. */
  private manyOf(draw: Draw, who: Who): Picked[] {
    const { life } = this.play
    return life.cases.slice(-remembered).flatMap((kase, index) => {
      const step = kase.steps.find(({ state, office, kind }) => state === 'open' && kind !== 'notice' && office !== 'employer' && life.isDesk(office, who))
      return step && (index + draw.edge) % 3 !== 0 ? [{ kase, step }] : []
    })
  }

  private officeActOf(step: Step, who: Who, { pick, edge, odd }: Draw): OfficeAct {
    return { step, who, to: of([...colleaguesOf[step.office], 'education'] as const, pick + edge) ?? 'education', ask: of(asks, edge) ?? 'nowhere', reason: !odd }
  }

  /** What somebody has taken up is given on or put back, and who was asked answers. */
  private inHand(kase: Kase, draw: Draw): Act[] {
    const { office } = this
    const acts: Act[] = []
    for (const step of kase.steps.filter(({ state }) => state === 'open')) {
      const act = this.officeActOf(step, this.handOf(step, draw), draw)
      if (step.kind === 'opinion') for (let weight = 0; weight < 2; weight++) acts.push(leading(() => office.act('giveOpinion', kase, act), 'opinion open→answered'))
      if (!step.holder) continue
      acts.push(...[1, 2].map(() => leading(() => office.act('delegate', kase, act), 'hold held→held')), leading(() => office.act('release', kase, act), 'hold held→free'))
      if (draw.odd) acts.push(() => office.act('release', kase, { ...act, who: step.office === 'county' ? 'colleague' : act.who }))
    }
    return acts
  }

  /** Somebody takes a step, gives it to a colleague, asks another office, acts for a colleague, does many at once. */
  private insideOffice(kase: Kase, draw: Draw): Act[] {
    const { play, office } = this
    const acts: Act[] = []
    for (const step of kase.steps.filter(({ state, kind, holder }) => state === 'open' && kind !== 'notice' && !holder)) {
      const act = this.officeActOf(step, this.handOf(step, draw), draw)
      const verb = of(['claim', 'delegate', 'addReviewer'] as const, draw.step) ?? 'claim'
      acts.push(() => office.act(verb, kase, act), () => office.act(verb, kase, act))
    }
    if (draw.step % 5 === 0) acts.push(() => (play.life.deputising ? office.end(draw.odd ? 'county' : 'deputy') : office.name('county')))
    const who = (['office', 'county', 'deputy', 'colleague', 'otherOffice'] as const)[draw.edge % 5] ?? 'office'
    const many = this.manyOf(draw, who)
    // Among many a no ends them all: two in three go on.
    const usual = of(['bulkAgree', 'bulkDecide', 'bulkAgree', 'bulkDecide', 'bulkDecide', draw.odd ? 'bulkSendBack' : 'bulkReject'] as const, draw.step) ?? 'bulkAgree'
    const verb = manyVerbs.find((one) => this.aim.wants(`bulk ${one}→`)) ?? usual
    if (many.length) acts.push(leading(() => office.bulk(verb, who, verb === 'bulkReject' ? many.slice(0, 2) : many), `bulk ${verb}→done`))
    return acts
  }

  /** Anything by anybody: the wrong desk, the wrong moment, the same again. */
  private anything(kase: Kase | undefined, draw: Draw): Act[] {
    const { play } = this
    const { who, odd } = draw
    const acts: Act[] = [this.submit(draw), () => play.make(who)]
    const batch = of(play.life.batches.slice(-6), draw.pick)
    if (batch) acts.push(() => play.batch('release', batch, who), () => play.batch('release', batch, odd ? 'checker' : 'sameHand'), () => play.batch('dissolve', batch, who), () => play.takeReturn(batch, odd ? 'maker' : who, () => true))
    if (!kase) return acts
    const step = of(kase.steps, draw.step)
    const desk = step && odd ? deskOf[step.office] : who
    if (step) for (const verb of stepVerbs) acts.push(() => play.step(verb, kase, { step, who: desk, odd: draw.edge % 3 === 0, stage: 1 + (draw.edge % 6) }))
    const { office } = this
    if (step) for (const verb of officeVerbs) acts.push(() => office.act(verb, kase, this.officeActOf(step, desk, draw)))
    if (step) for (const verb of manyVerbs) acts.push(() => office.bulk(verb, desk, [{ kase, step }, ...this.manyOf(draw, desk).filter((one) => one.kase !== kase).slice(0, 2)]))
    acts.push(() => office.name(odd ? 'county' : who), () => office.end(odd ? 'county' : who))
    acts.push(() => play.appeal(kase, odd ? 'owner' : who), () => play.hear(kase, odd ? 'office' : who, draw.edge % 2 === 0))
    acts.push(() => play.applicant('supplement', kase, odd ? 'owner' : who), () => play.applicant('withdraw', kase, odd ? 'clerk' : who), () => play.applicant('withdraw', kase, who), () => play.object(kase))
    const last = kase.objections.at(-1)
    if (last) acts.push(() => play.settle(kase, kase.objections.length - 1, odd ? deskOf[last.step.office] : who, outcomes[draw.edge % 3] ?? 'review'))
    acts.push(() => play.instalment('confirmInstalment', kase, odd ? 'maker' : who), () => play.instalment('stopInstalment', kase, odd ? 'checker' : who))
    acts.push(() => this.cast.giveAccount(play.realOf(kase).person))
    return acts
  }
}

class Tried implements fc.AsyncCommand<object, Player> {
  private readonly draw: Draw
  constructor(draw: Draw) {
    this.draw = draw
  }
  check(): boolean {
    return true
  }
  async run(_: object, player: Player): Promise<void> {
    await player.run(this.draw)
  }
  toString(): string {
    return JSON.stringify(this.draw)
  }
}

const nat = fc.nat({ max: 5_039 })
const anyDraw: fc.Arbitrary<Draw> = fc.record({
  act: nat,
  pick: nat,
  step: nat,
  who: fc.constantFrom(...everybody),
  edge: nat,
  odd: fc.boolean(),
  wild: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
})
export const anyTries = (most: number) => fc.commands([anyDraw.map((draw) => new Tried(draw))], { maxCommands: most, size: 'max' })
