import { workingDaysAfter } from '../../../kernel/calendar/working-days.ts'
import { withHouseEyes } from '../../../kernel/db/elevate.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Denied, implement, implementList, implementQuery, type Handler } from '../../../kernel/implement.ts'
import { tell } from '../../../kernel/messages/tell.ts'
import { isHandOf, type Actor } from '../../../kernel/org/actor.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { sql } from 'kysely'
import { keptOf, recordsOf } from '../holdings.ts'
import { answerWithin, askDataRequest, atOnce, dataRequestAnswered, decideDataRequest, endStanding, getDataRequest, listDataRequests, myDataRequests, requestCan, requestKinds, requestStates, requestWords, takeMyCopy, type RequestKind, type Standing } from './contract.ts'
import { copyOf, sheetOf } from './copy.ts'
import { eraseUnkept, withdrawAll } from './erase.ts'
import * as store from './store.ts'

/** The survivor's records first, so that a standing stands with the record that is kept. */
interface Self {
  personId: string
  placeCode: string
  ids: string[]
  accountId: string
}
const selfOf = async (db: Tx, actor: Actor): Promise<Self | undefined> => {
  if (!actor.personId || !actor.accountId) return undefined
  const ids = await recordsOf(db, actor.personId)
  const placeCode = await store.placeOf(db, actor.personId)
  return placeCode === undefined ? undefined : { personId: actor.personId, placeCode, ids, accountId: actor.accountId }
}

const mineHandler = implementQuery(myDataRequests, async ({ db, actor }) => {
  const self = await selfOf(db, actor)
  if (!self) return { requests: [], standings: [] }
  return { requests: (await store.mine(db)).map(({ personName: _, ...row }) => row), standings: await store.standingsOf(db, self.ids) }
})

const copyHandler = implement(takeMyCopy, async ({ db, actor, today, refuse, touched }) => {
  const self = await selfOf(db, actor)
  if (!self) return refuse('noPerson')
  const sections = await withHouseEyes(db, today, () => copyOf(db, self.ids))
  const rows = sections.reduce((sum, one) => sum + one.rows.length, 0)
  const made = await store.insert(db, { ...asking(self, 'copy', '', today), done: { outcome: `已当场提供 ${sections.length} 类、${rows} 条记录的完整文件`, erased: [] } })
  if (!made) throw new Denied()
  touched({ number: made.number, rows: String(rows) })
  return { number: made.number, madeOn: today, sections, sheet: await sheetOf(sections) }
})

const asking = ({ personId, placeCode, accountId }: Self, kind: RequestKind, says: string, today: PlainDate) => ({ personId, placeCode, kind, says, askedBy: accountId, askedOn: today, dueOn: workingDaysAfter(today, answerWithin) })

/** The standing that a request aims at, and that makes it needless where it stands already. */
const aimOf: Partial<Record<RequestKind, Standing>> = { objection: 'byHand', restriction: 'restricted' }

const askHandler = implement(askDataRequest, async ({ db, actor, today, refuse, touched }, { kind, says }) => {
  const self = await selfOf(db, actor)
  if (!self) return refuse('noPerson')
  const immediate = atOnce.some((one) => one === kind)
  if (!immediate && says.length < 4) refuse('saysMissing')
  const aim = aimOf[kind]
  if (aim && (await store.standingsOf(db, self.ids)).some((one) => one.kind === aim)) refuse('already')
  const erased = kind === 'withdrawal' ? await withHouseEyes(db, today, () => withdrawAll(db, self.ids, self.personId)) : []
  if (kind === 'withdrawal' && erased.length === 0) refuse('already')
  const made = await store.insert(db, { ...asking(self, kind, says, today), ...(immediate ? { done: { outcome: `已当场照办。${requestWords[kind].does.replace('当场生效：', '')}`, erased } } : {}) })
  if (!made) return refuse('alreadyAsked')
  if (kind === 'objection') await withHouseEyes(db, today, () => store.begin(db, self, 'byHand', made.id, today))
  touched({ number: made.number, kind })
  const { state, dueOn, outcome } = await store.getOne(db, made.id)
  return { number: made.number, state, dueOn, outcome }
})

const endHandler = implement(endStanding, async ({ db, actor, today, refuse, touched }, { kind }) => {
  const self = await selfOf(db, actor)
  if (!self || !(await withHouseEyes(db, today, () => store.end(db, self.ids, kind, today)))) return refuse('notSo')
  touched({ kind })
  return {}
})

const listHandler = implementList(listDataRequests, ({ db }, { search, state, kind }) => {
  let rows = store.requests(db)
  if (state) rows = rows.where('r.state', '=', state)
  if (kind) rows = rows.where('r.kind', '=', kind)
  if (search) rows = rows.where(sql<boolean>`(r.number || ' ' || p.name) ilike ${`%${search}%`}`)
  return rows
})

const keptNow = (db: Tx, personId: string, today: PlainDate) => withHouseEyes(db, today, async () => keptOf(db, await recordsOf(db, personId)))

const getHandler = implementQuery(getDataRequest, async ({ db, today }, { requestId }) => {
  const row = await store.getOne(db, requestId)
  return { ...row, wouldKeep: row.kind === 'deletion' && row.state === 'open' ? await keptNow(db, row.personId, today) : [] }
})

const decideHandler = implement(decideDataRequest, async ({ db, actor, today, refuse, touched }, { requestId, grant, reason }) => {
  const asked = await store.lock(db, requestId)
  if (!requestCan.decide(asked)) refuse('decided')
  if (isHandOf(actor, asked.askedBy) || isHandOf(actor, asked.personId)) refuse('own')
  const state = grant ? ('granted' as const) : ('declined' as const)
  const whole = grant && asked.kind === 'deletion'
  const done = await withHouseEyes(db, today, async () => {
    const ids = await recordsOf(db, asked.personId)
    // What the law keeps is not used any more beyond what the law keeps it for (第四十七条第二款).
    if (grant) await store.begin(db, asked, 'restricted', requestId, today)
    const erased = whole ? await eraseUnkept(db, ids) : []
    const kept = whole ? await keptOf(db, ids) : []
    await tell(db, dataRequestAnswered, { to: { kind: 'person', id: asked.personId, placeCode: asked.placeCode }, key: requestId, link: '/my/requests', params: { kind: requestKinds[asked.kind], number: asked.number, state: requestStates[state], reason } })
    return { erased, kept }
  })
  await store.settle(db, requestId, { state, outcome: reason, ...done, actor, today })
  touched({ number: asked.number })
  return { state, ...done }
})

export const dataRequestHandlers: readonly Handler[] = [mineHandler, copyHandler, askHandler, endHandler, listHandler, getHandler, decideHandler]
