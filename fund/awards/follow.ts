import type { Database, Tx } from '../../kernel/db/database.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { followAward, type AwardFollowed, type Basis, type CheckShown } from '../../measures/index.ts'
import { extendAward, stopInstalments } from './effects.ts'
import * as store from './store.ts'
import type { LockedAward, OpenInstalment } from './store.ts'

/**
 * Awards follow their facts. Each night the registry's own events stop what no longer is owed, the edition's events move its schedule, reached
 * milestones get their day, and what is due asks its conditions again: green goes on by itself, everything else to a person.
 */

export interface FollowedFigures {
  awards: number
  lifeEvents: number
}

/** One transaction an award, so that a fault in one holds up nobody else's money. May run twice without harm. */
export const followAwards = async (database: Database, today: PlainDate): Promise<FollowedFigures> => {
  const happened = await database.asSystem(today, (db) => store.lifeEvents(db, today))
  for (const event of happened) {
    await database.asSystem(today, async (db) => {
      const award = await store.lockAward(db, event.id)
      await applyLifeEvent(db, award, { kind: event.kind, on: event.on, says: event.says, source: 'record', document: event.source }, today)
    })
  }
  const ids = await database.asSystem(today, (db) => store.awardsToFollow(db, today))
  for (const id of ids) await database.asSystem(today, async (db) => followOne(db, await store.lockAward(db, id), today))
  return { awards: ids.length, lifeEvents: happened.length }
}

export interface EventToApply extends store.NewEvent {
  kind: 'died' | 'moved' | 'employerChanged' | 'stopped' | 'accelerated'
}

export interface Applied {
  recorded: boolean
  stopped: number
  stoppedFen: bigint
  movedUp: number
}

/**
 * Where the edition says nothing else: death and a move out of the city stop what falls due from that day on, and what was paid stays; a new
 * employer in the city changes nothing by itself, the conditions of the next instalment decide. What was due before the day is still owed.
 */
export const applyLifeEvent = async (db: Tx, award: LockedAward, event: EventToApply, today: PlainDate): Promise<Applied> => {
  const open = (await store.openInstalments(db, award.id)).filter((instalment) => !isDue(instalment, event.on))
  const goesOn = event.kind === 'employerChanged' || (event.kind === 'moved' && award.unpaid === 'continue')
  const stops = goesOn || event.kind === 'accelerated' ? [] : open
  const moves = event.kind === 'accelerated' ? open.filter(({ state, milestone, dueOn }) => state === 'planned' && !milestone && dueOn > event.on) : []
  const stoppedFen = stops.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const changed = stoppedFen + moves.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  if ((await store.hasEvent(db, award.id, event.kind, event.on)) || !(await store.recordEvent(db, award, { ...event, changed }))) return { recorded: false, stopped: 0, stoppedFen: 0n, movedUp: 0 }
  await stopInstalments(db, award, stops, event.says, today)
  for (const { id } of moves) await store.setInstalment(db, id, { dueOn: event.on })
  return { recorded: true, stopped: stops.length, stoppedFen, movedUp: moves.length }
}

/** Owed already when the event came: its day lay before, and its milestone was reached. */
const isDue = ({ dueOn, milestone, reachedOn }: OpenInstalment, on: PlainDate): boolean => dueOn < on && (!milestone || reachedOn !== null)

export const followOne = async (db: Tx, award: LockedAward, today: PlainDate): Promise<void> => {
  const { basis } = award
  const now = basis && (await followAward(db, basis, today))
  if (!basis || !now) return
  await followEvents(db, award, now, today)
  for (const instalment of await store.openInstalments(db, award.id)) {
    const payment = paymentOf(award, instalment, now)
    if (payment) await followInstalment(db, award, instalment, payment, { basis, today })
  }
}

type Payment = AwardFollowed['payments'][number]

/** By the number in the plan; what an event added comes after the plan, in its order. */
const paymentOf = ({ planned }: LockedAward, { rootNo }: OpenInstalment, { payments }: AwardFollowed): Payment | undefined =>
  rootNo <= planned ? payments.find(({ no }) => no === rootNo) : payments.filter(({ no }) => no === null)[rootNo - planned - 1]

const kinds = { stop: 'stopped', suspend: 'suspended', accelerate: 'accelerated', extend: 'extended' } as const

/** The edition's own events: what they drop, hold back, bring forward or add. */
const followEvents = async (db: Tx, award: LockedAward, now: AwardFollowed, today: PlainDate): Promise<void> => {
  const happened = now.events.filter(({ on }) => on <= today)
  if (!happened.length) return
  const open = await store.openInstalments(db, award.id)
  const dropped = open.filter((instalment) => paymentOf(award, instalment, now)?.dropped)
  for (const event of happened) {
    if (event.does === 'extend') {
      await extend(db, award, now, event, today)
      continue
    }
    const changed = event.does === 'stop' ? dropped.reduce((sum, { amountFen }) => sum + amountFen, 0n) : 0n
    await store.recordEvent(db, award, { kind: kinds[event.does], on: event.on, says: event.says, source: 'edition', changed })
    if (event.does === 'suspend' && event.until && event.until <= today) await store.recordEvent(db, award, { kind: 'resumed', on: event.until, says: `${event.says}：已恢复`, source: 'edition' })
  }
  const why = happened.filter(({ does }) => does === 'stop' || does === 'suspend').map(({ says }) => says)
  await stopInstalments(db, award, dropped, why.join('；') || '按条款停发', today)
  const suspending = happened.some(({ does }) => does === 'suspend')
  for (const instalment of open) {
    const payment = paymentOf(award, instalment, now)
    if (!payment || payment.dropped || instalment.milestone) continue
    const { id, state, dueOn } = instalment
    if (payment.due === null && state === 'planned') await store.setInstalment(db, id, { state: 'suspended', checkNote: why.join('；') })
    else if (payment.due !== null && state === 'suspended' && suspending) await store.setInstalment(db, id, { state: 'planned', dueOn: payment.due })
    else if (payment.due !== null && state === 'planned' && payment.due !== dueOn) await store.setInstalment(db, id, { dueOn: payment.due })
  }
}

const extend = async (db: Tx, award: LockedAward, now: AwardFollowed, event: AwardFollowed['events'][number], today: PlainDate): Promise<void> => {
  if (await store.hasEvent(db, award.id, 'extended', event.on)) return
  const added = now.payments.flatMap(({ no, due, amount, check, payee, tax, payers }) => (no === null && due !== null ? [{ dueOn: due, amount, condition: check?.says ?? null, ...(payee ? { payee } : {}), ...(tax ? { tax } : {}), ...(payers ? { payers } : {}) }] : []))
  if (!added.length || !(await extendAward(db, award, added, today))) return
  await store.recordEvent(db, award, { kind: 'extended', on: event.on, says: event.says, source: 'edition', changed: added.reduce((sum, { amount }) => sum + amount, 0n) })
}

interface Asking {
  basis: Basis
  today: PlainDate
}

/** Milestone reached → its day; day come → the conditions once more, by the facts of the due day; green → due by itself. */
const followInstalment = async (db: Tx, award: LockedAward, instalment: OpenInstalment, payment: Payment, { basis, today }: Asking): Promise<void> => {
  const { id, state } = instalment
  if (instalment.staged) return
  let { dueOn } = instalment
  if (instalment.milestone && instalment.reachedOn === null) {
    if (state !== 'planned' || payment.reached?.outcome !== 'eligible') return
    await store.setInstalment(db, id, { dueOn: today, reachedOn: today })
    await store.recordCheck(db, award, { instalmentId: id, asOf: today, outcome: 'eligible', effect: 'reached', findings: [payment.reached] })
    await store.recordEvent(db, award, { kind: 'reached', on: today, says: `第${instalment.no}期：${payment.reached.says}`, source: 'edition', changed: instalment.amountFen })
    dueOn = today
  }
  if (dueOn > today || state === 'due') return
  // What falls due for the first time is asked as of its own day, however late the job runs; what waits, as of today.
  const asked = state === 'planned' && dueOn < today ? await askedOn(db, award, instalment, basis, dueOn) : payment.check
  if (!asked) {
    if (state === 'planned') await store.setInstalment(db, id, { state: 'due' })
    return
  }
  const green = asked.outcome === 'eligible'
  await store.recordCheck(db, award, { instalmentId: id, asOf: state === 'planned' ? dueOn : today, outcome: asked.outcome, effect: green ? (state === 'suspended' ? 'resume' : 'due') : 'queue', findings: [asked] })
  if (green) await store.setInstalment(db, id, { state: 'due' })
  else if (state === 'planned') await store.setInstalment(db, id, { state: 'needsCheck' })
  if (green && state === 'suspended') await store.recordEvent(db, award, { kind: 'resumed', on: today, says: `第${instalment.no}期：条件已经满足`, source: 'record', changed: instalment.amountFen })
}

const askedOn = async (db: Tx, award: LockedAward, instalment: OpenInstalment, basis: Basis, day: PlainDate): Promise<CheckShown | null> => {
  const then = await followAward(db, basis, day)
  return (then && paymentOf(award, instalment, then)?.check) ?? null
}

/** What the edition's own `if` of this instalment says by the facts of today; null where it asks nothing. */
export const checkOf = async (db: Tx, award: LockedAward, instalment: OpenInstalment, today: PlainDate): Promise<CheckShown | null> => (award.basis ? askedOn(db, award, instalment, award.basis, today) : null)

/** The same for one instalment at once, when somebody has put the record right and does not want to wait for the night. */
export const recheckOne = async (db: Tx, award: LockedAward, instalmentId: Id<'instalment'>, today: PlainDate): Promise<boolean> => {
  const { basis } = award
  const now = basis && (await followAward(db, basis, today))
  const instalment = (await store.openInstalments(db, award.id)).find(({ id }) => id === instalmentId)
  const payment = now && instalment && paymentOf(award, instalment, now)
  if (!basis || !payment) return false
  await followInstalment(db, award, instalment, payment, { basis, today })
  return true
}
