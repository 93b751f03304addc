import { sql } from 'kysely'
import { implement, implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import { listLow, lowest, mySurveys, rateCase, respond, skipRating, tellResponse } from './contract.ts'
import * as store from './store.ts'

const mineHandler = implementQuery(mySurveys, async ({ db, today }) => ({ surveys: await store.mine(db, today) }))

const rateHandler = implement(rateCase, async ({ db, today, refuse }, { surveyId, rating, words }) => {
  const survey = await store.getForUpdate(db, surveyId)
  if (survey.state !== 'asked') return refuse('answered')
  if (today > survey.until) return refuse('over')
  await store.answer(db, surveyId, { state: 'answered', rating, words, answeredOn: today })
  return {}
})

const skipHandler = implement(skipRating, async ({ db, today, refuse }, { surveyId }) => {
  const survey = await store.getForUpdate(db, surveyId)
  if (survey.state !== 'asked') return refuse('answered')
  if (today > survey.until) return refuse('over')
  await store.answer(db, surveyId, { state: 'skipped', answeredOn: today })
  return {}
})

const lowHandler = implementList(listLow, ({ db }, { search, waiting }) => {
  let rows = store.low(db)
  if (waiting) rows = rows.where('s.response', 'is', null)
  if (search) rows = rows.where(sql<boolean>`strpos(c.number, ${search.toUpperCase()}) > 0 or strpos(c.title, ${search}) > 0 or strpos(c.holder_name, ${search}) > 0`)
  return rows
})

const respondHandler = implement(respond, async ({ db, actor, today, refuse, enqueue }, { surveyId, response }) => {
  const survey = await store.getForUpdate(db, surveyId)
  if (survey.rating === null || survey.rating > lowest) return refuse('notLow')
  if (survey.response !== null) return refuse('responded')
  await store.respond(db, surveyId, { response, respondedBy: actor.accountId ?? '', respondedByName: actor.name, respondedOn: today })
  await enqueue(tellResponse, { surveyId })
  return {}
})

export const satisfactionHandlers: readonly Handler[] = [mineHandler, rateHandler, skipHandler, lowHandler, respondHandler]
