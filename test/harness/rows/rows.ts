import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { loadCity } from '../../../city/load.ts'
import { exampleFund } from '../../../fund/example.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import { openDatabase } from '../../../kernel/db/database.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'
import { houseSealer } from '../../../kernel/seal/seal.ts'
import { installLibrary } from '../../../measures/install.ts'
import { createDemoAccounts } from '../../../scripts/demo-accounts.ts'
import { ensureExampleYear } from '../../../scripts/example-year.ts'
import { Witness } from '../fingerprint.ts'
import type { Harness } from '../options.ts'
import { planOnce } from '../plans.ts'
import { askings } from './actors.ts'
import { layOwners, relations, type Relation } from './catalog.ts'
import { corner, dropForeignKeys, fillEvery, thin } from './fill.ts'
import { holes } from './holes.ts'
import { wrongOfCatalog, wrongOfLogins } from './logins.ts'
import { Prober, type Seen } from './prober.ts'
import { tableOf } from './table.ts'

/**
 * Promise 10 of trust.md: no role reads or writes a foreign row, by any verb, on any table or view. Everything is asked of the catalog, so a table of tomorrow is among
 * them: relation × role × ten verbs × {own, other, emptied, never set, malformed}. Two opinions are held against the policies: to whom a row belongs
 * (catalog.ts, from its columns and what it refers to), and the table below docs/ that says which duty reads rows of its own scope, which a reviewer of the code reads too.
 */
const today = plainDate('2026-11-20')
const root = join(import.meta.dirname, '../../..')
export const tableFile = join(root, 'docs/row-access.md')

/** A city with a year of cases, so that rows stand in the states of real work, and besides a row of every table in each corner. */
const layCity = async (address: DatabaseAddress, witness: Witness) => {
  const database = planOnce(openDatabase(address))
  try {
    await loadCity({ address, sealer: houseSealer(), today, people: 1200, employers: 60 })
    await database.asSystem(today, async (db) => {
      await installLibrary(db, join(root, 'policies/qingyu'))
      await exampleFund(db, { today })
    })
    await createDemoAccounts(database, today)
    await ensureExampleYear(database, { today, cases: 12 })
  } finally {
    await database.close()
  }
  const all = await relations(witness)
  const [own, other] = [corner('980101001'), corner('980104101')]
  await witness.run('create table public.laid (relation text, corner text, id text)')
  await thin(witness, all)
  await fillEvery(witness, all, [own, other, corner('9801')])
  await witness.run('drop table public.laid')
  await layOwners(witness, all)
  await dropForeignKeys(witness)
  return { all, actors: askings(own, other) }
}

/** Every role in every state against these relations: what was wrong, in words, and what was seen. */
const examine = async (prober: Prober, all: readonly Relation[]): Promise<{ wrong: string[]; seen: Seen[] }> => {
  const wrong: string[] = []
  const seen: Seen[] = []
  for (const relation of all) {
    const found = await prober.probe(relation)
    wrong.push(...found.wrong)
    seen.push(...found.seen)
  }
  return { wrong, seen }
}

const seconds = (from: number, to: number): number => Math.round((to - from) / 1000)

/** What differs from the table that a reader of the code has seen. */
const changes = (table: string, seen: readonly Seen[]): string[] => tableOf(seen).lines.filter((line) => !table.includes(line))

const findHoles = async (witness: Witness, prober: Prober, address: DatabaseAddress, table: string, all: readonly Relation[]): Promise<number> => {
  let found = 0
  for (const { says, relation: quotedName, lay, lift } of holes) {
    const name = quotedName.replaceAll('"', '')
    await witness.run(lay)
    const relation = (await relations(witness)).find((one) => one.name === name)
    if (!relation) throw new Error(`${name} is not there`)
    if (!all.some((one) => one.name === name)) await layOwners(witness, [relation])
    const { wrong, seen } = await examine(prober, [relation])
    if (wrong.length || changes(table, seen).length || (await wrongOfCatalog(witness)).length || (await wrongOfLogins(address, [relation])).length) found += 1
    else console.error(`没有发现植入的漏洞：${says}`)
    await witness.run(lift)
  }
  return found
}

// clause: GB/T 22239 8.1.4.2 f; GB/T 22239 8.1.4.11 b; PIPL 51 4; ASVS 8.2.2; ASVS 8.4.1
export const runRows: Harness = ({ address, adminUrl, write }) =>
  Witness.over(adminUrl, async (witness) => {
    const began = Date.now()
    const { all, actors } = await layCity(address, witness)
    const laid = Date.now()
    const client = new pg.Client({ connectionString: address.url('juying_app') })
    const nameless = new pg.Client({ connectionString: address.url('juying_app') })
    await Promise.all([client.connect(), nameless.connect()])
    try {
      const prober = await Prober.over(witness, client, nameless, actors)
      const { wrong, seen } = await examine(prober, all)
      const examined = Date.now()
      wrong.push(...(await wrongOfCatalog(witness)), ...(await wrongOfLogins(address, all)))
      const { text } = tableOf(seen)
      if (write) writeFileSync(tableFile, text)
      const kept = readFileSync(tableFile, 'utf8')
      const changed = changes(kept, seen)
      for (const words of [...wrong, ...changed.map((line) => `与 docs/row-access.md 不同：${line}`)].slice(0, 60)) console.error(words)
      const found = await findHoles(witness, prober, address, text, all)
      const figures = { relations: all.length, actors: actors.length, probes: prober.probes, rowsSeen: seen.reduce((sum, { own }) => sum + own, 0), wrong: wrong.length, changed: changed.length, planted: `${found}/${holes.length}`, phases: { laying: seconds(began, laid), examining: seconds(laid, examined), planting: seconds(examined, Date.now()) } }
      return { figures, passed: wrong.length + changed.length === 0 && found === holes.length }
    } finally {
      await Promise.all([client.end(), nameless.end()])
    }
  })
