import { expect } from 'vitest'
import { keyIndustryOf, platformOf, recognised, talentOf } from '../test/figures.ts'
import { test } from '../test/world.ts'
import { cubeOf, cubesOf, type Cube } from './cube.ts'
import { isCounted, type CountDefinition } from './definition.ts'
import { definitions } from './definitions/index.ts'
import { momentsOf } from './moments.ts'

const counted = Map.groupBy(definitions.filter(isCounted), ({ of }) => of)

/** Everything that a cube answers. */
const readingsOf = (cube: Cube, figures: readonly CountDefinition[], day: ReturnType<typeof momentsOf>): string[] =>
  figures.flatMap((figure) => day.sameDays.flatMap((at) => [undefined, ...cube.keys()].map((key) => `${figure.id} ${at} ${key ?? '*'} ${cube.read(figure, at, key).count} ${cube.read(figure, at, key).sum}`)))

test('records that are read once for several keys are taken apart as if they were read for each by itself', async ({ world }) => {
  const [first, second] = [await world.employer({ place: '980101001' }), await world.employer({ place: '980104101' })]
  await keyIndustryOf(world, first, '新能源')
  const person = await talentOf(world, { employerId: first, programme: '名校优生引进计划', corps: ['专业技术人才', '高技能人才'] })
  await talentOf(world, { employerId: second, place: '980104101', programme: '技能人才振兴计划', from: '2023-02-01', left: '2025-04-01' })
  await talentOf(world, { mode: '柔性' })
  await recognised(world, person, { level: 'C', from: '2024-05-01' })
  await platformOf(world)
  await platformOf(world, { kind: '重点实验室', level: '省级', place: '980104101', withdrawn: '2025-01-01' })
  const moments = momentsOf(world.today)
  let compared = 0
  await world.asSystem(async (db) => {
    for (const [source, figures] of counted) {
      const keys = ['nothing', 'place', 'industry', ...Object.keys(source.breakdowns ?? {})]
      const together = await cubesOf(db, source, figures, moments, { scope: '9801', keys })
      for (const key of keys) {
        const alone = readingsOf(await cubeOf(db, source, figures, moments, { scope: '9801', key }), figures, moments)
        const mine = together.get(key)
        expect([source.id, key, mine && readingsOf(mine, figures, moments)]).toEqual([source.id, key, alone])
        compared += alone.filter((line) => !line.endsWith(' 0 0')).length
      }
    }
  })
  // Not only noughts were compared.
  expect(compared).toBeGreaterThan(200)
})
