import { expect, test } from 'vitest'
import { pages } from './pages.ts'
import { phonePages } from './phone-pages.ts'

test('every page of the portal stands in the table that a phone loads, and no page of a desk does', () => {
  const portal = pages.filter(({ frame }) => frame === 'portal').map(({ path }) => path)
  expect(phonePages.map(({ path }) => path).toSorted()).toEqual(portal.toSorted())
  expect(phonePages.every(({ frame }) => frame === 'portal')).toBe(true)
})
