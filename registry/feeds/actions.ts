import { sql } from 'kysely'
import { databaseCode } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import type { Id } from '../../kernel/types.ts'
import { attachRow, correctRow, deliveryCan, dropRow, getDelivery, getFeedSource, getQuarantined, issueKey, listDeliveries, listFeedSources, listQuarantine, openFeed, rerunRows, revokeKey, rowCan, saveMapping, tryMapping, undoDelivery } from './contract.ts'
import { insertKey } from './keys.ts'
import { bare, defaultMapping, mappingFault } from './mapping.ts'
import { contextOf, openRow, rerunOpen, runOne, settle, takeBack, whyNot, words } from './settle.ts'
import * as store from './store.ts'
import { tryOut } from './try-mapping.ts'

const listSourcesHandler = implementList(listFeedSources, ({ db }) => store.sources(db))
const listDeliveriesHandler = implementList(listDeliveries, ({ db }, { sourceId }) => (sourceId ? store.deliveries(db).where('d.sourceId', '=', sourceId) : store.deliveries(db)))
const listQuarantineHandler = implementList(listQuarantine, ({ db }, { deliveryId, state, reason }) => {
  let rows = store.quarantine(db)
  if (deliveryId) rows = rows.where('r.deliveryId', '=', deliveryId)
  if (state) rows = rows.where('r.state', '=', state)
  if (reason) rows = rows.where('r.reason', '=', reason)
  return rows
})

const getSourceHandler = implementQuery(getFeedSource, async ({ db }, { sourceId }) => ({
  ...(await store.getSource(db, sourceId)),
  mapping: (await store.getSourceForWork(db, sourceId)).mapping,
  keys: await store.keysOf(db, sourceId),
}))

const recordWords: Readonly<Record<string, string>> = { degree: '学历学位', insurance: '社保月段', housing: '住房', household_registration: '户籍', household_member: '家庭成员' }

const getDeliveryHandler = implementQuery(getDelivery, async ({ db }, { deliveryId }) => {
  const { before, after, ...delivery } = await store.getDeliveryRow(db, deliveryId)
  const [was, is] = [countsOf(before), countsOf(after)]
  const counts = Object.entries(was).map(([record, n]) => ({ record: recordWords[record] ?? record, before: n, after: is[record] ?? null }))
  return { ...delivery, reasons: await store.reasonsOf(db, deliveryId), counts, ...(await store.peopleOf(db, deliveryId)) }
})

const countsOf = (json: unknown): Record<string, number> =>
  typeof json === 'object' && json !== null ? Object.fromEntries(Object.entries(json).filter((entry): entry is [string, number] => typeof entry[1] === 'number')) : {}

const tryMappingHandler = implementQuery(tryMapping, async ({ db, today }, { sourceId, mapping, sample }) => tryOut((await store.getSourceForWork(db, sourceId)).kind, mapping, sample, today))

const openFeedHandler = implement(openFeed, async ({ db, actor, today, refuse, touched }, { kind, name, code, everyDays }) => {
  const taken = await db.selectFrom('registry.feedSource').select('id').where((or) => or.or([or('name', '=', name), or('code', '=', code)])).executeTakeFirst()
  if (taken) refuse('taken')
  touched({ code })
  const opened = await db
    .insertInto('registry.feedSource')
    .values({ kind, name, code, everyDays, placeCode: actor.scope ?? '', mapping: JSON.stringify(defaultMapping(kind)), openedOn: today })
    .returning(sql<Id<'feedSource'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
    // Opened by another county, where this desk does not see it.
    .catch((error: unknown) => (databaseCode(error) === '23505' ? refuse('taken') : Promise.reject(error)))
  return { sourceId: opened.id }
})

const saveMappingHandler = implement(saveMapping, async ({ db, refuse }, { sourceId, mapping, everyDays }) => {
  const { kind } = await store.getSourceForWork(db, sourceId)
  const fault = mappingFault(kind, mapping)
  if (fault !== undefined) refuse('wrongMapping', fault)
  await db.updateTable('registry.feedSource').set({ mapping: JSON.stringify(mapping), everyDays, updatedAt: sql`now()` }).where('id', '=', sourceId).execute()
  return {}
})

const issueKeyHandler = implement(issueKey, async ({ db, actor, refuse }, { sourceId }) => {
  await store.getSource(db, sourceId)
  await sql`select from registry.feed_source where id = ${sourceId} for update`.execute(db)
  const keys = await store.keysOf(db, sourceId)
  if (keys.filter(({ revokedAt }) => revokedAt === null).length >= 2) refuse('enough')
  return { key: await insertKey(db, sourceId, actor.accountId ?? '') }
})

const revokeKeyHandler = implement(revokeKey, async ({ db, refuse }, { keyId }) => {
  const key = await store.getKey(db, keyId)
  if (key.revokedAt !== null) refuse('revoked')
  await db.updateTable('registry.feedKey').set({ revokedAt: sql`now()` }).where('id', '=', keyId).execute()
  return {}
})

const openQuarantinedHandler = implement(getQuarantined, async ({ db, refuse, touched }, { rowId }) => {
  const row = await store.lockRow(db, rowId)
  if (!rowCan.settle(row)) refuse('settled')
  touched({ rowId })
  return { cells: Object.entries(openRow(row).cells).map(([head, text]) => ({ head, text })) }
})

const attachHandler = implement(attachRow, async ({ db, actor, today, refuse, touched }, { rowId, personNumber }) => {
  const row = await store.lockRow(db, rowId)
  if (!rowCan.settle(row)) refuse('settled')
  const context = await contextOf(db, row.deliveryId, today)
  if (!deliveryCan.rerun(context)) refuse('undone')
  const person = await store.findByNumber(db, personNumber)
  if (!person) return refuse('nobody')
  const outcome = await runOne(db, context, { ...openRow(row), person })
  if ('reason' in outcome) return refuse('still', whyNot(outcome))
  const said = `指定为 ${personNumber.toUpperCase()}：${words[outcome.outcome]}`
  await settle(db, rowId, said, { by: actor.accountId, today })
  touched({ rowId, personNumber })
  return { outcome: said }
})

const correctHandler = implement(correctRow, async ({ db, actor, today, refuse, touched }, { rowId, cells, reason }) => {
  const row = await store.lockRow(db, rowId)
  if (!rowCan.settle(row)) refuse('settled')
  const context = await contextOf(db, row.deliveryId, today)
  if (!deliveryCan.rerun(context)) refuse('undone')
  const changed = { ...openRow(row).cells, ...Object.fromEntries(cells.map(({ head, text }) => [bare(head), text])) }
  const outcome = await runOne(db, context, { cells: changed, formulas: [] })
  if ('reason' in outcome) return refuse('still', whyNot(outcome))
  const said = `改正（${reason}）：${words[outcome.outcome]}`
  await settle(db, rowId, said, { by: actor.accountId, today })
  touched({ rowId })
  return { outcome: said }
})

const dropHandler = implement(dropRow, async ({ db, actor, today, refuse, touched }, { rowId, reason }) => {
  const row = await store.lockRow(db, rowId)
  if (!rowCan.settle(row)) refuse('settled')
  await settle(db, rowId, `放弃：${reason}`, { by: actor.accountId, today }, 'dropped')
  touched({ rowId })
  return {}
})

const rerunHandler = implement(rerunRows, async ({ db, actor, today, refuse, touched }, { deliveryId }) => {
  const context = await contextOf(db, deliveryId, today)
  if (!deliveryCan.rerun(context)) refuse('notDone')
  touched({ deliveryId })
  const result = await rerunOpen(db, context, actor.accountId)
  if (result.settled + result.open === 0) refuse('nothing')
  return result
})

const undoHandler = implement(undoDelivery, async ({ db, actor, today, refuse, touched }, { deliveryId, reason }) => {
  const delivery = await store.lockDelivery(db, deliveryId)
  if (!deliveryCan.undo(delivery)) refuse('notDone')
  touched({ number: delivery.number, reason })
  const facts = await takeBack(db, deliveryId)
  // What stood there before was erased when its time was over.
  if (facts === 0 && (await store.wroteSomething(db, deliveryId))) return refuse('tooOld')
  if (facts === false) return refuse('builtUpon')
  for (const { id } of await store.openRowsOf(db, deliveryId)) await settle(db, id, '报送已撤销', { by: actor.accountId, today }, 'dropped')
  await db.updateTable('registry.feedDelivery').set({ state: 'undone', endedAt: new Date().toISOString() }).where('id', '=', deliveryId).execute()
  return { facts }
})

export const feedHandlers = [
  listSourcesHandler, listDeliveriesHandler, listQuarantineHandler, getSourceHandler, getDeliveryHandler, tryMappingHandler, openFeedHandler, saveMappingHandler, issueKeyHandler, revokeKeyHandler,
  openQuarantinedHandler, attachHandler, correctHandler, dropHandler, rerunHandler, undoHandler,
]
