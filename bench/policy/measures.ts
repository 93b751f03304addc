import { lintEdition, readEdition, scopeOf, type Edition, type Vocabulary } from '../../policy/index.ts'
import { dayFromNumber } from '../../policy/language/day.ts'
import { epoch, facts, type Drawn } from './facts.ts'

/**
 * Measures of the shapes that `patterns.md` counts most: three to six conditions, each a test of one fact or two joined by “or”, drawn from one
 * pool of distinct tests as the clauses of one city share theirs; tier tables, lump sums, a share of pay between floor and cap.
 */
export interface Test {
  readonly fact: number
  /** What passes, in raw values: a range with both ends, or places in a code list. */
  readonly low?: number
  readonly high?: number
  readonly members?: readonly number[]
  readonly rule: string
}
/** All conditions must hold; each is one test, or two of which one must. */
export type Shape = readonly (readonly Test[])[]

export interface BenchMeasures {
  readonly editions: readonly Edition[]
  readonly shapes: readonly Shape[]
  /** Distinct tests that the measures use. */
  readonly tests: readonly Test[]
}

export const poolSize = 142
export const on = '2026-07-01'

/** Park and Miller's generator: the same measures from the same seed on every machine. */
function draws(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48271) % 2147483647
    return state % below
  }
}

function drawTest(f: number, drawn: Drawn, name: string, below: (n: number) => number): Test {
  switch (drawn.kind) {
    case 'flag': {
      const holds = below(3) > 0 ? 1 : 0
      return { fact: f, members: [holds], rule: holds === 1 ? name : `not(${name})` }
    }
    case 'code': {
      const from = below(drawn.codes.length - 1) + 1
      const size = drawn.codes.length
      if (below(2) === 0) return { fact: f, members: Array.from({ length: size - from }, (_, i) => from + i), rule: `不低于(${name}, "${drawn.codes[from]}")` }
      const members = [...new Set(Array.from({ length: 1 + below(size - 1) }, () => below(size)))].sort((a, b) => a - b)
      return { fact: f, members, rule: `${name} in [${members.map((m) => `"${drawn.codes[m]}"`).join(', ')}]` }
    }
    default: {
      const at = drawn.low + Math.floor(((drawn.high - drawn.low) * (10 + below(80))) / 100)
      const written = drawn.kind === 'day' ? `@"${dayFromNumber(at + epoch)}"` : drawn.kind === 'money' ? String(Math.floor(at / 100)) : String(at)
      const value = drawn.kind === 'money' ? Math.floor(at / 100) * 100 : at
      return below(2) === 0 ? { fact: f, low: value, rule: `${name} >= ${written}` } : { fact: f, high: value, rule: `${name} <= ${written}` }
    }
  }
}

function drawPool(below: (n: number) => number): readonly Test[] {
  const pool = new Map<string, Test>()
  while (pool.size < poolSize) {
    const f = below(facts.length)
    const fact = facts[f]
    if (!fact) continue
    const test = drawTest(f, fact.drawn, fact.name, below)
    // the same set of codes written as a rank and as a list is one test
    const key = JSON.stringify([f, test.low, test.high, test.members])
    if (!pool.has(key)) pool.set(key, test)
  }
  return [...pool.values()]
}

function drawShape(pool: readonly Test[], below: (n: number) => number): Shape {
  const used = new Set<number>()
  // each fact once: no condition contradicts or implies another
  const draw = (): Test => {
    for (;;) {
      const test = pool[below(pool.length)]
      if (test && !used.has(test.fact)) {
        used.add(test.fact)
        return test
      }
    }
  }
  return Array.from({ length: 3 + below(4) }, () => (below(4) === 0 ? [draw(), draw()] : [draw()]))
}

function drawAmount(below: (n: number) => number): string {
  const kind = below(20)
  const table = (f: number, unit: number): string => {
    const drawn = facts[f]?.drawn
    return `{ by: ${facts[f]?.name}, table: { ${drawn?.kind === 'code' ? drawn.codes.map((code, i) => `${code}: ${(i + 1) * unit}`).join(', ') : ''} } }`
  }
  if (kind < 13) return table([0, 1, 2, 3, 4][below(5)] ?? 0, (1 + below(50)) * 2000)
  if (kind < 18) return String((1 + below(100)) * 1000)
  return `{ percent: ${10 + below(50)}%, of: 月薪, floor: ${500 + below(5) * 100}, cap: ${5000 + below(20) * 1000} }`
}

/** `count` measures, each read by the library's reader and found without an error. */
export function benchMeasures(count: number, vocabulary: Vocabulary): BenchMeasures {
  const below = draws(20241109)
  const pool = drawPool(below)
  const scope = scopeOf(vocabulary)
  const shapes: Shape[] = []
  const editions: Edition[] = []
  for (let i = 0; i < count; i += 1) {
    const shape = drawShape(pool, below)
    const conditions = shape.map((tests, n) => `  - { says: 第${n + 1}项条件, rule: '${tests.map((test) => test.rule).join(' or ')}' }\n`).join('')
    const text = `measure: bench-${i}\ntitle: 第${i}号事项\ndocument: { number: 无 }\nstage: 引进\nfor: person\ninForce: { from: 2024-01-01 }\nconditions:\n${conditions}gives: [{ kind: money, payee: person, amount: ${drawAmount(below)} }]\n`
    const { edition, diagnostics } = readEdition(`bench-${i}.yaml`, text, scope)
    const error = [...diagnostics, ...(edition ? lintEdition(edition, vocabulary) : [])].find(({ severity }) => severity === 'error')
    if (!edition || error) throw new Error(`generated measure is refused: ${error?.message}\n${text}`)
    shapes.push(shape)
    editions.push(edition)
  }
  return { editions, shapes, tests: [...new Set(shapes.flat(2))] }
}

/** One test of one raw value: null when that is not known. */
export function holds(test: Test, raw: number): boolean | null {
  if (raw === -1) return null
  if (test.members) return test.members.includes(raw)
  return raw >= (test.low ?? -Infinity) && raw <= (test.high ?? Infinity)
}
