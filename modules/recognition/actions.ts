import { sql } from 'kysely'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { assessAll, catalogueOf, type CatalogueClass } from '../../measures/index.ts'
import { insertFact } from '../../registry/index.ts'
import { confirmBodyDecision, declineBodyDecision, getCatalogue, getMine, listBodyDecisions, listEligible, listHolders, proposeBodyDecision } from './contract.ts'
import * as store from './store.ts'

/** What each verb does. Whose classes an actor reaches, row-level security has already decided. */

const isInForce = ({ validFrom, validTo }: CatalogueClass, today: PlainDate): boolean => validFrom <= today && (validTo === null || validTo >= today)
/** The classes that can be applied for today, from the highest down. */
export const classesOfToday = async (db: Tx, today: PlainDate): Promise<CatalogueClass[]> => (await catalogueOf(db)).filter((one) => isInForce(one, today))

const catalogueHandler = implementQuery(getCatalogue, async ({ db, actor, today }) => {
  const classes = await catalogueOf(db)
  const scope = actor.scope ?? ''
  const holding = new Map<string, Map<string, number>>()
  for (const scheme of new Set(classes.map((one) => one.scheme))) holding.set(scheme, await store.holdingByLevel(db, scheme, scope))
  const eligible = await store.eligibleByMeasure(db, classes.map(({ measure }) => measure), scope)
  return {
    classes: classes.map((one) => {
      const inForce = isInForce(one, today)
      return { ...one, inForce, holding: inForce ? (holding.get(one.scheme)?.get(one.level) ?? 0) : 0, eligible: inForce ? (eligible.get(one.measure) ?? 0) : 0 }
    }),
  }
})

const listHoldersHandler = implementList(listHolders, ({ db, actor }, { search, level, place, keyIndustry, road, standing }) => {
  let rows = store.holders(db)
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(c.place_code, ${actor.scope})`)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || coalesce(e.name, '')) ilike ${`%${search}%`}`)
  if (level) rows = rows.where(sql<boolean>`c.level = ${level}`)
  if (place) rows = rows.where(sql<boolean>`starts_with(c.place_code, ${place})`)
  if (keyIndustry) rows = rows.where(sql<boolean>`e.key_industry = ${keyIndustry}`)
  if (road) rows = rows.where(sql<boolean>`r.road = ${road}`)
  // Whoever asks who holds a class means today's; what lapsed or was withdrawn is asked for by its name.
  return rows.where(standing ? sql<boolean>`${store.standing} = ${standing}` : sql<boolean>`c.in_force`)
})

const listEligibleHandler = implementList(
  listEligible,
  ({ db, actor }, { search, level }) => {
    let rows = store.eligible(db)
    if (actor.scope) rows = rows.where(sql<boolean>`starts_with(e.place_code, ${actor.scope})`)
    if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || coalesce(w.name, '')) ilike ${`%${search}%`}`)
    if (level) rows = rows.where(sql<boolean>`e.class_level = ${level}`)
    return rows
  },
  (rows, ids) => rows.where(sql<boolean>`e.subject_id = any (${sql.val(ids.map((id) => id.slice(0, 36)))}::uuid[])`).where(sql<boolean>`e.subject_id || ':' || e.measure in (${sql.join(ids)})`),
)

const mineHandler = implementQuery(getMine, async ({ db, actor, today }) => {
  const personId = actor.personId
  if (!personId) return { held: null, past: [], classes: [], best: null }
  const catalogue = await classesOfToday(db, today)
  const all = await store.classesOfPerson(db, personId)
  const shown = all.map(({ id, validTo, ...one }) => ({ ...one, classId: id, validTo: validTo === '9999-12-31' ? null : validTo }))
  const held = shown.find(({ standing }) => standing === 'held' || standing === 'lapsing') ?? null
  const open = await store.openCasesOf(db, personId, catalogue.map(({ measure }) => measure))
  const judged = new Map((await assessAll(db, { kind: 'person', id: personId }, today)).map((one) => [one.published.edition.measure, one.assessment]))
  const classes = catalogue.flatMap(({ level, measure, title }) => {
    const assessment = judged.get(measure)
    if (!assessment) return []
    const { outcome, conditions, missing, entries = [] } = assessment
    return [{ level, measure, title, outcome, roads: entries.map(({ name, road }) => ({ name, road })), conditions, missing: missing.map(({ ask }) => ask), openCase: open.get(measure) ?? null }]
  })
  return { held, past: shown.filter(({ classId }) => classId !== held?.classId), classes, best: classes.find(({ outcome }) => outcome === 'eligible')?.level ?? null }
})

const listBodyDecisionsHandler = implementList(listBodyDecisions, ({ db, actor }, { search, state }) => {
  let rows = store.bodyDecisions(db, humanOf(actor))
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || p.number || ' ' || b.document) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('b.state', '=', state)
  return rows
})

const proposeBodyHandler = implement(proposeBodyDecision, async ({ db, actor, today, refuse, touched }, { personNumber, ...decision }) => {
  if (actor.scope?.length !== 4) refuse('cityOnly')
  const person = (await store.findPersonByNumber(db, personNumber)) ?? refuse('nobody', personNumber)
  if (decision.metOn > today) refuse('ahead')
  if (!(await classesOfToday(db, today)).some(({ level }) => level === decision.level)) refuse('noSuchLevel')
  const waiting = await store.findWaitingBodyDecision(db, person.id)
  if (waiting) refuse('waiting', waiting.number)
  const made = await store.insertBodyDecision(db, { ...decision, personId: person.id, placeCode: person.placeCode, proposedBy: actor.accountId ?? '', proposerPerson: humanOf(actor) ?? '' })
  if (!made) return refuse('waiting')
  touched({ bodyDecisionId: made.id, number: made.number })
  return { bodyDecisionId: made.id, number: made.number }
})

/** Confirmed, it is a fact of the person like any other: the catalogue's rule reads it, and the case walks its path as every case does. */
const confirmBodyHandler = implement(confirmBodyDecision, async ({ db, actor, today, refuse, touched }, { bodyDecisionId }) => {
  const decision = await store.getBodyDecisionForUpdate(db, bodyDecisionId)
  if (decision.state !== 'proposed') refuse('settled')
  const human = humanOf(actor) ?? ''
  if (decision.proposerPerson === human) refuse('samePerson')
  await store.settleBodyDecision(db, bodyDecisionId, { state: 'confirmed', settledBy: actor.accountId ?? '', settlerPerson: human, settledOn: today })
  await insertFact(db, { personId: decision.personId as Parameters<typeof insertFact>[1]['personId'], fact: '专项认定类别', value: decision.level, source: `${decision.body} ${decision.document}`, asOf: decision.metOn, verification: 'verified' })
  touched({ bodyDecisionId, number: decision.number })
  return {}
})

const declineBodyHandler = implement(declineBodyDecision, async ({ db, actor, today, refuse, touched }, { bodyDecisionId, note }) => {
  const decision = await store.getBodyDecisionForUpdate(db, bodyDecisionId)
  if (decision.state !== 'proposed') refuse('settled')
  const human = humanOf(actor) ?? ''
  if (decision.proposerPerson === human) refuse('samePerson')
  await store.settleBodyDecision(db, bodyDecisionId, { state: 'declined', settledBy: actor.accountId ?? '', settlerPerson: human, settledOn: today, settledNote: note })
  touched({ bodyDecisionId, number: decision.number })
  return {}
})

export const catalogueHandlers = [catalogueHandler, listHoldersHandler, listEligibleHandler, mineHandler, listBodyDecisionsHandler, proposeBodyHandler, confirmBodyHandler, declineBodyHandler]
