import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { explain } from '../../explain/explain.ts'
import { checkExpression } from '../../language/check.ts'
import { exampleFacts } from '../../library/examples.ts'
import { inForceOn, readLibrary } from '../../library/read-library.ts'
import { readEdition } from '../../measure/read.ts'
import { readVocabulary } from '../../vocabulary/read.ts'
import { Subject } from '../../vocabulary/facts.ts'
import { scopeOf } from '../../vocabulary/vocabulary.ts'
import { compileExpression, compileSql } from '../compile.ts'
import { factsGiven } from '../relation.ts'
import { duckdb } from './dialect.ts'
import { duckdbRelationOf } from './relation.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
})
afterAll(() => connection.closeSync())

const ask = async (text: string, parameter: string): Promise<readonly Record<string, unknown>[]> => (await connection.runAndReadAll(text, [parameter])).getRowObjectsJson()

test.each(['sample', 'qingyu'])('the whole library %s as one statement of DuckDB gives every example person what explain gives', async (folder) => {
  const on = '2024-12-01'
  const library = readLibrary(join(import.meta.dirname, '../../../policies', folder), { on })
  const { vocabulary } = library
  const people = library.editions.flatMap((edition) => edition.examples.map(exampleFacts))
  const inForce = inForceOn(library.editions, on)
  const { relation, parameter } = duckdbRelationOf(people, vocabulary, 1)
  const { statements } = compileSql([...inForce.values()], { vocabulary, relation, facts: factsGiven(people, vocabulary), library: inForce, on: `date '${on}'`, dialect: duckdb })
  expect(statements).toHaveLength(1)
  const rows = await ask(statements[0]?.text ?? '', parameter)
  const theirs = new Map(rows.map((row) => [`${String(row['subject'])} ${String(row['measure'])}`, `${String(row['outcome'])} ${String(row['amount_fen'])} ${String(row['beyond'])}`]))
  const differences: string[] = []
  people.forEach((facts, id) => {
    const subject = new Subject(facts, vocabulary)
    for (const edition of inForce.values()) {
      const answer = explain(edition, subject, { on, vocabulary, library: inForce, withoutNearest: true })
      const ours = `${String(answer.outcome === 'unknown' ? null : answer.outcome === 'eligible')} ${String(answer.amount)} false`
      if (theirs.get(`${id} ${edition.measure}`) !== ours) differences.push(`${id} ${edition.measure}: explain ${ours}, duckdb ${theirs.get(`${id} ${edition.measure}`)}`)
    }
  })
  expect(differences).toEqual([])
  expect(people.length).toBeGreaterThan(20)
  expect(rows.length).toBe(people.length * inForce.size)
}, 120_000)

test('a number of more than 38 digits stops nothing: its subject is told apart, and what is certain without it stands', async () => {
  const { vocabulary } = readVocabulary('numbers.yaml', 'facts: [{ name: 数, type: number }, { name: 真, type: boolean }]')
  const cube = checkExpression('数 * 数 * 数 * 数 * 数 > 5', scopeOf(vocabulary)).expr
  if (!cube) throw new Error('refused')
  const { relation, parameter } = duckdbRelationOf([{ 数: 3 }, { 数: '99999999999999' }, {}, { 数: 1 }], vocabulary, 1)
  const rows = await ask(`${compileExpression(cube, { vocabulary, relation, dialect: duckdb })} order by subject`, parameter)
  expect(rows.map((row) => [row['value'], row['beyond']])).toEqual([[true, false], [null, true], [null, false], [false, false]])
})

test('one such number in two conditions of a measure stops it neither', async () => {
  const { vocabulary } = readVocabulary('numbers.yaml', 'facts: [{ name: 数, type: number }, { name: 真, type: boolean }]')
  const { edition } = readEdition('twice.yaml', 'measure: twice\ntitle: 例\ndocument: { number: 例 }\nstage: 引进\nfor: person\ninForce: { from: 2020-01-01 }\nconditions: [{ says: 甲, rule: 数 * 数 * 数 * 数 * 数 > 5 }, { says: 乙, rule: 数 * 数 * 数 * 数 * 数 < 90 }, { says: 丙, rule: 真 }]\ngives: [{ kind: money, payee: person, amount: 1000 }]\n', scopeOf(vocabulary))
  if (!edition) throw new Error('refused')
  const { relation, parameter } = duckdbRelationOf([{ 数: 2, 真: true }, { 数: '99999999999999', 真: true }, { 数: '99999999999999', 真: false }, { 真: true }], vocabulary, 1)
  const { statements } = compileSql([edition], { vocabulary, relation, on: `date '2024-12-01'`, dialect: duckdb })
  const rows = await ask(`select * from (${statements[0]?.text}) order by subject`, parameter)
  expect(rows.map((row) => [row['outcome'], row['amount_fen'], row['beyond']])).toEqual([[true, '100000', false], [null, null, true], [false, null, false], [null, null, false]])
})

test('a value that a column cannot hold exactly is refused at the door', () => {
  const { vocabulary } = readVocabulary('numbers.yaml', 'facts: [{ name: 数, type: number }]')
  expect(() => duckdbRelationOf([{ 数: '0.00001' }], vocabulary, 1)).toThrow('“数”的值 0.00001 列存不下：至多 4 位小数、14 位整数')
  expect(() => duckdbRelationOf([{ 数: '100000000000000' }], vocabulary, 1)).toThrow('列存不下')
})
