import { describe, expect } from 'vitest'
import { staff } from '../../kernel/org/roles.ts'
import { talentOf } from '../../test/figures.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { multipart } from '../../test/multipart.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { briefFilePath, checkPath, filePath } from '../writing/contract.ts'
import { askUses } from './contract.ts'

const send = (world: World, who: Somebody, path: string, draft: string, name = '工作会讲话.txt') => {
  const form = multipart(Buffer.from(draft), name, { question: JSON.stringify({ asOf: world.today, copy: 'final', official: false }) })
  return world.app.inject({ method: 'POST', url: path, headers: { cookie: who.cookie, ...form.headers }, payload: form.payload })
}
const usesOf = (who: Somebody, figure = 'talent.total') => who.asks(askUses, { figure, limit: 50 })

describe('where a figure was used', () => {
  test('a draft that was taken is kept by its name, with the number and no word of its text; twice the same day is once', async ({ world }) => {
    await talentOf(world)
    await talentOf(world)
    const office = await world.staff('talentOffice')
    for (const _ of [1, 2]) expect((await send(world, office, filePath, '绝密的一句话。人才总量XX人，人才公寓XX套。')).statusCode).toBe(200)
    const { total, uses } = await usesOf(office)
    expect(total).toBe(1)
    expect(uses).toMatchObject([{ kind: 'draft', title: '工作会讲话', bindingTitle: '人才总量', placeName: '青屿市', periodTo: '2026-06-15', value: '2', unit: '人', written: '2', now: '2', because: null, difference: null, usedOn: '2026-06-15' }])
    expect(JSON.stringify(await world.asSystem((db) => db.selectFrom('indicators.figureUse').selectAll().execute()))).not.toContain('绝密')
  })

  test('what is entered later shows as a difference, and the use stays as it was', async ({ world }) => {
    await talentOf(world)
    const office = await world.staff('talentOffice')
    await send(world, office, filePath, '人才总量XX人。')
    await talentOf(world, { from: '2026-01-10' })
    world.setToday('2026-06-20')
    expect((await usesOf(office)).uses).toMatchObject([{ value: '1', now: '2', difference: '1' }])
    await expect(world.asSystem((db) => db.updateTable('indicators.figureUse').set({ value: '2' }).execute())).rejects.toThrow()
  })

  test('a figure whose definition was changed since is not subtracted, and says so', async ({ world }) => {
    await talentOf(world)
    const office = await world.staff('talentOffice')
    await send(world, office, filePath, '人才总量XX人。')
    await world.asSystem(async (db) => {
      const [row] = await db.selectFrom('indicators.figureUse').selectAll().execute()
      if (!row) throw new Error('no use')
      const { id: _, createdAt: __, ...values } = row
      await db.insertInto('indicators.figureUse').values({ ...values, edition: '0000000000000000', title: '去年的讲话', value: '7' }).execute()
    })
    expect((await usesOf(office)).uses[0]).toMatchObject({ title: '去年的讲话', now: '1', because: '口径在使用以后改过，不能相减', difference: null })
  })

  test('a report that was checked keeps what it wrote, a brief what it says; a number that nobody is sure of is no use', async ({ world }) => {
    await talentOf(world)
    const office = await world.staff('talentOffice')
    await send(world, office, checkPath, '人才总量5人。绿化率40%。', '年度总结.txt')
    expect((await usesOf(office)).uses).toMatchObject([{ kind: 'check', title: '年度总结', written: '5', value: '1' }])
    expect((await world.app.inject({ method: 'GET', url: `${briefFilePath}?month=2026-05`, headers: { cookie: office.cookie } })).statusCode).toBe(200)
    // Its month and the year up to it: two numbers of one figure.
    expect((await usesOf(office, 'introduction.year')).uses.map(({ kind, title, periodTo }) => [kind, title.includes('2026年5月'), periodTo])).toEqual([['brief', true, '2026-05-31'], ['brief', true, '2026-05-31']])
  })

  test('is seen by the offices of the writer’s place and above, and by no other county', async ({ world }) => {
    await talentOf(world)
    await send(world, await world.staff('talentOffice', '980101'), filePath, '人才总量XX人。')
    expect((await usesOf(await world.staff('leader'))).total).toBe(1)
    expect((await usesOf(await world.staff('reviewer', '980101'))).total).toBe(1)
    expect((await usesOf(await world.staff('leader', '980104'))).total).toBe(0)
    for (const role of everyRole) expect([role, await answerOf(usesOf(await somebodyAs(world, role)))]).toEqual([role, staff.some((one) => one === role) ? 'yes' : 'denied'])
    await expect(usesOf(await world.staff('leader'), 'talent.nothing')).rejects.toMatchObject({ kind: 'missing' })
  })
})
