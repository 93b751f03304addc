import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ReferenceCity } from '../../columns/reference.ts'
import { exampleFacts } from '../../library/examples.ts'
import { inForceOn, readLibrary } from '../../library/read-library.ts'
import { compileSql } from '../compile.ts'
import { factsGiven } from '../relation.ts'
import { duckdb } from './dialect.ts'
import { duckdbRelationOf } from './relation.ts'

/** The worked example of docs/province.md: example people in Parquet files by county, a statement a county, the counts merged. */
const on = '2024-12-01'
const library = readLibrary(join(import.meta.dirname, '../../../policies/qingyu'), { on })
const inForce = inForceOn(library.editions, on)
const editions = [...inForce.values()]
const people = library.editions.flatMap((edition) => edition.examples.map(exampleFacts))
const counties = ['980101', '980102', '980121', '980181']
const countyOf = (i: number): string => counties[i % counties.length] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'juying-province-'))
let connection: DuckDBConnection

interface Counts {
  eligible: number
  unknown: number
  fen: bigint
}

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const { relation, parameter } = duckdbRelationOf(people, library.vocabulary, 1)
  const files = `select f.*, ['${counties.join("', '")}'][id % ${counties.length} + 1] as county from ${relation} as f`
  await connection.run(`create table facts as ${files}`, [parameter])
  await connection.run(`copy facts to '${folder}' (format parquet, partition_by (county), overwrite_or_ignore)`)
})
afterAll(() => {
  connection.closeSync()
  rmSync(folder, { recursive: true, force: true })
})

/** What the job of one county hands back: a line a measure. */
async function countyJob(county: string): Promise<readonly Record<string, unknown>[]> {
  const { statements } = compileSql(editions, { vocabulary: library.vocabulary, relation: `read_parquet('${folder}/county=${county}/*.parquet')`, facts: factsGiven(people, library.vocabulary), library: inForce, on: `date '${on}'`, dialect: duckdb })
  const [statement] = statements
  const counts = `select measure, count(*) filter (where outcome)::int as eligible, count(*) filter (where outcome is null)::int as unknown, coalesce(sum(amount_fen), 0)::varchar as fen, count(*) filter (where beyond)::int as beyond from (${statement?.text}) group by measure`
  return (await connection.runAndReadAll(counts)).getRowObjectsJson()
}

test('a statement a county over Parquet files adds up to what explain counts in memory', async () => {
  expect(readdirSync(folder).sort()).toEqual(counties.map((county) => `county=${county}`))
  const city = new ReferenceCity(library.vocabulary)
  city.put(people.map((facts, i) => ({ id: String(i), place: countyOf(i), facts })))
  const standings = await city.watch(editions, on, inForce)
  const merged = new Map<string, Counts>()
  for (const county of counties) {
    for (const row of await countyJob(county)) {
      const sum = merged.get(String(row['measure'])) ?? { eligible: 0, unknown: 0, fen: 0n }
      expect(row['beyond']).toBe(0)
      merged.set(String(row['measure']), { eligible: sum.eligible + Number(row['eligible']), unknown: sum.unknown + Number(row['unknown']), fen: sum.fen + BigInt(String(row['fen'])) })
    }
  }
  const expected = standings.map(({ measure, eligible, unknown, fen }) => [measure, { eligible, unknown, fen }])
  expect([...merged].sort()).toEqual(expected.sort())
  expect(standings.some(({ fen }) => fen > 0n)).toBe(true)
  expect(people.length).toBeGreaterThan(100)
}, 120_000)
