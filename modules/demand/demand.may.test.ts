import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { staff, type Role } from '../../kernel/org/roles.ts'
import type { Id } from '../../kernel/types.ts'
import { aPost, introducedAt, openPost } from '../../test/demand.ts'
import { answerOf, everyRole, somebodyAs } from '../../test/may.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { askWeighting, checkCatalogue, draftCatalogue, getCatalogue, keepItem, listCatalogues, publicCatalogue, publishCatalogue, sendCatalogueBack, setWeighting, startingWeights, strikeItem } from './catalogue-contract.ts'
import { acceptPost, closePost, editPost, fillPost, getPost, listPosts, postCheckers, postDemand, sendPostBack } from './contract.ts'

/** Who may do what, where. The somebodies have a duty in 临海区 or belong to another employer: `here` is a post of 临海区, `away` one of 松川县. */

interface Line {
  name: string
  may: readonly Role[]
  /** What those who may hear of a post here, and of one away. */
  here?: 'yes' | 'missing'
  away?: 'yes' | 'missing'
  attempt: (who: Somebody, post: { postId: Id<'post'>; introductionId: Id<'introduction'> }) => Promise<unknown>
}
const note = '条件写得不清楚'
// A clerk of another employer finds no post but his own, wherever it is.
const clerks = { may: ['employerClerk'], here: 'missing', away: 'missing' } as const
const postLines: readonly Line[] = [
  { name: 'list', may: [...staff, 'employerClerk'], away: 'yes', attempt: (who) => who.lists(listPosts, {}) },
  { name: 'post', may: ['employerClerk'], away: 'yes', attempt: (who) => who.does(postDemand, aPost()) },
  { name: 'edit', ...clerks, attempt: (who, { postId }) => who.does(editPost, { ...aPost(), postId }) },
  { name: 'fill', ...clerks, attempt: (who, { postId, introductionId }) => who.does(fillPost, { postId, introductionIds: [introductionId] }) },
  { name: 'close', ...clerks, attempt: (who, { postId }) => who.does(closePost, { postId, note }) },
  { name: 'accept', may: postCheckers, attempt: (who, { postId }) => who.does(acceptPost, { postId }) },
  { name: 'send back', may: postCheckers, attempt: (who, { postId }) => who.does(sendPostBack, { postId, note }) },
  { name: 'look', may: staff, attempt: (who, { postId }) => who.asks(getPost, { postId }) },
]

const expected = ({ may, here = 'yes' }: Line, role: Role) => (may.includes(role) ? here : 'denied')

describe('posts', () => {
  test('each verb answers each duty as its line says, here and away', async ({ world }) => {
    const posts = { here: await openPost(world), away: await openPost(world, {}, { place: '980104101' }) }
    const introductionId = await introducedAt(world, posts.here.employerId)
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const line of postLines) {
        if (line.name === 'look' && role === 'employerClerk') continue
        expect([role, line.name, await answerOf(line.attempt(who, { postId: posts.here.postId, introductionId }))]).toEqual([role, line.name, expected(line, role)])
        const away = line.may.includes(role) ? (line.away ?? 'missing') : 'denied'
        expect([role, line.name, 'away', await answerOf(line.attempt(who, { postId: posts.away.postId, introductionId }))]).toEqual([role, line.name, 'away', away])
      }
    }
  })

  test('a clerk sees the posts of his employer and nobody else’s', async ({ world }) => {
    const { clerk, postId } = await openPost(world)
    const stranger = await somebodyAs(world, 'employerClerk')
    expect((await clerk.lists(listPosts, {})).total).toBe(1)
    expect((await stranger.lists(listPosts, {})).total).toBe(0)
    await expect(stranger.asks(getPost, { postId })).rejects.toMatchObject({ kind: 'missing' })
  })
})

describe('the catalogue', () => {
  const paper = { document: '青人才办〔2026〕12号', validFrom: plainDate('2026-07-01'), validTo: plainDate('2027-06-30') }
  const catalogueIn = async (world: World, place: string) => {
    const office = await world.staff('talentOffice', place)
    const { catalogueId } = await office.does(draftCatalogue, { year: 2026 })
    const [item] = (await office.asks(getCatalogue, { catalogueId })).items
    return { catalogueId, itemId: item!.id }
  }
  const lines: readonly { name: string; may: readonly Role[]; attempt: (who: Somebody, of: Awaited<ReturnType<typeof catalogueIn>>) => Promise<unknown> }[] = [
    { name: 'look', may: staff, attempt: (who, { catalogueId }) => who.asks(getCatalogue, { catalogueId }) },
    { name: 'strike', may: ['talentOffice'], attempt: (who, of) => who.does(strikeItem, { ...of, because: note }) },
    { name: 'keep', may: ['talentOffice'], attempt: (who, of) => who.does(keepItem, of) },
    { name: 'check', may: ['talentOffice'], attempt: (who, { catalogueId }) => who.does(checkCatalogue, { catalogueId }) },
    { name: 'send back', may: ['talentOffice'], attempt: (who, { catalogueId }) => who.does(sendCatalogueBack, { catalogueId }) },
    { name: 'publish', may: ['talentOffice'], attempt: (who, { catalogueId }) => who.does(publishCatalogue, { catalogueId, ...paper }) },
  ]
  const anywhere: readonly { name: string; may: readonly Role[]; attempt: (who: Somebody) => Promise<unknown> }[] = [
    { name: 'list', may: staff, attempt: (who) => who.lists(listCatalogues, {}) },
    { name: 'weights', may: staff, attempt: (who) => who.asks(askWeighting, {}) },
    { name: 'set weights', may: ['talentOffice'], attempt: (who) => who.does(setWeighting, startingWeights) },
    { name: 'draft', may: ['talentOffice'], attempt: (who) => who.does(draftCatalogue, { year: 2025 }) },
    { name: 'public', may: everyRole, attempt: (who) => who.asks(publicCatalogue, {}) },
  ]

  test('each verb answers each duty as its line says; a draft of another county is missing', async ({ world }) => {
    await openPost(world, { wanted: 4 })
    await openPost(world, { wanted: 4 }, { place: '980104101' })
    const [here, away] = [await catalogueIn(world, '980101'), await catalogueIn(world, '980104')]
    for (const role of everyRole) {
      const who = await somebodyAs(world, role)
      for (const { name, may, attempt } of lines) {
        expect([role, name, await answerOf(attempt(who, here))]).toEqual([role, name, may.includes(role) ? 'yes' : 'denied'])
        expect([role, name, 'away', await answerOf(attempt(who, away))]).toEqual([role, name, 'away', may.includes(role) ? 'missing' : 'denied'])
      }
      for (const { name, may, attempt } of anywhere) expect([role, name, await answerOf(attempt(who))]).toEqual([role, name, may.includes(role) ? 'yes' : 'denied'])
    }
  })
})
