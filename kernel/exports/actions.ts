import { sql } from 'kysely'
import { addDays } from '../calendar/plain-date.ts'
import { Denied, InvalidInput } from '../errors.ts'
import { implement, implementList, implementQuery, Missing, type ActionContext, type Handler } from '../implement.ts'
import { permitted } from '../invoke.ts'
import { implementJob, type JobHandler } from '../jobs/declare.ts'
import { isHandOf } from '../org/actor.ts'
import { houseKeys } from '../seal/seal.ts'
import {
  agreeExport, askExport, declineExport, deskFor, deskOf, exportCan, exporters, exportRule, listAllExports, listExportQueue, listMyExports, namesDocument, seeExport, setExportRule, tellEndingExports, traceExport, type ExportState,
} from './contract.ts'
import type { Exportable } from './exportable.ts'
import { tellAgreers, tellAsker, tellEnding } from './messages.ts'
import * as store from './store.ts'
import { trace } from './trace.ts'

const mineHandler = implementList(listMyExports, ({ db, today, actor }, { state }) => {
  const rows = store.exportRows(db, today).where('e.accountId', '=', actor.accountId ?? null)
  return state ? rows.where(store.stateOf(today), '=', state) : rows
})

const queueHandler = implementList(listExportQueue, ({ db, today, actor }, { state }) => {
  const rows = store.exportRows(db, today).where('e.desk', '=', deskOf(actor.role)).where(sql<boolean>`e.account_id <> ${actor.accountId ?? null}::uuid and (e.state = 'waiting' or e.decided_by is not null)`)
  return state ? rows.where(store.stateOf(today), '=', state) : rows
})

const registerHandler = implementList(listAllExports, ({ db, today }, { search, purpose, state, from, to }) => {
  let rows = store.exportRows(db, today)
  if (search) rows = rows.where(sql<boolean>`(e.number || ' ' || e.account_name || ' ' || e.list_label || ' ' || e.office || ' ' || coalesce(e.serves, '')) ilike ${`%${search}%`}`)
  if (purpose) rows = rows.where('e.purpose', '=', purpose)
  if (state) rows = rows.where(store.stateOf(today), '=', state)
  if (from) rows = rows.where(sql<boolean>`e.asked_at >= (${from}::date)::timestamp at time zone 'Asia/Shanghai'`)
  if (to) rows = rows.where(sql<boolean>`e.asked_at < (${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'`)
  return rows
})

/** The officers read that a name was searched for, and not which: they see nobody of the registry. */
const hiddenFrom = (role: string, own: boolean, conditions: readonly string[]): string[] =>
  conditions.map((said) => (!own && (role === 'auditOfficer' || role === 'securityOfficer') && said.startsWith('搜索：') ? '搜索：（不显示）' : said))

const seeHandler = (exportables: () => readonly Exportable[]) =>
  implementQuery(seeExport, async ({ db, today, actor }, { exportId }) => {
    const found = await store.findExport(db, today, exportId)
    if (!found) throw new Missing()
    const { list, filtersSealed, accountId, ...row } = found
    const wanted = exportables().find(({ name }) => name === list)
    const conditions = wanted?.conditions(store.filtersOf(exportId, filtersSealed)) ?? []
    return { ...row, path: wanted?.path ?? `/api/export/${list}`, conditions: hiddenFrom(actor.role, accountId === actor.accountId, conditions), takings: await store.takings(db, exportId) }
  })

const askHandler = (exportables: () => readonly Exportable[]) =>
  implement(askExport, async (context, { list, filters, purpose, reason, serves }) => {
    const { db, actor, today, refuse, touched } = context
    const wanted = exportables().find(({ name }) => name === list)
    if (!wanted) throw new Missing()
    const role = exporters.find((one) => one === actor.role)
    if (!role || !permitted(wanted.may, actor)) throw new Denied()
    if (wanted.open) refuse('openList')
    const parsed = wanted.filters.safeParse(filters)
    if (!parsed.success) throw new InvalidInput(parsed.error.issues.map((issue) => ({ path: `filters.${issue.path.join('.')}`, message: issue.message })))
    if (namesDocument.includes(purpose) && !serves) refuse('servesMissing')
    const rows = await wanted.count(context, parsed.data)
    if (rows === 0) refuse('nothing')
    const { rowsFree, ...rule } = await store.ruleInForce(db)
    const free = rows <= rowsFree
    const fetchUntil = free ? addDays(today, rule.days) : null
    const office = await store.officeOf(db, actor)
    const { id, number } = await store.insertExport(db, today, {
      list, listLabel: wanted.label, filters, heads: wanted.heads, purpose, reason, serves: serves || null,
      accountId: actor.accountId ?? '', accountName: actor.name, role, desk: deskFor(role), rowsAsked: rows,
      rule: { days: rule.days, fetches: rule.fetches, keepDays: rule.keepDays }, office, state: free ? 'granted' : 'waiting', fetchUntil,
    })
    if (!free) await tellAgreers(db, today, { id, number, listLabel: wanted.label, desk: deskFor(role), accountId: actor.accountId ?? '', accountName: actor.name, rowsAsked: rows, ...office })
    touched({ exportId: id, number, list, rows: String(rows), purpose })
    return { exportId: id, number, rows, state: free ? ('ready' as const) : ('waiting' as const), desk: deskFor(role), fetchUntil }
  })

/** The export to be decided, locked; who asked for it, or is bound to who did, does not decide it. */
const decidable = async ({ db, today, actor, refuse }: ActionContext<'own' | 'decided'>, exportId: string) => {
  const seen = await store.findExport(db, today, exportId)
  if (!seen) throw new Missing()
  if (isHandOf(actor, seen.accountId)) return refuse('own')
  if (seen.desk !== deskOf(actor.role)) throw new Missing()
  const locked = await db.selectFrom('kernel.listExport').select(['id', 'number', 'listLabel', 'days', sql<ExportState>`case state when 'granted' then 'ready' else state end`.as('state')]).where('id', '=', exportId).forUpdate().executeTakeFirst()
  if (!locked) throw new Missing()
  if (!exportCan.agree(locked)) return refuse('decided')
  return locked
}

const agreeHandler = implement(agreeExport, async (context, { exportId, note }) => {
  const { db, today, actor, touched } = context
  const asked = await decidable(context, exportId)
  const { number } = asked
  const fetchUntil = addDays(today, asked.days)
  await db.updateTable('kernel.listExport').set({ state: 'granted', decidedBy: actor.accountId ?? null, decidedByName: actor.name, decidedAt: sql`now()`, decision: note || null, fetchUntil }).where('id', '=', exportId).execute()
  await tellAsker(db, today, asked, { by: actor.name, answer: '同意', note: note || null, fetchUntil })
  touched({ number })
  return { fetchUntil }
})
const declineHandler = implement(declineExport, async (context, { exportId, reason }) => {
  const { db, actor, today, touched } = context
  const asked = await decidable(context, exportId)
  const { number } = asked
  await db.updateTable('kernel.listExport').set({ state: 'declined', decidedBy: actor.accountId ?? null, decidedByName: actor.name, decidedAt: sql`now()`, decision: reason }).where('id', '=', exportId).execute()
  await tellAsker(db, today, asked, { by: actor.name, answer: '不同意', note: reason, fetchUntil: null })
  touched({ number })
  return {}
})

const ruleHandler = implementQuery(exportRule, ({ db }) => store.ruleInForce(db))
const setRuleHandler = implement(setExportRule, async ({ db, actor, refuse, touched }, rule) => {
  const now = await store.ruleInForce(db)
  const { document: _, ...numbers } = rule
  if (now.rowsFree === rule.rowsFree && now.days === rule.days && now.fetches === rule.fetches && now.keepDays === rule.keepDays) refuse('same')
  await db.insertInto('kernel.exportRule').values({ ...rule, setBy: actor.accountId ?? null, setByName: actor.name, setAt: sql`clock_timestamp()` }).execute()
  touched(Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])))
  return {}
})

const traceHandler = implement(traceExport, async ({ db, today, touched }, { text }) => {
  const answer = await trace(db, today, houseKeys(), text)
  touched({ found: answer.found.map(({ number, way }) => `${number} ${way}`).join('、') || '无' })
  return answer
})

/** `exportables`: what the house can export, which only the house as a whole knows. */
export const exportHandlers = (exportables: () => readonly Exportable[]): readonly Handler[] => [
  mineHandler, queueHandler, registerHandler, seeHandler(exportables), askHandler(exportables), agreeHandler, declineHandler, ruleHandler, setRuleHandler, traceHandler,
]

/** Twenty past eight in the morning. */
export const exportJobs: readonly JobHandler[] = [implementJob(tellEndingExports, async ({ database, today }) => void (await tellEnding(database, today)), { cron: '20 0 * * *' })]
