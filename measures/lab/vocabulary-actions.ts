import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implement, implementQuery } from '../../kernel/implement.ts'
import { typeWords, type Fact, type Type } from '../../policy/index.ts'
import { liveLibrary, type LiveLibrary } from '../library.ts'
import { sha256 } from '../publish.ts'
import { currentVocabulary, setVocabulary } from '../store.ts'
import { tryDerivation } from './derivation.ts'
import { isHandOf } from '../../kernel/org/actor.ts'
import { writerOf } from './draft-actions.ts'
import { checkFact, checkLine, type Broken } from './vocabulary-check.ts'
import { approveFact, listFacts, proposeFact, rejectFact, tryFact, type FactShown } from './vocabulary-contract.ts'
import { getChangeForUpdate, insertChange, settleChange, vocabularyChanges } from './vocabulary-store.ts'

/** Facts of the vocabulary: seen with their uses, tried, proposed by one, taken up by another. */

const kindOf = (type: Type): string => (type.kind !== 'list' ? type.kind : type.of.kind === 'code' ? 'list of code' : type.of.kind === 'record' ? 'records' : 'list of text')
const listOf = (type: Type): { codes: string[]; ordered: boolean } => (type.kind === 'code' ? { codes: [...type.list.codes], ordered: type.list.ordered } : type.kind === 'list' ? listOf(type.of) : { codes: [], ordered: false })

/** Every place of the text counts: conditions, amounts, schedules; the stored people do not. */
const ruled = (text: string): string => text.split(/^(?:baseFacts|examples):/m)[0] ?? text

const shown = (fact: Fact, library: readonly { edition: LiveLibrary['editions'][number]['edition']; text: string }[]): FactShown => {
  const name = new RegExp(`(?<![\\p{L}\\p{N}_])${fact.name}(?![\\p{L}\\p{N}_])`, 'u')
  return {
    name: fact.name, id: fact.id ?? '', subject: fact.subject, type: kindOf(fact.type), typeWords: typeWords(fact.type), ...listOf(fact.type),
    unit: fact.unit ?? null, source: fact.source ?? null, derive: fact.derive ?? null, ask: fact.ask ?? null, verify: fact.verify ?? null, note: fact.note ?? null,
    uses: library.filter(({ text }) => name.test(text)).map(({ edition }) => ({ measure: edition.measure, title: edition.title, edition: edition.edition })),
  }
}

const listHandler = implementQuery(listFacts, async ({ db, actor, today }) => {
  const library = await liveLibrary(db)
  const inForce = [...library.inForce(today).values()].map(({ edition, text }) => ({ edition, text: ruled(text) }))
  const changes = await vocabularyChanges(db).orderBy('number', 'desc').limit(100).select('proposedBy').execute()
  return {
    facts: [...library.vocabulary.facts.values()].map((fact) => shown(fact, inForce)),
    changes: changes.map(({ proposerPerson, proposedBy, ...change }) => ({ ...change, mine: isHandOf(actor, proposerPerson) || isHandOf(actor, proposedBy) })),
  }
})

const tryHandler = implementQuery(tryFact, async (context, fields) => {
  const library = await liveLibrary(context.db)
  const { text } = (await currentVocabulary(context.db)) ?? { text: 'facts: []\n' }
  const { problems, broken, fact } = checkFact(text, fields, library)
  if (problems.length > 0 || !fact || fact.derive === undefined) return { problems, broken, sample: null }
  const tried = await tryDerivation(context, fact)
  return 'sample' in tried ? { problems, broken, sample: tried.sample } : { problems: [tried.problem], broken, sample: null }
})

const brokenWords = (broken: readonly Broken[]): string => `${broken.length} 个版本，例如${broken[0]?.title ?? ''}第${broken[0]?.edition ?? 0}版${broken[0]?.message ?? ''}`

const proposeHandler = implement(proposeFact, async (context, { fact: fields, reason }) => {
  const { db, actor, today, refuse, touched } = context
  const library = await liveLibrary(db)
  const before = library.vocabulary.facts.get(fields.name)
  if (before && (kindOf(before.type) === 'records' || kindOf(before.type) === 'list of text')) refuse('derived')
  const { text } = (await currentVocabulary(db)) ?? { text: 'facts: []\n' }
  const { line, fact, problems, broken } = checkFact(text, fields, library)
  const [problem] = problems
  if (problem !== undefined || !fact) return refuse('notSound', problem)
  if (broken.length > 0) refuse('breaks', brokenWords(broken))
  if (fact.derive !== undefined) {
    const tried = await tryDerivation(context, fact)
    if ('problem' in tried) refuse('notSound', tried.problem)
  }
  const made = await insertChange(db, { kind: before ? 'change' : 'add', fact: fields.name, text: line, reason, placeCode: actor.scope ?? '', year: today.slice(0, 4), writer: writerOf(actor) })
  if (!made) return refuse('alreadyOpen')
  touched({ changeId: made.id, number: made.number })
  return { changeId: made.id, number: made.number }
})

const approveHandler = implement(approveFact, async ({ db, actor, today, refuse, touched }, { changeId }) => {
  const change = await getChangeForUpdate(db, changeId)
  if (change.state !== 'proposed') refuse('notProposed')
  if (actor.scope?.length !== 4) refuse('cityOnly')
  const writer = writerOf(actor)
  if (isHandOf(actor, change.proposerPerson) || isHandOf(actor, change.proposedBy)) refuse('sameHand')
  const library = await liveLibrary(db)
  const current = await currentVocabulary(db)
  // Editions published since it was proposed are asked too.
  const { text, problems, broken } = checkLine(current?.text ?? 'facts: []\n', change.fact, change.text, library)
  if (problems[0] !== undefined) refuse('notSound', problems[0])
  if (broken.length > 0) refuse('breaks', brokenWords(broken))
  await settleChange(db, changeId, { state: 'approved', words: '', writer })
  await withHouseEyes(db, today, () => setVocabulary(db, text, sha256(text), current?.baseHash ?? current?.hash ?? null))
  touched({ fact: change.fact })
  return { fact: change.fact }
})

const rejectHandler = implement(rejectFact, async ({ db, actor, refuse }, { changeId, words }) => {
  const change = await getChangeForUpdate(db, changeId)
  if (change.state !== 'proposed') refuse('notProposed')
  await settleChange(db, changeId, { state: 'rejected', words, writer: writerOf(actor) })
  return {}
})

export const vocabularyHandlers = [listHandler, tryHandler, proposeHandler, approveHandler, rejectHandler]
