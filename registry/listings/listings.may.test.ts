import { describe, expect } from 'vitest'
import type { z } from 'zod'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { endListing, enlistEmployers, listingHands, listListings } from './contract.ts'

const day = plainDate
const refusing = (code: string) => expect.objectContaining({ kind: 'refused', code })
const edition = (creditCodes: string[]): z.output<typeof enlistEmployers.input> => ({ list: '高新技术企业', edition: '2025', issuer: '省高新技术企业认定机构', document: '省高企〔2025〕4号', validFrom: day('2025-01-01'), validTo: day('2027-12-31'), creditCodes })
const codeOf = async (world: World, place = '980101001'): Promise<string> => {
  const id = await world.employer({ place })
  return (await world.asSystem((db) => db.selectFrom('registry.employer').select('creditCode').where('id', '=', id).executeTakeFirstOrThrow())).creditCode
}

describe('lists of employers', () => {
  test('an edition is taken over whole or not at all, and ends by a document', async ({ world }) => {
    const [one, two, far] = [await codeOf(world), await codeOf(world), await codeOf(world, '980104101')]
    const office = await world.staff('reviewer', '980101')
    await expect(office.does(enlistEmployers, { ...edition([one]), validTo: day('2024-12-31') })).rejects.toEqual(refusing('endsBeforeStart'))
    await expect(office.does(enlistEmployers, edition([one, '91980101ZZZZ000000'.replaceAll('Z', 'X')]))).rejects.toEqual(refusing('unknown'))
    await expect(office.does(enlistEmployers, edition([one, far]))).rejects.toEqual(refusing('notYours'))
    expect((await office.lists(listListings, {})).total).toBe(0)
    expect(await office.does(enlistEmployers, edition([one, two, one]))).toEqual({ enlisted: 2 })
    await expect(office.does(enlistEmployers, edition([one]))).rejects.toEqual(refusing('already'))
    const listing = (await office.lists(listListings, { list: '高新技术企业', state: 'inForce' })).rows.find(({ creditCode }) => creditCode === one)
    const listingId = listing!.id
    const ending = { listingId, lastDay: day('2026-05-31'), document: '省高企〔2026〕9号' }
    await expect(office.does(endListing, { ...ending, lastDay: day('2024-12-31') })).rejects.toEqual(refusing('beforeStart'))
    await expect(office.does(endListing, { ...ending, lastDay: day('2028-01-01') })).rejects.toEqual(refusing('later'))
    await office.does(endListing, ending)
    await expect(office.does(endListing, ending)).rejects.toEqual(refusing('ended'))
    expect((await office.lists(listListings, { state: 'ended' })).rows).toMatchObject([{ creditCode: one, validTo: '2026-05-31', source: '省高企〔2026〕9号' }])
  })

  test('each verb answers each duty as its line says; a listing of another county is missing', async ({ world }) => {
    const office = await world.staff('talentOffice')
    await office.does(enlistEmployers, edition([await codeOf(world), await codeOf(world, '980104101')]))
    const rows = (await office.lists(listListings, {})).rows
    const [here, there] = ['望潮街道', '松川镇'].map((place) => rows.find(({ placeName }) => placeName === place)!.id)
    const end = (who: Somebody, listingId: Id<'listing'>) => who.does(endListing, { listingId, lastDay: day('2024-01-01'), document: '省高企〔2026〕9号' })
    const verbs: { name: string; may: readonly Role[]; says?: string; attempt: (who: Somebody) => Promise<unknown> }[] = [
      { name: 'list', may: staff, attempt: (who) => who.lists(listListings, {}) },
      { name: 'enlist', may: listingHands, attempt: (who) => who.does(enlistEmployers, edition(['91980101XXXX000000'])) },
      { name: 'end', may: listingHands, attempt: (who) => end(who, here!) },
      { name: 'end away', may: listingHands, says: 'missing', attempt: (who) => end(who, there!) },
    ]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const { name, may, says = 'yes', attempt } of verbs) expect([role, name, await answerOf(attempt(who))]).toEqual([role, name, may.includes(role) ? says : 'denied'])
    }
  })
})
