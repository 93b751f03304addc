import { expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { listLow, mySurveys, rateCase, respond, skipRating } from './contract.ts'
import { responders } from './hands.ts'

const surveyId = '01900000-0000-7000-8000-000000000000' as Id<'survey'>
const lines: Record<string, { may: readonly Role[]; of?: 'nothing'; attempt: (who: Somebody) => Promise<unknown> }> = {
  mine: { may: ['talent'], attempt: (who) => who.asks(mySurveys, {}) },
  rate: { may: ['talent'], of: 'nothing', attempt: (who) => who.does(rateCase, { surveyId, rating: 3, words: '' }) },
  skip: { may: ['talent'], of: 'nothing', attempt: (who) => who.does(skipRating, { surveyId }) },
  low: { may: responders, attempt: (who) => who.lists(listLow, {}) },
  respond: { may: responders, of: 'nothing', attempt: (who) => who.does(respond, { surveyId, response: '已经改了' }) },
}

test('a person answers for himself, the talent office responds, and nobody else has to do with it', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, of, attempt }] of Object.entries(lines)) {
      expect(`${role} ${name} ${await answerOf(attempt(who))}`).toBe(`${role} ${name} ${may.includes(role) ? (of ? 'missing' : 'yes') : 'denied'}`)
    }
  }
})
