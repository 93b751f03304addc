import { expect } from 'vitest'
import { test } from '../../../test/world.ts'
import { agreeToStory, askConsent, draftStory, publishedStories, publishStory } from '../../../modules/stories/contract.ts'
import { subscribe } from '../../../modules/subscriptions/contract.ts'
import { eraseUnkept, withdrawAll } from './erase.ts'

// clause: PIPL 15; PIPL 47
test('who withdraws everything is told of nothing more and told about no more; deletion does the same', async ({ world }) => {
  for (const erase of [(id: string) => world.asSystem((db) => withdrawAll(db, [id], id)), (id: string) => world.asSystem((db) => eraseUnkept(db, [id]))]) {
    const ana = await world.talent({ name: '柏木千寻' })
    const [writer, second] = [await world.staff('talentOffice'), await world.staff('talentOffice')]
    const { number: subjectNumber } = await world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', ana.personId).executeTakeFirstOrThrow())
    const { storyId } = await writer.does(draftStory, { kind: 'portrait', subjectNumber, title: '从实验室到车间', lead: '把专利变成了生产线。', body: '五年前她来到青屿，第一条生产线用了十八个月。', tellsClass: false, caseNumber: '' })
    await writer.does(askConsent, { storyId })
    await ana.does(agreeToStory, { storyId, version: 1 })
    await second.does(publishStory, { storyId })
    await ana.does(subscribe, { situation: { text: '租房' } })
    const total = async () => publishedStories.output.parse(await world.post('', publishedStories.name, {})).total
    expect(await total()).toBe(1)
    const erased = await erase(ana.personId)
    expect(erased).toEqual(expect.arrayContaining([{ words: '政策订阅', rows: 1 }, { words: '写本人的事例（撤下）', rows: 1 }]))
    expect(await total()).toBe(0)
    expect(await world.asSystem((db) => db.selectFrom('subscriptions.subscription').select('id').execute())).toEqual([])
  }
})
