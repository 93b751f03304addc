import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { mostViews, myViews, removeView, saveView } from './contract.ts'

const list = 'cases.queue'

test('a filter is kept under its name, replaced by the same name, and is its owner’s alone', async ({ world }) => {
  const [one, other] = [await world.staff('reviewer', '980101', 'hr'), await world.staff('reviewer', '980101', 'hr')]
  const { id } = await one.does(saveView, { list, title: '超期的安家补贴', filters: { due: 'overdue', measure: 'settling-in-subsidy' } })
  await one.does(saveView, { list, title: '超期的安家补贴', filters: { due: 'overdue' } })
  expect((await one.asks(myViews, { list })).views).toEqual([{ id, title: '超期的安家补贴', filters: { due: 'overdue' } }])
  expect((await one.asks(myViews, { list: 'cases.list' })).views).toEqual([])
  expect((await other.asks(myViews, { list })).views).toEqual([])
  await expect(other.does(removeView, { id })).rejects.toMatchObject({ kind: 'missing' })
  await one.does(removeView, { id })
  await expect(one.does(removeView, { id })).rejects.toMatchObject({ kind: 'missing' })
})

test('so many and no more; officers without business keep none', async ({ world }) => {
  const one = await world.staff('reviewer', '980101', 'hr')
  for (let count = 0; count < mostViews; count++) await one.does(saveView, { list, title: `筛选${count}`, filters: {} })
  await expect(one.does(saveView, { list, title: '再来一个', filters: {} })).rejects.toMatchObject({ code: 'tooMany' })
  await one.does(saveView, { list, title: '筛选3', filters: { due: 'soon' } })
  await expect((await world.signIn('auditOfficer')).does(saveView, { list, title: '审计', filters: {} })).rejects.toMatchObject({ kind: 'denied' })
})
