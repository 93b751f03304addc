import { withHouseEyes } from '../kernel/db/elevate.ts'
import type { Tx } from '../kernel/db/database.ts'
import { Missing } from '../kernel/errors.ts'
import { fen, type Fen, type Id, type PlainDate } from '../kernel/types.ts'
import { stepsFor, yuanToFen, type Amount, type Decimal, type Edition } from '../policy/index.ts'
import { factsOfSubject, withAnswers } from './facts.ts'
import { liveLibrary } from './library.ts'
import { pathOf } from './publish.ts'
import type { Path, ProcedureTerms, Subject } from './types.ts'

/** What an edition says of the procedure beyond its list of steps: whose case takes which of them, how long a supplement may take, what a body may give. */

interface PathRequest {
  editionId: Id<'edition'>
  subject: Subject
  /** 申请日 */
  on: PlainDate
  answers: Readonly<Record<string, unknown>>
}

/** The path of this subject's case: steps whose own condition does not hold are left out, those of which it is not known stay. */
export const pathFor = async (db: Tx, { editionId, subject, on, answers }: PathRequest): Promise<Path> => {
  const { library, known } = await withHouseEyes(db, on, async () => {
    const live = await liveLibrary(db)
    return { library: live, known: await factsOfSubject(db, live.vocabulary, subject) }
  })
  const published = library.byId.get(editionId)
  if (!published || !known) throw new Missing()
  const others = new Map([...library.inForce(on)].map(([code, one]): [string, Edition] => [code, one.edition]))
  const { facts } = withAnswers(known, answers)
  return pathOf(published.edition, stepsFor(published.edition, facts, { on, vocabulary: library.vocabulary, library: others }))
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
