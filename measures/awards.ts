import { sql } from 'kysely'
import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { addPeriod, decidedEdition, explain, factsOf, followSchedule, historyOf, obligationDay, type Amount, type Edition, type FactValue, type Facts, type FollowedCheck, type FollowedPayment, type Period, type Sameness, type Vocabulary } from '../policy/index.ts'
import { recordsOf } from '../registry/records.ts'
import { assessmentOf } from './assess.ts'
import { factsOfSubject, withAnswers } from './facts.ts'
import { payeeAndTax, payersOfPayment } from './payee.ts'
import { liveLibrary, type LiveLibrary, type PublishedEdition } from './library.ts'
import { paidToHolder } from './portfolio.ts'
import type { Outcome, PlannedInstalment, Subject } from './types.ts'

/** What the fund asks about a measure after the decision: its terms, what is lawful beside other money, and whether it still holds. */

export interface Basis {
  editionId: Id<'edition'>
  subject: Subject
  /** 申请日 */
  on: PlainDate
  /** The facts exactly as the decision used them. */
  facts: Readonly<Record<string, unknown>>
  /** What the applicant declared: it goes on filling what the city does not know. */
  answers: Readonly<Record<string, unknown>>
  /** The whole sum in fen before differences; of use where a body had decided it. */
  full?: Fen | null
  /** Code of the place of the award: who pays may depend on it. */
  place?: string
}

/** What may be had once, or excludes others, on a key that records give: two people of one home have one key in common. */
export interface AwardKey {
  scope: string
  kind: Sameness
  value: string
  /** For ever, or while the award's period runs. */
  always: boolean
}

export interface AwardTerms {
  documentNumber: string
  clause: string
  obligation: {
    from: PlainDate
    to: PlainDate | null
    lockTo: PlainDate | null
    breach: 'pro-rata' | 'all' | 'rest' | 'none'
    unpaid: 'lapse' | 'continue'
    banMonths: number | null
    banFor: readonly ('person' | 'employer')[]
    says: string | null
  } | null
  /** Last day for the signature; null where none is asked. */
  signBy: PlainDate | null
  keys: readonly AwardKey[]
  groups: readonly string[]
}

/** What came out of the engine goes back into it; it checks the type of each fact as it reads it. */
const keptFacts = (facts: Readonly<Record<string, unknown>>): Facts => Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value as FactValue]))

const find = async (db: Tx, editionId: string): Promise<{ library: LiveLibrary; published: PublishedEdition } | undefined> => {
  const library = await liveLibrary(db)
  const published = library.byId.get(editionId)
  return published && { library, published }
}

/** Undefined when this house has not published the edition. */
export const awardTerms = (db: Tx, basis: Basis, decidedOn: PlainDate): Promise<AwardTerms | undefined> =>
  withHouseEyes(db, decidedOn, async () => {
    const found = await find(db, basis.editionId)
    if (!found) return undefined
    const { edition } = found.published
    const groups = edition.combine.filter(({ rule, choice }) => (rule === 'choose' || rule === 'highest') && choice !== 'changeable')
    const rules = [
      ...(edition.limits.once ? [{ scope: `once:${edition.measure}`, kind: edition.limits.once, always: true }] : []),
      ...groups.map(({ group, per }) => ({ scope: `group:${group}`, kind: per, always: false })),
    ]
    const keys: AwardKey[] = []
    for (const rule of rules) for (const value of await keyValues(db, edition, basis, rule.kind)) keys.push({ ...rule, value })
    return {
      documentNumber: edition.document.number,
      clause: edition.document.clause ?? '',
      obligation: obligationOf(edition, basis, decidedOn, found.library.vocabulary),
      signBy: edition.obligation?.agreement ? plusPeriod(decidedOn, edition.obligation.agreement) : null,
      keys,
      groups: groups.map(({ group }) => group),
    }
  })

const plusPeriod = (day: PlainDate, period: Period): PlainDate => plainDate(addPeriod(day, period))
const monthsOf = (period: Period): number => ('months' in period ? period.months : Math.ceil(period.days / 30))

/** Served from the day that the edition names, where the decision knew it; otherwise from the decision. */
const obligationOf = (edition: Edition, { facts, on }: Basis, decidedOn: PlainDate, vocabulary: Vocabulary): AwardTerms['obligation'] => {
  const { obligation } = edition
  if (!obligation) return null
  const named = obligationDay(edition, { on, facts: keptFacts(facts) }, vocabulary)
  const from = named === null ? decidedOn : plainDate(named)
  return {
    from,
    to: obligation.serve ? plusPeriod(from, obligation.serve) : null,
    lockTo: obligation.lock ? plusPeriod(from, obligation.lock) : null,
    breach: obligation.breach,
    unpaid: obligation.unpaid,
    banMonths: obligation.ban ? monthsOf(obligation.ban) : null,
    banFor: obligation.banFor,
    says: obligation.says ?? null,
  }
}

/** The holder, and his spouse where the registry knows one on either side. */
export const homeOf = (db: Tx, subject: Subject, on: PlainDate): Promise<readonly string[]> => withHouseEyes(db, on, () => homeIds(db, subject))

const homeIds = async (db: Tx, { kind, id }: Subject): Promise<readonly string[]> => {
  if (kind !== 'person') return [id]
  const { rows } = await sql<{ id: string }>`
    select member_id as id from pub.person_household_member where person_id = ${id} and relation = '配偶' and member_id is not null
    union select person_id from pub.person_household_member where member_id = ${id} and relation = '配偶'`.execute(db)
  return [id, ...rows.map((row) => row.id)]
}

/** The values of one key, from records, for each record of the person: one that was merged holds what he had under it. */
const keyValues = async (db: Tx, edition: Edition, basis: Basis, kind: Sameness): Promise<readonly string[]> => {
  if (basis.subject.kind !== 'person') return [basis.subject.id]
  const values: string[] = []
  for (const id of await recordsOf(db, basis.subject.id)) values.push(...(await keyValuesOf(db, edition, { ...basis, subject: { kind: 'person', id } }, kind)))
  return [...new Set(values)]
}

/** A key that no record gives is held per person, which is the stricter way. */
const keyValuesOf = async (db: Tx, edition: Edition, { subject, facts }: Basis, kind: Sameness): Promise<readonly string[]> => {
  const home = () => homeIds(db, subject)
  const one = async (query: ReturnType<typeof sql<{ value: string | null }>>): Promise<readonly string[]> => {
    const value = (await query.execute(db)).rows[0]?.value
    return [value ?? subject.id]
  }
  switch (kind) {
    case 'household':
      return home()
    case 'dwelling': {
      const bought = (await sql<{ day: PlainDate | null }>`select bought_on as day from pub.person_housing where person_id = ${subject.id}`.execute(db)).rows[0]?.day
      return (await home()).map((id) => (bought ? `${id}@${bought}` : id))
    }
    case 'certificate':
      return one(sql<{ value: string | null }>`select coalesce(certificate_number, person_id || '@' || obtained_on) as value from pub.person_skill where person_id = ${subject.id} order by obtained_on desc limit 1`)
    case 'degree':
      return [`${subject.id}@${textOf(facts['学位'])}`]
    case 'employment':
      return one(sql<{ value: string | null }>`select person_id || '@' || employer_id || '@' || started_on as value from pub.person_employment where person_id = ${subject.id} order by started_on desc limit 1`)
    case 'employer':
    case 'licence':
      return one(sql<{ value: string | null }>`select employer_id::text as value from pub.person where id = ${subject.id}`)
    case 'level':
      return [[subject.id, ...tableKeys(edition).map((name) => textOf(facts[name]))].join('@')]
    case 'person':
    case 'team':
      return [subject.id]
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '')

/** The facts by which the table of amounts is read: the level that is rewarded. */
const tableKeys = ({ gives, alternatives }: Edition): string[] => {
  const of = (amount: Amount | undefined): string[] => {
    if (amount?.kind === 'table') return [...factsOf(amount.by.expr), ...amount.rows.flatMap((row) => of(row.amount))]
    if (amount?.kind === 'best') return amount.of.flatMap(of)
    return []
  }
  return [...new Set([...gives, ...alternatives.flatMap((alternative) => alternative.gives)].flatMap((give) => of(give.amount)))]
}

export type LawfulGrant = { ok: true; amount: Fen; off: { of: string; amount: Fen }[] } | { ok: false; words: string }

/**
 * What of an amount may still be had beside what was granted here and what other levels paid: all of it, the difference, or nothing.
 * `amount` in fen. Undefined when this house has not published the edition.
 */
export const lawfulGrant = (db: Tx, { editionId, subject, on }: Pick<Basis, 'editionId' | 'subject' | 'on'>, amount: Fen): Promise<LawfulGrant | undefined> =>
  withHouseEyes(db, on, async () => {
    const found = await find(db, editionId)
    if (!found) return undefined
    const { edition } = found.published
    const paid = await paidToHolder(db, subject)
    const editions = new Map(found.library.editions.map((one) => [one.edition.measure, one.edition]))
    const { barred, off } = historyOf(edition, paid, editions)
    const nameOf = (code: string): string => editions.get(code)?.title ?? code
    if (barred) return { ok: false, words: barred.by.of === edition.measure ? '已经享受过本事项' : `已经享受“${nameOf(barred.by.of)}”` }
    const taken = off.reduce((sum, one) => sum + one.fen, 0n)
    if (taken >= amount) return { ok: false, words: `已领 ${off.map((one) => `“${nameOf(one.of)}”`).join('、')}，已经抵足` }
    return { ok: true, amount: fen(amount - taken), off: off.map((one) => ({ of: nameOf(one.of), amount: fen(one.fen) })) }
  })

export interface CheckShown {
  says: string
  outcome: Outcome
  facts: { name: string; value: string | null; source: string | null }[]
}
export interface AwardFollowed {
  payments: (Pick<PlannedInstalment, 'payee' | 'tax' | 'payers'> & { no: number | null; due: PlainDate | null; dropped: boolean; amount: Fen; reached: CheckShown | null; check: CheckShown | null })[]
  events: { says: string; does: 'stop' | 'suspend' | 'accelerate' | 'extend'; on: PlainDate; until: PlainDate | null }[]
}

/** The schedule as decided, under the facts of `asOf`: what holds, what is reached, what the edition's own events do to it. Undefined when edition or subject are gone. */
export const followAward = (db: Tx, { editionId, subject, on, facts, answers, full, place }: Basis, asOf: PlainDate): Promise<AwardFollowed | undefined> =>
  withHouseEyes(db, asOf, async () => {
    const found = await find(db, editionId)
    const known = found && (await factsOfSubject(db, found.library.vocabulary, subject))
    if (!known) return undefined
    const library = new Map([...found.library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
    const written = found.published.edition
    const edition = (full && decidedEdition(written, full, keptFacts(facts), { on, vocabulary: found.library.vocabulary, library })) || written
    const followed = followSchedule(edition, { on, facts: keptFacts(facts) }, withAnswers(found.library.vocabulary, known, answers), { vocabulary: found.library.vocabulary, library, place })
    return {
      payments: followed.payments.map((payment) => ({ no: payment.no, dropped: payment.dropped, due: dayOrNull(payment.due), amount: fen(payment.amount), ...shownOf(payment), ...payeeAndTax(payment), ...payersOfPayment(payment.shares) })),
      events: followed.events.map((event) => ({ ...event, on: plainDate(event.on), until: dayOrNull(event.until) })),
    }
  })

const dayOrNull = (day: string | null): PlainDate | null => (day === null ? null : plainDate(day))
const shownOf = ({ reached, check }: FollowedPayment) => ({ reached: reached && checkShown(reached), check: check && checkShown(check) })
const checkShown = ({ words, outcome, facts }: FollowedCheck): CheckShown => ({
  says: words,
  outcome,
  facts: facts.map((fact) => ({ name: fact.name, value: fact.value === null ? null : fact.words, source: fact.provenance?.source ?? null })),
})

export interface Recomputed {
  outcome: Outcome
  amount: Fen | null
  schedule: readonly PlannedInstalment[]
}

/** A past decision once more, from its edition and the facts that it kept; no record of today is read. Undefined when the edition is gone. */
export const recompute = async (db: Tx, { editionId, on, facts }: Pick<Basis, 'editionId' | 'on' | 'facts'>): Promise<Recomputed | undefined> => {
  const found = await find(db, editionId)
  if (!found) return undefined
  const library = new Map([...found.library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
  const kept = keptFacts(facts)
  const { outcome, amount, schedule } = assessmentOf(explain(found.published.edition, kept, { on, vocabulary: found.library.vocabulary, library, withoutNearest: true }), kept)
  return { outcome, amount, schedule }
}
