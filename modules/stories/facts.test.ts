import { expect } from 'vitest'
import { agree, decide, submit } from '../../cases/contract.ts'
import { shortPath, stepOf, test } from '../../test/case-desks.ts'
import { askFigure } from '../../indicators/contract.ts'
import { agreeToStory, askConsent, draftStory, publishStory, readStory, withdrawConsent } from './contract.ts'

const words = { title: '从实验室到车间', lead: '她把一项专利变成了一条生产线。', body: '五年前她来到青屿，第一条生产线用了十八个月。' }

test('a story names the measure of a decided case and the class of the register, and counts while it is public', async ({ desk }) => {
  const { world } = desk
  desk.edition({ path: shortPath, gives: 'status', amount: null, budget: null })
  const { ana } = await desk.eligible()
  const { county, office } = await desk.offices()
  const { caseId } = await ana.does(submit, { measure: 'settling-in-subsidy', answers: {} })
  const { number: caseNumber, subjectNumber } = await world.asSystem(async (db) => {
    const { number } = await db.selectFrom('cases.case').select('number').where('id', '=', caseId).executeTakeFirstOrThrow()
    const person = await db.selectFrom('registry.person').select(['number', 'placeCode']).where('id', '=', ana.personId).executeTakeFirstOrThrow()
    await db.insertInto('registry.talentClass').values({ personId: ana.personId, placeCode: person.placeCode, scheme: '青屿市人才分类目录', edition: '2024', level: 'C', issuer: '市委人才办', basis: '目录第三条', recognisedOn: '2026-01-10', validFrom: '2026-01-10', source: '人才办', asOf: '2026-01-10', verification: 'verified' }).execute()
    return { number, subjectNumber: person.number }
  })
  const [writer, second] = [await world.staff('talentOffice'), await world.staff('talentOffice')]
  const draft = { kind: 'portrait' as const, subjectNumber, ...words, tellsClass: true, caseNumber }
  // Not yet decided: nothing to tell of.
  await expect(writer.does(draftStory, draft)).rejects.toMatchObject({ code: 'noCase' })
  await county.does(agree, { stepId: await stepOf(county, caseId), opinion: '' })
  await office.does(decide, { stepId: await stepOf(office, caseId), opinion: '' })
  const { storyId } = await writer.does(draftStory, draft)
  await writer.does(askConsent, { storyId })
  await ana.does(agreeToStory, { storyId, version: 1 })
  const leader = await world.staff('leader')
  const published = async () => (await leader.asks(askFigure, { id: 'story.published' })).figure.value
  await second.does(publishStory, { storyId })
  const { title } = await world.asSystem((db) => db.selectFrom('cases.case').select('title').where('id', '=', caseId).executeTakeFirstOrThrow())
  expect(readStory.output.parse(await world.post('', readStory.name, { storyId }))).toMatchObject({ classSaid: 'C类人才', measureSaid: title })
  expect(await published()).toBe('1')
  await ana.does(withdrawConsent, { storyId })
  // A reading of the same day is kept for some seconds; the next day's is fresh.
  world.setToday('2026-06-16')
  expect(await published()).toBe('0')
})
