import { describe, expect } from 'vitest'
import { auditRow } from '../audit.ts'
import { answerOf, everyRole, somebodyAs } from '../../../test/may.ts'
import type { Id } from '../../types.ts'
import { test, type World } from '../../../test/world.ts'
import { acknowledgeAlarm, alarmAt, listAlarms, raiseAlarms } from './contract.ts'

const reveals = async (world: World, count: number, place: (at: number) => string, hour = 10) => {
  const who = await world.staff('talentOffice', '9801', 'talent-office')
  const actor = { accountId: who.accountId, name: '项某', role: 'talentOffice', scope: '9801', department: 'talent-office', personId: undefined, employerId: undefined } as const
  await world.asSystem(async (db) => {
    for (let at = 0; at < count; at++) await auditRow(db, { actor, requestId: `r${at}` }, { verb: 'registry.revealDocument', outcome: 'done', code: null, subject: { place: place(at) } })
  })
  // The trail dates its own rows; the test says at which hour they were written, by the owner's hand.
  await world.database.adminQuery(`alter table kernel.audit disable trigger user; update kernel.audit set at = ('${world.today} ${String(hour).padStart(2, '0')}:00')::timestamp at time zone 'Asia/Shanghai' where account_id = '${who.accountId}'; alter table kernel.audit enable trigger user`)
  return who
}

describe('the alarm of reveals', () => {
  // clause: GB/T 22239 8.1.4.4 f
  test('is raised for many, at night, over many counties, once each, and stands until somebody writes what he found', async ({ world }) => {
    const many = await reveals(world, alarmAt.many, () => '980101')
    await reveals(world, alarmAt.night, () => '980101', 23)
    await reveals(world, alarmAt.places, (at) => `98010${at + 1}`)
    await reveals(world, alarmAt.night - 1, () => '980104', 23)
    await world.runJob(raiseAlarms.name)
    await world.runJob(raiseAlarms.name)
    const [officer, auditor] = [await world.signIn('securityOfficer'), await world.signIn('auditOfficer')]
    const { rows } = await auditor.lists(listAlarms, { state: 'open' })
    expect(rows.map(({ kind }) => kind).toSorted()).toEqual(['many', 'night', 'places'])
    const alarmId = rows.find(({ kind }) => kind === 'many')!.id
    await officer.does(acknowledgeAlarm, { alarmId, finding: '与人才办核实，系年度清理' })
    await expect(auditor.does(acknowledgeAlarm, { alarmId, finding: '与人才办核实，系年度清理' })).rejects.toMatchObject({ code: 'already' })
    expect((await officer.lists(listAlarms, { state: 'closed' })).rows).toMatchObject([{ kind: 'many', count: alarmAt.many, finding: '与人才办核实，系年度清理' }])
    await expect(world.database.adminQuery(`delete from kernel.reveal_alarm where account_id = '${many.accountId}'`)).rejects.toMatchObject({ code: 'JY001' })
  })

  test('is the security officer’s and the auditor’s', async ({ world }) => {
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      const may = role === 'securityOfficer' || role === 'auditOfficer'
      expect([role, await answerOf(who.lists(listAlarms, {}))]).toEqual([role, may ? 'yes' : 'denied'])
      expect([role, await answerOf(who.does(acknowledgeAlarm, { alarmId: '00000000-0000-7000-8000-000000000000' as Id<'revealAlarm'>, finding: '已经向本人核实' }))]).toEqual([role, may ? 'missing' : 'denied'])
    }
  })
})
