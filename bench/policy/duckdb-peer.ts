import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { facts, rawValue } from './facts.ts'
import type { BenchMeasures, Shape, Test } from './measures.ts'
import { checkAnswers, fastest, type PeerFigure } from './peer.ts'

const repeats = 2
/** People on whom the forms of a question are tried. */
const triedOn = 100_000

/** One byte a code or yes/no, two or four a number: as narrow as DuckDB stores them. */
function columnType(f: number): string {
  const drawn = facts[f]?.drawn
  if (!drawn) return 'integer'
  return drawn.kind === 'code' ? 'utinyint' : drawn.kind === 'flag' ? 'boolean' : drawn.kind === 'number' ? 'smallint' : 'integer'
}

const name = (f: number): string => facts[f]?.id ?? ''

function testSql(test: Test): string {
  const column = name(test.fact)
  if (columnType(test.fact) === 'boolean') return test.members?.[0] === 1 ? column : `not ${column}`
  if (test.members) return test.members.length === 1 ? `${column} = ${test.members[0]}` : `${column} in (${test.members.join(', ')})`
  return test.low === undefined ? `${column} <= ${test.high}` : `${column} >= ${test.low}`
}

const measureSql = (shape: Shape, test: (test: Test) => string, and = ' and ', or = ' or '): string => shape.map((tests) => (tests.length === 1 ? tests.map(test).join('') : `(${tests.map(test).join(or)})`)).join(and)

interface Form {
  readonly name: string
  readonly sql: string
}

/** Five ways of counting who is certainly eligible; the fastest counts. */
function eligibleForms({ shapes, tests }: BenchMeasures): readonly Form[] {
  const place = new Map(tests.map((test, i) => [test, `a${i}`]))
  const column = (test: Test): string => place.get(test) ?? 'null'
  const shared = (write: (sql: string) => string): string => `with atoms as materialized (select ${tests.map((test, i) => `${write(testSql(test))} as a${i}`).join(', ')} from people)`
  const plain = shapes.map((shape) => measureSql(shape, testSql))
  const overAtoms = shapes.map((shape) => measureSql(shape, column))
  const bits = shapes.map((shape) => measureSql(shape, column, ' & ', ' | '))
  return [
    { name: 'filtered counts', sql: `select ${plain.map((sql) => `count(*) filter (where ${sql})`).join(', ')} from people` },
    { name: 'count_if', sql: `select ${plain.map((sql) => `count_if(${sql})`).join(', ')} from people` },
    { name: 'shared tests, materialised, filtered counts', sql: `${shared((sql) => `(${sql})`)} select ${overAtoms.map((sql) => `count(*) filter (where ${sql})`).join(', ')} from atoms` },
    { name: 'shared tests as bytes, & and |, summed', sql: `select ${bits.map((sql) => `sum(${sql})`).join(', ')} from (select ${tests.map((test, i) => `coalesce(${testSql(test)}, false)::tinyint as a${i}`).join(', ')} from people)` },
    { name: 'one scan a measure', sql: plain.map((sql) => `select count(*) from people where ${sql}`).join(' union all ') },
  ]
}

/** Two counts a measure: certainly eligible and certainly not; who is left is unknown. */
function threeValuedForms({ shapes, tests }: BenchMeasures): readonly Form[] {
  const place = new Map(tests.map((test, i) => [test, `a${i}`]))
  const over = (test: Test): string => place.get(test) ?? 'null'
  const both = (sql: string): string => `count(*) filter (where ${sql}), count(*) filter (where not (${sql}))`
  const atoms = tests.map((test, i) => `${testSql(test)} as a${i}`).join(', ')
  const outcomes = shapes.map((shape, m) => `(${measureSql(shape, over)}) as o${m}`).join(', ')
  return [
    { name: 'filtered counts', sql: `select ${shapes.map((shape) => both(measureSql(shape, testSql))).join(', ')} from people` },
    { name: 'outcomes once, then two counts each', sql: `select ${shapes.map((_, m) => `count(*) filter (where o${m}), count(*) filter (where not o${m})`).join(', ')} from (select ${shapes.map((shape, m) => `(${measureSql(shape, testSql)}) as o${m}`).join(', ')} from people)` },
    { name: 'tests and outcomes once', sql: `select ${shapes.map((_, m) => `sum(o${m}::tinyint), count(o${m}) - sum(o${m}::tinyint)`).join(', ')} from (select ${outcomes} from (select ${atoms} from people))` },
  ]
}

async function load(connection: DuckDBConnection, folder: string, people: number): Promise<void> {
  const file = join(folder, 'people.csv')
  const out = createWriteStream(file)
  for (let from = 0; from < people; from += 10_000) {
    let chunk = ''
    for (let i = from; i < Math.min(people, from + 10_000); i += 1) chunk += `${facts.map((_, f) => { const raw = rawValue(i, f); return raw === -1 ? '' : raw }).join(',')}\n`
    if (!out.write(chunk)) await new Promise<void>((drained) => out.once('drain', drained))
  }
  out.end()
  await finished(out)
  await connection.run(`create table people (${facts.map((_, f) => `${name(f)} ${columnType(f)}`).join(', ')})`)
  await connection.run(`copy people from '${file}' (header false, delimiter ',')`)
  rmSync(file)
  await connection.run(`create table some_people as select * from people limit ${triedOn}`)
}

async function ask(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const rows = (await connection.runAndReadAll(sql)).getRows()
  return (rows.length === 1 ? (rows[0] ?? []) : rows.map((row) => row[0])).map(Number)
}

/** The form that is fastest over a part of the people, over all of them; and what it answered. */
async function best(connection: DuckDBConnection, forms: readonly Form[]): Promise<{ form: string; ms: number; counts: readonly number[] }> {
  let fast = { ms: Infinity, form: forms[0] }
  const answers = new Set<string>()
  for (const form of forms) {
    const sql = form.sql.replaceAll('from people', 'from some_people')
    const ms = await fastest(repeats, () => ask(connection, sql))
    answers.add((await ask(connection, sql)).join())
    if (ms < fast.ms) fast = { ms, form }
  }
  if (answers.size !== 1) throw new Error('the forms of one question answer differently')
  const { name: form, sql } = fast.form ?? { name: '', sql: '' }
  let counts: readonly number[] = []
  const ms = await fastest(repeats, async () => {
    counts = await ask(connection, sql)
  })
  return { form, ms, counts }
}

export interface DuckdbFigures {
  readonly eligible: PeerFigure
  readonly threeValued: PeerFigure
  /** Who is certainly eligible, by measure: must be our counts. */
  readonly eligibleCounts: readonly number[]
  readonly whatIf: { readonly p50: number; readonly p95: number }
}

/** DuckDB with all its threads over the same people in its own columns. */
export async function duckdbFigures(folder: string, measures: BenchMeasures, people: number, threads: number): Promise<DuckdbFigures> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) })
  const connection = await instance.connect()
  try {
    await load(connection, folder, people)
    const eligible = await best(connection, eligibleForms(measures))
    const three = await best(connection, threeValuedForms(measures))
    const check = await checkAnswers(measures, async (subjects) => {
      const values = subjects.map((raws) => `(${raws.map((raw, f) => (raw === -1 ? 'null' : columnType(f) === 'boolean' ? String(raw === 1) : raw)).join(', ')})`)
      const rows = (await connection.runAndReadAll(`select ${measures.shapes.map((shape) => `(${measureSql(shape, testSql)})`).join(', ')} from (values ${values.join(', ')}) as people(${facts.map((_, f) => name(f)).join(', ')})`)).getRowsJson()
      return rows.map((row) => row.map((value) => (typeof value === 'boolean' ? value : null)))
    })
    const common = { people, threads, ...check }
    return {
      eligible: { peer: 'duckdb, eligible only', form: eligible.form, ms: eligible.ms, threeValued: false, ...common },
      threeValued: { peer: 'duckdb, three-valued', form: three.form, ms: three.ms, threeValued: true, ...common },
      eligibleCounts: eligible.counts,
      whatIf: await whatIfTimes(connection, measures),
    }
  } finally {
    connection.closeSync()
  }
}

const sliderQuestions = 20

/** One measure while one bound of it moves: three grouped counts, all three breakdowns in one scan. */
async function whatIfTimes(connection: DuckDBConnection, { shapes }: BenchMeasures): Promise<{ p50: number; p95: number }> {
  const now = measureSql(shapes[0] ?? [], testSql)
  const times: number[] = []
  for (let at = 0; at < sliderQuestions; at += 1) {
    const draft = `insured_months >= ${at} and ${now}`
    const began = performance.now()
    await connection.runAndReadAll(`select county, industry, class, count(*) filter (where ${now}), count(*) filter (where ${draft}), count(*) filter (where (${draft}) is null) from people group by grouping sets ((county), (industry), (class))`)
    times.push(performance.now() - began)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (p: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
