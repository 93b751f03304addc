import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Combine } from '../measure/edition.ts'
import { readEdition } from '../measure/read.ts'
import { emptyVocabulary, scopeOf } from '../vocabulary/vocabulary.ts'
import { paidFrom } from './paid.ts'
import { portfolio } from './portfolio.ts'
import type { Outcome, Paid } from './rules.ts'
import { bestOf, portfolioOf, Table } from './search.ts'

const scope = scopeOf(emptyVocabulary)
const measure = (code: string, yuan: number, combine = '', more = ''): Outcome => {
  const { edition, diagnostics } = readEdition(`${code}.yaml`, `measure: ${code}\ntitle: ${code.toUpperCase()}\ndocument: { number: 文 }\nstage: 引进\nfor: person\n${more.includes('inForce') ? '' : 'inForce: { from: 2024-01-01 }\n'}conditions: [{ says: 都行, rule: 'true' }]\ngives: [{ kind: money, amount: ${yuan} }]\n${combine === '' ? '' : `combine: ${combine}\n`}${more}`, scope)
  if (!edition || diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return { edition, fen: BigInt(yuan) * 100n, due: '2024-06-01' }
}
const home = (rule: Combine['rule'], more = ''): string => `{ group: 安家, rule: ${rule}, per: household${more} }`
const told = (outcomes: readonly Outcome[], paid: readonly Paid[] = []) => portfolio(outcomes, { paid }).grants.map(({ measure: code, granted, why }) => `${code} ${granted === null ? '—' : granted / 100n}：${why}`)

describe('what may be had together', () => {
  test('of an exclusive group the highest is taken, and the others say what they would cost', () => {
    const { total, grants } = portfolio([measure('a', 600, home('highest')), measure('b', 400, home('highest')), measure('c', 50)])
    expect(total).toBe(65_000n)
    expect(grants).toMatchObject([
      { granted: 60_000n, decision: 'granted', why: '与“B”不能同时享受，取本项' },
      { granted: null, decision: 'excluded', why: '每户在“安家”中就高取“A”', instead: { total: 45_000n, words: '改领“B”，合计450元，少200元' } },
      { granted: 5_000n, why: '可以享受，与其他待遇不冲突' },
    ])
  })
  test('one large against two small that go together: the sum decides', () => {
    const small = (code: string) => measure(code, 300, `{ group: 小, rule: stack }`)
    const large = measure('large', 500, `{ group: 大, rule: choose, with: [b, c] }`)
    expect(told([large, small('b'), small('c')])).toEqual(['large —：每人在“大”中择一，取“B”、“C”', 'b 300：与“LARGE”不能同时享受，取本项', 'c 300：与“LARGE”不能同时享受，取本项'])
  })
  test('a top-up pays the difference to what the other gets, and nothing beyond it', () => {
    expect(told([measure('county', 1000, home('difference')), measure('city', 600, home('highest'))])).toEqual(['county 400：应得1000元，减去“CITY”的600元，差额400元', 'city 600：可以享受，与其他待遇不冲突'])
    expect(told([measure('county', 600, home('difference')), measure('city', 1000, home('highest'))])[0]).toBe('county 0：应得600元，减去“CITY”的1000元，已经抵足，不再发放')
  })
  test('what another level has paid is taken off', () => {
    expect(told([measure('city', 1000, home('difference', ', with: [省级安家补贴]'))], [{ of: '省级安家补贴', fen: 30_000n }])).toEqual(['city 700：应得1000元，减去“省级安家补贴”已付的300元，差额700元'])
  })
  test('a deduction takes off what it names, and only that', () => {
    const buying = measure('buying', 1000, home('deduct', ', with: [renting]'))
    expect(told([buying, measure('renting', 200, home('stack')), measure('other', 300, home('stack'))])).toEqual(['buying 800：应得1000元，减去“RENTING”的200元，差额800元', 'renting 200：可以享受，与其他待遇不冲突', 'other 300：可以享受，与其他待遇不冲突'])
  })
  test('taking less is better when two others would each deduct it', () => {
    const deducting = (code: string) => measure(code, 100, `{ group: 抵, rule: deduct, with: [base] }`)
    expect(portfolio([measure('base', 100), deducting('x'), deducting('y')])).toMatchObject({ total: 20_000n, grants: [{ decision: 'excluded', why: '与别的待遇一并领取反而减少总额' }, {}, {}] })
  })
  test('once is once; a spouse’s money counts per household, not per person', () => {
    expect(told([measure('a', 100, '', 'limits: { once: person }\n')], [{ of: 'a', fen: 10_000n }])).toEqual(['a —：已经享受过（100元），每人只享受一次'])
    expect(told([measure('a', 100, '', 'limits: { once: person }\n')], [{ of: 'a', fen: 10_000n, scopes: ['household'] }])).toEqual(['a 100：可以享受，与其他待遇不冲突'])
    expect(told([measure('a', 100, '', 'limits: { once: household }\n')], [{ of: 'a', fen: 10_000n, scopes: ['household'] }])).toEqual(['a —：已经享受过（100元），每户只享受一次'])
  })
  test('a choice once made is over, unless it may be changed', () => {
    const library = new Map([['old', measure('old', 500, home('choose')).edition]])
    const left = (choice: string) => portfolio([measure('a', 800, home('choose', choice))], { paid: [{ of: 'old', fen: 50_000n }], library }).grants.map(({ granted, why }) => [granted, why])
    expect(left(', choice: final')).toEqual([[null, '已经享受“OLD”（500元），“安家”择一，选定不改']])
    expect(left(', choice: changeable')).toEqual([[30_000n, '应得800元，减去“OLD”已付的500元，差额300元']])
  })
  test('of two generations the newer counts where the clause says so, though it gives less', () => {
    const old = measure('old', 500, home('highest'), 'inForce: { from: 2022-01-01 }\n')
    expect(told([old, measure('young', 300, home('highest', ', prefer: newest'))])).toEqual(['old —：新旧政策都适用的从新：按“YOUNG”（文）办理', 'young 300：可以享受，与其他待遇不冲突'])
    expect(portfolioOf([old, measure('young', 300, home('highest'))]).total).toBe(50_000n)
  })
  test('two degrees are two: one group per degree meets only on the same one', () => {
    const both = [measure('a', 100, '{ group: 学位, rule: choose, per: degree }'), measure('b', 80, '{ group: 学位, rule: choose, per: degree }')]
    expect(portfolioOf(both, { keys: { degree: { a: '博士', b: '博士' } } }).total).toBe(10_000n)
    expect(portfolioOf(both, { keys: { degree: { a: '博士', b: '硕士' } } }).total).toBe(18_000n)
  })
  test('of equal sums the earlier is taken', () => {
    const [a, b] = [measure('a', 100, home('choose')), measure('b', 100, home('choose'))]
    expect(portfolioOf([{ ...a, due: '2025-01-01' }, b]).granted).toEqual([undefined, 10_000n])
  })
  test('what is no money is had besides, or given up when it excludes money', () => {
    const place = { ...measure('place', 1, home('choose')), fen: null }
    expect(portfolioOf([place, measure('money', 5)]).granted).toEqual([null, 500n])
    expect(portfolioOf([place, measure('money', 5, home('choose'))]).granted).toEqual([undefined, 500n])
  })
})

test('the search finds what trying every set finds', () => {
  const rule = fc.constantFrom('choose', 'highest', 'difference', 'deduct', 'stack')
  const combine = fc.array(fc.tuple(fc.constantFrom('甲', '乙', '丙'), rule, fc.subarray(['m0', 'm1', 'm2', '省里'], { maxLength: 2 })), { maxLength: 2 })
  const one = fc.tuple(fc.integer({ min: 1, max: 9 }), combine, fc.constantFrom('2024-01-01', '2024-06-01'))
  let different = 0
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 7 }), fc.option(fc.integer({ min: 0, max: 5 })), (list, provincial) => {
      const outcomes = list.map(([yuan, rules, due], i): Outcome => ({ ...measure(`m${i}`, yuan, `[${rules.map(([group, name, others]) => `{ group: ${group}, rule: ${name}, with: [${others.filter((other) => other !== `m${i}`).join(', ')}] }`).join(', ')}]`), due }))
      const paid = provincial === null ? [] : [{ of: '省里', fen: BigInt(provincial) * 100n }]
      const table = new Table(outcomes, { paid })
      let best = -1n
      for (let mask = 0; mask < 2 ** outcomes.length; mask += 1) {
        const set = new Set(outcomes.map((_, i) => i).filter((i) => (mask >> i) % 2 === 1))
        if ([...set].some((i) => !table.open(i) || [...set].some((j) => table.clash(i, j)))) continue
        const { total } = table.settle(set)
        if (total > best) best = total
      }
      const found = bestOf(table)
      expect(found.total).toBe(best)
      expect([...found.chosen].every((i) => table.open(i) && [...found.chosen].every((j) => !table.clash(i, j)))).toBe(true)
      expect(portfolioOf(outcomes, { paid }).total).toBe(found.total)
      if (found.total < outcomes.reduce((sum, outcome) => sum + (outcome.fen ?? 0n), 0n)) different += 1
    }),
    { numRuns: 400 },
  )
  expect(different).toBeGreaterThan(50)
})

test('top-ups of one group come to the highest of them together', () => {
  expect(portfolioOf([measure('a', 100, home('difference')), measure('b', 70, home('difference')), measure('c', 30, home('difference'))]).total).toBe(10_000n)
})

test('what was paid is read from the facts in yuan; what is no sum is refused', () => {
  expect(paidFrom({ '已领金额("省级安家补贴")': '300.5', '已领金额("a")': null, 年龄: 3 })).toEqual([{ of: '省级安家补贴', fen: 30_050n }])
  for (const wrong of [-1, '很多', true]) expect(() => paidFrom({ '已领金额("a")': wrong })).toThrow('要写金额')
})
