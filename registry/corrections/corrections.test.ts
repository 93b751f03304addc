import { describe, expect } from 'vitest'
import { test, type World } from '../../test/world.ts'
import type { Id } from '../../kernel/types.ts'
import { getPerson } from '../contract.ts'
import { askCorrection, decideCorrection, getCorrection, listCorrections } from './contract.ts'

const asking = { record: 'degree', says: '毕业日期应为 2019年6月30日', evidence: '毕业证书' } as const

/** A talent with one degree whose day is wrong. */
const graduate = async (world: World, employerId?: Id<'employer'>) => {
  const he = await world.talent(employerId ? { employerId } : {})
  const { id: rowId } = await world.asSystem((db) =>
    db.insertInto('registry.degree').values({ personId: he.personId, placeCode: '980101001', degree: '硕士', school: '青屿大学', graduatedOn: '2018-06-30', source: '市教育局', asOf: '2025-01-01', verification: 'verified' }).returning('id').executeTakeFirstOrThrow())
  return { he, rowId }
}
const education = (world: World) => world.staff('reviewer', '980101', 'education')
const first = async (world: World) => {
  const row = (await (await education(world)).lists(listCorrections, {})).rows[0]
  if (!row) throw new Error('nothing is asked')
  return row.id
}

describe('a fact that is not true', () => {
  // clause: PIPL 8; PIPL 46; PIPL 50
  test('is disputed by the person, corrected by the department of the record, and both sayings stay', async ({ world }) => {
    const { he, rowId } = await graduate(world)
    expect(await he.does(askCorrection, { ...asking, rowId })).toMatchObject({ dueOn: '2026-06-30' })
    expect((await he.asks(getPerson, { personId: he.personId })).facts[0]).toMatchObject({ verification: 'disputed' })
    const clerk = await education(world)
    const correctionId = await first(world)
    expect(await clerk.does(decideCorrection, { correctionId, changes: { graduated_on: '2019-06-30' }, outcome: '经核对学信网，予以更正' })).toEqual({ state: 'corrected' })
    expect((await he.asks(getPerson, { personId: he.personId })).facts[0]).toMatchObject({ text: '硕士，青屿大学，2019年6月30日 毕业', source: '教育局', asOf: '2026-06-15', verification: 'verified' })
    expect((await he.lists(listCorrections, {})).rows).toMatchObject([{ state: 'corrected', outcome: '经核对学信网，予以更正', factText: '硕士，青屿大学，2018年6月30日 毕业' }])
    const { former, now } = await clerk.asks(getCorrection, { correctionId })
    expect(former[0]?.values).toContainEqual({ label: '毕业日期', value: '2018-06-30' })
    expect(now).toContainEqual({ field: 'graduated_on', label: '毕业日期', value: '2019-06-30' })
    const kept = await world.asSystem((db) => db.selectFrom('registry.formerFact').select(['knownFrom', 'knownTo']).executeTakeFirstOrThrow())
    expect(kept.knownFrom < kept.knownTo).toBe(true)
    await expect(world.asSystem((db) => db.deleteFrom('registry.formerFact').execute())).rejects.toThrow()
  })

  test('that proves right stands as before, and the asker reads why', async ({ world }) => {
    const { he, rowId } = await graduate(world)
    await he.does(askCorrection, { ...asking, rowId })
    const clerk = await education(world)
    const correctionId = await first(world)
    expect(await clerk.does(decideCorrection, { correctionId, changes: {}, outcome: '与学籍档案一致，维持' })).toEqual({ state: 'kept' })
    expect((await he.asks(getPerson, { personId: he.personId })).facts[0]).toMatchObject({ text: '硕士，青屿大学，2018年6月30日 毕业', verification: 'verified', source: '市教育局' })
    await expect(clerk.does(decideCorrection, { correctionId, changes: {}, outcome: '与学籍档案一致，维持' })).rejects.toMatchObject({ code: 'decided' })
  })

  test('can be disputed by the employer of the person, once at a time, and by nobody else', async ({ world }) => {
    const employerId = await world.employer()
    const { he, rowId } = await graduate(world, employerId)
    const clerk = await world.clerkOf(employerId)
    await clerk.does(askCorrection, { ...asking, rowId })
    await expect(he.does(askCorrection, { ...asking, rowId })).rejects.toMatchObject({ code: 'alreadyAsked' })
    expect((await clerk.lists(listCorrections, {})).rows).toHaveLength(1)
    const stranger = await world.talent({ name: '旁人' })
    await expect(stranger.does(askCorrection, { ...asking, rowId })).rejects.toMatchObject({ kind: 'missing' })
    expect((await stranger.lists(listCorrections, {})).rows).toEqual([])
  })

  test('is no other department’s, no other county’s, and takes only what its columns take', async ({ world }) => {
    const { he, rowId } = await graduate(world)
    await he.does(askCorrection, { ...asking, rowId })
    const correctionId = await first(world)
    const decide = { correctionId, changes: { graduated_on: '2019-06-30' }, outcome: '经核对予以更正' }
    const labour = await world.staff('reviewer', '980101', 'hr')
    expect((await labour.lists(listCorrections, {})).rows).toEqual([])
    await expect(labour.does(decideCorrection, decide)).rejects.toMatchObject({ code: 'otherDepartment' })
    await expect((await world.staff('reviewer', '980104', 'education')).does(decideCorrection, decide)).rejects.toMatchObject({ kind: 'missing' })
    const clerk = await education(world)
    await expect(clerk.does(decideCorrection, { ...decide, changes: { person_id: he.personId } })).rejects.toMatchObject({ code: 'otherField' })
    for (const changes of [{ degree: '学者' }, { graduated_on: '去年夏天' }]) await expect(clerk.does(decideCorrection, { ...decide, changes })).rejects.toMatchObject({ code: 'badValue' })
    await world.database.adminQuery('alter table registry.degree no force row level security')
    await world.database.adminQuery(`delete from registry.degree where id = '${rowId}'`)
    await expect(clerk.does(decideCorrection, decide)).rejects.toMatchObject({ code: 'gone' })
  })
})
