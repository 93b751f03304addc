import { addMonths } from '../../../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../../../kernel/calendar/working-days.ts'
import type { PlainDate } from '../../../../kernel/types.ts'
import type { Expected } from '../life.ts'

/** What the harness believes of an award after its decision, written from the procedure and not from the house's code. Amounts in fen. */

export type Hand = 'owner' | 'stranger' | 'county' | 'maker' | 'checker' | 'sameHand' | 'office' | 'leader'
export const everyHand: readonly Hand[] = ['owner', 'stranger', 'county', 'maker', 'checker', 'sameHand', 'office', 'leader']
const desk: readonly Hand[] = ['maker', 'checker', 'sameHand', 'office']
const finance: readonly Hand[] = ['maker', 'checker', 'sameHand']
const approvers: readonly Hand[] = ['checker', 'sameHand', 'office', 'leader']
/** Two accounts of one human count as one. */
const humanOf = (hand: Hand): Hand => (hand === 'sameHand' ? 'maker' : hand)

export type PartState = 'planned' | 'needsCheck' | 'due' | 'suspended' | 'batched' | 'paid' | 'setOff' | 'stopped'
export interface Part {
  no: number
  amount: bigint
  dueOn: PlainDate
  /** The clause asks whether he is at work when it falls due. */
  checked: boolean
  state: PartState
  /** Who set it off last, and whether that was undone. */
  setOff?: { by: Hand; undone: boolean }
}
const open: readonly PartState[] = ['planned', 'needsCheck', 'due', 'suspended']

export const accounts = ['available', 'reserved', 'committed', 'inTransit', 'paid', 'receivable', 'recovered'] as const
export type Account = (typeof accounts)[number]

export interface Breach {
  state: 'noticed' | 'heard' | 'proposed' | 'upheld' | 'dismissed'
  happenedOn: PlainDate
  statementBy: PlainDate
  proposal: { breach: boolean; amount: bigint; by: Hand } | undefined
}
export interface WriteOff {
  state: 'proposed' | 'approvedOnce' | 'approved' | 'refused'
  amount: bigint
  by: Hand[]
}
export interface Grant {
  /** Signed awards owe all of it back and go on being paid after a breach; the others owe by months and lapse. */
  signed: boolean
  state: 'reserved' | 'active' | 'completed' | 'curtailed' | 'cancelled'
  decidedOn: PlainDate
  signBy: PlainDate
  parts: Part[]
  atWork: boolean | undefined
  obligation: 'running' | 'suspected' | 'breached' | 'fulfilled' | 'released'
  serveTo: PlainDate
  breach: Breach | undefined
  /** Days of facts that have had their file, and events that are on record. */
  found: Set<string>
  events: Set<string>
  claim: { outstanding: bigint; decidedOn: PlainDate } | undefined
  writeOff: WriteOff | undefined
  money: Record<Account, bigint>
}

const refused = (code: string): Expected => ({ refused: code })
export const may = {
  suspendInstalment: desk, resumeInstalment: desk, recheckInstalment: desk, confirmInstalment: finance, stopInstalment: finance, recordAwardEvent: desk, signAgreement: desk, cancelUnsigned: desk,
  openBreach: desk, giveStatement: ['owner', 'office'], proposeBreach: desk, decideBreach: desk, agreePlan: desk, recordRepayment: ['maker'], setOffInstalment: ['maker'], undoSetOff: ['checker', 'sameHand'],
  proposeWriteOff: ['maker'], approveWriteOff: approvers, refuseWriteOff: approvers, disposeRecovered: ['maker'],
} as const satisfies Record<string, readonly Hand[]>
export type AwardVerb = keyof typeof may
/** Who may not do it at all is told nothing else. */
export const judged = (verb: AwardVerb, hand: Hand, expected: Expected): Expected => ((may[verb] as readonly Hand[]).includes(hand) ? expected : 'no')

const shift = (grant: Grant, from: Account, to: Account | 'treasury', amount: bigint): void => {
  grant.money[from] -= amount
  if (to !== 'treasury') grant.money[to] += amount
}

/** Whoever has nothing left to come is through. */
const closes = (grant: Grant): void => {
  if (grant.parts.some(({ state }) => open.includes(state) || state === 'batched')) return
  const stopped = grant.parts.filter(({ state }) => state === 'stopped').length
  if (grant.state === 'active' || grant.state === 'reserved') grant.state = stopped === 0 ? 'completed' : stopped < grant.parts.length ? 'curtailed' : 'cancelled'
}

export const openParts = ({ parts }: Grant): Part[] => parts.filter(({ state }) => open.includes(state))

export const stopParts = (grant: Grant, stopped: readonly Part[]): void => {
  for (const part of stopped) {
    part.state = 'stopped'
    shift(grant, grant.state === 'reserved' ? 'reserved' : 'committed', 'available', part.amount)
  }
  closes(grant)
}

export const decide = (signed: boolean, room: bigint, amounts: readonly bigint[], today: PlainDate, signBy: PlainDate): Grant => {
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  const parts = amounts.map((amount, index): Part => ({ no: index + 1, amount, dueOn: addMonths(today, index), checked: index === 1, state: index === 0 && !signed ? 'due' : 'planned' }))
  const money = { available: room - sum, reserved: signed ? sum : 0n, committed: signed ? 0n : sum, inTransit: 0n, paid: 0n, receivable: 0n, recovered: 0n }
  return { signed, state: signed ? 'reserved' : 'active', decidedOn: today, signBy, parts, atWork: undefined, obligation: 'running', serveTo: addMonths(today, 3), breach: undefined, found: new Set(), events: new Set(), claim: undefined, writeOff: undefined, money }
}

export const expectPart = (verb: 'suspendInstalment' | 'resumeInstalment' | 'recheckInstalment' | 'confirmInstalment' | 'stopInstalment', grant: Grant, { state }: Part): Expected => {
  if (verb === 'suspendInstalment') return state === 'planned' || state === 'needsCheck' || state === 'due' ? (grant.state === 'reserved' ? refused('unsigned') : 'done') : refused('notSuspendable')
  if (verb === 'resumeInstalment') return state === 'suspended' ? 'done' : refused('notSuspended')
  if (verb === 'recheckInstalment') return state === 'needsCheck' || state === 'suspended' ? 'done' : refused('notWaiting')
  if (verb === 'confirmInstalment') return state === 'needsCheck' ? 'done' : refused('notWaiting')
  return open.includes(state) ? 'done' : refused('notStoppable')
}

export const settlePart = (verb: Parameters<typeof expectPart>[0], grant: Grant, part: Part, today: PlainDate): void => {
  if (verb === 'suspendInstalment') part.state = 'suspended'
  else if (verb === 'resumeInstalment') part.state = part.dueOn > today ? 'planned' : 'due'
  else if (verb === 'confirmInstalment') part.state = 'due'
  else if (verb === 'stopInstalment') stopParts(grant, [part])
  else recheck(grant, part, today)
}

/** Asked again: what holds goes on by itself, whatever else waits for a person. */
const recheck = ({ atWork }: Grant, part: Part, today: PlainDate): void => {
  if (part.dueOn > today || part.state === 'due') return
  if (part.checked && atWork) part.state = 'due'
  else if (part.state === 'planned') part.state = part.checked ? 'needsCheck' : 'due'
}

/** A night: what falls due falls due; service that is over is over. */
export const night = (grant: Grant, today: PlainDate): void => {
  if (grant.state === 'active') for (const part of openParts(grant)) recheck(grant, part, today)
  if (grant.obligation !== 'running') return
  if (grant.state === 'cancelled' || [...grant.events].some((event) => event.startsWith('died'))) grant.obligation = 'released'
  else if (grant.serveTo < today) grant.obligation = 'fulfilled'
}

export type EventKind = 'died' | 'moved' | 'employerChanged' | 'stopped' | 'accelerated'
export const expectEvent = ({ state, events }: Grant, kind: EventKind, on: PlainDate, today: PlainDate): Expected => {
  if (state !== 'reserved' && state !== 'active') return refused('notOpen')
  if (on > today) return refused('notYet')
  return events.has(`${kind} ${on}`) ? refused('alreadyRecorded') : 'done'
}
/** What was due before its day is still owed. */
export const event = (grant: Grant, kind: EventKind, on: PlainDate): void => {
  grant.events.add(`${kind} ${on}`)
  const later = openParts(grant).filter(({ dueOn }) => dueOn >= on)
  if (kind === 'accelerated') for (const part of later) part.dueOn = part.state === 'planned' && part.dueOn > on ? on : part.dueOn
  else if (kind === 'died' || kind === 'stopped' || (kind === 'moved' && !grant.signed)) stopParts(grant, later)
}

export const expectSign = ({ state, decidedOn }: Grant, on: PlainDate, today: PlainDate): Expected => (state !== 'reserved' ? refused('notWaiting') : on > today ? refused('notYet') : on < decidedOn ? refused('beforeDecision') : 'done')
export const sign = (grant: Grant): void => {
  grant.state = 'active'
  shift(grant, 'reserved', 'committed', openParts(grant).reduce((sum, { amount }) => sum + amount, 0n))
}
export const expectCancel = ({ state, signBy }: Grant, today: PlainDate): Expected => (state !== 'reserved' ? refused('notWaiting') : today <= signBy ? refused('stillTime') : 'done')

/** The bank: everything that is due goes to it, and comes back paid or not. */
export const send = (grant: Grant): void => {
  for (const part of grant.parts.filter(({ state }) => state === 'due')) {
    part.state = 'batched'
    shift(grant, 'committed', 'inTransit', part.amount)
  }
}
export const answer = (grant: Grant, paid: boolean): void => {
  for (const part of grant.parts.filter(({ state }) => state === 'batched')) {
    part.state = paid ? 'paid' : 'due'
    shift(grant, 'inTransit', paid ? 'paid' : 'committed', part.amount)
  }
  closes(grant)
}

export const expectOpen = ({ obligation, decidedOn, found }: Grant, on: PlainDate, today: PlainDate): Expected => {
  if (obligation !== 'running') return refused('notRunning')
  if (on > today) return refused('notYet')
  if (on < decidedOn) return refused('beforeService')
  return found.has(on) ? refused('alreadyFound') : 'done'
}
export const openFile = (grant: Grant, on: PlainDate, today: PlainDate): void => {
  grant.found.add(on)
  grant.obligation = 'suspected'
  grant.breach = { state: 'noticed', happenedOn: on, statementBy: workingDaysAfter(today, 5), proposal: undefined }
}

/** A month that has begun counts as served; the fen is rounded down. */
export const owed = ({ signed, parts, decidedOn }: Grant, { happenedOn }: Breach): bigint => {
  const paid = parts.filter(({ state }) => state === 'paid' || state === 'setOff').reduce((sum, { amount }) => sum + amount, 0n)
  if (signed) return paid
  let begun = 0
  while (begun < 3 && addMonths(decidedOn, begun) < happenedOn) begun += 1
  return (paid * BigInt(3 - begun)) / 3n
}

export const expectStatement = ({ state, statementBy }: Breach, today: PlainDate): Expected => (state !== 'noticed' && state !== 'heard' ? refused('notOpen') : today > statementBy ? refused('tooLate') : 'done')
export const expectPropose = ({ state, statementBy }: Breach, withRest: boolean, today: PlainDate): Expected => {
  if (state !== 'noticed' && state !== 'heard') return refused('notOpen')
  if (state === 'noticed' && today <= statementBy) return refused('stillTime')
  return withRest ? refused('restFixed') : 'done'
}
export const propose = (grant: Grant, file: Breach, breach: boolean, by: Hand): void => {
  file.state = 'proposed'
  file.proposal = { breach, amount: breach ? owed(grant, file) : 0n, by }
}
export const expectDecide = (grant: Grant, file: Breach, agree: boolean, hand: Hand): Expected => {
  const { proposal } = file
  if (file.state !== 'proposed' || !proposal) return refused('notProposed')
  if (humanOf(proposal.by) === humanOf(hand)) return refused('sameHand')
  if (!agree) return 'done'
  if (grant.parts.some(({ state }) => state === 'batched')) return refused('inTransit')
  return proposal.breach && owed(grant, file) !== proposal.amount ? refused('changed') : 'done'
}
export const decideFile = (grant: Grant, file: Breach, agree: boolean, today: PlainDate): void => {
  if (!agree) return void (file.state = 'heard')
  if (!file.proposal?.breach) {
    file.state = 'dismissed'
    return void (grant.obligation = 'running')
  }
  file.state = 'upheld'
  grant.obligation = 'breached'
  if (!grant.signed) stopParts(grant, openParts(grant))
  const { amount } = file.proposal
  if (amount === 0n) return
  grant.claim = { outstanding: amount, decidedOn: today }
  shift(grant, 'paid', 'receivable', amount)
}

export type Claim = NonNullable<Grant['claim']>
const unlessSettled = ({ outstanding }: Claim, otherwise: () => Expected): Expected => (outstanding === 0n ? refused('settled') : otherwise())
export const expectPlan = (claim: Claim, sum: bigint, ahead: boolean): Expected => unlessSettled(claim, () => (sum !== claim.outstanding ? refused('planSum') : ahead ? 'done' : refused('notAhead')))
export const expectRepayment = (claim: Claim, amount: bigint, on: PlainDate, used: boolean, today: PlainDate): Expected =>
  unlessSettled(claim, () => (amount > claim.outstanding ? refused('tooMuch') : on > today ? refused('notYet') : on < claim.decidedOn ? refused('beforeClaim') : used ? refused('serialUsed') : 'done'))
export const repay = (grant: Grant, claim: Claim, amount: bigint): void => {
  claim.outstanding -= amount
  shift(grant, 'receivable', 'recovered', amount)
}

export const expectSetOff = (claim: Claim, { state }: Part, others: boolean): Expected => unlessSettled(claim, () => (state !== 'due' ? refused('notDue') : others ? refused('otherHolder') : 'done'))
export const setOff = (grant: Grant, claim: Claim, part: Part, by: Hand): void => {
  const amount = part.amount < claim.outstanding ? part.amount : claim.outstanding
  if (amount < part.amount) {
    const { setOff: _, ...rest } = part
    grant.parts.push({ ...rest, no: Math.max(...grant.parts.map(({ no }) => no)) + 1, amount: part.amount - amount })
    part.amount = amount
  }
  part.state = 'setOff'
  part.setOff = { by, undone: false }
  shift(grant, 'committed', 'paid', amount)
  repay(grant, claim, amount)
  closes(grant)
}

export const expectUndo = ({ money }: Grant, { by, undone }: NonNullable<Part['setOff']>, { amount }: Part, hand: Hand): Expected =>
  undone ? refused('undone') : humanOf(by) === humanOf(hand) ? refused('sameHand') : money.recovered < amount ? refused('disposed') : 'done'
/** Due again, and what was through has something to come again. */
export const undo = (grant: Grant, claim: Claim, part: Part): void => {
  part.state = 'due'
  if (part.setOff) part.setOff.undone = true
  shift(grant, 'paid', 'committed', part.amount)
  shift(grant, 'recovered', 'receivable', part.amount)
  claim.outstanding += part.amount
  if (grant.state === 'completed' || grant.state === 'curtailed') grant.state = 'active'
}

export const expectProposeWriteOff = (claim: Claim, waits: WriteOff | undefined, amount: bigint): Expected =>
  unlessSettled(claim, () => (amount > claim.outstanding ? refused('tooMuch') : waits && (waits.state === 'proposed' || waits.state === 'approvedOnce') ? refused('alreadyProposed') : 'done'))
export const expectApprove = (claim: Claim, { state, amount, by }: WriteOff, hand: Hand): Expected => {
  if (state !== 'proposed' && state !== 'approvedOnce') return refused('notOpen')
  if (by.some((one) => humanOf(one) === humanOf(hand))) return refused('sameHand')
  return amount > claim.outstanding ? refused('tooMuch') : 'done'
}
export const approve = (grant: Grant, claim: Claim, writeOff: WriteOff, hand: Hand): void => {
  writeOff.by.push(hand)
  writeOff.state = writeOff.state === 'proposed' ? 'approvedOnce' : 'approved'
  if (writeOff.state !== 'approved') return
  claim.outstanding -= writeOff.amount
  grant.money.receivable -= writeOff.amount
}

export const expectDispose = ({ money }: Grant, amount: bigint): Expected => (amount > money.recovered ? refused('tooMuch') : 'done')
export const dispose = (grant: Grant, amount: bigint, to: 'line' | 'treasury'): void => shift(grant, 'recovered', to === 'line' ? 'available' : 'treasury', amount)

/** Ways that the procedure knows beside those that the database has in a table. */
export const ways: readonly string[] = [
  ...['new→reserved', 'new→active', 'reserved→active', 'reserved→cancelled', 'active→completed', 'active→curtailed', 'active→cancelled'].map((way) => `award ${way}`),
  ...['running→suspected', 'suspected→running', 'suspected→breached', 'running→fulfilled', 'running→released'].map((way) => `obligation ${way}`),
  ...['new→noticed', 'noticed→heard', 'noticed→proposed', 'heard→proposed', 'proposed→heard', 'proposed→upheld', 'proposed→dismissed'].map((way) => `breach ${way}`),
  ...['new→open', 'open→settled', 'settled→open'].map((way) => `claim ${way}`),
  ...['new→proposed', 'proposed→approvedOnce', 'approvedOnce→approved', 'proposed→refused', 'approvedOnce→refused'].map((way) => `writeOff ${way}`),
]
