import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { getLine } from '../budget-store.ts'
import { ownedBy, yuanOf } from '../desk.ts'
import { closeLine, forecastYears, listForecast, listSpecialFunds, listUsageWarnings, openFund } from './contract.ts'
import * as store from './year-store.ts'

/** The year of a special fund: opened with its promise, watched, forecast, closed line by line. */

const listFundsHandler = implementList(listSpecialFunds, ({ db }, { year }) => {
  const rows = store.specialFunds(db)
  return year ? rows.where('f.year', '=', year) : rows
})

const openFundHandler = implement(openFund, async ({ db, actor, refuse, touched }, { year, title, promisedFloor, floorDocument }) => {
  const placeCode = actor.scope ?? refuse('noPlace')
  const fund = await store.insertFund(db, { year, placeCode, title, promisedFloorFen: promisedFloor, floorDocument })
  if (!fund) return refuse('fundExists', `${year} 年`)
  touched({ fundId: fund.id })
  return { fundId: fund.id }
})

const closeProblems = ['alreadyClosed', 'yearNotOver', 'reservedLeft', 'frozenLeft', 'availableLeft'] as const

const closeLineHandler = implement(closeLine, async ({ db, actor, refuse }, { lineId }) => {
  const line = await getLine(db, lineId)
  if (!ownedBy(line, actor.scope)) refuse('notYourLine', line.title)
  const said = await store.closeLine(db, lineId)
  const problem = closeProblems.find((code) => code === said)
  if (problem) refuse(problem, problem === 'availableLeft' ? yuanOf(line.availableFen) : undefined)
  if (said !== null) throw new Error(`close_line answered ${said}`)
  return { committedFen: (await getLine(db, lineId)).committedFen }
})

const listWarningsHandler = implementList(listUsageWarnings, ({ db }, { year, standing }) => {
  let rows = store.usageWarnings(db)
  if (year) rows = rows.where('l.year', '=', year)
  if (standing) rows = rows.where('w.easedOn', 'is', null)
  return rows
})

const listForecastHandler = implementList(listForecast, ({ db }, { dueYear, lineCode, measure, placeCode }) => {
  const rows = db.selectFrom(store.forecast(db).as('f')).selectAll()
  const conditions = { dueYear, lineCode, measure, placeCode }
  return Object.entries(conditions).reduce((found, [column, value]) => (value === undefined ? found : found.where(`f.${column as keyof typeof conditions}`, '=', value)), rows)
})

const forecastYearsHandler = implementQuery(forecastYears, async ({ db }) => ({ years: await store.forecastByYear(db) }))

export const yearHandlers = [listFundsHandler, openFundHandler, closeLineHandler, listWarningsHandler, listForecastHandler, forecastYearsHandler]
