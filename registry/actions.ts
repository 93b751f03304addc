import { sql } from 'kysely'
import { implement, implementList, implementQuery } from '../kernel/implement.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { getEmployer, getPerson, listEmployers, listPeople, listPlaces, listStaff, recordFact, recordableFacts, revealDocument, type Verification } from './contract.ts'
import { Missing } from '../kernel/errors.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { VocabularyDesk } from './ports.ts'
import { found, personMatches } from './search.ts'
import * as store from './store.ts'

/** What each verb does. Which people an actor reaches, row-level security has already decided. */

const listPeopleHandler = implementList(listPeople, ({ db, actor }, { search, place, classLevel, keyIndustry, programme }, along) => {
  // Names stand together in the order of names: a walk to them would pass everybody before.
  const onTheWay = along !== undefined && along !== 'name' && !classLevel && !programme
  const parts = [
    ...(search && actor.scope && !onTheWay ? [found(search, actor.scope)] : []),
    ...(classLevel ? [store.ofClass(classLevel)] : []),
    ...(programme ? [store.cameBy(programme)] : []),
  ]
  let rows = store.people(db, parts)
  // Row-level security says the same; said with its value, the database knows how many people that is and takes the right index.
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(r.place_code, ${actor.scope})`)
  if (search && onTheWay) rows = rows.where(personMatches(search, 'r'))
  if (place) rows = rows.where(sql<boolean>`starts_with(r.place_code, ${place})`)
  if (keyIndustry) rows = rows.where('e.keyIndustry', '=', keyIndustry)
  return rows
})

const listStaffHandler = implementList(listStaff, ({ db }, { employerId, search }) => {
  const rows = store.people(db).where('r.employerId', '=', employerId)
  return search ? rows.where(personMatches(search, 'r')) : rows
})

/** Who needs to know what somebody earns: himself, who pays him, and the two that judge clauses by it. Windows, specialists and leaders read the rest of his page. */
const readsPay: readonly Actor['role'][] = ['talent', 'employerClerk', 'talentOffice', 'reviewer']

const getPersonHandler = implementQuery(getPerson, async ({ db, actor }, { personId }) => {
  const person = await store.getPersonRow(db, personId)
  return { ...person, otherDocuments: await store.otherDocuments(db, person.id), formerRecords: await store.formerRecords(db, person.id), facts: await store.factsOfPerson(db, person.id, { withoutPay: !readsPay.includes(actor.role) }) }
})

// Who looked, at whom and for what purpose stands in the audit trail; the number itself does not.
const revealDocumentHandler = implement(revealDocument, async ({ db, actor, refuse, touched }, { personId, reason }) => {
  const { documentSealed, phoneSealed, placeCode } = await store.getSealed(db, personId)
  if (actor.role === 'reviewer' && !(await store.reviewsPerson(db, personId))) refuse('notYourCase')
  // Where the person lives lets the alarm see who looks all over the city.
  touched({ reason, place: placeCode })
  const place = { table: 'registry.person', row: personId }
  try {
    const sealer = houseSealer()
    return {
      documentNumber: sealer.open({ ...place, column: 'document' }, documentSealed),
      phone: phoneSealed ? sealer.open({ ...place, column: 'phone' }, phoneSealed) : null,
    }
  } catch {
    return refuse('notReadable')
  }
})

/** What an office records is verified by it; what a person says about himself is declared until somebody checks it. */
const recordFactHandler = (vocabulary: VocabularyDesk) => implement(recordFact, async ({ db, actor, today, refuse }, { value, ...fact }) => {
  if (fact.asOf > today) refuse('asOfAhead', fact.asOf)
  const problem = await vocabulary.problemOfRecord(db, fact.fact, value)
  if (problem !== undefined) refuse('unreadable', problem)
  const verification: Verification = actor.role === 'talent' ? 'declared' : 'verified'
  await store.insertFact(db, { ...fact, value, verification })
  return { verification }
})

const recordableFactsHandler = (vocabulary: VocabularyDesk) => implementQuery(recordableFacts, async ({ db }) => ({ facts: await vocabulary.recordableFacts(db) }))

const listEmployersHandler = implementList(listEmployers, ({ db, actor }, { search, place, kind, keyIndustry }) => {
  let rows = store.employers(db)
  // The register is public to all desks; a desk's own list is that of its place.
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(r.place_code, ${actor.scope})`)
  if (search) rows = rows.where(store.employerMatches(search))
  if (place) rows = rows.where(sql<boolean>`starts_with(r.place_code, ${place})`)
  if (kind) rows = rows.where('r.kind', '=', kind)
  if (keyIndustry) rows = rows.where('r.keyIndustry', '=', keyIndustry)
  return rows
})

const getEmployerHandler = implementQuery(getEmployer, async ({ db, actor }, { employerId }) => {
  if (actor.employerId && actor.employerId !== employerId) throw new Missing()
  const { placeCode, ...row } = await store.getEmployerRow(db, employerId)
  const mine = actor.employerId === employerId || (actor.scope !== undefined && placeCode.startsWith(actor.scope))
  return { ...row, ...(mine ? {} : { contactName: null, phoneHint: null }), facts: await store.factsOfEmployer(db, employerId) }
})

const listPlacesHandler = implementQuery(listPlaces, ({ db }) => store.places(db))

export const registryHandlers = (vocabulary: VocabularyDesk) => [listPeopleHandler, listStaffHandler, getPersonHandler, revealDocumentHandler, recordFactHandler(vocabulary), recordableFactsHandler(vocabulary), listEmployersHandler, getEmployerHandler, listPlacesHandler]
