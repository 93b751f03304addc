import { afterAll, beforeAll, expect, test } from 'vitest'
import { said } from '../harness/canary/places.ts'
import { canary } from '../harness/canary/secrets.ts'
import { plainPdf } from '../sample-files.ts'
import { call } from './canary-calls.ts'
import { openTestHouse, type TestHouse } from './house.ts'

let house: TestHouse
beforeAll(async () => {
  house = await openTestHouse({ people: 1500 })
}, 300_000)
afterAll(() => house?.close())

test('smoke', async () => {
  const talent = await house.as('talent-1', 'phone')
  await talent.goto('/my/payee')
  await talent.getByLabel('开户行').fill('青屿银行')
  await talent.getByLabel('银行卡号或账号').fill(canary.account)
  await talent.getByRole('button', { name: '确认收款账户' }).click()
  await talent.getByText(/尾号/).first().waitFor()
  const office = await house.as('talent-office')
  expect(await call(office, 'registry.person', { personId: house.canary.personId })).toMatchObject({ status: 200 })
  void plainPdf
  const { leaks, hits, figures } = await house.search()
  console.log(figures, said(hits))
  expect(said(leaks)).toEqual([])
}, 240_000)
