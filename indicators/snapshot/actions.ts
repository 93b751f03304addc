import { sql } from 'kysely'
import { implement, implementList, implementQuery, Missing } from '../../kernel/implement.ts'
import { humanOf, isHandOf } from '../../kernel/org/actor.ts'
import { minus } from '../decimal.ts'
import { definitions, findDefinition } from '../definitions/index.ts'
import { placesBelow, type PlaceRow } from '../store.ts'
import { checkSnapshot, compareSnapshot, explainFinding, getSnapshot, listSnapshots, makeSnapshot, signSnapshot, snapshotCan, withdrawSnapshot, type SnapshotFigure } from './contract.ts'
import { findingsOf, type FrozenFigure } from './findings.ts'
import * as store from './store.ts'
import { everywhere, lastDayOf, sealOf, takeFigures } from './take.ts'

/** What each verb of the snapshots does. */

const listHandler = implementList(listSnapshots, ({ db }, { state, search }) => {
  let rows = store.snapshots(db)
  if (state) rows = rows.where('s.state', '=', state)
  if (search) rows = rows.where(sql<boolean>`(p.name || ' ' || s.period) ilike ${`%${search}%`}`)
  return rows
})

const makeHandler = implement(makeSnapshot, async (context, { period }) => {
  const { db, actor, today, refuse, touched } = context
  const place = actor.scope ?? refuse('notOver')
  const asOf = lastDayOf(period)
  if (asOf > today) refuse('notOver', `最后一天是 ${asOf}`)
  const running = await store.importRunning(db, place)
  if (running) refuse('importRunning', running)
  const rows = await takeFigures(context, place, asOf, { fresh: true })
  const earlier = await store.signedBefore(db, place, asOf)
  const found = findingsOf(definitions, place, rows, earlier ? await store.rowsOf(db, earlier.id) : [], everywhere)
  const snapshotId = await store.insertSnapshot(db, { placeCode: place, period, asOf, madeByName: actor.name, makerPerson: humanOf(actor) }, rows, found)
  if (!snapshotId) return refuse('alreadyThere', period)
  touched({ snapshotId, period })
  return { snapshotId, figures: new Set(rows.map(({ figure }) => figure)).size, findings: found.length }
})

const explainHandler = implement(explainFinding, async ({ db, actor, refuse }, { snapshotId, no, words }) => {
  const snapshot = await store.getSnapshotForUpdate(db, snapshotId)
  if (!snapshotCan.explain(snapshot)) refuse('notDrafted')
  if (!(await store.explain(db, snapshotId, no, words, actor.name))) refuse('noSuchFinding')
  return { open: (await store.getSnapshot(db, snapshotId)).open }
})

const checkHandler = implement(checkSnapshot, async ({ db, actor, refuse }, { snapshotId }) => {
  const snapshot = await store.getSnapshotForUpdate(db, snapshotId)
  if (!snapshotCan.check(snapshot)) refuse('notDrafted')
  if (snapshot.open > 0) refuse('unexplained', `${snapshot.open} 条`)
  await store.move(db, snapshotId, { state: 'checked', checkedByName: actor.name })
  return { figures: snapshot.figures }
})

const signHandler = implement(signSnapshot, async ({ db, actor, refuse, touched }, { snapshotId, withoutBelow }) => {
  const snapshot = await store.getSnapshotForUpdate(db, snapshotId)
  if (!snapshotCan.sign(snapshot)) refuse('notChecked')
  // A county's figures are signed by the county: the level that made them.
  if (actor.scope !== snapshot.placeCode) throw new Missing()
  if (isHandOf(actor, snapshot.madeBy) || isHandOf(actor, snapshot.makerPerson)) refuse('sameHand')
  const missing = await store.unsignedBelow(db, snapshot.placeCode, snapshot.period)
  if (missing.length && withoutBelow === undefined) refuse('belowUnsigned', missing.slice(0, 8).join('、'))
  const seal = sealOf(await store.rowsOf(db, snapshotId))
  await store.move(db, snapshotId, { state: 'signed', signedByName: actor.name, signerPerson: humanOf(actor), withoutBelow: missing.length ? (withoutBelow ?? null) : null, seal })
  touched({ period: snapshot.period, seal })
  return { seal }
})

const withdrawHandler = implement(withdrawSnapshot, async ({ db, refuse }, { snapshotId, reason }) => {
  const snapshot = await store.getSnapshotForUpdate(db, snapshotId)
  if (!snapshotCan.withdraw(snapshot)) refuse('notOpen')
  await store.move(db, snapshotId, { state: 'withdrawn', withdrawnBecause: reason })
  return {}
})

const getHandler = implementQuery(getSnapshot, async ({ db, actor }, { snapshotId }) => {
  const { makerPerson, madeBy, ...snapshot } = await store.getSnapshot(db, snapshotId)
  const frozen = await store.rowsOf(db, snapshotId)
  return {
    ...snapshot,
    intact: snapshot.seal === null ? null : sealOf(frozen) === snapshot.seal,
    mine: isHandOf(actor, madeBy) || isHandOf(actor, makerPerson),
    unsignedBelow: snapshot.state === 'signed' || snapshot.state === 'withdrawn' ? [] : await store.unsignedBelow(db, snapshot.placeCode, snapshot.period),
    rows: shown(snapshot.placeCode, frozen, await placesBelow(db, snapshot.placeCode)),
    findings: await store.findingsOf(db, snapshotId),
  }
})

const shown = (placeCode: string, frozen: readonly FrozenFigure[], below: readonly PlaceRow[]): SnapshotFigure[] =>
  [...Map.groupBy(frozen, ({ figure }) => figure)].flatMap(([figure, rows]) => {
    const own = rows.find((row) => row.placeCode === placeCode)
    if (!own) return []
    const definition = findDefinition(figure)
    const { value, because, basis } = own
    const places = below.map(({ code, name }) => ({ code, name, value: rows.find((row) => row.placeCode === code)?.value ?? null }))
    return [{ figure, name: definition?.name ?? figure, unit: definition?.unit ?? 'item', value, because, basis, places }]
  })

/** What was corrected since is seen, not hidden. */
const compareHandler = implementQuery(compareSnapshot, async (context, { snapshotId }) => {
  const { placeCode, asOf } = await store.getSnapshot(context.db, snapshotId)
  const frozen = (await store.rowsOf(context.db, snapshotId)).filter((row) => row.placeCode === placeCode)
  const today = new Map((await takeFigures(context, placeCode, asOf)).filter((row) => row.placeCode === placeCode).map((row) => [row.figure, row]))
  return {
    figures: frozen.map(({ figure, edition, value }) => {
      const again = today.get(figure)
      const redefined = again === undefined || again.edition !== edition
      const now = redefined ? null : again.value
      const moved = now === null || value === null ? null : minus(now, value)
      return { figure, now, redefined, moved: moved === null || Number(moved) === 0 ? null : moved }
    }),
  }
})

export const snapshotHandlers = [listHandler, makeHandler, explainHandler, checkHandler, signHandler, withdrawHandler, getHandler, compareHandler]
