import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/errors.ts'
import { fen, type Id, type PlainDate } from '../kernel/types.ts'
import { explain, type ConditionAnswer, type Edition, type Explanation, type Facts, type Grant, type PlannedPayment } from '../policy/index.ts'
import { payeeAndTax, payersOfPayment } from './payee.ts'
import { checkAnswers, factsOfSubject, kindOfHolder, withAnswers, type KnownFacts } from './facts.ts'
import { liveLibrary, type LiveLibrary, type PublishedEdition } from './library.ts'
import { combine, paidTo } from './portfolio.ts'
import type { Assessment, ConditionResult, PlannedInstalment, Subject } from './types.ts'

interface AssessRequest {
  editionId: Id<'edition'>
  subject: Subject
  /** 申请日 */
  on: PlainDate
  /** Declared by the applicant, by name of fact. */
  answers?: Readonly<Record<string, unknown>>
  /** Code of the place of the case: who pays may depend on it. */
  place?: string
}

/**
 * One subject against one edition on one day. The caller answers for it that this actor may ask about this subject;
 * the answer itself does not depend on who asks.
 */
export const assess = async (db: Tx, { editionId, subject, on, answers = {}, place }: AssessRequest): Promise<Assessment> => {
  const { library, known } = await withHouseEyes(db, on, async () => {
    const live = await liveLibrary(db)
    return { library: live, known: await factsOfSubject(db, live.vocabulary, subject) }
  })
  const published = library.byId.get(editionId)
  if (!published || !known) throw new Missing()
  checkAnswers(library.vocabulary, answers)
  return judgeOne(library, published, withAnswers(library.vocabulary, known, answers), on, place).assessment
}

export interface JudgedMeasure {
  published: PublishedEdition
  assessment: Assessment
  /** The smallest change that would turn a no, with the day from which it holds when time alone brings it, and the last day on which it still helps. */
  nearest: { words: string; changes: number; from: PlainDate | null; until: PlainDate | null } | null
  /** For a yes: the last day of it when time alone ends it, and the conditions that fail on the day after. */
  lapse: { day: PlainDate; because: readonly string[] } | null
  /** Beside everything else that he is due or was granted; absent where it was looked at alone, or is not due. */
  grant?: Grant
}

/** One subject against every measure of his kind in force: facts are read once, each rule costs microseconds. */
export const assessAll = async (db: Tx, subject: Subject, on: PlainDate): Promise<JudgedMeasure[]> => {
  const { library, known, paid } = await withHouseEyes(db, on, async () => {
    const live = await liveLibrary(db)
    const drawn = subject.kind === 'person' ? (await paidTo(db, [subject.id])).get(subject.id) : undefined
    return { library: live, known: await factsOfSubject(db, live.vocabulary, subject), paid: drawn ?? [] }
  })
  if (!known) throw new Missing()
  const measures = [...library.inForce(on).values()].filter(({ edition }) => kindOfHolder(edition.for) === subject.kind)
  const judged = measures.map((published) => judgeOne(library, published, known, on))
  const outcomes = judged.flatMap(({ published: { edition }, assessment: { outcome, amount, schedule } }) => (outcome === 'eligible' ? [{ edition, fen: amount, due: schedule[0]?.dueOn ?? null }] : []))
  const grants = combine(outcomes, paid, new Map([...library.inForce(on)].map(([code, one]) => [code, one.edition])))
  return judged.map((one) => {
    const grant = one.assessment.outcome === 'eligible' ? grants.get(one.published.edition.measure) : undefined
    return { ...one, ...(grant ? { grant } : {}) }
  })
}

/** One subject against the edition of one measure that is in force, with what he has answered so far. */
export const assessOne = async (db: Tx, { measure, subject, on, answers }: { measure: string; subject: Subject; on: PlainDate; answers: Readonly<Record<string, unknown>> }): Promise<JudgedMeasure> => {
  const { library, known } = await withHouseEyes(db, on, async () => {
    const live = await liveLibrary(db)
    return { library: live, known: await factsOfSubject(db, live.vocabulary, subject) }
  })
  const published = library.inForce(on).get(measure)
  if (!published || !known || kindOfHolder(published.edition.for) !== subject.kind) throw new Missing()
  checkAnswers(library.vocabulary, answers)
  return judgeOne(library, published, withAnswers(library.vocabulary, known, answers), on)
}

const judgeOne = (library: LiveLibrary, published: PublishedEdition, { facts, provenance }: KnownFacts, on: PlainDate, place?: string): JudgedMeasure => {
  const others = new Map([...library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
  const explanation = explain(published.edition, facts, { on, vocabulary: library.vocabulary, library: others, provenance, place })
  const { nearest, lapse } = explanation
  return { published, assessment: { ...assessmentOf(explanation, facts), ...entriesMet(published.edition, explanation) }, nearest: nearest ? { words: nearest.words, changes: nearest.changes.length, from: (nearest.date ?? null) as PlainDate | null, until: (nearest.until ?? null) as PlainDate | null } : null, lapse: lapse ? { day: lapse.day as PlainDate, because: lapse.because } : null }
}

/** The highest of several roads counts, and all that hold are told: one may fail later while another stands. */
const entriesMet = ({ recognises, alternatives }: Edition, explanation: Explanation): Pick<Assessment, 'entries'> => {
  if (!recognises) return {}
  const met = new Set(explanation.alternatives.flatMap(({ name, outcome }) => (outcome === 'eligible' ? [name] : [])))
  return { entries: alternatives.flatMap(({ name, road }) => (road && met.has(name) ? [{ name, road }] : [])) }
}

/** The engine's answer in the words of the other desks. */
export const assessmentOf = (explanation: Explanation, facts: Facts): Assessment => ({
  outcome: explanation.outcome,
  conditions: [...explanation.conditions.map(conditionOf), ...alternativesOf(explanation)],
  missing: explanation.missing.map(({ fact, ask }) => ({ fact, ask: ask ?? `请提供“${fact}”` })),
  amount: explanation.amount === null ? null : fen(explanation.amount),
  amountBecause: explanation.amountBecause,
  schedule: explanation.schedule.map((payment) => instalmentOf(payment, explanation.on)),
  unproven: explanation.besides.flatMap(({ name, value, provenance }) => (value !== null && provenance && (provenance.disputed === true || provenance.verified !== true) ? [name] : [])),
  factsUsed: usedFacts(explanation, facts),
})

export const instalmentOf = (payment: PlannedPayment, on: string): PlannedInstalment => ({
  no: payment.no,
  // A milestone has no day: from the decision on it waits for the check that it has been reached.
  dueOn: (payment.due ?? on) as PlainDate,
  amount: fen(payment.amount),
  condition: payment.condition ?? (payment.due === null ? (payment.says ?? '达到约定节点') : null),
  ...(payment.due === null ? { milestone: true as const } : {}),
  ...payeeAndTax(payment),
  ...payersOfPayment(payment.paidBy),
})

const conditionOf = (condition: ConditionAnswer): ConditionResult => ({
  says: condition.says,
  outcome: condition.outcome,
  nearest: condition.nearest,
  facts: condition.facts.map((fact) => ({
    name: fact.name,
    value: fact.value === null ? null : fact.words,
    source: fact.provenance?.source ?? null,
    asOf: (fact.provenance?.asOf ?? null) as PlainDate | null,
    // What carries no provenance is no fact of anybody's: 申请日, the day that the case itself gives.
    verification: fact.value === null || !fact.provenance ? null : fact.provenance.disputed ? 'disputed' : fact.provenance.verified ? 'verified' : 'declared',
  })),
})

/** Several roads, one of which suffices: the road taken, or all of them while none is. */
const alternativesOf = ({ alternatives, chosen }: Explanation): ConditionResult[] => {
  const shown = chosen === undefined ? alternatives : alternatives.filter(({ name }) => name === chosen)
  return shown.flatMap(({ name, conditions }) => conditions.map((condition) => ({ ...conditionOf(condition), says: `${name}：${condition.says}` })))
}

/** Exactly what the decision rested on, for replay. */
const usedFacts = ({ conditions, alternatives }: Explanation, facts: Facts): Record<string, unknown> => {
  const names = [...conditions, ...alternatives.flatMap((alternative) => alternative.conditions)].flatMap((condition) => condition.facts.map((fact) => fact.name))
  return Object.fromEntries([...new Set([...names, ...Object.keys(facts)])].map((name) => [name, facts[name] ?? null]))
}
