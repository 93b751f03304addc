import { sql } from 'kysely'
import type { Tx } from '../../../kernel/db/database.ts'
import { Missing } from '../../../kernel/implement.ts'
import type { Actor } from '../../../kernel/org/actor.ts'
import type { Id, PlainDate } from '../../../kernel/types.ts'
import type { Erased, Kept, RequestKind, RequestState, Standing } from './contract.ts'

export const requests = (db: Tx) =>
  db
    .selectFrom('registry.dataRequest as r')
    .innerJoin('registry.person as p', 'p.id', 'r.personId')
    .innerJoin('kernel.place as l', 'l.code', 'r.placeCode')
    .select([
      sql<Id<'dataRequest'>>`r.id`.as('id'),
      'r.number',
      'p.name as personName',
      'l.name as placeName',
      sql<RequestKind>`r.kind`.as('kind'),
      'r.says',
      sql<RequestState>`r.state`.as('state'),
      sql<PlainDate>`r.asked_on`.as('askedOn'),
      sql<PlainDate>`r.due_on`.as('dueOn'),
      'r.outcome',
      'r.decidedByName',
      sql<PlainDate | null>`r.decided_on`.as('decidedOn'),
    ])

const lists = [sql<Erased[]>`r.erased`.as('erased'), sql<Kept[]>`r.kept`.as('kept')] as const

export const mine = (db: Tx) => requests(db).select([...lists]).where(sql<boolean>`r.person_id = any ((select registry.own_records())::uuid[])`).orderBy('r.askedOn', 'desc').orderBy('r.number', 'desc').execute()
export const getOne = async (db: Tx, id: string) => {
  const row = await requests(db).select([...lists, sql<Id<'person'>>`r.person_id`.as('personId')]).where('r.id', '=', id).executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const lock = async (db: Tx, id: string) => {
  const row = await db
    .selectFrom('registry.dataRequest')
    .select(['number', 'askedBy', 'placeCode', sql<Id<'person'>>`person_id`.as('personId'), sql<RequestKind>`kind`.as('kind'), sql<RequestState>`state`.as('state')])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Missing()
  return row
}

export const placeOf = async (db: Tx, personId: string): Promise<string | undefined> => (await db.selectFrom('registry.person').select('placeCode').where('id', '=', personId).executeTakeFirst())?.placeCode

interface Asked {
  personId: string
  placeCode: string
  kind: RequestKind
  says: string
  askedBy: string
  askedOn: PlainDate
  dueOn: PlainDate
  /** Answered at once, by the house. */
  done?: { outcome: string; erased: readonly Erased[] }
}
/** Undefined when one of the kind is open. */
export const insert = async (db: Tx, { done, ...asked }: Asked): Promise<{ id: string; number: string } | undefined> =>
  db
    .insertInto('registry.dataRequest')
    .values({ ...asked, ...(done ? { state: 'granted', outcome: done.outcome, erased: JSON.stringify(done.erased), decidedOn: asked.askedOn } : {}) })
    .onConflict((clash) => clash.columns(['personId', 'kind']).where('state', '=', sql.lit('open')).doNothing())
    .returning(['id', 'number'])
    .executeTakeFirst()

export const settle = (db: Tx, id: string, { state, outcome, erased, kept, actor, today }: { state: 'granted' | 'declined'; outcome: string; erased: readonly Erased[]; kept: readonly Kept[]; actor: Actor; today: PlainDate }): Promise<unknown> =>
  db
    .updateTable('registry.dataRequest')
    .set({ state, outcome, erased: JSON.stringify(erased), kept: JSON.stringify(kept), decidedBy: actor.accountId ?? null, decidedByName: actor.name, decidedOn: today })
    .where('id', '=', id)
    .execute()

export const standingsOf = (db: Tx, ids: readonly string[]) =>
  db
    .selectFrom('registry.dataStanding')
    .select([sql<Standing>`kind`.as('kind'), sql<PlainDate>`since`.as('since')])
    .where('personId', 'in', [...ids])
    .where('endedOn', 'is', null)
    .orderBy('kind')
    .execute()

/** With the eyes of the house: nobody but the house writes a standing. Does nothing where it stands already. */
export const begin = (db: Tx, { personId, placeCode }: { personId: string; placeCode: string }, kind: Standing, requestId: string, today: PlainDate): Promise<unknown> =>
  db.insertInto('registry.dataStanding').values({ personId, placeCode, kind, requestId, since: today }).onConflict((clash) => clash.columns(['personId', 'kind']).where('endedOn', 'is', null).doNothing()).execute()
export const end = async (db: Tx, ids: readonly string[], kind: Standing, today: PlainDate): Promise<boolean> => {
  const ended = await db.updateTable('registry.dataStanding').set({ endedOn: today }).where('personId', 'in', [...ids]).where('kind', '=', kind).where('endedOn', 'is', null).returning('id').execute()
  return ended.length > 0
}
