import fc from 'fast-check'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { surroundings } from '../../explain/judge.ts'
import { checkExpression } from '../../language/check.ts'
import { formatDecimal } from '../../language/decimal.ts'
import { compile, isDecimal } from '../../language/evaluate.ts'
import type { Known } from '../../language/type.ts'
import { readEdition } from '../../measure/read.ts'
import { Subject } from '../../vocabulary/facts.ts'
import { scopeOf } from '../../vocabulary/vocabulary.ts'
import { compileExpression, compileSql } from '../compile.ts'
import { anyFacts, anyMeasure, anyRule, testVocabulary } from '../generate.ts'
import { duckdb } from './dialect.ts'
import { duckdbRelationOf } from './relation.ts'

/**
 * explain and sql on DuckDB give one answer, over the same rules, measures and facts as on PostgreSQL. Faults that were planted one at a time
 * and found, here or in library.test.ts: LEAST without the null guard; GREATEST and `if` over different decimal places (DuckDB keeps those of one);
 * `/` in doubles; a timestamp for a date; sum of nobody left null; modulo with the dividend's sign; `round` that cuts; working days one off; a filter in
 * doubt dropped from count; an unknown value in an empty list; `every` without its null; no tolerance for the current month; a number of more than
 * 38 digits shared by two conditions and lifted out of `try` (missed until library.test.ts asked it of a whole measure). PAIRS_TIMES multiplies.
 */
const times = Number(process.env['PAIRS_TIMES'] ?? 1)
const vocabulary = testVocabulary()
const scope = scopeOf(vocabulary)
const facts = new Set(vocabulary.facts.keys())
let connection: DuckDBConnection

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
})
afterAll(() => connection.closeSync())

async function ask(text: string, parameter: string): Promise<readonly Record<string, unknown>[]> {
  return (await connection.runAndReadAll(text, [parameter])).getRowObjectsJson()
}

/** What the generator cannot know to avoid: money times money, a constant zero as divisor, conditions that contradict. */
function refusable(finding: { code: string; message: string }): boolean {
  return finding.message.includes('金额不能乘以金额') || finding.code === 'division-by-zero' || finding.code === 'contradiction'
}

function shown(value: Known): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value
  return isDecimal(value) ? formatDecimal(value) : 'list'
}

function shownSql(value: unknown): unknown {
  if (typeof value !== 'string') return value === null || typeof value === 'boolean' ? value : String(value)
  return /^-?\d+\.\d*$/.test(value) ? value.replace(/0+$/, '').replace(/\.$/, '').replace(/^-0$/, '0') : value
}

test('a rule has one value in explain and in DuckDB', async () => {
  let pairs = 0
  let beyond = 0
  await fc.assert(
    fc.asyncProperty(anyRule, fc.array(anyFacts, { minLength: 20, maxLength: 20 }), fc.constantFrom('2024-02-29', '2024-09-01', '2023-12-31'), async (rule, subjects, on) => {
      const { expr, findings } = checkExpression(rule, scope)
      fc.pre(!findings.some(refusable))
      if (!expr) throw new Error(`generated rule is refused: ${rule}: ${findings.map((f) => f.message).join('; ')}`)
      const run = compile(expr)
      const ours = subjects.map((subject) => shown(run(surroundings(new Subject(subject, vocabulary), on, undefined))))
      const { relation, parameter } = duckdbRelationOf(subjects, vocabulary, 1)
      const rows = await ask(`select subject, value::varchar as value, beyond from (${compileExpression(expr, { vocabulary, relation, facts, on: `date '${on}'`, dialect: duckdb })}) q order by subject`, parameter)
      const theirs = rows.map((row, i) => {
        if (row['beyond'] === true) return (beyond += 1), ours[i]
        const value = row['value']
        return expr.type.kind === 'boolean' && value !== null ? value === 'true' : shownSql(value)
      })
      expect(theirs).toEqual(ours)
      pairs += subjects.length
    }),
    { numRuns: 500 * times },
  )
  expect(pairs).toBeGreaterThanOrEqual(10_000)
  expect(beyond / pairs).toBeLessThan(0.02)
}, 600_000)

test('a measure has one outcome and one amount in explain and in DuckDB', async () => {
  let pairs = 0
  let beyond = 0
  await fc.assert(
    fc.asyncProperty(anyMeasure, fc.array(anyFacts, { minLength: 45, maxLength: 45 }), fc.constantFrom('2024-02-29', '2024-09-01', '2030-01-01'), async (text, subjects, on) => {
      const { edition, diagnostics } = readEdition('generated.yaml', text, scope)
      fc.pre(!diagnostics.some((d) => d.severity === 'error' && refusable(d)))
      if (!edition) throw new Error(`generated measure is refused:\n${text}`)
      const ours = subjects.map((subject) => {
        const answer = explain(edition, subject, { on, vocabulary, withoutNearest: true })
        return [answer.outcome === 'unknown' ? null : answer.outcome === 'eligible', answer.amount === null ? null : String(answer.amount)]
      })
      const { relation, parameter } = duckdbRelationOf(subjects, vocabulary, 1)
      const { statements } = compileSql([edition], { vocabulary, relation, facts, on: `date '${on}'`, dialect: duckdb })
      const rows = await ask(`select * from (${statements[0]?.text}) q order by subject`, parameter)
      const theirs = rows.map((row, i) => (row['beyond'] === true ? ((beyond += 1), ours[i]) : [row['outcome'], row['amount_fen']]))
      expect(theirs).toEqual(ours)
      pairs += subjects.length
    }),
    { numRuns: 80 * times },
  )
  expect(pairs).toBeGreaterThanOrEqual(3600)
  expect(beyond / pairs).toBeLessThan(0.01)
}, 600_000)
