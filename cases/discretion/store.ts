import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Fen, PlainDate } from '../../kernel/types.ts'
import type { CaseRecord } from '../case-store.ts'

/** Opinions of experts and the decision of a body's meeting; both are only added. */

export interface NewExpertOpinion {
  expert: string
  score: number | null
  amountFen: Fen | null
  opinion: string
  givenOn: PlainDate
}
export const insertExpertOpinion = async (db: Tx, { id, round }: CaseRecord, actor: Actor, opinion: NewExpertOpinion): Promise<void> => {
  await db.insertInto('cases.expertOpinion').values({ ...opinion, score: opinion.score === null ? null : String(opinion.score), caseId: id, round, recordedBy: actor.accountId ?? '', recordedByName: actor.name }).execute()
}

export const expertOpinionsOf = (db: Tx, caseId: string) =>
  db
    .selectFrom('cases.expertOpinion')
    .select(['expert', sql<number | null>`score::float8`.as('score'), sql<Fen | null>`amount_fen`.as('amount'), 'opinion', 'givenOn'])
    .where('caseId', '=', caseId)
    .orderBy('id')
    .execute()

export interface NewBodyDecision {
  body: string
  minutesNumber: string
  metOn: PlainDate
  amountFen: Fen
  recordedOn: PlainDate
}
export const insertBodyDecision = async (db: Tx, { id, round }: CaseRecord, actor: Actor, decision: NewBodyDecision): Promise<void> => {
  await db.insertInto('cases.bodyDecision').values({ ...decision, caseId: id, round, recordedBy: actor.accountId ?? '', recordedByName: actor.name }).execute()
}

/** What the body decided in this round of the case. */
export const findBodyDecision = (db: Tx, { id, round }: Pick<CaseRecord, 'id' | 'round'>) =>
  db
    .selectFrom('cases.bodyDecision')
    .select(['body', 'minutesNumber', 'metOn', sql<Fen>`amount_fen`.as('amountFen')])
    .where('caseId', '=', id)
    .where('round', '=', round)
    .executeTakeFirst()

/** What bodies decided in all rounds of the case. */
export const bodyDecisionsOf = (db: Tx, caseId: string) =>
  db.selectFrom('cases.bodyDecision').select(['round', 'body', 'minutesNumber', 'metOn', sql<Fen>`amount_fen`.as('amountFen'), 'recordedOn', 'recordedByName']).where('caseId', '=', caseId).orderBy('round').execute()
