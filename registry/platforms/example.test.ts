import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { listMovements } from '../movements/contract.ts'
import { exampleMovements } from '../movements/example.ts'
import { getPlatform, listPlatforms } from './contract.ts'
import { examplePlatforms } from './example.ts'

test('the example city has platforms with assessments and people, and arrivals to check; asked twice it stays the same', async ({ world }) => {
  const employerId = await world.employer()
  const personId = await world.person({ employerId })
  const clerk = await world.clerkOf(employerId)
  await world.asSystem(async (db) => {
    await db.insertInto('kernel.account').values([{ login: 'city-science', name: '甲', demo: true }, { login: 'talent-office', name: '乙', demo: true }]).execute()
    const told = { source: '市工信局', asOf: world.today, verification: 'verified' } as const
    await db.insertInto('registry.degree').values({ personId, placeCode: '980101001', education: '硕士研究生', degree: '硕士', fullTime: true, school: '示例大学', graduatedOn: '2020-06-30', ...told }).execute()
    await db.insertInto('registry.innovationPlatform').values({ name: '企业技术中心', kind: '企业技术中心', level: '市级', certifier: '市工信局', employerId, placeCode: '980101001', validFrom: '2023-05-01', ...told }).execute()
    for (let i = 0; i < 2; i++) {
      await examplePlatforms(db, { today: world.today })
      await exampleMovements(db, { today: world.today })
    }
  })
  const office = await world.staff('talentOffice')
  const [platform] = (await office.lists(listPlatforms, {})).rows
  expect(platform).toMatchObject({ people: 1, state: 'valid' })
  expect((await office.asks(getPlatform, { platformId: platform!.id })).events).toMatchObject([{ state: 'confirmed', kind: 'assessment' }, { state: 'confirmed', kind: 'assessment' }])
  expect((await clerk.lists(listMovements, {})).rows).toMatchObject([{ state: 'reported', kind: 'introduction' }])
})
