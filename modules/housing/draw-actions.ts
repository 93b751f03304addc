import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implement, implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { applicationMoved } from './contract.ts'
import { askDraws, holdDraw, openDraw, type Draw } from './draw-contract.ts'
import { commitmentOf, drawOrder, newSeed } from './draw.ts'
import { accountOf, isCity } from './stock-actions.ts'
import { getForUpdate, note, timesTold } from './store.ts'

/** The seed is the house's secret until the draw: the office that draws cannot read it before, and cannot choose it. */

const draws = (db: Tx): Promise<Draw[]> =>
  db
    .selectFrom('housing.draw as d')
    .select([sql<Id<'housingDraw'>>`d.id`.as('id'), 'd.number', 'd.name', 'd.document', 'd.appliedUntil', 'd.witnessSource', 'd.commitment', 'd.openedOn', 'd.witness', 'd.seed', 'd.drawnOn', sql<string[]>`array(select e.number from housing.draw_entry e where e.draw_id = d.id order by e.turn)`.as('entries')])
    .orderBy('d.openedOn', 'desc')
    .orderBy('d.number', 'desc')
    .execute()

const drawsHandler = implementQuery(askDraws, async ({ db }) => ({ draws: await draws(db) }))

const openHandler = implement(openDraw, async ({ db, actor, today, refuse, touched }, draw) => {
  if (!isCity(actor.scope)) return refuse('notCity')
  if (draw.appliedUntil < today) refuse('past')
  if ((await draws(db)).some(({ drawnOn }) => drawnOn === null)) refuse('open')
  const seed = newSeed()
  const commitment = commitmentOf(seed)
  const { id, number } = await db
    .insertInto('housing.draw')
    .values({ ...draw, placeCode: actor.scope, commitment, openedOn: today, openedBy: accountOf(actor), number: sql<string>`kernel.next_number(${`YH${today.slice(0, 4)}`}, 3)` })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  await withHouseEyes(db, today, async () => void (await db.insertInto('housing.drawSeed').values({ drawId: id, seed }).execute()))
  touched({ number, commitment })
  return { number, commitment }
})

const getDrawForUpdate = async (db: Tx, drawId: string) => {
  const draw = await db.selectFrom('housing.draw').select(['id', 'appliedUntil', 'drawnOn']).where('id', '=', drawId).forUpdate().executeTakeFirst()
  if (!draw) throw new Missing()
  return draw
}
/** Who takes part: applied until the closing day, still waiting, not drawn before. Locked, so that nobody leaves while the lots are drawn. */
const takingPart = (db: Tx, until: PlainDate) =>
  db.selectFrom('housing.application').select([sql<Id<'application'>>`id`.as('id'), 'number']).where('state', '=', 'waiting').where('drawnOn', 'is', null).where('appliedOn', '<=', until).orderBy('number').forUpdate().execute()

const holdHandler = implement(holdDraw, async ({ db, actor, today, refuse, emit, touched }, { drawId, witness }) => {
  if (!isCity(actor.scope)) refuse('notCity')
  const draw = await getDrawForUpdate(db, drawId)
  if (draw.drawnOn !== null) refuse('done')
  if (today <= draw.appliedUntil) refuse('early', `报名到 ${draw.appliedUntil}`)
  const all = await takingPart(db, draw.appliedUntil)
  if (all.length === 0) refuse('nobody')
  const { seed } = await withHouseEyes(db, today, () => db.selectFrom('housing.drawSeed').select('seed').where('drawId', '=', drawId).executeTakeFirstOrThrow())
  const order = drawOrder(seed, witness, all.map(({ number }) => number))
  await db.updateTable('housing.draw').set({ witness, seed, drawnOn: today, drawnBy: accountOf(actor) }).where('id', '=', drawId).execute()
  await db.insertInto('housing.drawEntry').values(order.map((number, at) => ({ drawId, turn: at + 1, number }))).execute()
  const byNumber = new Map(all.map(({ number, id }) => [number, id]))
  for (const [at, number] of order.entries()) {
    const application = await getForUpdate(db, byNumber.get(number) ?? '')
    await db.updateTable('housing.application').set({ drawnOn: today, turn: at + 1 }).where('id', '=', application.id).execute()
    await note(db, application, { verb: 'draw', byName: actor.name, onDay: today, words: `第 ${at + 1} 位，共 ${order.length} 位` })
    await emit(applicationMoved, { applicationId: application.id, verb: 'draw', times: await timesTold(db, application.id) })
  }
  touched({ drawId, drawn: String(order.length) })
  return { drawn: order.length }
})

export const drawHandlers: readonly Handler[] = [drawsHandler, openHandler, holdHandler]
