import { sql } from 'kysely'
import { bulkDecide } from '../../../cases/bulk/contract.ts'
import { decide, submit } from '../../../cases/contract.ts'
import { yuan, type Fen } from '../../../kernel/types.ts'
import type { Applicant, Stage } from '../stage.ts'
import { countOf, type Command } from './command.ts'

/** Commands of the case desk that commit money. */

/**
 * A case of the shortest path, filed by this person over the wire: nothing but the decision is left. The amount is what he asks for, in fen; of
 * the green measure, where all that counts is verified, 600 yuan.
 */
export const caseToDecide = async (stage: Stage, applicant: Applicant, amount: Fen | 'green'): Promise<{ caseId: string; stepId: string }> => {
  const filed = amount === 'green' ? { measure: 'harness-green' } : { measure: 'harness-direct', answers: { 申请金额: Number(amount) / 100 } }
  await stage.does(applicant.cookie, submit.name, filed)
  const row = await stage.asSystem((db) =>
    db
      .selectFrom('cases.step as s')
      .innerJoin('cases.case as c', 'c.id', 's.caseId')
      .select(['s.id as stepId', 's.caseId'])
      .where('c.personId', '=', applicant.personId)
      .where('s.state', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
  return row
}

const decideCommand: Command = {
  verb: decide.name,
  prepare: async (stage) => {
    const amount = yuan(600)
    const { caseId, stepId } = await caseToDecide(stage, await stage.applicant(), amount)
    return {
      hand: await stage.staff('talentOffice', '9801', 'talent-office'),
      body: { stepId, opinion: '同意' },
      other: { stepId, opinion: '同意给予' },
      posts: { reserve: amount, commit: amount },
      done: (db) => countOf(db, sql`fund.award where case_id = ${caseId}`),
    }
  },
}

const bulkDecideCommand: Command = {
  verb: bulkDecide.name,
  prepare: async (stage) => {
    const two = [await caseToDecide(stage, await stage.applicant(), 'green'), await caseToDecide(stage, await stage.applicant(), 'green')]
    const stepIds = two.map(({ stepId }) => stepId)
    return {
      hand: await stage.staff('talentOffice', '9801', 'talent-office'),
      body: { stepIds, opinion: '同意' },
      other: { stepIds, opinion: '同意给予' },
      posts: { reserve: yuan(1_200), commit: yuan(1_200) },
      // Two awards are one effect; one alone is none.
      done: async (db) => (await countOf(db, sql`fund.award where case_id = any(${two.map(({ caseId }) => caseId)}::uuid[])`)) / 2,
    }
  },
}

export const caseCommands: readonly Command[] = [decideCommand, bulkDecideCommand]
