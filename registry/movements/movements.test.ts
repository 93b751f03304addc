import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { test } from '../../test/world.ts'
import { reporting } from '../../test/movements.ts'
import { declineMovement, listMovements, reportDeparture, reportIntroduction, verifyMovement } from './contract.ts'

const day = plainDate
const refusing = (code: string) => expect.objectContaining({ kind: 'refused', code })

describe('introductions and departures', () => {
  test('an arrival is a record only after the county has found it in the insurance record', async ({ world }) => {
    const { clerk, county, arrival, insure, introductions } = await reporting(world)
    const { movementId } = await clerk.does(reportIntroduction, arrival)
    expect(await introductions()).toEqual([])
    await expect(county.does(verifyMovement, { movementId })).rejects.toEqual(refusing('notInsured'))
    await insure('2026-06-01', '2026-07-01')
    await expect(county.does(verifyMovement, { movementId })).rejects.toEqual(refusing('notInsured'))
    await insure('2026-04-01', '2026-06-01')
    expect((await county.lists(listMovements, { state: 'reported' })).rows).toMatchObject([{ insured: '2026-04', personName: '沈知远' }])
    await county.does(verifyMovement, { movementId })
    expect(await introductions()).toEqual([{ programme: '高层次人才引进计划', mode: '全职', channel: '招商项目引进', introducedOn: '2026-03-02', contractYears: '3', verification: 'verified' }])
    await expect(county.does(verifyMovement, { movementId })).rejects.toEqual(refusing('checked'))
    await expect(county.does(declineMovement, { movementId, note: '材料不全' })).rejects.toEqual(refusing('checked'))
    await expect(clerk.does(reportIntroduction, arrival)).rejects.toEqual(refusing('recorded'))
  })

  test('a flexible arrival needs its contract and no insurance', async ({ world }) => {
    const { clerk, county, arrival, introductions } = await reporting(world)
    await county.does(verifyMovement, await clerk.does(reportIntroduction, { ...arrival, mode: '柔性' }))
    expect(await introductions()).toMatchObject([{ mode: '柔性' }])
  })

  test('what an employer may not report', async ({ world }) => {
    const { clerk, arrival, personId } = await reporting(world)
    const stranger = await world.person({ name: '外人' })
    await expect(clerk.does(reportIntroduction, { ...arrival, personId: stranger })).rejects.toEqual(refusing('notStaff'))
    await expect(clerk.does(reportIntroduction, { ...arrival, happenedOn: day('2026-06-16') })).rejects.toEqual(refusing('ahead'))
    await clerk.does(reportIntroduction, arrival)
    await expect(clerk.does(reportIntroduction, arrival)).rejects.toEqual(refusing('waiting'))
    const leaving = { personId, happenedOn: day('2026-05-31'), reason: '主动辞职', destination: '省外' } as const
    await expect(clerk.does(reportDeparture, { ...leaving, personId: stranger })).rejects.toEqual(refusing('notStaff'))
    await expect(clerk.does(reportDeparture, { ...leaving, happenedOn: day('2026-06-16') })).rejects.toEqual(refusing('ahead'))
    await expect(clerk.does(reportDeparture, { ...leaving, happenedOn: day('2023-12-31') })).rejects.toEqual(refusing('beforeArrival'))
    await clerk.does(reportDeparture, leaving)
    await expect(clerk.does(reportDeparture, leaving)).rejects.toEqual(refusing('waiting'))
  })

  test('a leaving ends the post, unless the employer goes on insuring him', async ({ world }) => {
    const { clerk, county, personId, employerId, insure } = await reporting(world)
    await insure('2026-01-01', '2026-06-01')
    const { movementId } = await clerk.does(reportDeparture, { personId, happenedOn: day('2026-03-31'), reason: '合同期满' })
    await expect(county.does(verifyMovement, { movementId })).rejects.toEqual(refusing('stillInsured'))
    await county.does(declineMovement, { movementId, note: '仍在参保' })
    expect((await clerk.lists(listMovements, {})).rows).toMatchObject([{ state: 'declined', note: '仍在参保' }])
    await county.does(verifyMovement, await clerk.does(reportDeparture, { personId, happenedOn: day('2026-05-31'), reason: '合同期满' }))
    const { rows, left } = await world.asSystem(async (db) => ({
      rows: await db.selectFrom('registry.departure').select(['departedOn', 'reason', 'employerId']).where('personId', '=', personId).execute(),
      left: await db.selectFrom('registry.employment').select('endedOn').where('personId', '=', personId).executeTakeFirstOrThrow(),
    }))
    expect(rows).toEqual([{ departedOn: '2026-05-31', reason: '合同期满', employerId }])
    expect(left.endedOn).toBe('2026-05-31')
  })

  test('nobody checks his own report, whatever duty he takes up', async ({ world }) => {
    const { county, employerId, personId } = await reporting(world)
    const movementId = await world.asSystem(async (db) => {
      const row = { kind: 'departure', personId, placeCode: '980101001', employerId, happenedOn: '2026-05-01', reason: '升学', reportedBy: county.accountId, reporterPerson: county.accountId }
      return (await db.insertInto('registry.movementReport').values(row).returning('id').executeTakeFirstOrThrow()).id as Id<'movement'>
    })
    await expect(county.does(verifyMovement, { movementId })).rejects.toEqual(refusing('samePerson'))
    await expect(county.does(declineMovement, { movementId, note: '材料不全' })).rejects.toEqual(refusing('samePerson'))
    const forced = world.asSystem((db) => db.updateTable('registry.movementReport').set({ state: 'declined', note: '材料不全', checkedBy: county.accountId, checkerPerson: county.accountId, checkedOn: world.today }).where('id', '=', movementId).execute())
    await expect(forced).rejects.toThrow('check')
  })
})
