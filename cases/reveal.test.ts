import { expect } from 'vitest'
import { revealDocument } from '../registry/contract.ts'
import { shortPath, test } from '../test/case-desks.ts'
import { submit } from './contract.ts'

// clause: GB/T 22239 8.1.4.11 b
test('a reviewer opens a whole identity number once a case of this person has come to his office, and no other office’s reviewer does', async ({ desk }) => {
  const { world } = desk
  desk.edition({ path: shortPath })
  const { ana } = await desk.eligible()
  const reviewer = await world.staff('reviewer', '980101', 'hr')
  const other = await world.staff('reviewer', '980101', 'education')
  const answer = (who: typeof reviewer) => who.does(revealDocument, { personId: ana.personId, reason: '核对学历认证材料' }).then(() => 'shown', ({ code }: { code: string }) => code)
  expect(await answer(reviewer)).toBe('notYourCase')
  await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  // The number of a person of the tests is sealed with nothing: whoever gets as far as opening it is told so.
  expect(await answer(reviewer)).toBe('notReadable')
  expect(await answer(other)).toBe('notYourCase')
})
