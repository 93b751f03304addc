import { expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { askTeam, changeGrade, confirmEntry, endMember, getEntry, invite, leave, listEntries, refuseEntry, withdrawInvitation } from './contract.ts'
import { employerTeam, entryDeciders } from './hands.ts'

/** Who may do what: the team is the employer's, the first way in the talent office's; nobody's thing is missing to whoever may ask for it. */
interface Line {
  may: readonly Role[]
  /** Asks for something that is nowhere. */
  of?: 'nothing'
  attempt: (who: Somebody) => Promise<unknown>
}
const nowhere = '01900000-0000-7000-8000-000000000000'
const requestId = nowhere as Id<'entryRequest'>
const dutyId = nowhere as Id<'duty'>
const lines: Record<string, Line> = {
  team: { may: employerTeam, attempt: (who) => who.asks(askTeam, {}) },
  invite: { may: employerTeam, attempt: (who) => who.does(invite, { name: '柏舟', phone: '10012345678', grade: 'clerk' }) },
  withdrawInvitation: { may: employerTeam, attempt: (who) => who.does(withdrawInvitation, { invitationId: nowhere as Id<'invitation'> }) },
  changeGrade: { may: employerTeam, attempt: (who) => who.does(changeGrade, { dutyId, grade: 'clerk' }) },
  endMember: { may: employerTeam, attempt: (who) => who.does(endMember, { dutyId }) },
  leave: { may: employerTeam, attempt: (who) => who.does(leave, { sure: true }) },
  entries: { may: entryDeciders, attempt: (who) => who.lists(listEntries, {}) },
  entry: { may: entryDeciders, of: 'nothing', attempt: (who) => who.asks(getEntry, { requestId }) },
  confirmEntry: { may: entryDeciders, of: 'nothing', attempt: (who) => who.does(confirmEntry, { requestId }) },
  refuseEntry: { may: entryDeciders, of: 'nothing', attempt: (who) => who.does(refuseEntry, { requestId, reason: '没有公章' }) },
}

test('each verb is for its duty and for no other', async ({ world }) => {
  for (const role of everyRole) {
    for (const [name, { may, of, attempt }] of Object.entries(lines)) {
      const who = await somebodyAs(world, role)
      const answer = await answerOf(attempt(who))
      expect(`${role} ${name} ${answer}`).toBe(`${role} ${name} ${may.some((one) => one === role) ? (of ? 'missing' : 'yes') : 'denied'}`)
    }
  }
})
