import { sql } from 'kysely'
import { databaseCode, type Tx } from '../../kernel/db/database.ts'
import { Missing } from '../../kernel/implement.ts'
import type { Actor } from '../../kernel/org/actor.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import type { z } from 'zod'
import type { InstalmentState } from '../contract.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import type { getStages, StageState } from './contract.ts'

/** Queries about stages, opinions and matched money. */

export interface LockedStage {
  id: Id<'stage'>
  awardId: Id<'award'>
  /** The number that the parts of all payers share. */
  instalmentNo: number
  placeCode: string
  no: number
  title: string
  matchFen: Fen
  state: StageState
}

export const lockStage = async (db: Tx, id: Id<'stage'>): Promise<LockedStage> => {
  const { rows } = await sql<LockedStage>`select id, award_id, instalment_no, place_code, no, title, match_fen, state from fund.stage where id = ${id} for update`.execute(db)
  const found = rows[0]
  if (!found) throw new Missing()
  return found
}

/** The instalment with the parts of its other payers, which a stage takes along: all are locked. */
export const instalmentToStage = async (db: Tx, id: Id<'instalment'>) => {
  const { rows } = await sql<{ id: Id<'instalment'>; no: number; awardId: Id<'award'>; placeCode: string; state: InstalmentState; holderKind: string }>`
    select i.id, i.no, i.award_id, i.place_code, i.state, a.holder_kind from fund.instalment one join fund.instalment i on i.award_id = one.award_id and i.no = one.no join fund.award a on a.id = i.award_id
    where one.id = ${id} order by i.payer for update of i`.execute(db)
  const [first] = rows
  if (!first) throw new Missing()
  return { ...first, planned: rows.every(({ state }) => state === 'planned') }
}

/** Undefined when the instalment has its stage already. */
export const insertStage = async (db: Tx, stage: { awardId: Id<'award'>; instalmentId: Id<'instalment'>; instalmentNo: number; placeCode: string; title: string; matchFen: Fen }): Promise<Id<'stage'> | undefined> => {
  const made = await db
    .insertInto('fund.stage')
    .values({ ...stage, no: sql<number>`(select coalesce(max(s.no), 0) + 1 from fund.stage s where s.award_id = ${stage.awardId})` })
    .onConflict((conflict) => conflict.columns(['awardId', 'instalmentNo']).doNothing())
    .returning(sql<Id<'stage'>>`id`.as('id'))
    .executeTakeFirst()
  return made?.id
}

export const matchedOf = async (db: Tx, awardId: Id<'award'>): Promise<Fen> => {
  const { rows } = await sql<{ fen: Fen }>`select coalesce(sum(amount_fen), 0)::bigint as fen from fund.match_proof where award_id = ${awardId}`.execute(db)
  const found = rows[0]
  if (!found) throw new Error('a sum has a row')
  return found.fen
}

/** False when the document is on record for this award. */
export const insertProof = async (db: Tx, proof: { awardId: Id<'award'>; placeCode: string; source: string; amountFen: Fen; receivedOn: PlainDate; document: string }): Promise<boolean> => {
  const made = await db
    .insertInto('fund.matchProof')
    .values({ ...proof, recordedBy: sql<string>`kernel.actor()` })
    .onConflict((conflict) => conflict.columns(['awardId', 'document']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export interface NewOpinion {
  stageId: Id<'stage'>
  placeCode: string
  expertId: Id<'person'>
  expertName: string
  score: number
  opinion: string
  givenOn: PlainDate
  document: string
  recorderPerson: string | null
}

/** The table itself refuses an expert who has to do with the team. */
export const insertOpinion = async (db: Tx, opinion: NewOpinion): Promise<'made' | 'conflict' | 'alreadyGiven'> => {
  try {
    const made = await db
      .insertInto('fund.stageOpinion')
      .values({ ...opinion, recordedBy: sql<string>`kernel.actor()` })
      .onConflict((conflict) => conflict.columns(['stageId', 'expertId']).doNothing())
      .returning('id')
      .executeTakeFirst()
    return made ? 'made' : 'alreadyGiven'
  } catch (error) {
    if (databaseCode(error) === 'JY007') return 'conflict'
    throw error
  }
}

export interface OpinionGiven {
  score: number
  recordedBy: string | null
  recorderPerson: string | null
}
export const opinionsOf = (db: Tx, stageId: Id<'stage'>): Promise<OpinionGiven[]> => db.selectFrom('fund.stageOpinion').select(['score', 'recordedBy', 'recorderPerson']).where('stageId', '=', stageId).execute()

export const hasOpenBefore = async (db: Tx, { awardId, no }: LockedStage): Promise<boolean> =>
  (await db.selectFrom('fund.stage').select('id').where('awardId', '=', awardId).where('no', '<', no).where('state', '=', 'open').executeTakeFirst()) !== undefined

export const settleStage = async (db: Tx, id: Id<'stage'>, state: StageState, document: string, today: PlainDate): Promise<void> => {
  await db.updateTable('fund.stage').set({ state, document, decidedOn: today, decidedBy: sql<string>`kernel.actor()` }).where('id', '=', id).execute()
}

type Page = z.output<typeof getStages.output>

export const stagesPage = async (db: Tx, awardId: Id<'award'>, actor: Actor): Promise<Page> => {
  const team = (
    await sql<{ id: string; teamName: string; employerName: string }>`
      select t.id, t.name as team_name, coalesce(e.name, '') as employer_name from fund.award a join pub.team t on a.holder_kind = 'team' and t.id = a.holder_id left join pub.employer e on e.id = t.employer_id
      where a.id = ${awardId}`.execute(db)
  ).rows[0]
  if (!team) throw new Missing()
  const members = await sql<Page['members'][number]>`
    select coalesce(p.name, '—') as name, m.role, m.joined_on, m.left_on from pub.team_member m left join pub.person p on p.id = m.person_id where m.team_id = ${team.id} order by m.left_on is not null, m.joined_on, 1`.execute(db)
  const proofs = await sql<Page['proofs'][number]>`select source, amount_fen, received_on, document from fund.match_proof where award_id = ${awardId} order by received_on, id`.execute(db)
  const stages = await sql<Omit<Page['stages'][number], 'opinions' | 'mine' | 'parts'>>`
    select s.id, s.no, s.title, s.match_fen, s.state, s.decided_on, s.document, s.instalment_no, (select sum(i.amount_fen)::bigint from fund.instalment i where i.award_id = s.award_id and i.no = s.instalment_no) as amount_fen
    from fund.stage s where s.award_id = ${awardId} order by s.no`.execute(db)
  const parts = await sql<Page['stages'][number]['parts'][number] & { no: number }>`
    select i.no, i.payer, i.line_id, l.year || ' 年 ' || l.title as line_title, i.amount_fen, i.state
    from fund.stage s join fund.instalment i on i.award_id = s.award_id and i.no = s.instalment_no join fund.budget_line l on l.id = i.line_id where s.award_id = ${awardId} order by i.no, i.payer`.execute(db)
  const opinions = await sql<Page['stages'][number]['opinions'][number] & { stageId: string; recordedBy: string | null; recorderPerson: string | null }>`
    select o.stage_id, o.expert_name, o.score, o.opinion, o.given_on, o.document, o.recorded_by, o.recorder_person from fund.stage_opinion o join fund.stage s on s.id = o.stage_id where s.award_id = ${awardId} order by o.id`.execute(db)
  return {
    teamName: team.teamName,
    employerName: team.employerName,
    members: members.rows,
    matchedFen: await matchedOf(db, awardId),
    proofs: proofs.rows,
    stages: stages.rows.map((stage) => {
      const given = opinions.rows.filter(({ stageId }) => stageId === stage.id)
      return {
        ...stage,
        parts: parts.rows.flatMap(({ no, ...part }) => (no === stage.instalmentNo ? [part] : [])),
        mine: given.some(({ recordedBy, recorderPerson }) => recordedBy === actor.accountId || recorderPerson === humanOf(actor)),
        opinions: given.map(({ stageId: _, recordedBy: __, recorderPerson: ___, ...opinion }) => opinion),
      }
    }),
  }
}
