import { expect, test } from 'vitest'
import { gate } from './gate.ts'

test('so many at once, the others in their order, and a failure gives its place on', async () => {
  const through = gate(2)
  const ends: (() => void)[] = []
  const began: number[] = []
  const one = (number: number) => through(async () => {
    began.push(number)
    await new Promise<void>((end) => ends.push(end))
    if (number === 1) throw new Error('broke off')
  })
  const all = [1, 2, 3, 4].map(one)
  const settled = Promise.allSettled(all)
  await Promise.resolve()
  expect(began).toEqual([1, 2])
  ends[0]?.()
  await expect(all[0]).rejects.toThrow('broke off')
  await Promise.resolve()
  expect(began).toEqual([1, 2, 3])
  for (const at of [1, 2]) ends[at]?.()
  await all[2]
  await Promise.resolve()
  ends[3]?.()
  await settled
  expect(began).toEqual([1, 2, 3, 4])
})
