import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyFacts, anyMeasure } from '../../sql/generate.ts'
import type { Facts, FactValue } from '../../vocabulary/facts.ts'
import { readGenerated, vocabulary } from '../agreement.ts'
import { ColumnCity } from '../city.ts'
import { rowsPerBlock } from './memory.ts'
import { ParcelMaker } from './parcel-maker.ts'
import { packingOf, RowPacker } from './packed-row.ts'
import type { Parcel } from './parcel.ts'

const names = [...vocabulary.facts.keys()]
const on = '2024-09-01'
const nothing = new Map()
const people = fc.sample(anyFacts, { numRuns: 300, seed: 31 })
const places = ['980101001', '980102001', null]
type Words = readonly [number, number, number, number]
const wordsOf = (i: number): Words => [0x018f0000, 0x00007000, 0x80000000, i]
const idOf = (i: number): string => `018f0000-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
const placeOf = (i: number): string | null => places[i % places.length] ?? null
const valuesOf = (facts: Facts): readonly FactValue[] => names.map((name) => facts[name] ?? null)

/** Somebody whose every fact is like that of others, so that a value in the wrong row is not seen by chance alone. */
const personAt = (i: number): Facts => ({ ...people[i % people.length], 月数: i % 4001, 院校: `第${i % 300}所` })

/** The same people, one by one. */
const putAll = (count: number): ColumnCity => {
  const city = new ColumnCity(vocabulary)
  city.put(Array.from({ length: count }, (_, i) => ({ id: idOf(i), place: placeOf(i), facts: personAt(i) })))
  return city
}

/** By two makers in turn, who give up a parcel at odd sizes; `change` alters what they send: the tests of the test. */
const sendAll = (count: number, change: (parcel: Parcel, n: number) => Parcel = (parcel) => parcel): ColumnCity => {
  const city = new ColumnCity(vocabulary)
  const makers = [new ParcelMaker(vocabulary, names), new ParcelMaker(vocabulary, names.toReversed())]
  const takers = makers.map(() => city.taker())
  const packers = [new RowPacker(vocabulary, names), new RowPacker(vocabulary, names.toReversed())]
  // two of three come packed, as long as they can be
  const add = (maker: ParcelMaker, i: number, values: readonly FactValue[], m: number): boolean => {
    const bytes = i % 3 > 0 ? packers[m]?.pack(values) : undefined
    return bytes ? maker.addPacked(wordsOf(i), placeOf(i), bytes, 0, bytes.length) : maker.add(wordsOf(i), placeOf(i), values)
  }
  let sent = 0
  for (let i = 0; i < count; i += 1) {
    const m = Math.floor(i / 377) % 2
    const maker = makers[m]
    if (!maker) throw new Error('there are two')
    const values = valuesOf(personAt(i))
    if (!add(maker, i, m === 0 ? values : values.toReversed(), m)) city.put([{ id: idOf(i), place: placeOf(i), facts: personAt(i) }])
    if (maker.full || maker.subjects === 634) takers[m]?.(change(structuredClone(maker.take()), sent++))
  }
  makers.forEach((maker, m) => takers[m]?.(change(structuredClone(maker.take()), sent++)))
  return city
}

/** How many of so many people are not held alike, fact by fact. */
const differing = (one: ColumnCity, other: ColumnCity, count: number): number => {
  const text = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? ''
  return Array.from({ length: count }, (_, i) => text(one.factsOf(idOf(i))) === text(other.factsOf(idOf(i)))).filter((same) => !same).length
}

const count = 4000
const single = putAll(count)

test('who comes by parcels is held, fact by fact, as who comes one by one, and stands as he does', async () => {
  const bulk = sendAll(count)
  expect([bulk.subjects, differing(single, bulk, count)]).toEqual([count, 0])
  const editions = fc.sample(anyMeasure, { numRuns: 8, seed: 33 }).flatMap((text, i) => {
    const edition = readGenerated(text)
    return edition ? [{ ...edition, measure: `m${i}` }] : []
  })
  expect(await bulk.watch(editions, on, nothing)).toEqual(await single.watch(editions, on, nothing))
  const due = (city: ColumnCity, measure: string) => city.standing(measure, 'eligible', 0, count).rows.map(({ id, fen }) => `${id} ${fen}`).sort()
  for (const { measure } of editions.slice(0, 3)) expect(due(bulk, measure)).toEqual(due(single, measure))
  const by = [[{ kind: 'place', digits: 9 }]] as const
  const [ours, theirs] = [await bulk.whatIf({ now: editions[0], drafts: editions.slice(1, 3), on, library: nothing, by }), await single.whatIf({ now: editions[0], drafts: editions.slice(1, 3), on, library: nothing, by })]
  expect({ ...ours, milliseconds: 0 }).toEqual({ ...theirs, milliseconds: 0 })
}, 60_000)

test.each<[string, (parcel: Parcel, n: number) => Parcel]>([
  ['a parcel that was lost', (parcel, n) => (n === 3 ? { ...parcel, subjects: 0, ids: new Uint32Array(0) } : parcel)],
  ['the last subject of each parcel', (parcel) => ({ ...parcel, subjects: parcel.subjects - 1 })],
  ['additions to a dictionary that were not sent', (parcel, n) => (n === 0 ? { ...parcel, facts: parcel.facts.map((part) => (part.kind === 'coded' ? { ...part, added: [] } : part)) } : parcel)],
  ['a validity bitmap that was dropped', (parcel, n) => (n === 4 ? { ...parcel, facts: parcel.facts.map((part) => (part.fact === '年龄' ? { ...part, valid: part.valid.map(() => 255) } : part)) } : parcel)],
  ['wholes read at another scale', (parcel) => ({ ...parcel, facts: parcel.facts.map((part) => (part.kind === 'scaled' && part.fact === '工资' ? { ...part, scale: part.scale + 1 } : part)) })],
  ['records of the neighbour', (parcel) => ({ ...parcel, facts: parcel.facts.map((part) => (part.kind === 'packed' ? { ...part, lengths: Uint32Array.of(0, ...part.lengths.slice(0, -1)) } : part)) })],
])('the comparison finds %s', (_, change) => {
  let found = true
  try {
    found = differing(single, sendAll(count, change), count) > 0
  } catch (error) {
    // bytes of two people run together can be read as nothing at all
    expect(error).toBeInstanceOf(Error)
  }
  expect(found).toBe(true)
}, 60_000)

test('what fits no parcel is said, and leaves nothing behind', () => {
  const maker = new ParcelMaker(vocabulary, [...names, '申请日', '享受("other")'])
  const somebody = valuesOf({ 学历: '硕士', 获奖: [{ 级别: '省级', 日期: '2020-01-01', 奖金: 1, 集体: true }] })
  expect(maker.add(wordsOf(1), null, valuesOf({ 获奖: [{ 级别: '省级', 日期: null, 奖金: null, 集体: null }], 年龄: '很大' }))).toBe(false)
  expect(maker.add(wordsOf(1), null, valuesOf({ 全日制: true, 工资: '1234567890123456789012345678901234567890' }))).toBe(false)
  expect(maker.add(wordsOf(1), null, [...somebody, '2024-01-01'])).toBe(false)
  expect(maker.add(wordsOf(1), null, [...somebody, null, true])).toBe(false)
  expect(maker.subjects).toBe(0)
  for (let i = 3; i < rowsPerBlock + 2; i += 1) maker.add(wordsOf(i), null, [])
  expect(maker.full).toBe(false)
  expect(maker.add(wordsOf(2), null, somebody)).toBe(true)
  expect(maker.full).toBe(true)
  const city = new ColumnCity(vocabulary)
  city.taker()(maker.take())
  const known = Object.entries(city.factsOf(idOf(2)) ?? {}).filter(([, value]) => value !== null)
  expect(known).toEqual([['学历', '硕士'], ['获奖', [{ 级别: '省级', 日期: '2020-01-01', 奖金: { n: 1n, s: 0 }, 集体: true }]]])
})

test('who is there already is replaced, and a number too fine for the city is kept aside with him', async () => {
  const city = new ColumnCity(vocabulary)
  const taker = city.taker()
  const maker = new ParcelMaker(vocabulary, names)
  maker.add(wordsOf(1), null, valuesOf({ 年龄: 30, 学历: '本科', 全日制: true }))
  taker(maker.take())
  city.put([{ id: idOf(9), place: null, facts: { 年龄: 0.000001 } }])
  maker.add(wordsOf(1), null, valuesOf({ 年龄: 9_007_199_254_740_000, 学历: '硕士' }))
  taker(maker.take())
  expect(city.subjects).toBe(2)
  expect(city.factsOf(idOf(1))).toMatchObject({ 年龄: { n: 9_007_199_254_740_000n, s: 0 }, 学历: '硕士', 全日制: null })
  expect(city.factsOf(idOf(3))).toBeUndefined()
})

test('a row is packed as long as nothing is lost by it; other codes are another packing; cut bytes are refused', () => {
  const packer = new RowPacker(vocabulary, [...names, '申请日', '没有的'])
  expect(packer.pack(valuesOf({ 年龄: '0.0000001' }))).toBeUndefined()
  expect(packer.pack(valuesOf({ 工资: 90_071_992_547_409 }))).toBeUndefined()
  expect(packer.pack(valuesOf({ 学历: '博士后' }))).toBeUndefined()
  expect(packer.pack([...valuesOf({}), '2024-01-01'])).toBeUndefined()
  const bytes = packer.pack([...valuesOf({ 年龄: -2.5, 院校: '甲"乙\\' }), null, '谁知道'])
  expect(bytes?.length).toBeLessThan(30)
  const maker = new ParcelMaker(vocabulary, [...names, '申请日', '没有的'])
  if (!bytes) throw new Error('nothing of it is out of the ordinary')
  expect(() => maker.addPacked(wordsOf(5), null, bytes, 0, bytes.length - 1)).toThrow(RangeError)
  expect(maker.addPacked(wordsOf(5), null, bytes, 0, bytes.length)).toBe(true)
  const city = new ColumnCity(vocabulary)
  city.taker()(maker.take())
  expect(city.factsOf(idOf(5))).toMatchObject({ 年龄: { n: -25n, s: 1 }, 院校: '甲"乙\\', 工资: null })
  const education = vocabulary.facts.get('学历')
  if (education?.type.kind !== 'code') throw new Error('学历 is a code')
  const reordered = { ...vocabulary, facts: new Map([...vocabulary.facts, ['学历', { ...education, type: { ...education.type, list: { ...education.type.list, codes: education.type.list.codes.toReversed() } } }]]) }
  expect(packingOf(reordered, names)).not.toBe(packingOf(vocabulary, names))
})
