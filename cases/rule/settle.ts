import type { Tx } from '../../kernel/db/database.ts'
import { Refusal } from '../../kernel/errors.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import type { PlainDate } from '../../kernel/types.ts'
import * as store from '../case-store.ts'
import { decide, type CaseState } from '../contract.ts'
import { decideCase } from '../decide.ts'
import { byTheClock } from '../flow.ts'
import type { Desks } from '../ports.ts'
import { agreeStep } from '../review.ts'

/** A named rule of the house that settles a case in the place of officers: its name and its reason stand in the history and in the archive. */
export interface Rule {
  name: string
  says: string
}

const moving: readonly CaseState[] = ['verifying', 'inReview', 'toDecide']

/**
 * Walks the case by its own path as far as the rule may: each review agrees, a public notice runs its days, the decision commits the fund. A step that somebody
 * holds, and an opinion that somebody asked for, is left to people. Answers where the case stands; throws the refusal of `cases.decide` where it says no.
 */
export const settleByRule = async (db: Tx, today: PlainDate, desks: Desks, { caseId, rule }: { caseId: string; rule: Rule }): Promise<CaseState> => {
  const refuse = (code: keyof typeof decide.refusals, detail?: string): never => {
    throw new Refusal(code, detail ? `${decide.refusals[code]}：${detail}` : decide.refusals[code])
  }
  const context = { ...byTheClock(db, today), actor: { ...systemActor, name: rule.name }, refuse }
  for (;;) {
    const record = await store.getCaseForUpdate(db, caseId)
    const open = (await store.stepsOf(db, caseId, record.round)).filter(({ state, kind }) => state === 'open' && kind !== 'notice')
    const [step] = open
    if (!step || !moving.includes(record.state) || open.some(({ kind, holderId }) => kind === 'opinion' || holderId !== null)) return record.state
    if (step.kind === 'decide') {
      await decideCase(context, desks, { record, step }, { opinion: rule.says })
      return 'decided'
    }
    await agreeStep(context, { record, step }, step.officeLevel === 'employer' ? 'employerVerify' : 'agree', rule.says)
  }
}
