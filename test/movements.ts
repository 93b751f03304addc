import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { World } from './world.ts'

/** An employer with one of its people, its clerk and the county's officer: where a report begins. */
export const reporting = async (world: World, place = '980101001') => {
  const employerId = await world.employer({ place })
  const personId = await world.person({ employerId, place })
  const clerk = await world.clerkOf(employerId)
  const county = await world.staff('reviewer', place.slice(0, 6))
  const arrival = { personId, happenedOn: plainDate('2026-03-02'), mode: '全职', channel: '招商项目引进', programme: '高层次人才引进计划', contract: '聘2026-007', contractYears: 3 } as const
  const insure = (from: string, to: string) =>
    world.asSystem((db) => db.insertInto('registry.insurance').values({ personId, placeCode: place, employerId, kind: '养老', inCity: true, months: `[${from},${to})`, backPaid: false, source: '市人社局', asOf: world.today, verification: 'verified' }).execute())
  const introductions = () => world.asSystem((db) => db.selectFrom('registry.introduction').select(['programme', 'mode', 'channel', 'introducedOn', 'contractYears', 'verification']).where('personId', '=', personId).execute())
  return { employerId, personId, clerk, county, arrival, insure, introductions }
}
