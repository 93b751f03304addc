import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { talentOf } from '../../test/figures.ts'
import { test, type Somebody, type World } from '../../test/world.ts'
import { definitions } from '../definitions/index.ts'
import { checkSnapshot, compareSnapshot, explainFinding, getSnapshot, listSnapshots, makeSnapshot, signSnapshot, withdrawSnapshot } from './contract.ts'
import { findingsOf, type FrozenFigure } from './findings.ts'

const office = (world: World, place = '9801') => world.staff('talentOffice', place, 'talent-office')
const leader = (world: World, place = '9801') => world.staff('leader', place)
type SnapshotId = Awaited<ReturnType<typeof made>>['snapshotId']

const made = (who: Somebody, period = '2026-05') => who.does(makeSnapshot, { period })
const explainAll = async (who: Somebody, snapshotId: SnapshotId) => {
  for (const { no, explained } of (await who.asks(getSnapshot, { snapshotId })).findings) if (explained === null) await who.does(explainFinding, { snapshotId, no, words: '统计数尚未公布' })
}
const signed = async (world: World, maker: Somebody, period: string) => {
  const { snapshotId } = await made(maker, period)
  await explainAll(maker, snapshotId)
  await maker.does(checkSnapshot, { snapshotId })
  await (await leader(world)).does(signSnapshot, { snapshotId, withoutBelow: '区县数据同源，先行签发' })
  return snapshotId
}
const total = async (who: Somebody, snapshotId: SnapshotId) => (await who.asks(getSnapshot, { snapshotId })).rows.find(({ figure }) => figure === 'talent.total')
const totalAgain = async (who: Somebody, snapshotId: SnapshotId) => (await who.asks(compareSnapshot, { snapshotId })).figures.find(({ figure }) => figure === 'talent.total')

describe('a period is frozen', () => {
  test('from the draft to the signature: two persons, every question answered, sealed', async ({ world }) => {
    await talentOf(world, { from: '2024-01-01' })
    const [maker, boss] = [await office(world), await leader(world)]
    const { snapshotId, figures, findings } = await made(maker)
    expect(figures).toBeGreaterThan(40)
    expect(findings).toBeGreaterThan(0)
    await expect(maker.does(checkSnapshot, { snapshotId })).rejects.toMatchObject({ code: 'unexplained', message: `还有没说明的疑点：${findings} 条` })
    await explainAll(maker, snapshotId)
    await expect(boss.does(signSnapshot, { snapshotId })).rejects.toMatchObject({ code: 'notChecked' })
    await maker.does(checkSnapshot, { snapshotId })
    await expect(maker.does(signSnapshot, { snapshotId })).rejects.toMatchObject({ code: 'sameHand' })
    await expect(boss.does(signSnapshot, { snapshotId })).rejects.toMatchObject({ code: 'belowUnsigned', message: expect.stringContaining('临海区') })
    const { seal } = await boss.does(signSnapshot, { snapshotId, withoutBelow: '区县数据同源，先行签发' })
    expect(await maker.asks(getSnapshot, { snapshotId })).toMatchObject({ state: 'signed', seal, intact: true, withoutBelow: '区县数据同源，先行签发' })
    expect(await total(maker, snapshotId)).toMatchObject({ value: '1', places: [{ name: '临海区', value: '1' }, { name: '松川县', value: '0' }] })
    expect(await totalAgain(maker, snapshotId)).toMatchObject({ now: '1', moved: null, redefined: false })
  })

  test('the county signs first, then the city needs no reason', async ({ world }) => {
    for (const place of ['980101', '980104']) {
      const maker = await office(world, place)
      const { snapshotId } = await made(maker)
      await explainAll(maker, snapshotId)
      await maker.does(checkSnapshot, { snapshotId })
      // The city reads the county's snapshot, and does not sign in its place.
      await expect((await leader(world)).does(signSnapshot, { snapshotId, withoutBelow: '代为签发' })).rejects.toMatchObject({ kind: 'missing' })
      await (await leader(world, place)).does(signSnapshot, { snapshotId, withoutBelow: '乡镇不单独签发' })
    }
    const maker = await office(world)
    const { snapshotId } = await made(maker)
    await explainAll(maker, snapshotId)
    await maker.does(checkSnapshot, { snapshotId })
    await (await leader(world)).does(signSnapshot, { snapshotId })
    expect((await maker.lists(listSnapshots, { state: 'signed' })).total).toBe(3)
    expect((await (await office(world, '980104')).lists(listSnapshots, {})).rows.map(({ placeCode }) => placeCode)).toEqual(['980104'])
  })

  test('a correction that comes later moves the record and not the snapshot; the difference is seen', async ({ world }) => {
    await talentOf(world, { from: '2024-01-01' })
    const maker = await office(world)
    const snapshotId = await signed(world, maker, '2026-05')
    await talentOf(world, { from: '2025-01-01' })
    // Another reader than the one who has just asked: what was read is kept for some seconds.
    const boss = await leader(world)
    expect(await total(boss, snapshotId)).toMatchObject({ value: '1' })
    expect(await totalAgain(boss, snapshotId)).toMatchObject({ now: '2', moved: '1' })
    // Another county's is not found.
    await expect((await leader(world, '980104')).asks(compareSnapshot, { snapshotId })).rejects.toMatchObject({ kind: 'missing' })
  })

  test('nobody changes what was signed, by SQL neither, and a changed row breaks the seal', async ({ world }) => {
    const maker = await office(world)
    const snapshotId = await signed(world, maker, '2026-05')
    await expect(world.asSystem((db) => sql`update indicators.snapshot_figure set value = 9 where snapshot_id = ${snapshotId}`.execute(db))).rejects.toThrow()
    await expect(world.asSystem((db) => db.updateTable('indicators.snapshot').set({ withoutBelow: '改过' }).where('id', '=', snapshotId).execute())).rejects.toMatchObject({ code: 'JY001' })
    await expect(maker.does(withdrawSnapshot, { snapshotId, reason: '想重新做' })).rejects.toMatchObject({ code: 'notOpen' })
    await expect(maker.does(explainFinding, { snapshotId, no: 1, words: '补充说明' })).rejects.toMatchObject({ code: 'notDrafted' })
    await expect(maker.does(checkSnapshot, { snapshotId })).rejects.toMatchObject({ code: 'notDrafted' })
    await world.database.adminQuery(`alter table indicators.snapshot_figure disable trigger all; update indicators.snapshot_figure set numerator = 9 where figure = 'talent.total'; update indicators.snapshot_figure set value = 9 where figure = 'talent.total'`)
    expect((await maker.asks(getSnapshot, { snapshotId })).intact).toBe(false)
  })

  test('one alive a period: a second is refused until the first is withdrawn; of two at once one is made', async ({ world }) => {
    const maker = await office(world)
    const answers = await Promise.allSettled([made(maker), made(maker)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await expect(made(maker)).rejects.toMatchObject({ code: 'alreadyThere' })
    const [row] = (await maker.lists(listSnapshots, {})).rows
    await expect(maker.does(explainFinding, { snapshotId: row!.id, no: 999, words: '没有这一条' })).rejects.toMatchObject({ code: 'noSuchFinding' })
    await maker.does(withdrawSnapshot, { snapshotId: row!.id, reason: '数据补录后重做' })
    expect((await made(maker)).figures).toBeGreaterThan(40)
  })

  test('not before the period is over, and not while an import writes', async ({ world }) => {
    const maker = await office(world)
    await expect(made(maker, '2026-06')).rejects.toMatchObject({ code: 'notOver', message: '期间还没有结束：最后一天是 2026-06-30' })
    await expect(world.post(maker.cookie, makeSnapshot.name, { period: '2026-13' })).rejects.toMatchObject({ kind: 'invalid' })
    await world.asSystem((db) => db.insertInto('registry.importBatch').values({ number: 'D00099', fileName: 'a.csv', fileBytes: 1, source: '教育局', placeCode: '980101', state: 'importing', createdBy: maker.accountId }).execute())
    await expect(made(maker)).rejects.toMatchObject({ code: 'importRunning', message: '有批量导入正在写库，数还在变，请等它结束：D00099' })
  })
})

describe('what a careful clerk asks', () => {
  const row = (figure: string, value: string | null, placeCode = '9801', more: Partial<FrozenFigure> = {}): FrozenFigure => ({ figure, placeCode, edition: '0'.repeat(16), value, because: value === null ? '没有数' : null, numerator: null, denominator: null, basis: null, ...more })
  const asked = (rows: FrozenFigure[], before: FrozenFigure[] = []) => findingsOf(definitions, '9801', rows, before, new Set()).map(({ kind, figure }) => `${kind} ${figure}`)

  test('a leap is asked about, a small count or a small move is not', () => {
    expect(asked([row('talent.total', '140')], [row('talent.total', '100')])).toEqual(['jump talent.total'])
    expect(asked([row('talent.total', '120')], [row('talent.total', '100')])).toEqual([])
    expect(asked([row('talent.total', '9')], [row('talent.total', '4')])).toEqual([])
  })
  test('parts that do not make the whole, a share beyond 100, a figure that vanished, another definition', () => {
    expect(asked([row('talent.total', '10'), row('talent.total', '4', '980101'), row('talent.total', '5', '980104')])).toEqual(['sum talent.total'])
    expect(asked([row('talent.density', '100.01')])).toEqual(['impossible talent.density'])
    expect(asked([row('talent.total', null)], [row('talent.total', '5')])).toEqual(['nothing talent.total'])
    expect(asked([row('talent.total', '5')], [row('talent.total', '5', '9801', { edition: '1'.repeat(16) })])).toEqual(['changed talent.total'])
  })
  test('what is counted ever since can only grow', () => {
    const grows = definitions.find((definition) => definition.kind === 'count' && definition.timing === 'cumulative')
    expect(asked([row(grows!.id, '5')], [row(grows!.id, '6')])).toEqual([`fell ${grows!.id}`])
  })
})
