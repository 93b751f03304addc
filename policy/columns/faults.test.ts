import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { buildKernel } from '../../scripts/build-kernel.ts'
import { anyFacts, anyMeasure } from '../sql/generate.ts'
import { entriesOf, explained, readGenerated, standingOf, vocabulary } from './agreement.ts'
import { ColumnCity } from './city.ts'
import { Assembler } from './run/program.ts'
import { rowsPerBlock } from './store/memory.ts'
import { Table } from './store/table.ts'

/** The tests of the agreement test: each fault that is planted must make it fail, and without one it must hold. */
const people = fc.sample(anyFacts, { numRuns: 60, seed: 11 })
const others = fc.sample(anyFacts, { numRuns: 60, seed: 12 })
const written = [
  'conditions: [{ says: 甲, rule: "引进日 <= 生日 or 月数 <= 年龄" }]', 'conditions: [{ says: 甲, rule: "年龄 <= 18 and 学历 in [\\"硕士\\", \\"博士\\"]" }]', 'conditions: [{ says: 甲, rule: "全日制 or 失信" }]',
  'conditions: [{ says: 甲, rule: "连续月数(社保, 申请日) >= 3" }]', 'conditions: [{ says: 甲, rule: "some x in 获奖 satisfies x.集体" }]',
  'conditions: [{ says: 甲, rule: "全日制 or 年龄 >= 17" }, { says: 乙, rule: "月数 in [1..35]" }, { says: 丙, rule: "学历 in [\\"硕士\\", \\"博士\\"] or 失信" }]',
  'conditions: [{ says: 甲, rule: "工资 >= 4000" }]', 'conditions: [{ says: 甲, rule: "工资 <= 8000.55" }]',
]
/** As many tables over one fact as make it worth splitting by code, and shares of pay that must be rounded. */
const amounts = ['{ by: 学历, table: { 专科: 1, 本科: 2.5, 硕士: 3, 博士: 400 } }', '{ by: 学历, table: { 博士: 7, 硕士: 5 } }', '{ by: 学历, table: { 专科: 3, 本科: 3, 硕士: 2, 博士: 1 } }', '{ by: 学历, table: { 本科: 11, 博士: 13 } }', '{ percent: 33.333%, of: 工资, floor: 1000.01, cap: 3999.99 }', '{ percent: 12.5%, of: 工资 }']
const editions = [
  ...written.map((conditions) => `measure: generated\ntitle: 例\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\n${conditions}\ngives: [{ kind: money, amount: { percent: 30%, of: 工资, cap: 4000 } }]\n`),
  ...amounts.map((amount) => `measure: generated\ntitle: 例\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions: [{ says: 甲, rule: "全日制 or 失信" }]\ngives: [{ kind: money, amount: ${amount} }]\n`),
  ...fc.sample(anyMeasure, { numRuns: 12, seed: 13 }),
].flatMap((text, i) => {
  const edition = readGenerated(text)
  return edition ? [{ ...edition, measure: `m${i}` }] : []
})
const few = editions.slice(0, written.length)
const on = '2024-09-01'
/** More than two blocks of rows, the last of them not full. */
const repeats = Math.ceil((2 * rowsPerBlock + 7) / others.length)

/** Whether explain and the columns differ anywhere: for sixty people, for sixty others in their rows, for more than two blocks of rows. */
async function differs(kernel?: WebAssembly.Module): Promise<boolean> {
  const city = new ColumnCity(vocabulary, kernel ? { kernel } : {})
  try {
    for (const list of [people, others]) {
      city.put(entriesOf(list))
      const standings = await city.watch(editions, on, new Map())
      for (const [i, edition] of editions.entries()) {
        const theirs = explained(edition, list, on)
        if (!same(standingOf(city, edition.measure), theirs.standing) || !same(standings[i], { ...standings[i], ...theirs.tally })) return true
      }
    }
  } finally {
    await city.close()
  }
  const large = new ColumnCity(vocabulary, kernel ? { kernel } : {})
  try {
    large.put(Array.from({ length: repeats * others.length }, (_, i) => ({ id: `many ${i}`, place: null, facts: others[i % others.length] ?? {} })))
    const standings = await large.watch(few, on, new Map())
    return few.some((edition, i) => standings[i]?.eligible !== repeats * (explained(edition, others, on).tally.eligible ?? 0))
  } finally {
    await large.close()
  }
}

function same(a: unknown, b: unknown): boolean {
  const text = (value: unknown) => JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part))
  return text(a) === text(b)
}

afterEach(() => vi.restoreAllMocks())

test('without a fault nothing differs', async () => {
  expect(await differs()).toBe(false)
}, 120_000)

const inKernel: readonly (readonly [fault: string, from: string, to: string])[] = [
  ['a dropped validity bitmap', 'const known = load<u64>(valid + (row >> 3))', 'const known: u64 = u64.MAX_VALUE'],
  ['< for <=', 'i16x8.le_u(', 'i16x8.lt_u('],
  ['a null taken for known where two columns are compared', 'put(t, f, valid, row, held) // whole numbers', 'put(t, f, valid, row, held); store<u64>(f + (row >> 3), ~held)'],
  ['an unknown in `or` taken for true', 'v128.store(f + i, v128.or(v128.load(b + i), v128.load(d + i)))', 'v128.store(f + i, v128.not(v128.load(t + i)))'],
  ['a row of a table read for another', 'const code = i8x16.splat(<i8>n)', 'const code = i8x16.splat(<i8>n + 1)'],
  ['an amount summed where it is not known', 'const bits = load<u64>(eligible + i) & load<u64>(valid + i)', 'const bits = load<u64>(eligible + i)'],
  ['a cap left out', 'f64x2.min(v128.load(i), by)', 'v128.load(i)'],
  ['a half of a fen dropped', 'f64x2.add(f64x2.abs(value), half)', 'f64x2.abs(value)'],
  ['< for <= where a value has no upper end', '<i16>(low - 1)', '<i16>low'],
  ['< for <= where a value has no lower end', '<i16>(high + 1)', '<i16>high'],
  ['< for <= of four bytes with no upper end', '<i32>(low - 1)', '<i32>low'],
  ['< for <= of four bytes with no lower end', '<i32>(high + 1)', '<i32>high'],
  ['a short set that looks at the neighbours', 'i8x16.swizzle(members, v128.load(at))', 'i8x16.swizzle(members, v128.load(at, 16))'],
  ['one of two conditions that must hold taken for both', 'a = v128.and(a, v128.or(v128.load(x), v128.load(y)))', 'a = v128.and(a, v128.and(v128.load(x), v128.load(y)))'],
  ['a measure denied where one of two is false', 'a = v128.or(a, v128.and(v128.load(x), v128.load(y)))', 'a = v128.or(a, v128.or(v128.load(x), v128.load(y)))'],
  ['a condition of a measure left out', 'for (let p = from; p < single; p += 8)', 'for (let p = from + 8; p < single; p += 8)'],
  ['a word of the answers not counted', ' + popcnt(load<u64>(to, 120))', ''],
  ['the last rows of a measure left out', 'i < bitmapBytes; i += strip', 'i < bitmapBytes - strip; i += strip'],
  ['the last rows of a block left out', 'for (let row: usize = 0; row < rows; row += 64) {', 'for (let row: usize = 0; row < rows - 64; row += 64) {'],
]
test.each(inKernel)('%s is found', async (_, from, to) => {
  let planted = 0
  const bytes = await buildKernel((source) => {
    planted += source.split(from).length - 1
    return source.replaceAll(from, to)
  })
  expect(planted).toBeGreaterThan(0)
  expect(await differs(new WebAssembly.Module(Uint8Array.from(bytes)))).toBe(true)
}, 120_000)

test('a column that stays as it was after a fact has changed is found', async () => {
  vi.spyOn(Table.prototype, 'writtenSince').mockReturnValue(new Set())
  expect(await differs()).toBe(true)
})

test('a set without its last member is found', async () => {
  const whole = Assembler.prototype.setTable
  vi.spyOn(Assembler.prototype, 'setTable').mockImplementation(function without(this: Assembler, members, width) {
    return whole.call(this, members.with(members.lastIndexOf(true), false), width)
  })
  expect(await differs()).toBe(true)
})
