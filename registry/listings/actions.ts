import { sql } from 'kysely'
import { implement, implementList } from '../../kernel/implement.ts'
import { endListing, enlistEmployers, listListings } from './contract.ts'
import * as store from './store.ts'

/** What each verb does. */

const listListingsHandler = implementList(listListings, ({ db, actor }, { search, list, edition, state }) => {
  let rows = store.listings(db)
  // Lists are published; a desk's own is that of its place.
  if (actor.scope) rows = rows.where(sql<boolean>`starts_with(r.place_code, ${actor.scope})`)
  if (search) rows = rows.where(sql<boolean>`(e.name || ' ' || e.number || ' ' || e.credit_code) ilike ${`%${search}%`}`)
  if (list) rows = rows.where('r.list', '=', list)
  if (edition) rows = rows.where('r.edition', '=', edition)
  if (state) rows = rows.where(store.inState(state))
  return rows
})

/** The first few of a long line of codes, for the sentence of a refusal. */
const some = (codes: readonly string[]) => `${codes.slice(0, 5).join('、')}${codes.length > 5 ? ` 等 ${codes.length} 家` : ''}`

const enlistHandler = implement(enlistEmployers, async ({ db, actor, today, refuse, touched }, { creditCodes, validTo, document, ...fields }) => {
  if (validTo && validTo < fields.validFrom) refuse('endsBeforeStart')
  const codes = [...new Set(creditCodes)]
  const found = await store.employersOf(db, codes, fields.list, fields.edition)
  const known = new Set(found.map(({ creditCode }) => creditCode))
  const unknown = codes.filter((code) => !known.has(code))
  if (unknown.length) refuse('unknown', some(unknown))
  const elsewhere = found.filter(({ placeCode }) => !placeCode.startsWith(actor.scope ?? '-'))
  if (elsewhere.length) refuse('notYours', some(elsewhere.map(({ creditCode }) => creditCode)))
  const there = found.filter((one) => one.there)
  if (there.length) refuse('already', some(there.map(({ creditCode }) => creditCode)))
  await store.insertListings(db, found.map(({ id, placeCode }) => ({ ...fields, validTo: validTo ?? null, source: document, asOf: today, employerId: id, placeCode })))
  touched({ list: fields.list, edition: fields.edition, count: String(found.length) })
  return { enlisted: found.length }
})

const endHandler = implement(endListing, async ({ db, today, refuse, touched }, { listingId, lastDay, document }) => {
  const { validFrom, validTo } = await store.getListingForUpdate(db, listingId)
  if (validTo !== null && validTo < today) refuse('ended')
  if (lastDay < validFrom) refuse('beforeStart')
  if (validTo !== null && lastDay > validTo) refuse('later')
  await store.setEnd(db, listingId, { validTo: lastDay, source: document, asOf: today })
  touched({ listingId })
  return {}
})

export const listingHandlers = [listListingsHandler, enlistHandler, endHandler]
