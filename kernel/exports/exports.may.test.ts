import { expect } from 'vitest'
import type { Role } from '../org/roles.ts'
import { plainDate } from '../calendar/plain-date.ts'
import type { Id } from '../types.ts'
import { listPeople } from '../../registry/contract.ts'
import { answerOf, everyRole, somebodyAs, type Answer } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { agreeExport, agreers, askExport, declineExport, exporters, exportRule, listAllExports, listExportQueue, listMyExports, seeExport, setExportRule, traceExport } from './contract.ts'

const nowhere = '00000000-0000-7000-8000-000000000000' as Id<'listExport'>
const auditor: readonly Role[] = ['auditOfficer']

const verbs: Record<string, { may: readonly Role[]; answer: Answer; attempt: (who: Somebody) => Promise<unknown> }> = {
  mine: { may: exporters, answer: 'yes', attempt: (who) => who.lists(listMyExports, {}) },
  queue: { may: agreers, answer: 'yes', attempt: (who) => who.lists(listExportQueue, {}) },
  register: { may: auditor, answer: 'yes', attempt: (who) => who.lists(listAllExports, { from: plainDate('2026-01-01'), to: plainDate('2026-12-31') }) },
  one: { may: exporters, answer: 'missing', attempt: (who) => who.asks(seeExport, { exportId: nowhere }) },
  rule: { may: exporters, answer: 'yes', attempt: (who) => who.asks(exportRule, {}) },
  setRule: { may: ['securityOfficer'], answer: 'yes', attempt: (who) => who.does(setExportRule, { rowsFree: 100, days: 3, fetches: 3, keepDays: 30, document: '青屿组〔2026〕9号' }) },
  ask: { may: exporters, answer: 'missing', attempt: (who) => who.does(askExport, { list: 'registry.nothing', filters: {}, purpose: 'statistics', reason: '核对名单的完整性' }) },
  agree: { may: agreers, answer: 'missing', attempt: (who) => who.does(agreeExport, { exportId: nowhere }) },
  decline: { may: agreers, answer: 'missing', attempt: (who) => who.does(declineExport, { exportId: nowhere, reason: '没有必要' }) },
  trace: { may: auditor, answer: 'yes', attempt: (who) => who.does(traceExport, { text: '沈知远' }) },
}

test('who exports, who agrees, who traces: each duty by each verb', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, answer, attempt }] of Object.entries(verbs)) expect([name, role, await answerOf(attempt(who))]).toEqual([name, role, may.includes(role) ? answer : 'denied'])
  }
})

test('a list goes out to whoever may read it', async ({ world }) => {
  await world.person()
  const reads: readonly Role[] = listPeople.may === 'public' ? everyRole : listPeople.may
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    const answer = await answerOf(who.does(askExport, { list: listPeople.name, filters: {}, purpose: 'statistics', reason: '核对名单的完整性' }))
    expect([role, answer]).toEqual([role, reads.includes(role) ? 'yes' : 'denied'])
  }
})

test('an export is seen by who asked for it, by those of the place who agree, and by the auditor', async ({ world }) => {
  await world.person()
  const asker = await world.staff('reviewer', '980101')
  const { exportId } = await asker.does(askExport, { list: listPeople.name, filters: {}, purpose: 'statistics', reason: '核对名单的完整性' })
  for (const place of ['9801', '980101', '980104']) {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role, { place })
      const sees = role === 'auditOfficer' || (['talentOffice', 'leader'].includes(role) && place !== '980104')
      expect([place, role, await answerOf(who.asks(seeExport, { exportId }))]).toEqual([place, role, role === 'talent' ? 'denied' : sees ? 'yes' : 'missing'])
    }
  }
})
