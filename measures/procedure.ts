import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { Missing } from '../kernel/errors.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { papersFor as papersOfEdition, planDecided as planOfEdition, stepsFor, yuanToFen, type Amount, type Decimal, type Edition } from '../policy/index.ts'
import { instalmentOf } from './assess.ts'
import { factsOfSubject, withAnswers } from './facts.ts'
import { liveLibrary } from './library.ts'
import { pathOf } from './publish.ts'
import type { PaperAsked, Path, PlannedInstalment, ProcedureTerms, Subject } from './types.ts'

/** What an edition says of the procedure beyond its list of steps: whose case takes which of them, how long a supplement may take, what a body may give. */

interface ProcedureRequest {
  editionId: Id<'edition'>
  subject: Subject
  /** 申请日 */
  on: PlainDate
  answers: Readonly<Record<string, unknown>>
  /** Code of the place of the case: who pays may depend on it. */
  place?: string
}

/** The edition, and the facts of this subject with what he answered: what every question about his procedure needs. */
const asked = async (db: Tx, { editionId, subject, on, answers }: ProcedureRequest) => {
  const { library, known } = await withHouseEyes(db, on, async () => {
    const live = await liveLibrary(db)
    return { library: live, known: await factsOfSubject(db, live.vocabulary, subject) }
  })
  const published = library.byId.get(editionId)
  if (!published || !known) throw new Missing()
  const others = new Map([...library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
  return { edition: published.edition, ...withAnswers(library.vocabulary, known, answers), options: { on, vocabulary: library.vocabulary, library: others } }
}

/** The path of this subject's case: steps whose own condition does not hold are left out, those of which it is not known stay. */
export const pathFor = async (db: Tx, request: ProcedureRequest): Promise<Path> => {
  const { edition, facts, options } = await asked(db, request)
  return pathOf(edition, stepsFor(edition, facts, options))
}

/** The papers that the edition asks for, each with whether this subject has to bring it; none is asked twice for what a source has verified. */
export const papersFor = async (db: Tx, request: ProcedureRequest): Promise<PaperAsked[]> => {
  const { edition, facts, provenance, options } = await asked(db, request)
  return papersOfEdition(edition, facts, { ...options, provenance }).map(({ name, kinds, needed, why, since }) => ({ name, kinds: [...kinds], needed, why, since: since === undefined ? null : plainDate(since) }))
}

/** How an amount that a body decided is paid: by the instalments of the clause. Empty where the clause leaves that open too. */
export const planDecided = async (db: Tx, request: ProcedureRequest, amount: Fen): Promise<PlannedInstalment[]> => {
  const { edition, facts, options } = await asked(db, request)
  return planOfEdition(edition, amount, facts, { ...options, place: request.place }).map((payment) => instalmentOf(payment, request.on))
}

/** Civil practice where the clause is silent: fifteen working days. */
const supplementDays = 15

export const termsOf = async (db: Tx, editionId: Id<'edition'>): Promise<ProcedureTerms> => {
  const published = (await liveLibrary(db)).byId.get(editionId)
  if (!published) throw new Missing()
  return termsOfEdition(published.edition)
}

export const termsOfEdition = (edition: Edition): ProcedureTerms => {
  const decided = [...edition.gives, ...edition.alternatives.flatMap(({ gives }) => gives)].flatMap((give) => ('amount' in give && give.amount ? decidedIn(give.amount) : []))
  return {
    supplementDays: edition.limits.supplement?.days ?? supplementDays,
    body: decided[0]?.by ?? edition.allocation?.body ?? null,
    floor: outermost(decided.map(({ floor }) => floor), (one, other) => (one < other ? one : other)),
    cap: outermost(decided.map(({ cap }) => cap), (one, other) => (one > other ? one : other)),
  }
}

/** One bound over all amounts that a body decides; none where one of them is without. */
const outermost = (bounds: readonly (Decimal | undefined)[], outer: (one: Fen, other: Fen) => Fen): Fen | null =>
  bounds.length === 0 || bounds.includes(undefined) ? null : bounds.flatMap((bound) => (bound ? [fen(yuanToFen(bound))] : [])).reduce(outer)

type Decided = Extract<Amount, { kind: 'decided' }>

const decidedIn = (amount: Amount): Decided[] => {
  if (amount.kind === 'decided') return [amount]
  if (amount.kind === 'best') return amount.of.flatMap(decidedIn)
  if (amount.kind === 'table' || amount.kind === 'rows') return [...amount.rows.flatMap((row) => decidedIn(row.amount)), ...(amount.otherwise ? decidedIn(amount.otherwise) : [])]
  return []
}
