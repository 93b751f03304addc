import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { systemActor, type Actor } from '../../kernel/org/actor.ts'
import { wan } from '../../kernel/types.ts'
import { aPost, introducedAt, openPost } from '../../test/demand.ts'
import { test } from '../../test/world.ts'
import { acceptPost, closeOverduePosts, closePost, editPost, fillPost, getPost, listPosts, payText, postDemand, sendPostBack } from './contract.ts'

const refusing = (code: string) => expect.objectContaining({ kind: 'refused', code })
const note = '条件写得不清楚'

describe('a post until it is open', () => {
  test('is posted with a number and the industry of the register, looked through and open', async ({ world }) => {
    const { clerk, postId, number } = await openPost(world)
    expect(number).toBe('GW202600001')
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'open', keyIndustry: '新能源', asks: '硕士研究生以上', openedOn: '2026-06-15', placeName: '望潮街道', wanted: 2, hired: 0 })
  })

  test('days and pay that cannot be are refused at posting and at editing', async ({ world }) => {
    const clerk = await world.clerkOf(await world.employer())
    const { postId } = await clerk.does(postDemand, aPost())
    const wrong = [['endsBeforeStart', { endsOn: plainDate('2026-04-30') }], ['endsPast', { endsOn: plainDate('2026-06-14') }], ['payBackwards', { payFromFen: wan(30) }]] as const
    for (const [code, change] of wrong) {
      await expect(clerk.does(postDemand, aPost(change))).rejects.toEqual(refusing(code))
      await expect(clerk.does(editPost, { ...aPost(change), postId })).rejects.toEqual(refusing(code))
    }
    await clerk.does(postDemand, aPost({ endsOn: world.today }))
  })

  test('is sent back with a reason, edited, and waits again', async ({ world }) => {
    const clerk = await world.clerkOf(await world.employer())
    const { postId } = await clerk.does(postDemand, aPost())
    const county = await world.staff('reviewer', '980101')
    await county.does(sendPostBack, { postId, note })
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'returned', note })
    await expect(county.does(acceptPost, { postId })).rejects.toEqual(refusing('notSubmitted'))
    await expect(county.does(sendPostBack, { postId, note })).rejects.toEqual(refusing('notSubmitted'))
    await clerk.does(editPost, { ...aPost({ wanted: 5 }), postId })
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'submitted', note: null, wanted: 5 })
  })

  test('is not opened after its last day, and not edited once it is open', async ({ world }) => {
    const { clerk, county, postId } = await openPost(world)
    await expect(clerk.does(editPost, { ...aPost(), postId })).rejects.toEqual(refusing('notEditable'))
    const late = await clerk.does(postDemand, aPost({ endsOn: world.today }))
    world.setToday('2026-06-16')
    await expect(county.does(acceptPost, { postId: late.postId })).rejects.toEqual(refusing('endsPast'))
  })

  test('an account without an employer posts nothing; who posted does not look through', async ({ world }) => {
    await expect((await world.signIn('employerClerk')).does(postDemand, aPost())).rejects.toEqual(refusing('noEmployer'))
    const employerId = await world.employer()
    const clerk = await world.clerkOf(employerId)
    const { postId } = await clerk.does(postDemand, aPost())
    const officer = await world.staff('reviewer', '980101')
    await world.asSystem((db) => db.updateTable('demand.post').set({ postedBy: officer.accountId }).where('id', '=', postId).execute())
    await expect(officer.does(acceptPost, { postId })).rejects.toEqual(refusing('ownPost'))
  })
})

describe('hiring', () => {
  test('counts verified introductions, each once, until the post is full', async ({ world }) => {
    const { employerId, clerk, postId } = await openPost(world)
    world.setToday('2026-07-01')
    const [first, second] = [await introducedAt(world, employerId, '2026-06-10'), await introducedAt(world, employerId, '2026-06-25')]
    expect((await clerk.asks(getPost, { postId })).candidates).toHaveLength(2)
    expect(await clerk.does(fillPost, { postId, introductionIds: [first] })).toEqual({ hired: 1, left: 1 })
    await expect(clerk.does(fillPost, { postId, introductionIds: [first] })).rejects.toEqual(refusing('counted'))
    expect(await clerk.does(fillPost, { postId, introductionIds: [second, second] })).toEqual({ hired: 1, left: 0 })
    // An introduction before the post was open counts from the day on which it was.
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'filled', hired: 2, closedOn: '2026-07-01', hires: [{ hiredOn: '2026-06-15' }, { hiredOn: '2026-06-25' }] })
    await expect(clerk.does(fillPost, { postId, introductionIds: [first] })).rejects.toEqual(refusing('notOpen'))
  })

  test('refuses what is not verified, not its own, too early or too many', async ({ world }) => {
    const { employerId, clerk, postId } = await openPost(world, { wanted: 1 })
    const fill = (introductionIds: Awaited<ReturnType<typeof introducedAt>>[]) => clerk.does(fillPost, { postId, introductionIds })
    await expect(fill([await introducedAt(world, employerId, '2026-06-01', { verification: 'declared' })])).rejects.toEqual(refusing('notIntroduced'))
    await expect(fill([await introducedAt(world, await world.employer(), '2026-06-01')])).rejects.toEqual(refusing('notIntroduced'))
    await expect(fill([await introducedAt(world, employerId, '2026-04-30')])).rejects.toEqual(refusing('beforePost'))
    await expect(fill([await introducedAt(world, employerId), await introducedAt(world, employerId)])).rejects.toEqual(refusing('tooMany'))
  })

  test('one introduction is not counted in two posts at the same moment', async ({ world }) => {
    const { employerId, clerk, county, postId } = await openPost(world)
    const other = await clerk.does(postDemand, aPost())
    await county.does(acceptPost, { postId: other.postId })
    const introductionIds = [await introducedAt(world, employerId)]
    const outcomes = await Promise.allSettled([clerk.does(fillPost, { postId, introductionIds }), clerk.does(fillPost, { postId: other.postId, introductionIds })])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('the end of a post', () => {
  test('its employer ends it with a reason, once', async ({ world }) => {
    const { clerk, postId } = await openPost(world)
    await clerk.does(closePost, { postId, note: '项目推迟，暂不招聘' })
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'closed', closedOn: '2026-06-15', note: '项目推迟，暂不招聘' })
    await expect(clerk.does(closePost, { postId, note })).rejects.toEqual(refusing('over'))
  })

  test('the clock ends it on the day after its last, and twice changes nothing', async ({ world }) => {
    const { clerk, postId } = await openPost(world, { endsOn: plainDate('2026-06-30') })
    world.setToday('2026-06-30')
    await world.runJob(closeOverduePosts.name)
    expect((await clerk.asks(getPost, { postId })).state).toBe('open')
    world.setToday('2026-07-05')
    await world.runJob(closeOverduePosts.name)
    await world.runJob(closeOverduePosts.name)
    expect(await clerk.asks(getPost, { postId })).toMatchObject({ state: 'closed', closedOn: '2026-07-01' })
  })

  test('the database keeps an open post as it was accepted, whoever asks, and no clerk opens his own', async ({ world }) => {
    const { clerk, employerId, postId } = await openPost(world)
    await expect(world.asSystem((db) => db.updateTable('demand.post').set({ wanted: 9 }).where('id', '=', postId).execute())).rejects.toThrow('条件不能再改')
    const waiting = await clerk.does(postDemand, aPost())
    const actor: Actor = { ...systemActor, accountId: clerk.accountId, name: '经办', role: 'employerClerk', employerId, grade: 'clerk' }
    await expect(world.database.as({ actor, today: world.today }, (db) => db.updateTable('demand.post').set({ state: 'open', openedOn: world.today }).where('id', '=', waiting.postId).execute())).rejects.toThrow('岗位由区县审看')
  })
})

describe('the list', () => {
  test('is filtered by word, state, occupation, industry and programme', async ({ world }) => {
    const { clerk } = await openPost(world)
    await clerk.does(postDemand, aPost({ title: '五轴数控操作技师', occupation: '6-18', programme: '技能人才振兴计划' }))
    const city = await world.staff('talentOffice')
    const found = async (filters: Parameters<typeof city.lists<typeof listPosts.filters, typeof listPosts.row>>[1]) => (await city.lists(listPosts, filters)).rows.map(({ title }) => title)
    expect(await found({ search: '数控' })).toEqual(['五轴数控操作技师'])
    expect(await found({ state: 'open' })).toEqual(['电池工艺工程师'])
    expect(await found({ occupation: '6-18' })).toEqual(['五轴数控操作技师'])
    expect(await found({ programme: '高层次人才引进计划' })).toEqual(['电池工艺工程师'])
    expect(await found({ keyIndustry: '新材料' })).toEqual([])
    expect(payText(wan(18), wan(25))).toBe('18–25 万元')
  })
})
