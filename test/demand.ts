import type { z } from 'zod'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { wan, type Id } from '../kernel/types.ts'
import { acceptPost, postDemand, type PostFields } from '../modules/demand/contract.ts'
import { keyIndustryOf } from './figures.ts'
import type { World } from './world.ts'

/** A post as an employer writes it; the world's today is 2026-06-15. */
export const aPost = (changes: Partial<z.output<typeof postDemand.input>> = {}): PostFields => ({
  title: '电池工艺工程师', occupation: '2-02', education: '硕士研究生', programme: '高层次人才引进计划', wanted: 2, payFromFen: wan(18), payToFen: wan(25), startsOn: plainDate('2026-05-01'), endsOn: plainDate('2026-12-31'), duties: '', ...changes,
})

/** An employer of 新能源 with its clerk, its county's officer, and a post that is open. */
export const openPost = async (world: World, changes: Partial<PostFields> = {}, { place = '980101001', industry = '新能源' } = {}) => {
  const employerId = await world.employer({ place })
  await keyIndustryOf(world, employerId, industry)
  const clerk = await world.clerkOf(employerId)
  const county = await world.staff('reviewer', place.slice(0, 6))
  const { postId, number } = await clerk.does(postDemand, aPost(changes))
  await county.does(acceptPost, { postId })
  return { employerId, clerk, county, postId, number }
}

/** A verified introduction of a new person at this employer. */
export const introducedAt = async (world: World, employerId: Id<'employer'>, on = '2026-06-20', { place = '980101001', verification = 'verified' }: { place?: string; verification?: 'verified' | 'declared' } = {}): Promise<Id<'introduction'>> => {
  const personId = await world.person({ employerId, place })
  const { id } = await world.asSystem((db) => db.insertInto('registry.introduction').values({ personId, placeCode: place, employerId, mode: '全职', channel: '用人单位自主引进', introducedOn: plainDate(on), source: '示例', asOf: world.today, verification }).returning('id').executeTakeFirstOrThrow())
  return id as Id<'introduction'>
}
