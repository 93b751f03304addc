import { describe, expect } from 'vitest'
import type { z } from 'zod'
import type { QueryDeclaration } from '../../kernel/action.ts'
import { Said, test, type Somebody, type World } from '../../test/world.ts'
import { agreeToStory, askConsent, declineStory, draftStory, editStory, getStory, listStories, myStories, publishedStories, publishStory, readStory, takeBack, takeOff, withdrawConsent } from './contract.ts'
import { storyWays } from './states.ts'

const saidBy = (attempt: Promise<unknown>) => attempt.then(() => 'done', (error: unknown) => (error instanceof Said ? (error.code ?? error.kind) : Promise.reject(error)))
/** Somebody who has not signed in. */
const anonymous = (world: World) => ({
  asks: async <I extends z.ZodType, O extends z.ZodType>(query: QueryDeclaration<I, O>, input: z.output<I>): Promise<z.output<O>> => query.output.parseAsync(await world.post('', query.name, input)),
})
const words = { title: '从实验室到车间', lead: '她把一项专利变成了一条生产线。', body: '五年前她来到青屿。\n\n第一条生产线用了十八个月，现在有三条。', tellsClass: false, caseNumber: '' }
const numberOf = (world: World, personId: string) => world.asSystem((db) => db.selectFrom('registry.person').select('number').where('id', '=', personId).executeTakeFirstOrThrow()).then(({ number }) => number)

const begin = async (world: World) => {
  const ana = await world.talent({ name: '柏木千寻', employerId: await world.employer() })
  const [writer, second] = [await world.staff('talentOffice'), await world.staff('talentOffice')]
  const subjectNumber = await numberOf(world, ana.personId)
  const { storyId } = await writer.does(draftStory, { kind: 'portrait', subjectNumber, ...words })
  return { ana, writer, second, storyId, subjectNumber, stranger: anonymous(world) }
}
const only = async (who: Somebody) => {
  const [story] = (await who.asks(myStories, {})).stories
  if (!story) throw new Error('nothing is told of him')
  return story
}

describe('a story', () => {
  test('is published when the person has agreed to these words and a second one of the office approved, and is off at once when he takes it back', async ({ world }) => {
    const { ana, writer, second, storyId, stranger } = await begin(world)
    expect((await ana.asks(myStories, {})).stories).toEqual([])
    expect(await saidBy(second.does(publishStory, { storyId }))).toBe('notAgreed')
    await writer.does(askConsent, { storyId })
    await world.runJobs()
    const told = await world.asSystem((db) => db.selectFrom('kernel.message').select(['topic', 'recipientId', 'link']).where('kind', '=', 'stories.asked').execute())
    expect(told).toEqual([{ topic: 'news', recipientId: ana.personId, link: '/my/stories' }])
    expect(await saidBy(second.does(publishStory, { storyId }))).toBe('notAgreed')
    expect(await only(ana)).toMatchObject({ state: 'asked', version: 1, paragraphs: ['五年前她来到青屿。', '第一条生产线用了十八个月，现在有三条。'] })
    await ana.does(agreeToStory, { storyId, version: 1 })
    expect((await stranger.asks(publishedStories, {})).total).toBe(0)
    expect(await saidBy(stranger.asks(readStory, { storyId }))).toBe('missing')
    expect(await saidBy(writer.does(publishStory, { storyId }))).toBe('ownWords')
    await second.does(publishStory, { storyId })
    await world.runJobs()
    expect(await stranger.asks(publishedStories, { kind: 'portrait' })).toMatchObject({ total: 1, stories: [{ id: storyId, about: '柏木千寻' }] })
    expect((await stranger.asks(publishedStories, { kind: 'case' })).total).toBe(0)
    expect((await stranger.asks(publishedStories, { place: '没有这个地方' })).total).toBe(0)
    expect((await stranger.asks(readStory, { storyId })).paragraphs).toHaveLength(2)
    await ana.does(withdrawConsent, { storyId })
    expect((await stranger.asks(publishedStories, {})).total).toBe(0)
    expect(await saidBy(stranger.asks(readStory, { storyId }))).toBe('missing')
    expect(await saidBy(ana.does(withdrawConsent, { storyId }))).toBe('notGiven')
    expect(await writer.asks(getStory, { storyId })).toMatchObject({ state: 'withdrawn', endedBecause: '本人撤回同意', said: [{ says: 'agreed', version: 1 }, { says: 'withdrawn', version: 1 }] })
    expect(await saidBy(second.does(publishStory, { storyId }))).toBe('notAgreed')
  })

  test('that was changed is asked about anew, and an answer to older words does not count', async ({ world }) => {
    const { ana, writer, storyId } = await begin(world)
    await writer.does(askConsent, { storyId })
    expect(await saidBy(writer.does(editStory, { storyId, ...words, title: '换了一个标题' }))).toBe('notDraft')
    expect(await saidBy(writer.does(askConsent, { storyId }))).toBe('notDraft')
    await writer.does(takeBack, { storyId })
    expect((await ana.asks(myStories, {})).stories).toEqual([])
    expect(await writer.does(editStory, { storyId, ...words, title: '换了一个标题' })).toEqual({ version: 2 })
    expect(await saidBy(ana.does(agreeToStory, { storyId, version: 2 }))).toBe('missing')
    await writer.does(askConsent, { storyId })
    expect(await saidBy(ana.does(agreeToStory, { storyId, version: 1 }))).toBe('changed')
    expect(await saidBy(ana.does(declineStory, { storyId, version: 1, words: '' }))).toBe('changed')
    await ana.does(declineStory, { storyId, version: 2, words: '不想写收入' })
    expect(await saidBy(ana.does(agreeToStory, { storyId, version: 2 }))).toBe('notAsked')
    expect(await saidBy(ana.does(declineStory, { storyId, version: 2, words: '' }))).toBe('notAsked')
    expect((await writer.asks(getStory, { storyId })).said).toMatchObject([{ says: 'declined', words: '不想写收入' }])
    await writer.does(takeOff, { storyId, because: '本人不同意' })
    expect(await saidBy(writer.does(takeOff, { storyId, because: '再撤一次' }))).toBe('gone')
    expect(await saidBy(writer.does(takeBack, { storyId }))).toBe('notAsked')
  })

  test('of an employer is agreed to by its administrator and by nobody else of it', async ({ world }) => {
    const employerId = await world.employer({ name: '青屿某某新材料有限公司' })
    const [administrator, clerk] = [await world.clerkOf(employerId, 'administrator'), await world.clerkOf(employerId)]
    const [writer, second] = [await world.staff('talentOffice'), await world.staff('talentOffice')]
    const { number: subjectNumber } = await world.asSystem((db) => db.selectFrom('registry.employer').select('number').where('id', '=', employerId).executeTakeFirstOrThrow())
    expect(await saidBy(writer.does(draftStory, { kind: 'portrait', subjectNumber, ...words }))).toBe('portraitOfEmployer')
    const { storyId } = await writer.does(draftStory, { kind: 'case', subjectNumber, ...words })
    await writer.does(askConsent, { storyId })
    await world.runJobs()
    expect(await saidBy(clerk.does(agreeToStory, { storyId, version: 1 }))).toBe('missing')
    await administrator.does(agreeToStory, { storyId, version: 1 })
    await second.does(publishStory, { storyId })
    expect(await anonymous(world).asks(publishedStories, {})).toMatchObject({ total: 1, stories: [{ about: '青屿某某新材料有限公司' }] })
    await second.does(takeOff, { storyId, because: '单位更名' })
    await world.runJobs()
    expect((await anonymous(world).asks(publishedStories, {})).total).toBe(0)
  })

  test('says of the records only what stands in them, and belongs to the place that wrote it', async ({ world }) => {
    const { writer, storyId, subjectNumber, second } = await begin(world)
    expect(await saidBy(writer.does(draftStory, { kind: 'case', subjectNumber, ...words, tellsClass: true }))).toBe('noClass')
    expect(await saidBy(writer.does(editStory, { storyId, ...words, tellsClass: true }))).toBe('noClass')
    expect(await saidBy(writer.does(draftStory, { kind: 'case', subjectNumber, ...words, caseNumber: 'BJ202600001' }))).toBe('noCase')
    expect(await saidBy(writer.does(editStory, { storyId, ...words, caseNumber: 'BJ202600001' }))).toBe('noCase')
    expect(await saidBy(writer.does(draftStory, { kind: 'case', subjectNumber: 'R000000000', ...words }))).toBe('nobody')
    const county = await world.staff('talentOffice', '980104')
    expect((await county.lists(listStories, {})).rows).toEqual([])
    expect(await saidBy(county.does(takeOff, { storyId, because: '不是我们的' }))).toBe('missing')
    expect((await second.lists(listStories, { search: '车间', state: 'drafted' })).rows).toMatchObject([{ id: storyId }])
  })

  test('is held by the database: nobody agrees for another, approves his own words, or changes words that were agreed to', async ({ world }) => {
    const { ana, writer, storyId } = await begin(world)
    await writer.does(askConsent, { storyId })
    const asOffice = { accountId: writer.accountId, name: '甲', role: 'talentOffice' as const, scope: '9801', department: undefined, personId: undefined, employerId: undefined }
    const set = (fields: { agreedVersion?: number; state?: string; body?: string; publishedBy?: string; publishedOn?: string }) => world.database.as({ actor: asOffice, today: world.today }, (db) => db.updateTable('stories.story').set(fields).where('id', '=', storyId).execute())
    await expect(set({ state: 'agreed', agreedVersion: 1 })).rejects.toMatchObject({ code: '42501' })
    await ana.does(agreeToStory, { storyId, version: 1 })
    await expect(set({ body: '本人没有看过的另一段文字，本人没有看过的另一段文字' })).rejects.toMatchObject({ code: 'JY001' })
    await expect(set({ state: 'published', publishedBy: writer.accountId, publishedOn: world.today })).rejects.toMatchObject({ constraint: 'story_second_person' })
    const ways = await world.asSystem((db) => db.selectFrom('stories.way').select(['fromState', 'toState']).execute())
    expect(ways.map(({ fromState, toState }) => `${fromState} ${toState}`).toSorted()).toEqual(Object.entries(storyWays).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`)).toSorted())
  })
})
