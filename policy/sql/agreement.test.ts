import fc from 'fast-check'
import { evaluate as feelin } from 'feelin'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { explain } from '../explain/explain.ts'
import { surroundings } from '../explain/judge.ts'
import { checkExpression } from '../language/check.ts'
import { formatDecimal } from '../language/decimal.ts'
import { compile, isDecimal } from '../language/evaluate.ts'
import type { Known } from '../language/type.ts'
import { readEdition } from '../measure/read.ts'
import { Subject, type Facts } from '../vocabulary/facts.ts'
import { scopeOf } from '../vocabulary/vocabulary.ts'
import { compileExpression, compileSql } from './compile.ts'
import { relationOf } from './relation.ts'
import { anyFacts, anyMeasure, anyRule, knownFacts, plainRule, testVocabulary } from './generate.ts'

/**
 * explain and sql give one answer: generated typed rules, amounts and facts, with unknowns, edges, 29 February, empty lists.
 * Faults that were planted one at a time and found: LEAST/GREATEST without the null guard; SUM of nobody left null; `<` for `<=` in a
 * range; `if` with an unknown condition taking the else branch; an unknown in `or` taken for false; 29 February reached on
 * 28 February; a month run that tolerates a gap; no saturation at 9999-12-31; a filter in doubt dropped from count; an
 * amount for the ineligible; periods not rounded one by one (missed until the sum of the schedule was asserted); an unknown
 * value in an empty list taken for false (missed until lists of unknown values were generated).
 * PAIRS_TIMES multiplies the number of pairs (1: about 12,000).
 */
const times = Number(process.env['PAIRS_TIMES'] ?? 1)
const vocabulary = testVocabulary()
const scope = scopeOf(vocabulary)
const names = new Set(vocabulary.facts.keys())
let client: pg.Client

beforeAll(async () => {
  client = new pg.Client({ connectionString: inject('adminUrl') })
  await client.connect()
  await client.query(`set timezone to 'America/New_York'`) // a day must not depend on it
})
afterAll(() => client.end())

/** What the generator cannot know to avoid: money times money, a constant zero as divisor, conditions that contradict. */
function refusable(finding: { code: string; message: string }): boolean {
  return finding.message.includes('金额不能乘以金额') || finding.code === 'division-by-zero' || finding.code === 'contradiction'
}

function shown(value: Known): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  return isDecimal(value) ? formatDecimal(value) : 'list'
}

function shownSql(value: unknown): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return /^-?\d+\.\d*$/.test(value) ? value.replace(/0+$/, '').replace(/\.$/, '').replace(/^-0$/, '0') : value
  return String(value)
}

test('a rule has one value in explain and in PostgreSQL', async () => {
  let pairs = 0
  await fc.assert(
    fc.asyncProperty(anyRule, fc.array(anyFacts, { minLength: 20, maxLength: 20 }), fc.constantFrom('2024-02-29', '2024-09-01', '2023-12-31'), async (rule, subjects, on) => {
      const { expr, findings } = checkExpression(rule, scope)
      fc.pre(!findings.some(refusable))
      if (!expr) throw new Error(`generated rule is refused: ${rule}: ${findings.map((f) => f.message).join('; ')}`)
      const run = compile(expr)
      const ours = subjects.map((facts) => shown(run(surroundings(new Subject(facts, vocabulary), on, undefined))))
      const { relation, parameter } = relationOf(subjects, vocabulary, 2)
      const text = `select subject, value::text from (${compileExpression(expr, { vocabulary, relation, facts: names })}) q where $1::date is not null order by subject`
      const { rows } = await client.query<{ value: string | null }>(text, [on, parameter])
      const theirs = rows.map((row) => (expr.type.kind === 'boolean' && row.value !== null ? row.value === 'true' : shownSql(row.value)))
      expect(theirs).toEqual(ours)
      pairs += subjects.length
    }),
    { numRuns: 350 * times },
  )
  expect(pairs).toBeGreaterThanOrEqual(7000)
}, 600_000)

test('a measure has one outcome and one amount in explain and in PostgreSQL', async () => {
  let pairs = 0
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(anyMeasure, fc.array(anyFacts, { minLength: 30, maxLength: 30 }), fc.constantFrom('2024-02-29', '2024-09-01', '2030-01-01'), async (text, subjects, on) => {
      const { edition, diagnostics } = readEdition('generated.yaml', text, scope)
      const errors = diagnostics.filter((d) => d.severity === 'error')
      fc.pre(!errors.some(refusable))
      if (!edition || errors.length > 0) throw new Error(`generated measure is refused:\n${text}\n${errors.map((d) => `${d.line}: ${d.message}`).join('\n')}`)
      const ours = subjects.map((facts) => {
        const answer = explain(edition, facts, { on, vocabulary, withoutNearest: true })
        // what is planned adds up to what is granted, to the fen
        if (answer.amount !== null) expect(answer.schedule.reduce((total, payment) => total + payment.amount, 0n)).toBe(answer.amount)
        seen.add(`${answer.outcome}${answer.amount === null ? '' : ' with amount'}`)
        return [answer.outcome === 'unknown' ? null : answer.outcome === 'eligible', answer.amount === null ? null : String(answer.amount)]
      })
      const { relation, parameter } = relationOf(subjects, vocabulary, 2)
      const { statements } = compileSql([edition], { vocabulary, relation, facts: names })
      const { rows } = await client.query<{ outcome: boolean | null; amount_fen: string | null }>(`select * from (${statements[0]?.text}) q order by subject`, [on, parameter])
      expect(rows.map((row) => [row.outcome, row.amount_fen])).toEqual(ours)
      pairs += subjects.length
    }),
    { numRuns: 200 * times },
  )
  expect(pairs).toBeGreaterThanOrEqual(6000)
  expect([...seen].sort()).toEqual(['eligible', 'eligible with amount', 'ineligible', 'unknown'])
}, 600_000)

test('feelin agrees where every fact is known', () => {
  fc.assert(
    fc.property(plainRule, knownFacts, (rule, facts: Facts) => {
      const { expr, findings } = checkExpression(rule, scope)
      if (!expr) throw new Error(`generated rule is refused: ${rule}: ${findings.map((f) => f.message).join('; ')}`)
      const ours = shown(compile(expr)(surroundings(new Subject(facts, vocabulary), '2024-09-01', undefined)))
      const referee: unknown = feelin(rule, { ...facts, 申请日: '2024-09-01' }).value
      expect([rule, ours]).toEqual([rule, typeof referee === 'number' ? String(referee) : referee])
    }),
    { numRuns: 2000 * times },
  )
})
