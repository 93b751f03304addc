import { sql } from 'kysely'
import { decide, submit } from '../../../cases/contract.ts'
import { yuan, type Fen } from '../../../kernel/types.ts'
import type { Applicant, Stage } from '../stage.ts'
import { countOf, type Command } from './command.ts'

/** Commands of the case desk that commit money. */

/** A case of the shortest path, filed by this person over the wire: nothing but the decision is left. The amount is what he asks for, in fen. */
export const caseToDecide = async (stage: Stage, applicant: Applicant, amount: Fen): Promise<{ caseId: string; stepId: string }> => {
  const asked = Number(amount) / 100
  await stage.does(applicant.cookie, submit.name, { measure: 'harness-direct', answers: { 申请金额: asked } })
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

export const caseCommands: readonly Command[] = [decideCommand]
