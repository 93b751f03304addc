import { implement, implementList } from '../../kernel/implement.ts'
import { enterStatistics, listStatistics, withdrawStatistic } from './contract.ts'
import { kindOf } from './kinds.ts'
import * as store from './store.ts'
import { unlikely, wrongForms } from './unlikely.ts'

/** What each verb does. */

const listHandler = implementList(listStatistics, ({ db }, { kind, year, place, state }) => {
  let rows = store.statistics(db)
  if (kind) rows = rows.where('s.kind', '=', kind)
  if (year) rows = rows.where('s.year', '=', year)
  if (place) rows = rows.where('s.placeCode', '=', place)
  if (state) rows = rows.where(store.inState(state))
  return rows
})

const cityLength = 4

const enterHandler = implement(enterStatistics, async ({ db, actor, today, refuse, touched }, { values, checked, ...publication }) => {
  const { kind, year, asOf } = publication
  if (asOf > today) refuse('notYet')
  if (Number(asOf.slice(0, 4)) < year) refuse('early')
  const codes = values.map(({ placeCode }) => placeCode)
  const places = await store.placesAmong(db, codes, actor.scope ?? '-')
  const foreign = codes.filter((code) => !places.some((place) => place.code === code))
  if (foreign.length) refuse('notYourPlace', foreign.join('、'))
  if (new Set(codes).size < codes.length) refuse('twice')
  const named = values.map(({ placeCode, value }) => ({ placeCode, value, placeName: places.find(({ code }) => code === placeCode)?.name ?? placeCode }))
  const wrong = wrongForms(kind, named)
  if (wrong.length) refuse('wrongForm', wrong.join('；'))
  const published = await store.publishedOf(db, kind, year)
  const there = named.filter(({ placeCode }) => published.some((one) => one.placeCode === placeCode && one.year === year && one.asOf === asOf))
  if (there.length) refuse('already', there.map(({ placeName }) => placeName).join('、'))
  // Sorted by the day of publication: the newest of a place is the last to be put in.
  const newest = (of: number) => new Map(published.filter((one) => one.year === of).map((one) => [one.placeCode, one.value]))
  const doubts = unlikely({ kind, year, values: named, thisYear: newest(year), yearBefore: newest(year - 1), city: (codes[0] ?? '').slice(0, cityLength) })
  if (doubts.length && !checked) refuse('unlikely', doubts.join('；'))
  const entered = await store.insertStatistics(db, named.map(({ placeCode, value }) => ({ ...publication, placeCode, value, unit: kindOf(kind).unit, enteredBy: actor.accountId ?? null })))
  if (entered < named.length) refuse('already')
  touched({ kind, year: String(year), count: String(entered) })
  return { entered }
})

const withdrawHandler = implement(withdrawStatistic, async ({ db, actor, refuse, touched }, { statisticId, reason }) => {
  const { kind, year, placeCode, withdrawnAt } = await store.getStatisticForUpdate(db, statisticId)
  if (withdrawnAt !== null) refuse('withdrawn')
  await store.withdraw(db, statisticId, { withdrawnBy: actor.accountId ?? null, withdrawalReason: reason })
  touched({ statisticId, kind, year: String(year), place: placeCode })
  return {}
})

export const statisticHandlers = [listHandler, enterHandler, withdrawHandler]
