import { describe, expect } from 'vitest'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { openPost } from '../../test/demand.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { askWeighting, checkCatalogue, draftCatalogue, getCatalogue, keepItem, listCatalogues, publicCatalogue, publishCatalogue, sendCatalogueBack, setWeighting, shortageEmployers, startingWeights, strikeItem } from './catalogue-contract.ts'

const refusing = (code: string) => expect.objectContaining({ kind: 'refused', code })
const paper = { document: '青人才办〔2026〕12号', validFrom: plainDate('2026-07-01'), validTo: plainDate('2027-06-30') }
const because = '属临时性需求'

/** Four batteries engineers wanted and two at 新材料, nobody hired, nobody at work: both as short as can be but for the days. */
const drafted = async (world: World) => {
  await openPost(world, { wanted: 4 })
  await openPost(world, { wanted: 3, title: '陶瓷材料研究员', occupation: '2-01' }, { industry: '新材料' })
  const office = await world.staff('talentOffice')
  const { catalogueId, lines } = await office.does(draftCatalogue, { year: 2026 })
  return { office, catalogueId, lines }
}
const published = async (world: World): Promise<{ office: Somebody; second: Somebody; catalogueId: Id<'catalogue'> }> => {
  const { office, catalogueId } = await drafted(world)
  await office.does(checkCatalogue, { catalogueId })
  const second = await world.staff('talentOffice')
  await second.does(publishCatalogue, { catalogueId, ...paper })
  return { office, second, catalogueId }
}

describe('the catalogue', () => {
  test('is computed from open posts and people at work, with its weights beside it', async ({ world }) => {
    const { office, catalogueId, lines } = await drafted(world)
    expect(lines).toBe(2)
    const { items, weighting, state } = await office.asks(getCatalogue, { catalogueId })
    expect(state).toBe('draft')
    expect(weighting).toMatchObject({ unfilledWeight: 50, urgentFrom: 60 })
    expect(items).toMatchObject([
      { industry: '新材料', occupation: '2-01', titles: '陶瓷材料研究员', posts: 1, wanted: 3, hired: 0, people: 0, openDays: 0, score: '80', degree: 'urgent' },
      { industry: '新能源', occupation: '2-02', wanted: 4, score: '80', degree: 'urgent' },
    ])
  })

  test('is one for its year, also where two draft it at once', async ({ world }) => {
    await openPost(world, { wanted: 4 })
    const [office, other] = [await world.staff('talentOffice'), await world.staff('talentOffice')]
    const drafts = await Promise.all([office, other].map((who) => who.does(draftCatalogue, { year: 2026 })))
    expect(drafts.map(({ lines }) => lines)).toEqual([1, 1])
    const { rows } = await office.lists(listCatalogues, {})
    expect(rows).toHaveLength(1)
    expect(drafts.map(({ catalogueId }) => catalogueId)).toContain(rows[0]?.id)
  })

  test('is refused without posts, for a year too far, and after its year is checked or published', async ({ world }) => {
    const office = await world.staff('talentOffice')
    await expect(office.does(draftCatalogue, { year: 2026 })).rejects.toEqual(refusing('noPosts'))
    await openPost(world, { wanted: 2 })
    // Two are fewer than the least that is listed.
    await expect(office.does(draftCatalogue, { year: 2026 })).rejects.toEqual(refusing('noPosts'))
    await expect(office.does(draftCatalogue, { year: 2028 })).rejects.toEqual(refusing('yearAhead'))
    await openPost(world, { wanted: 2 })
    const { catalogueId } = await office.does(draftCatalogue, { year: 2026 })
    expect((await office.does(draftCatalogue, { year: 2026 })).catalogueId).not.toBe(catalogueId)
    const again = (await office.lists(listCatalogues, { state: 'draft' })).rows[0]!.id
    await office.does(checkCatalogue, { catalogueId: again })
    await expect(office.does(draftCatalogue, { year: 2026 })).rejects.toEqual(refusing('checked'))
    await (await world.staff('talentOffice')).does(publishCatalogue, { catalogueId: again, ...paper })
    await expect(office.does(draftCatalogue, { year: 2026 })).rejects.toEqual(refusing('published'))
  })

  test('a line is struck with a reason and kept again while it is a draft; with none left it cannot be checked', async ({ world }) => {
    const { office, catalogueId } = await drafted(world)
    const [first, second] = (await office.asks(getCatalogue, { catalogueId })).items.map(({ id }) => id)
    const of = (itemId: Id<'catalogueItem'>) => ({ catalogueId, itemId })
    await expect(office.does(keepItem, of(first!))).rejects.toEqual(refusing('notStruck'))
    await office.does(strikeItem, { ...of(first!), because })
    await expect(office.does(strikeItem, { ...of(first!), because })).rejects.toEqual(refusing('struck'))
    await office.does(strikeItem, { ...of(second!), because })
    await expect(office.does(checkCatalogue, { catalogueId })).rejects.toEqual(refusing('empty'))
    await office.does(keepItem, of(second!))
    expect((await office.asks(getCatalogue, { catalogueId })).lines).toBe(1)
    await office.does(checkCatalogue, { catalogueId })
    await expect(office.does(strikeItem, { ...of(second!), because })).rejects.toEqual(refusing('notDraft'))
    await expect(office.does(keepItem, of(first!))).rejects.toEqual(refusing('notDraft'))
    await expect(office.does(checkCatalogue, { catalogueId })).rejects.toEqual(refusing('notDraft'))
  })

  test('who checked does not publish; a second person does, and it is there for everybody', async ({ world }) => {
    const { office, catalogueId } = await drafted(world)
    const second = await world.staff('talentOffice')
    await expect(second.does(publishCatalogue, { catalogueId, ...paper })).rejects.toEqual(refusing('notChecked'))
    await expect(second.does(sendCatalogueBack, { catalogueId })).rejects.toEqual(refusing('notChecked'))
    await office.does(checkCatalogue, { catalogueId })
    await expect(office.does(publishCatalogue, { catalogueId, ...paper })).rejects.toEqual(refusing('samePerson'))
    await expect(second.does(publishCatalogue, { catalogueId, ...paper, validTo: plainDate('2026-06-30') })).rejects.toEqual(refusing('endsBeforeStart'))
    await second.does(sendCatalogueBack, { catalogueId })
    await office.does(checkCatalogue, { catalogueId })
    expect(await publicly(world)).toMatchObject({ catalogue: null, items: [] })
    expect(await second.does(publishCatalogue, { catalogueId, ...paper })).toEqual({ employers: 2 })
    expect(await publicly(world)).toMatchObject({ editions: [2026], catalogue: { year: 2026, document: paper.document, placeName: '青屿市' }, items: [{ industry: '新材料', degree: 'urgent' }, { industry: '新能源' }] })
  })

  test('its employers stand in an edition of a list that measures ask after, and the published is never changed', async ({ world }) => {
    const { catalogueId } = await published(world)
    const listed = await world.asSystem((db) => db.selectFrom('registry.employerList').select(['list', 'edition', 'validFrom', 'source']).execute())
    expect(listed).toEqual([0, 1].map(() => ({ list: shortageEmployers, edition: '2026', validFrom: '2026-07-01', source: paper.document })))
    await expect(world.asSystem((db) => db.updateTable('demand.catalogue').set({ document: '改过的文号' }).where('id', '=', catalogueId).execute())).rejects.toThrow('目录已经发布')
  })
})

describe('the weights', () => {
  test('are set with a document and used by the next catalogue alone', async ({ world }) => {
    const { office, catalogueId } = await drafted(world)
    expect(await office.asks(askWeighting, {})).toMatchObject({ unfilledWeight: 50, document: startingWeights.document })
    await expect(office.does(setWeighting, { ...startingWeights, daysWeight: 30 })).rejects.toEqual(refusing('not100'))
    await expect(office.does(setWeighting, { ...startingWeights, urgentFrom: 40 })).rejects.toEqual(refusing('thresholdsCross'))
    await office.does(setWeighting, { ...startingWeights, unfilledWeight: 0, scarcityWeight: 0, daysWeight: 100, document: '青人才办〔2026〕3号' })
    expect((await office.asks(getCatalogue, { catalogueId })).weighting.daysWeight).toBe(20)
    const next = await office.does(draftCatalogue, { year: 2026 })
    expect(next.lines).toBe(0)
    expect((await office.asks(getCatalogue, { catalogueId: next.catalogueId })).weighting).toMatchObject({ daysWeight: 100, document: '青人才办〔2026〕3号' })
  })
})

const publicly = async (world: World) => publicCatalogue.output.parse(await world.post('', publicCatalogue.name, {}))
