import { expect, test } from 'vitest'
import { firstQuestionsAt, namedAt, phonePageAt } from './address.ts'

test('an address of the portal is known as the router knows it: capitals and a stroke at the end make no other page', () => {
  for (const address of ['/my', '/My/', '/policies', '/policies/settling-in', '/my/deliveries/0190']) expect(phonePageAt(address)?.plain, address).toBe(true)
})

test('the desks, the door, and pages that need the library of components belong to the other app', () => {
  for (const address of ['/', '/sign-in', '/queue', '/policies/a/b', '/my/security', '/policy']) expect(phonePageAt(address), address).toBeUndefined()
})

test('what an address names goes into the first questions of its page, as the page itself will ask them', () => {
  const asked = firstQuestionsAt('/my/claim/Settling-In')
  expect(asked.find(({ name }) => name === 'measures.preview')?.body).toEqual({ measure: 'Settling-In', answers: {} })
  expect(asked.find(({ name }) => name === 'cases.list')?.body).toEqual({ filters: { measure: 'Settling-In' }, limit: 50 })
  expect(firstQuestionsAt('/nowhere')).toEqual([])
})

test('what an address names is read once, in its own letters', () => {
  expect(namedAt('/my/cases/Ab-1/')).toEqual({ caseId: 'Ab-1' })
  expect(namedAt('/policies/%E7%A7%9F%E6%88%BF%2525')).toEqual({ measure: '租房%25' })
  expect(namedAt('/policies/%E7')).toEqual({ measure: '%E7' })
  expect(namedAt('/my')).toEqual({})
  expect(firstQuestionsAt('/my/cases/%61')[0]?.body).toEqual({ caseId: 'a' })
})
