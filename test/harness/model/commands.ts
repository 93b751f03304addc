import fc from 'fast-check'
import type { Cast, Person } from './cast.ts'
import { deskOf, everybody, hearers, openStates, type Kase, type Who } from './life.ts'
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
  run(draw: Draw): Promise<void>
}

type Act = () => Promise<void>
const stepVerbs = ['employerVerify', 'employerDeny', 'agree', 'sendBack', 'reject', 'decide', 'returnTo', 'suspend', 'resume'] as const
const outcomes = ['dismissed', 'review', 'rejected'] as const
const of = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]

export class Company implements Player {
  readonly play: Play
  private readonly cast: Cast
  private readonly persons: Person[] = []
  constructor(play: Play, cast: Cast) {
    this.play = play
    this.cast = cast
  }

  async run(draw: Draw): Promise<void> {
    const cases = this.play.life.cases.slice(-remembered)
    const kase = of(cases, draw.pick)
    const acts = draw.wild || !kase ? this.anything(kase, draw) : this.itsTurn(kase, draw)
    const act = of(acts, draw.act)
    if (!act) return
    this.play.tally.commands += 1
    await act()
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
      const measure = of(this.cast.measures, pick + step)
      if (measure) await this.play.submit({ measure, person, who: odd ? 'clerk' : 'owner', amount: wild ? this.amount(edge) : this.amount(edge % 5) })
    }
  }

  /** What the procedure waits for, each by the hand whose turn it is. */
  private itsTurn(kase: Kase, draw: Draw): Act[] {
    const { play } = this
    const { life } = play
    const acts: Act[] = [this.submit(draw)]
    for (const step of kase.steps.filter(({ state, kind }) => state === 'open' && kind !== 'notice')) {
      const who = deskOf[step.office]
      const no = (['sendBack', who === 'clerk' ? 'employerDeny' : 'reject'] as const)[draw.step % 2] ?? 'sendBack'
      const yes = who === 'clerk' ? 'employerVerify' : step.kind === 'decide' ? 'decide' : 'agree'
      const act = { step, who, odd: false, stage: 1 + (draw.edge % Math.max(1, step.stage - 1)) }
      for (let weight = 0; weight < 4; weight++) acts.push(() => play.step(yes, kase, act))
      acts.push(() => play.step(no, kase, act))
      const aside = () => play.step(draw.odd || step.stage === 1 ? 'suspend' : 'returnTo', kase, act)
      if (who !== 'clerk' && draw.step % 3 === 0) acts.push(aside, aside)
    }
    const stopped = kase.steps.find(({ state, office }) => state === 'paused' && office !== 'employer')
    if (kase.state === 'suspended' && stopped) for (let weight = 0; weight < 3; weight++) acts.push(() => play.step('resume', kase, { step: stopped, who: deskOf[stopped.office], odd: false, stage: 1 }))
    if (kase.state === 'returned') acts.push(() => play.lapse(kase))
    for (let weight = 0; kase.state === 'rejected' && !kase.appeal && weight < 3; weight++) acts.push(() => play.appeal(kase, kase.byClerk ? 'clerk' : 'owner'))
    const hearer = kase.appeal?.pending ? hearers[kase.appeal.heardBy].find((who) => !kase.deciders.has(who)) : undefined
    if (hearer) for (let weight = 0; weight < 2; weight++) acts.push(() => play.hear(kase, hearer, draw.step % 4 !== 0))
    const applicant = kase.byClerk ? 'clerk' : 'owner'
    if (kase.state === 'returned') acts.push(() => play.applicant('supplement', kase, applicant), () => play.applicant('supplement', kase, applicant))
    if (openStates.includes(kase.state) && draw.step % 3 === 0) acts.push(() => play.applicant('withdraw', kase, applicant))
    if (kase.state === 'onNotice') acts.push(() => play.endNotice(kase), () => play.endNotice(kase), () => play.object(kase))
    for (const [at, objection] of kase.objections.entries()) {
      for (let weight = 0; objection.pending && weight < 3; weight++) acts.push(() => play.settle(kase, at, deskOf[objection.step.office], outcomes[draw.step % 3] ?? 'dismissed'))
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
    acts.push(() => play.appeal(kase, odd ? 'owner' : who), () => play.hear(kase, odd ? 'office' : who, draw.edge % 2 === 0))
    acts.push(() => play.applicant('supplement', kase, odd ? 'owner' : who), () => play.applicant('withdraw', kase, odd ? 'clerk' : who), () => play.object(kase))
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
