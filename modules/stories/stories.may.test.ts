import { expect } from 'vitest'
import type { Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody } from '../../test/world.ts'
import { agreeToStory, askConsent, declineStory, draftStory, editStory, getStory, listStories, myStories, publishedStories, publishStory, readStory, takeBack, takeOff, withdrawConsent } from './contract.ts'
import { tellers, writers } from './hands.ts'

const storyId = '01900000-0000-7000-8000-000000000000' as Id<'story'>
const words = { title: '从实验室到车间', lead: '把专利变成了生产线。', body: '五年前她来到青屿，第一条生产线用了十八个月。', tellsClass: false, caseNumber: '' }
const readers: readonly Role[] = [...writers, 'leader']
const lines: Record<string, { may: readonly Role[]; of?: 'nothing'; attempt: (who: Somebody) => Promise<unknown> }> = {
  published: { may: everyRole, attempt: (who) => who.asks(publishedStories, {}) },
  read: { may: everyRole, of: 'nothing', attempt: (who) => who.asks(readStory, { storyId }) },
  mine: { may: tellers, attempt: (who) => who.asks(myStories, {}) },
  agree: { may: tellers, of: 'nothing', attempt: (who) => who.does(agreeToStory, { storyId, version: 1 }) },
  decline: { may: tellers, of: 'nothing', attempt: (who) => who.does(declineStory, { storyId, version: 1, words: '' }) },
  withdrawConsent: { may: tellers, of: 'nothing', attempt: (who) => who.does(withdrawConsent, { storyId }) },
  list: { may: readers, attempt: (who) => who.lists(listStories, {}) },
  story: { may: readers, of: 'nothing', attempt: (who) => who.asks(getStory, { storyId }) },
  draft: { may: writers, attempt: (who) => who.does(draftStory, { kind: 'case', subjectNumber: 'R000000000', ...words }) },
  edit: { may: writers, of: 'nothing', attempt: (who) => who.does(editStory, { storyId, ...words }) },
  ask: { may: writers, of: 'nothing', attempt: (who) => who.does(askConsent, { storyId }) },
  takeBack: { may: writers, of: 'nothing', attempt: (who) => who.does(takeBack, { storyId }) },
  publish: { may: writers, of: 'nothing', attempt: (who) => who.does(publishStory, { storyId }) },
  takeOff: { may: writers, of: 'nothing', attempt: (who) => who.does(takeOff, { storyId, because: '不用了' }) },
}

test('the talent office writes, whoever is told about answers for himself, anybody reads what is published', async ({ world }) => {
  for (const role of everyRole) {
    const who = await somebodyAs(world, role)
    for (const [name, { may, of, attempt }] of Object.entries(lines)) {
      expect(`${role} ${name} ${await answerOf(attempt(who))}`).toBe(`${role} ${name} ${may.includes(role) ? (of ? 'missing' : 'yes') : 'denied'}`)
    }
  }
})
