import { sql } from 'kysely'
import { Missing } from '../kernel/errors.ts'
import { implement, implementList, implementQuery } from '../kernel/implement.ts'
import { openTask, runningTask } from '../kernel/jobs/tasks.ts'
import type { Actor } from '../kernel/org/actor.ts'
import { fen, type Id } from '../kernel/types.ts'
import { describe, formatDecimal, type Edition, type Fact } from '../policy/index.ts'
import { assessAll, assessOne, type JudgedMeasure } from './assess.ts'
import { duesOf, getMeasure, lastMatch, listEntitlements, listMeasures, match, myDues, preview, runMatch, type Due } from './contract.ts'
import { liveLibrary, type LiveLibrary } from './library.ts'
import { pathWords } from './path-words.ts'
import { examplesOf } from './publish.ts'
import { found, personMatches } from '../registry/search.ts'
import * as store from './store.ts'
import type { Subject } from './types.ts'

const listMeasuresHandler = implementList(listMeasures, ({ db }, { search, stage, subjectKind, gives, all }) => {
  let rows = store.measures(db)
  if (!all) rows = rows.where(sql<boolean>`m.in_force`)
  if (search) rows = rows.where(sql<boolean>`(m.title || ' ' || m.document_number || ' ' || m.document_title) ilike ${`%${search}%`}`)
  if (stage) rows = rows.where(sql<boolean>`m.stage = ${stage}`)
  if (subjectKind) rows = rows.where(sql<boolean>`m.subject_kind = ${subjectKind}`)
  if (gives) rows = rows.where(sql<boolean>`m.gives = ${gives}`)
  return rows.$castTo<ReturnType<typeof listMeasures.row.parse>>()
})

const getMeasureHandler = implementQuery(getMeasure, async ({ db, actor, today }, { measure, edition }) => {
  const library = await liveLibrary(db)
  const all = library.editions.filter((one) => one.edition.measure === measure)
  const published = edition === undefined ? (library.inForce(today).get(measure) ?? all.at(-1)) : all.find((one) => one.edition.edition === edition)
  if (!published) throw new Missing()
  const row = await store.measures(db).where('m.id', '=', published.id).$castTo<ReturnType<typeof listMeasures.row.parse>>().executeTakeFirstOrThrow()
  const { gives, delivery, ...plain } = describe(published.edition)
  const summary = await store.editionSummaryOf(db, (query) => query.where('id', '=', published.id))
  return {
    ...row,
    documentTitle: published.edition.document.title ?? '',
    validity: plain.validity,
    conditions: plain.conditions.map(copy),
    alternatives: plain.alternatives.map((alternative) => ({ name: alternative.name, conditions: alternative.conditions.map(copy), gives: [...alternative.gives] })),
    benefits: [...gives],
    combine: [...plain.combine],
    // Which line pays is the house's own affair.
    limits: plain.limits.filter((words) => actor.scope !== undefined || !words.startsWith('列支')),
    obligation: plain.obligation,
    deliveryWords: delivery,
    papers: [...plain.papers],
    pathWords: await pathWords(db, summary?.path ?? []),
    path: (summary?.path ?? []).map((stage) => [...stage]),
    examples: shownExamples(library, published.edition),
    text: actor.scope === undefined ? null : published.text,
    editions: all.map((one) => ({ edition: one.edition.edition, validFrom: one.validFrom, validTo: one.validTo })),
  }
})

const copy = <T extends object>(part: T): T => ({ ...part })

/** The stored test people, run again now: the page shows what the rule does, not what somebody once wrote. */
const shownExamples = (library: LiveLibrary, edition: Edition) => {
  const others = new Map([...library.inForce(edition.inForce.from as Parameters<LiveLibrary['inForce']>[0])].map(([code, one]): [string, Edition] => [code, one.edition]))
  const results = examplesOf(edition, library.vocabulary, others)
  return edition.examples.map((example, index) => ({
    name: example.name,
    on: example.on,
    outcome: example.outcome,
    amount: example.amount ? formatDecimal(example.amount) : null,
    holds: results[index]?.ok ?? false,
  }))
}

const dueOf = (library: LiveLibrary, { published, assessment, nearest, lapse, grant }: JudgedMeasure): Due => {
  const { edition, id } = published
  const { gives, combine } = describe(edition)
  const first = edition.gives[0] ?? edition.alternatives[0]?.gives[0]
  return {
    editionId: id,
    measure: edition.measure,
    title: edition.title,
    stage: edition.stage,
    gives: edition.gives.some((give) => give.kind === 'money') ? 'money' : (first?.kind ?? 'service'),
    delivery: edition.delivery,
    documentNumber: edition.document.number,
    clause: edition.document.clause ?? '',
    what: [...gives],
    outcome: assessment.outcome,
    amount: assessment.amount,
    amountBecause: assessment.amountBecause,
    schedule: assessment.schedule,
    conditions: assessment.conditions,
    missing: assessment.missing.map(({ fact, ask }) => ({ fact, ask, ...fieldOf(library.vocabulary.facts.get(fact)) })),
    nearest,
    lapse: lapse && { day: lapse.day, because: [...lapse.because] },
    validTo: published.validTo,
    unmet: assessment.conditions.filter((condition) => condition.outcome === 'ineligible').length,
    combine: edition.combine.map(({ group, rule }, index) => ({ group, rule, words: combine[index] ?? group })),
    combined: grant ? { decision: grant.decision, granted: grant.granted === null ? null : fen(grant.granted), why: grant.why, instead: grant.instead?.words ?? null } : null,
  }
}

const askable = ['boolean', 'number', 'money', 'date', 'code', 'text'] as const
/** How a missing fact is asked on a form. */
const fieldOf = (fact: Fact | undefined): Pick<Due['missing'][number], 'type' | 'codes' | 'unit'> => {
  const kind = fact?.type.kind
  return {
    type: askable.find((type) => type === kind) ?? 'other',
    codes: fact?.type.kind === 'code' ? [...fact.type.list.codes] : [],
    unit: fact?.unit ?? null,
  }
}

/** Whoever asks for himself: the talent, or the employer that the clerk acts for. */
const subjectOf = ({ role, personId, employerId }: Actor): Subject => {
  if (role === 'employerClerk') return { kind: 'employer', id: employerId ?? '' }
  return { kind: 'person', id: personId ?? '' }
}

const myDuesHandler = implementQuery(myDues, async ({ db, actor, today }) => {
  const library = await liveLibrary(db)
  return { dues: (await assessAll(db, subjectOf(actor), today)).map((judged) => dueOf(library, judged)) }
})

const previewHandler = implementQuery(preview, async ({ db, actor, today }, { measure, answers }) => {
  const library = await liveLibrary(db)
  return { due: dueOf(library, await assessOne(db, { measure, subject: subjectOf(actor), on: today, answers })) }
})

/** What an employer reads about one of its staff: whether and what, not the facts behind it, his household among them; as on the page of a case. */
const withoutFacts = (due: Due): Due => ({ ...due, nearest: null, lapse: null, conditions: due.conditions.map((condition) => ({ ...condition, facts: [], nearest: null })) })

const duesOfHandler = implementQuery(duesOf, async ({ db, actor, today }, { kind, id }) => {
  if (!(await store.sees(db, kind, id))) throw new Missing()
  const library = await liveLibrary(db)
  const dues = (await assessAll(db, { kind, id }, today)).map((judged) => dueOf(library, judged))
  return { dues: actor.role === 'employerClerk' && kind === 'person' ? dues.map(withoutFacts) : dues }
})

const listEntitlementsHandler = implementList(
  listEntitlements,
  ({ db, actor: { scope } }, { measure, search }, along) => {
    let rows = store.entitlements(db, search && scope && along === undefined ? [found(search, scope)] : [])
    // As in the list of people: row-level security says the same, the value says how many.
    if (scope) rows = rows.where(sql<boolean>`starts_with(e.place_code, ${scope})`)
    if (measure) rows = rows.where(sql<boolean>`e.measure = ${measure}`)
    if (search && (along !== undefined || !scope)) rows = rows.where(personMatches(search, 'p'))
    return rows
  },
  // An id is a person and a measure; the primary key finds the person.
  (rows, ids) => rows.where('e.subjectId', 'in', ids.map((id) => id.slice(0, id.indexOf(':')))).where(sql<boolean>`e.subject_id || ':' || e.measure in (${sql.join(ids)})`),
)

const runMatchHandler = implement(runMatch, async ({ db, actor, refuse, enqueue, touched }) => {
  if (await runningTask(db, match.name)) refuse('alreadyRunning')
  const taskId = await openTask(db, { name: match.name, label: match.label, startedBy: actor.accountId ?? null })
  await enqueue(match, { taskId })
  touched({ taskId })
  return { taskId }
})

const lastMatchHandler = implementQuery(lastMatch, async ({ db }) => {
  const running = await runningTask(db, match.name)
  const last = await db
    .selectFrom('measures.matchRun')
    .select(['onDate', 'subjects', 'measures', 'eligible', 'unknown', 'amountFen as amount', 'milliseconds'])
    .orderBy('endedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    running: running ? { taskId: running.id as Id<'task'>, done: Number(running.done), total: running.total === null ? null : Number(running.total) } : null,
    last: last ?? null,
  }
})

export const measureHandlers = [listMeasuresHandler, getMeasureHandler, myDuesHandler, previewHandler, duesOfHandler, listEntitlementsHandler, runMatchHandler, lastMatchHandler]
