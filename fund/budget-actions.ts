import { sql } from 'kysely'
import { databaseCode } from '../kernel/db/database.ts'
import { implement, implementList, implementQuery } from '../kernel/implement.ts'
import { lockAvailable } from './award-store.ts'
import { containing } from '../registry/search.ts'
import * as store from './budget-store.ts'
import { lockLines } from './budget/adjustment.ts'
import { allot, correctable, confirmInstalment, correctPosting, getBudgetLine, instalmentCan, listBudgetLines, listEntries, listInstalments, openLine, stopInstalment } from './contract.ts'
import { awardOfInstalment, lockAward } from './awards/store.ts'
import { ownedBy } from './desk.ts'
import { legsOf, move, post, reversed } from './ledger.ts'

/** What each verb on lines, vouchers and instalments does. Row-level security has already decided which of them this actor can reach. */

const listLinesHandler = implementList(listBudgetLines, ({ db }, { year, programme, search }) => {
  let rows = store.budgetLines(db)
  if (programme) rows = rows.where('l.programme', '=', programme)
  if (year) rows = rows.where('l.year', '=', year)
  if (search) rows = rows.where(sql<boolean>`(l.title || ' ' || l.code) ilike ${`%${search}%`}`)
  return rows
})

const getLineHandler = implementQuery(getBudgetLine, ({ db }, { lineId }) => store.getLine(db, lineId))

const listEntriesHandler = implementList(listEntries, ({ db }, { lineId, account, kind, from, to }) => {
  let rows = store.entriesOf(db, lineId)
  if (account) rows = rows.where('e.account', '=', account)
  if (kind) rows = rows.where('o.kind', '=', kind)
  if (from) rows = rows.where('o.day', '>=', from)
  if (to) rows = rows.where('o.day', '<=', to)
  return rows
})

const openLineHandler = implement(openLine, async ({ db, actor, refuse, touched }, { year, code, title, programme }) => {
  const placeCode = actor.scope ?? ''
  const fund = await store.findSpecialFund(db, placeCode, year)
  if (!fund) return refuse('noSpecialFund', `${year} 年`)
  const line = await store.insertLine(db, { fundId: fund.id, code, title, year, placeCode, programme: programme ?? null })
  if (!line) return refuse('lineExists', code)
  touched({ lineId: line.id })
  return { lineId: line.id }
})

const allotHandler = implement(allot, async ({ db, actor, today, refuse }, { lineId, amount, document }) => {
  const line = await store.getLine(db, lineId)
  if (!ownedBy(line, actor.scope)) refuse('notYourLine', line.title)
  await lockAvailable(db, lineId)
  if ((await store.getLine(db, lineId)).state === 'closed') refuse('lineClosed', line.title)
  await post(db, [{ kind: 'allot', day: today, placeCode: line.placeCode, document, says: `下达 ${line.title}`, legs: move(lineId, 'appropriation', 'available', amount) }])
  return { appropriatedFen: (await store.getLine(db, lineId)).appropriatedFen }
})

const overspent = '23514'

const correctHandler = implement(correctPosting, async ({ db, today, refuse }, { postingId, reason }) => {
  const posting = await store.getPosting(db, postingId)
  if (!correctable.some((kind) => kind === posting.kind)) refuse('notCorrectable')
  if (posting.corrected) refuse('alreadyCorrected')
  const legs = reversed(await legsOf(db, postingId))
  await lockLines(db, [...new Set(legs.map(({ lineId }) => lineId))])
  try {
    await post(db, [{ kind: 'correct', day: today, placeCode: posting.placeCode, corrects: postingId, says: `更正凭证 ${posting.seq}：${reason}`, legs }])
  } catch (error) {
    // The line's own CHECK is the judge; the refusal rolls everything back.
    if (databaseCode(error) === overspent) refuse('belowCommitted')
    if (databaseCode(error) === '23505') refuse('alreadyCorrected')
    throw error
  }
  return { corrected: posting.seq }
})

const listInstalmentsHandler = implementList(listInstalments, ({ db, actor: { scope } }, { state, lineId, dueBy, dueYear, measure, placeCode, open, search }) => {
  let rows = store.instalments(db)
  // Row-level security says the same; said with its value, the database knows how many instalments that is and takes the right index.
  if (scope) rows = rows.where(sql<boolean>`starts_with(i.place_code, ${scope})`)
  if (dueYear) rows = rows.where(sql<boolean>`extract(year from i.due_on) = ${dueYear}`)
  if (measure) rows = rows.where('a.measure', '=', measure)
  if (placeCode) rows = rows.where(sql<boolean>`starts_with(i.place_code, ${placeCode})`)
  if (open) rows = rows.where('i.state', 'not in', ['paid', 'stopped'])
  if (state) rows = rows.where('i.state', '=', state)
  if (lineId) rows = rows.where('i.lineId', '=', lineId)
  if (dueBy) rows = rows.where('i.dueOn', '<=', dueBy)
  if (search) rows = rows.where(sql<boolean>`(a.case_number like ${containing(search.toUpperCase())} or a.payee_name like ${containing(search)} or a.title like ${containing(search)})`)
  return rows
})

const confirmHandler = implement(confirmInstalment, async ({ db, refuse }, { instalmentId, note }) => {
  const instalment = await store.getInstalmentForUpdate(db, instalmentId)
  if (!instalmentCan.confirm(instalment)) refuse('notWaiting')
  await store.settleCheck(db, instalmentId, 'due', note)
  return { amountFen: instalment.amountFen }
})

const stopHandler = implement(stopInstalment, async ({ db, today, refuse }, { instalmentId, reason }) => {
  const unsigned = (await lockAward(db, await awardOfInstalment(db, instalmentId))).state === 'reserved'
  const instalment = await store.getInstalmentForUpdate(db, instalmentId)
  if (!instalmentCan.stop(instalment)) refuse('notStoppable')
  await store.settleCheck(db, instalmentId, 'stopped', reason)
  const { awardId, lineId, placeCode, caseNumber, no, amountFen } = instalment
  const common = { day: today, placeCode, awardId, instalmentId }
  // The money goes back to the line at once: nothing idles while others wait. Before the signature it is only reserved.
  await post(db, [
    unsigned
      ? { ...common, kind: 'cancel', says: `撤销 ${caseNumber} 第${no}期：${reason}`, legs: move(lineId, 'reserved', 'available', amountFen) }
      : { ...common, kind: 'stop', says: `终止 ${caseNumber} 第${no}期：${reason}`, legs: move(lineId, 'committed', 'available', amountFen) },
  ])
  return { releasedFen: amountFen }
})

export const budgetHandlers = [
  listLinesHandler,
  getLineHandler,
  listEntriesHandler,
  openLineHandler,
  allotHandler,
  correctHandler,
  listInstalmentsHandler,
  confirmHandler,
  stopHandler,
]
