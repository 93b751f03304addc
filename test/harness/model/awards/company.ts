import { addDays } from '../../../../kernel/calendar/plain-date.ts'
import { Aim, leading, type Act } from '../aim.ts'
import type { Draw, Player } from '../commands.ts'
import { everyHand, type EventKind, type Grant, type Hand, type Part } from './life.ts'
import type { AwardPlay } from './play.ts'

/** What anybody may try with a decided award, right or wrong. Three in four are acts whose turn it is; the others are anybody's on anything. */

/** Awards beyond these are brought to their end. */
const remembered = 5
const eventKinds: readonly EventKind[] = ['stopped', 'accelerated', 'moved', 'employerChanged', 'died']
const partVerbs = ['suspendInstalment', 'resumeInstalment', 'recheckInstalment', 'confirmInstalment', 'stopInstalment'] as const
const of = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)]
const times = (weight: number, act: Act): Act[] => Array.from({ length: weight }, () => act)

export class AwardCompany implements Player {
  readonly aim = new Aim()
  readonly play: AwardPlay
  constructor(play: AwardPlay) {
    this.play = play
  }

  async run(draw: Draw): Promise<void> {
    const { play } = this
    const grant = of(play.grants, draw.pick)
    const acts = !grant || draw.pick % 23 === 0 || (draw.pick % 5 === 0 && play.grants.length < remembered) ? [this.begin(draw)] : draw.wild ? this.anything(grant, draw) : this.itsTurn(grant, draw)
    const act = this.aim.among(acts, draw)
    if (!act) return
    play.tally.commands += 1
    await act()
  }

  private begin({ step }: Draw): Act {
    const { play } = this
    return async () => {
      const oldest = play.grants[0]
      if (oldest && play.grants.length >= remembered) await play.retire(oldest)
      await play.grant(step % 2 === 0)
    }
  }

  private handOf({ edge }: Draw, ...right: readonly Hand[]): Hand {
    return of(right, edge) ?? 'maker'
  }
  /** One fen, a part, all of it, one fen more. */
  private amount(whole: bigint, edge: number): bigint {
    return [1n, whole, whole / 2n, whole + 1n, whole][edge % 5] ?? whole
  }

  private itsTurn(grant: Grant, draw: Draw): Act[] {
    const { play } = this
    const { step, edge, odd } = draw
    // Half of the time whoever has a file or a debt goes on with that.
    const matter = [...this.ofBreach(grant, draw), ...this.ofClaim(grant, draw)]
    if (matter.length && (Math.floor(draw.act / 64) % 2 === 0 || matter.some(({ leads }) => leads?.some((start) => this.aim.wants(start))))) return matter
    const acts: Act[] = [() => play.atWork(grant, odd), () => play.night([1, 3, 8, 30][edge % 4] ?? 1)]
    for (const part of grant.parts) acts.push(...this.withPart(grant, part, draw))
    if (grant.parts.some(({ state }) => state === 'due')) acts.push(...times(grant.claim ? 1 : 4, () => play.send(grant)))
    if (grant.parts.some(({ state }) => state === 'batched')) acts.push(...times(4, () => play.answer(grant, step % 4 !== 0)))
    if (grant.state === 'reserved') {
      acts.push(...times(2, () => play.sign(grant, play.today, this.handOf(draw, 'office', 'checker'))), () => play.sign(grant, addDays(play.today, odd ? 1 : -1), 'office'))
      if (play.today > grant.signBy) acts.push(...times(2, () => play.cancel(grant, 'office')))
    }
    if (step % 7 === 0) acts.push(() => play.event(grant, of(eventKinds, edge) ?? 'moved', addDays(play.today, -(step % 40)), 'office'))
    const paid = grant.parts.some(({ state }) => state === 'paid')
    if (grant.obligation === 'running' && paid) acts.push(...times(5, () => play.openFile(grant, addDays(play.today, -(step % 3)), this.handOf(draw, 'office', 'maker'))))
    return [...acts, ...matter]
  }

  private withPart(grant: Grant, part: Part, { step, odd }: Draw): Act[] {
    const { play } = this
    const verb = (name: (typeof partVerbs)[number], hand: Hand): Act => () => play.part(name, grant, part, hand)
    const stops = step % 11 === 0 ? [verb('stopInstalment', 'checker')] : []
    if (part.state === 'suspended') return [...times(2, verb('resumeInstalment', 'office')), verb('recheckInstalment', 'maker'), ...stops]
    if (part.state === 'needsCheck') return [...times(2, verb(odd ? 'confirmInstalment' : 'recheckInstalment', 'checker')), verb('suspendInstalment', 'office'), ...stops]
    if (part.state === 'planned' || part.state === 'due') return step % 6 === 0 ? [verb('suspendInstalment', 'maker'), ...stops] : stops
    return []
  }

  private ofBreach(grant: Grant, draw: Draw): Act[] {
    const { play } = this
    const { step, odd } = draw
    const state = grant.breach?.state
    if (state === 'noticed') return [() => play.statement(grant, odd ? 'owner' : 'office'), () => play.night(8), ...times(2, () => play.propose(grant, step % 3 !== 0, false, 'maker'))]
    if (state === 'heard') return times(6, leading(() => play.propose(grant, step % 3 !== 0, step % 9 === 0, this.handOf(draw, 'maker', 'office')), 'breach heard→proposed'))
    if (state === 'proposed') return times(8, leading(() => play.decide(grant, step % 6 !== 0, this.handOf(draw, 'checker', 'office', 'sameHand')), 'breach proposed→', 'claim new→', 'writeOff ', 'instalment due→setOff'))
    return []
  }

  private ofClaim(grant: Grant, draw: Draw): Act[] {
    const { play } = this
    const { claim, writeOff, money } = grant
    const { step, edge, odd } = draw
    const acts: Act[] = money.recovered > 0n ? times(2, () => play.dispose(grant, this.amount(money.recovered, edge), odd ? 'line' : 'treasury', 'maker')) : []
    if (!claim) return acts
    for (const part of grant.parts.filter(({ state }) => state === 'setOff')) acts.push(...times(2, leading(() => play.undo(grant, part, this.handOf(draw, 'checker', 'sameHand', 'maker')), 'instalment setOff→due', 'claim settled→open')))
    if (claim.outstanding > 0n) {
      acts.push(() => play.plan(grant, this.amount(claim.outstanding, edge), odd, 'office'), ...times(2, () => play.repay(grant, this.amount(claim.outstanding, edge), play.today, step % 6 === 0, 'maker')))
      acts.push(...times(3, leading(() => play.proposeWriteOff(grant, this.amount(claim.outstanding, edge), 'maker'), 'writeOff ')))
      for (const part of grant.parts.filter(({ state }) => state === 'due')) acts.push(...times(5, leading(() => play.setOff(grant, part, grant, 'maker'), 'instalment due→setOff')))
    }
    const approves = leading(() => play.approve(grant, this.handOf(draw, 'checker', 'office', 'leader', 'sameHand')), `writeOff ${writeOff?.state}→approved`)
    const refuses = leading(() => play.refuse(grant, 'leader'), `writeOff ${writeOff?.state}→refused`)
    if (writeOff?.state === 'proposed') acts.push(...times(8, approves), refuses)
    if (writeOff?.state === 'approvedOnce') acts.push(...times(5, approves), ...times(4, refuses))
    return acts
  }

  /** Anything by anybody: the wrong hand, the wrong moment, the same again. */
  private anything(grant: Grant, draw: Draw): Act[] {
    const { play } = this
    const { step, edge, odd } = draw
    const hand = of(everyHand, edge) ?? 'owner'
    const desk = odd ? (of(['office', 'maker', 'checker'] as const, step) ?? 'office') : hand
    const finance = odd ? 'maker' : hand
    const day = addDays(play.today, [1, 0, -1, -30, -400][step % 5] ?? 0)
    const part = of(grant.parts, step)
    const other = of(play.grants, draw.pick + 1) ?? grant
    const theirs = of(other.parts, step)
    const acts: Act[] = part ? partVerbs.map((verb): Act => () => play.part(verb, grant, part, odd ? 'checker' : hand)) : []
    acts.push(() => play.event(grant, of(eventKinds, step) ?? 'moved', day, desk), () => play.sign(grant, day, desk), () => play.cancel(grant, desk), () => play.openFile(grant, day, desk))
    acts.push(() => play.statement(grant, odd ? 'owner' : hand), () => play.propose(grant, step % 2 === 0, step % 3 === 0, desk), () => play.decide(grant, step % 3 !== 0, desk))
    const whole = grant.claim?.outstanding || 100n
    acts.push(() => play.plan(grant, this.amount(whole, step), step % 2 === 0, desk), () => play.repay(grant, this.amount(whole, step), day, step % 2 === 0, finance))
    const undone = grant.parts.find(({ setOff }) => setOff !== undefined)
    if (undone) acts.push(() => play.undo(grant, undone, odd ? 'checker' : hand))
    if (theirs) acts.push(() => play.setOff(grant, theirs, other, finance))
    acts.push(() => play.proposeWriteOff(grant, this.amount(whole, step), finance), () => play.approve(grant, odd ? 'leader' : hand), () => play.refuse(grant, odd ? 'leader' : hand))
    acts.push(() => play.dispose(grant, this.amount(grant.money.recovered, step), odd ? 'line' : 'treasury', finance))
    return acts
  }
}
