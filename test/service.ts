import { plainDate } from '../kernel/calendar/plain-date.ts'
import type { Id } from '../kernel/types.ts'
import { assign, keepSpecialist, makePromise } from '../modules/service/assign-contract.ts'
import type { Somebody, World } from './world.ts'

/** People with a class, and specialists with a card; the world's today is 2026-06-15. */

export const giveClass = (world: World, personId: Id<'person'>, level = 'C', { place = '980101001', from = '2025-01-01', to = null as string | null } = {}): Promise<void> =>
  world.asSystem(async (db) => {
    await db.insertInto('registry.talentClass').values({ personId, placeCode: place, scheme: '青屿市人才分类目录', edition: '2024', level, issuer: '市人才办', recognisedOn: from, validFrom: from, validTo: to, source: '市人才办', asOf: from, verification: 'verified' }).execute()
  })

/** The city promises the classes A to C a specialist who is in touch every three months. */
export const promiseSpecialists = async (world: World): Promise<Somebody> => {
  const city = await world.staff('talentOffice', '9801')
  for (const level of ['A', 'B', 'C']) await city.does(makePromise, { level, contactMonths: 3, document: '青委人才〔2024〕6号第五条', validFrom: plainDate('2024-03-01') })
  return city
}

export const specialistIn = async (world: World, place = '980101', most = 40): Promise<Somebody> => {
  const specialist = await world.staff('specialist', place)
  await (await world.staff('talentOffice', place)).does(keepSpecialist, { specialistId: specialist.accountId, officePhone: '0100-8000123', most })
  return specialist
}

/** A talent with his specialist and the office of their county. */
export const servedTalent = async (world: World, name = '沈知远') => {
  const office = await world.staff('talentOffice', '980101')
  const specialist = await specialistIn(world)
  const talent = await world.talent({ name })
  await office.does(assign, { personId: talent.personId, specialistId: specialist.accountId })
  return { office, specialist, talent, personId: talent.personId }
}

/** These people are this specialist's from today. */
export const entrust = async (world: World, specialist: Somebody, personIds: readonly Id<'person'>[], place = '980101'): Promise<void> => {
  const office = await world.staff('talentOffice', place)
  await office.does(keepSpecialist, { specialistId: specialist.accountId, officePhone: '0100-8000123', most: 40 })
  for (const personId of personIds) await office.does(assign, { personId, specialistId: specialist.accountId })
}
