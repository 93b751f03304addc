import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import pg from 'pg'
import type { DatabaseAddress } from '../../kernel/db/roles.ts'
import { ColumnCity } from '../../policy/columns/city.ts'
import { surroundings } from '../../policy/explain/judge.ts'
import {
  checkExpression, compile, compileExpression, compileSql, duckdb, duckdbRelationOf, explain, formatDecimal, isDecimal, postgres, readEdition, scopeOf, Subject,
  type Dialect, type Edition, type Expr, type Facts, type Known,
} from '../../policy/index.ts'
import { anyFacts, anyMeasure, anyRule, testVocabulary } from '../../policy/sql/generate.ts'
import { relationOf } from '../../policy/sql/relation.ts'

/**
 * policy.md: the engines agree on every input. Rounds of generated rules, measures and facts (unknowns, edges, 29 February, empty lists)
 * through explain, columns, PostgreSQL and DuckDB until so many pairs of rule and facts are through; what differs is printed
 * with the seed that makes it again. Three faults are planted first, each of which some round must find: else the run proves nothing.
 */
const subjectsARound = 1000
const rulesARound = 12
const measuresARound = 4
const days = ['2024-02-29', '2024-09-01', '2023-12-31', '2030-01-01']
const shownDifferences = 20
const roundsAPlant = 12

type Answers = readonly string[]
interface Question {
  readonly what: string
  readonly explained: Answers
  readonly engines: ReadonlyMap<string, Answers>
  /** Subjects of whom DuckDB says that a number went beyond 38 digits. */
  readonly beyond: number
}

interface Engines {
  readonly postgres: Dialect
  readonly duckdb: Dialect
  /** What the engines are given of a subject, explain aside. */
  stored(subject: Facts): Facts
}
const sound: Engines = { postgres, duckdb, stored: (subject) => subject }
const plants: readonly Engines[] = [
  // months of thirty days
  { ...sound, postgres: { ...postgres, addMonths: (day, months) => `(${day} + (${months})::int * 30)` } },
  // a benefit that is not given leaves the total unknown
  { ...sound, duckdb: { ...duckdb, noMoney: duckdb.unknownTotal } },
  // an unknown stored as no
  { ...sound, stored: (subject) => ({ ...subject, 全日制: subject['全日制'] ?? false }) },
]

const vocabulary = testVocabulary()
const scope = scopeOf(vocabulary)
const facts = new Set(vocabulary.facts.keys())

export async function runAgreement({ address, large, pairs: wanted }: { address: DatabaseAddress; large: boolean; pairs?: number | undefined }): Promise<{ figures: object; passed: boolean }> {
  const target = wanted ?? (large ? 10_000_000 : 20_000)
  const client = new pg.Client({ connectionString: address.url('juying_app') })
  await client.connect()
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const first = Date.now() % 1_000_000
  const counted = { pairs: 0, rules: 0, measures: 0, beyond: 0, differences: 0 }
  let planted = 0
  let round = 0
  try {
    for (const plant of plants) if (await isFound(plant, first, client, connection)) planted += 1
    let told = Date.now()
    for (; counted.pairs < target; round += 1) {
      for (const question of await askRound(first + round, client, connection, sound)) {
        const { what, explained, engines } = question
        for (const [engine, answers] of engines) {
          for (const difference of differ(explained, answers)) {
            counted.differences += 1
            if (counted.differences <= shownDifferences) console.error(`种子 ${first + round}，${engine}：${what}\n  ${difference}`)
          }
        }
        counted.pairs += explained.length
        counted.beyond += question.beyond
        if (what.startsWith('measure')) counted.measures += 1
        else counted.rules += 1
      }
      if (Date.now() - told > 10_000) {
        told = Date.now()
        console.error(`${counted.pairs.toLocaleString('en-US')} / ${target.toLocaleString('en-US')} 对，${counted.differences} 处不同`)
      }
    }
  } finally {
    await client.end()
    connection.closeSync()
  }
  const engines = ['explain', 'columns', 'postgres', 'duckdb']
  return { figures: { ...counted, engines, rounds: round, seed: first, planted: `${planted}/${plants.length}` }, passed: counted.differences === 0 && planted === plants.length }
}

/** Whether some round tells the faulty engines from explain. */
async function isFound(plant: Engines, first: number, client: pg.Client, connection: DuckDBConnection): Promise<boolean> {
  for (let round = 0; round < roundsAPlant; round += 1) {
    for (const { explained, engines } of await askRound(first + round, client, connection, plant)) if ([...engines.values()].some((answers) => differ(explained, answers).length > 0)) return true
  }
  return false
}

async function askRound(seed: number, client: pg.Client, connection: DuckDBConnection, asked: Engines): Promise<readonly Question[]> {
  const subjects = fc.sample(anyFacts, { seed, numRuns: subjectsARound })
  const on = days[seed % days.length] ?? ''
  const rules = fc.sample(anyRule, { seed, numRuns: rulesARound }).flatMap((rule) => {
    const { expr } = checkExpression(rule, scope)
    return expr ? [{ rule, expr }] : []
  })
  const measures = fc.sample(anyMeasure, { seed, numRuns: measuresARound }).flatMap((text) => {
    const { edition, diagnostics } = readEdition('generated.yaml', text, scope)
    return edition && !diagnostics.some(({ severity }) => severity === 'error') ? [{ text, edition }] : []
  })
  const readers = subjects.map((subject) => new Subject(subject, vocabulary))
  const stored = subjects.map((subject) => asked.stored(subject))
  await layOut(stored, client, connection)
  const inPostgres = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows
  const inDuckdb = async (text: string) => (await connection.runAndReadAll(text)).getRowObjectsJson()
  const options = (dialect: Dialect) => ({ vocabulary, relation: 'facts', facts, on: `date '${on}'`, dialect })
  const questions: Question[] = []
  // a yes/no rule is a measure of one condition to the columns
  const conditions = rules.flatMap(({ rule, expr }) => (expr.type.kind === 'boolean' ? [{ rule, edition: asMeasure(rule) }] : []))
  const standing = await columnAnswers(stored, [...conditions, ...measures].map(({ edition }, i) => ({ ...edition, measure: `m${i}` })), on)
  for (const { rule, expr } of rules) {
    const run = compile(expr)
    const explained = readers.map((reader) => shown(run(surroundings(reader, on, undefined))))
    const [ours, theirs] = [await inPostgres(asText(compileExpression(expr, options(asked.postgres)))), await inDuckdb(asText(compileExpression(expr, options(asked.duckdb)), ', beyond'))]
    const engines = new Map([['postgres', ours.map((row) => shownSql(row['value'], expr))], ['duckdb', theirs.map((row, i) => (row['beyond'] === true ? (explained[i] ?? '') : shownSql(row['value'], expr)))]])
    const at = conditions.findIndex((condition) => condition.rule === rule)
    if (at !== -1) engines.set('columns', (standing[at] ?? []).map((answer) => columnValues[answer.split(' ')[0] ?? ''] ?? answer))
    questions.push({ what: rule, explained, engines, beyond: theirs.filter((row) => row['beyond'] === true).length })
  }
  for (const [m, { text, edition }] of measures.entries()) {
    const explained = readers.map((reader) => {
      const { outcome, amount } = explain(edition, reader, { on, vocabulary, withoutNearest: true })
      return `${outcome} ${amount}`
    })
    const [ours, theirs] = [await inPostgres(ordered(compileSql([edition], options(asked.postgres)).statements[0]?.text)), await inDuckdb(ordered(compileSql([edition], options(asked.duckdb)).statements[0]?.text))]
    const engines = new Map([['columns', standing[conditions.length + m] ?? []], ['postgres', ours.map(answered)], ['duckdb', theirs.map((row, i) => (row['beyond'] === true ? (explained[i] ?? '') : answered(row)))]])
    questions.push({ what: `measure\n${text}`, explained, engines, beyond: theirs.filter((row) => row['beyond'] === true).length })
  }
  return questions
}

const columnValues: Readonly<Record<string, string>> = { eligible: 'true', ineligible: 'false', unknown: 'null' }

function asMeasure(rule: string): Edition {
  const { edition } = readEdition('rule.yaml', `measure: rule\ntitle: 例\ndocument: { number: 例 }\nstage: 引进\nfor: person\ninForce: { from: 0001-01-01 }\nconditions: [{ says: 例, rule: ${JSON.stringify(rule)} }]\ngives: [{ kind: service }]\n`, scope)
  if (!edition) throw new Error(`as a measure the rule is refused: ${rule}`)
  return edition
}

/** The subjects of a round as a table of facts in both databases. */
async function layOut(subjects: readonly Facts[], client: pg.Client, connection: DuckDBConnection): Promise<void> {
  const ours = relationOf(subjects, vocabulary, 1)
  await client.query('drop table if exists pg_temp.facts')
  await client.query('create temporary table given as select $1::jsonb as subjects', [ours.parameter])
  await client.query(`create temporary table facts as select * from ${ours.relation.replace('$1::jsonb', '(select subjects from given)')} f`)
  await client.query('drop table given')
  const theirs = duckdbRelationOf(subjects, vocabulary, 1)
  await connection.run(`create or replace table facts as select * from ${theirs.relation}`, [theirs.parameter])
}

/** Outcome and amount of everybody as the column engine has them standing. */
async function columnAnswers(subjects: readonly Facts[], editions: readonly Edition[], on: string): Promise<readonly Answers[]> {
  const city = new ColumnCity(vocabulary)
  try {
    city.put(subjects.map((subject, i) => ({ id: String(i), place: null, facts: subject })))
    await city.watch(editions, on, new Map())
    return editions.map(({ measure }) => {
      const answers = subjects.map(() => 'ineligible null')
      for (const { id, fen } of city.standing(measure, 'eligible', 0, subjects.length).rows) answers[Number(id)] = `eligible ${fen}`
      for (const { id } of city.standing(measure, 'unknown', 0, subjects.length).rows) answers[Number(id)] = 'unknown null'
      return answers
    })
  } finally {
    await city.close()
  }
}

const asText = (statement: string, more = ''): string => `select subject, cast(value as text) as value${more} from (${statement}) q order by subject`
const ordered = (statement = ''): string => `select * from (${statement}) q order by subject`

function answered(row: Record<string, unknown>): string {
  const outcome = row['outcome'] === true ? 'eligible' : row['outcome'] === false ? 'ineligible' : 'unknown'
  return `${outcome} ${String(row['amount_fen'])}`
}

function shown(value: Known): string {
  return isDecimal(value) ? formatDecimal(value) : String(value)
}

function shownSql(value: unknown, expr: Expr): string {
  if (typeof value !== 'string' || expr.type.kind === 'boolean' || expr.type.kind === 'date') return String(value)
  return /^-?\d+\.\d*$/.test(value) ? value.replace(/0+$/, '').replace(/\.$/, '').replace(/^-0$/, '0') : value
}

function differ(explained: Answers, theirs: Answers): readonly string[] {
  if (explained.length !== theirs.length) return [`explain 答 ${explained.length} 个，对方 ${theirs.length} 个`]
  return explained.flatMap((answer, i) => (answer === theirs[i] ? [] : [`第 ${i} 人：explain ${answer}，对方 ${theirs[i]}`]))
}
