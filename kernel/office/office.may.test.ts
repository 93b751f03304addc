import { expect } from 'vitest'
import { staff, type Role } from '../org/roles.ts'
import { plainDate } from '../calendar/plain-date.ts'
import type { Id } from '../types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { deputyCandidates, endDeputy, handOver, listDeputations, myDeputies, nameDeputy } from './deputy-contract.ts'
import { confirmChange, declineChange, departmentsAndPlaces, getAccount, listAccounts, listChanges, proposeAccount, proposeDisable, proposeDuty, proposeEnable, proposeEnd, withdrawChange } from './contract.ts'

/** Who may do what: one line a verb. Accounts have no place; a security officer's reach is the house. */
const nowhere = '00000000-0000-7000-8000-000000000000'
const [changeId, accountId, dutyId] = [nowhere as Id<'dutyChange'>, nowhere as Id<'account'>, nowhere as Id<'duty'>]
const duty = { role: 'leader' as const, placeCode: '9801', department: null, title: '市领导', validFrom: plainDate('2026-06-15'), validTo: null, document: '青屿组〔2026〕1号' }
const security: readonly Role[] = ['securityOfficer']

const verbs: Record<string, { answer: 'yes' | 'missing'; attempt: (who: Somebody) => Promise<unknown> }> = {
  accounts: { answer: 'yes', attempt: (who) => who.lists(listAccounts, {}) },
  account: { answer: 'missing', attempt: (who) => who.asks(getAccount, { accountId }) },
  changes: { answer: 'yes', attempt: (who) => who.lists(listChanges, {}) },
  choices: { answer: 'yes', attempt: (who) => who.asks(departmentsAndPlaces, {}) },
  proposeAccount: { answer: 'yes', attempt: (who) => who.does(proposeAccount, { ...duty, login: 'lu.ming', name: '鹿鸣', documentNumber: '980101199001010017' }) },
  proposeDuty: { answer: 'missing', attempt: (who) => who.does(proposeDuty, { ...duty, accountId }) },
  proposeEnd: { answer: 'missing', attempt: (who) => who.does(proposeEnd, { dutyId, lastDay: null, document: '离职离岗' }) },
  proposeDisable: { answer: 'missing', attempt: (who) => who.does(proposeDisable, { accountId, document: '离职离岗' }) },
  proposeEnable: { answer: 'missing', attempt: (who) => who.does(proposeEnable, { accountId, document: '返岗工作' }) },
  confirmChange: { answer: 'missing', attempt: (who) => who.does(confirmChange, { changeId }) },
  declineChange: { answer: 'missing', attempt: (who) => who.does(declineChange, { changeId, reason: '没有依据' }) },
  withdrawChange: { answer: 'missing', attempt: (who) => who.does(withdrawChange, { changeId }) },
}

test('each verb of granting is the security officer’s and nobody else’s', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { answer, attempt }] of Object.entries(verbs)) expect([name, role, await answerOf(attempt(who))]).toEqual([name, role, security.includes(role) ? answer : 'denied'])
  }
})

const day = plainDate('2026-06-15')
const ofDeputies: Record<string, { may: readonly Role[]; answer: 'yes' | 'missing'; attempt: (who: Somebody) => Promise<unknown> }> = {
  deputations: { may: ['talentOffice', 'securityOfficer'], answer: 'yes', attempt: (who) => who.lists(listDeputations, {}) },
  myDeputies: { may: staff, answer: 'yes', attempt: (who) => who.asks(myDeputies, {}) },
  deputyCandidates: { may: staff, answer: 'missing', attempt: (who) => who.asks(deputyCandidates, { dutyId }) },
  nameDeputy: { may: staff, answer: 'yes', attempt: (who) => who.does(nameDeputy, { dutyId, accountId, fromDay: day, toDay: day, reason: '外出学习' }) },
  endDeputy: { may: staff, answer: 'missing', attempt: (who) => who.does(endDeputy, { deputationId: dutyId }) },
  handOver: { may: staff, answer: 'yes', attempt: (who) => who.does(handOver, { dutyId, accountId, reason: '调离岗位' }) },
}

test('each verb of deputising and handing over is for those with a desk; the register is the talent office’s and the security officer’s', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, answer, attempt }] of Object.entries(ofDeputies)) expect([name, role, await answerOf(attempt(who))]).toEqual([name, role, may.includes(role) ? answer : 'denied'])
  }
})
