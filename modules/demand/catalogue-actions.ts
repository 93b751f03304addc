import { implement, implementList, implementQuery, Missing } from '../../kernel/implement.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { insertListings } from '../../registry/listings/index.ts'
import { askWeighting, catalogueCan, checkCatalogue, draftCatalogue, getCatalogue, keepItem, listCatalogues, publicCatalogue, publishCatalogue, sendCatalogueBack, setWeighting, shortageEmployers, startingWeights, strikeItem } from './catalogue-contract.ts'
import * as store from './catalogue-store.ts'
import { degreeOf, scoreOf } from './score.ts'

/** What each verb of the catalogue does, in the order of the procedure. */

const askWeightingHandler = implementQuery(askWeighting, async ({ db, actor }) => (await store.findWeighting(db, actor.scope ?? '')) ?? { ...startingWeights, setOn: null })

const setWeightingHandler = implement(setWeighting, async ({ db, actor, today, refuse, touched }, fields) => {
  if (fields.unfilledWeight + fields.scarcityWeight + fields.daysWeight !== 100) refuse('not100')
  if (fields.urgentFrom <= fields.scarceFrom) refuse('thresholdsCross')
  const { id } = await store.insertWeighting(db, { ...fields, placeCode: actor.scope ?? '', setBy: actor.accountId ?? null, setOn: today })
  touched({ weightingId: id })
  return {}
})

const listHandler = implementList(listCatalogues, ({ db }, { state }) => {
  const rows = store.catalogues(db)
  return state ? rows.where('c.state', '=', state) : rows
})

const getHandler = implementQuery(getCatalogue, async ({ db }, { catalogueId }) => ({ ...(await store.getCatalogueRow(db, catalogueId)), items: await store.itemsOf(db, catalogueId) }))

const draftHandler = implement(draftCatalogue, async ({ db, actor, today, refuse, touched }, { year }) => {
  if (year > Number(today.slice(0, 4)) + 1) refuse('yearAhead')
  const placeCode = actor.scope ?? ''
  const before = await store.findCatalogue(db, placeCode, year)
  if (before?.state === 'published') refuse('published')
  if (before?.state === 'checked') refuse('checked')
  const weighting = await store.findWeighting(db, placeCode)
  const used = weighting ?? startingWeights
  const measured = await store.measure(db, placeCode, today, used.leastWanted)
  if (!measured.length) refuse('noPosts')
  if (before) await store.dropCatalogue(db, before.id)
  const { id: weightingId } = weighting ?? (await store.insertWeighting(db, { ...startingWeights, placeCode, setBy: null, setOn: today }))
  const items = measured.map((line) => {
    const score = scoreOf(line, used)
    return { ...line, score, degree: degreeOf(score, line, used) }
  })
  const catalogueId = await store.insertCatalogue(db, { placeCode, year, weightingId, asOf: today, madeBy: actor.accountId ?? '' }, items)
  touched({ catalogueId })
  return { catalogueId, lines: items.filter(({ degree }) => degree !== 'plain').length }
})

const strikeHandler = implement(strikeItem, async ({ db, refuse, touched }, { catalogueId, itemId, because }) => {
  if (!catalogueCan.strike(await store.getCatalogueForUpdate(db, catalogueId))) refuse('notDraft')
  const item = await store.findItem(db, catalogueId, itemId)
  if (!item) throw new Missing()
  if (item.struckBecause !== null) refuse('struck')
  await store.setStruck(db, itemId, because)
  touched({ catalogueId, itemId })
  return {}
})

const keepHandler = implement(keepItem, async ({ db, refuse, touched }, { catalogueId, itemId }) => {
  if (!catalogueCan.strike(await store.getCatalogueForUpdate(db, catalogueId))) refuse('notDraft')
  const item = await store.findItem(db, catalogueId, itemId)
  if (!item) throw new Missing()
  if (item.struckBecause === null) refuse('notStruck')
  await store.setStruck(db, itemId, null)
  touched({ catalogueId, itemId })
  return {}
})

const checkHandler = implement(checkCatalogue, async ({ db, actor, today, refuse, touched }, { catalogueId }) => {
  if (!catalogueCan.check(await store.getCatalogueForUpdate(db, catalogueId))) refuse('notDraft')
  const items = await store.itemsOf(db, catalogueId)
  if (!items.some(({ degree, struckBecause }) => degree !== 'plain' && struckBecause === null)) refuse('empty')
  await store.setCatalogue(db, catalogueId, { state: 'checked', checkedBy: actor.accountId ?? '', checkerPerson: humanOf(actor), checkedOn: today })
  touched({ catalogueId })
  return {}
})

const sendBackHandler = implement(sendCatalogueBack, async ({ db, refuse, touched }, { catalogueId }) => {
  if (!catalogueCan.sendBack(await store.getCatalogueForUpdate(db, catalogueId))) refuse('notChecked')
  await store.setCatalogue(db, catalogueId, { state: 'draft', checkedBy: null, checkerPerson: null, checkedOn: null })
  touched({ catalogueId })
  return {}
})

/** With the catalogue its employers stand in an edition of a list, which a measure can ask after. */
const publishHandler = implement(publishCatalogue, async ({ db, actor, today, refuse, touched }, { catalogueId, document, validFrom, validTo }) => {
  const catalogue = await store.getCatalogueForUpdate(db, catalogueId)
  if (!catalogueCan.publish(catalogue)) refuse('notChecked')
  const human = humanOf(actor) ?? ''
  if (catalogue.checkerPerson === human) refuse('samePerson')
  if (validTo < validFrom) refuse('endsBeforeStart')
  await store.setCatalogue(db, catalogueId, { state: 'published', publishedBy: actor.accountId ?? '', publisherPerson: human, publishedOn: today, document, validFrom, validTo })
  const employers = await store.employersBehind(db, catalogueId, shortageEmployers)
  const edition = { list: shortageEmployers, edition: String(catalogue.year), issuer: '人才工作领导小组办公室', validFrom, validTo, source: document, asOf: today }
  if (employers.length) await insertListings(db, employers.map((one) => ({ ...one, ...edition })))
  touched({ catalogueId, employers: String(employers.length) })
  return { employers: employers.length }
})

const publicHandler = implementQuery(publicCatalogue, async ({ db }, { year }) => {
  const city = await store.cityOf(db)
  const editions = await store.publishedYears(db, city)
  const wanted = year ?? editions[0]
  const found = wanted === undefined ? undefined : await store.findPublished(db, city, wanted)
  if (!found) return { editions, catalogue: null, items: [] }
  const { id, ...catalogue } = found
  const items = (await store.itemsOf(db, id)).filter(({ degree, struckBecause }) => degree !== 'plain' && struckBecause === null)
  return { editions, catalogue, items: items.map(({ industry, occupation, titles, wanted: people, degree }) => ({ industry, occupation, titles, wanted: people, degree })) }
})

export const catalogueHandlers = [askWeightingHandler, setWeightingHandler, listHandler, getHandler, draftHandler, strikeHandler, keepHandler, checkHandler, sendBackHandler, publishHandler, publicHandler]
