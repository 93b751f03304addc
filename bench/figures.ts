import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { addYears } from '../kernel/calendar/plain-date.ts'
import { openDatabase, type Database } from '../kernel/db/database.ts'
import { startCluster } from '../kernel/db/embedded.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { systemActor, type Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { isCounted, type Source } from '../indicators/definition.ts'
import { countsOf, definitions } from '../indicators/definitions/index.ts'
import { knowBy } from '../indicators/reading.ts'
import { overviewFigures } from '../indicators/ui/overview-figures.ts'
import { signIn } from './caller.ts'
import { fillDesks } from './desks.ts'
import { fillCity } from './routes.ts'
import { startHouse } from './running-house.ts'
import { openFolder, percentile } from './workbench.ts'

const asked = 20

/**
 * Every figure of the house over a full city with years of cases and money: by place, by industry and by whatever else its records say, as of today and of a
 * day two years ago; then the leaders' page over HTTP, live and from a snapshot. `JUYING_BENCH_HOME` keeps the city for the next time.
 */
export async function* benchFigures(people: number, today: PlainDate) {
  const { home, filled, done } = openFolder()
  try {
    if (!filled) fillCity(people)
    const house = await startHouse(home, 'bench/serve-city.ts')
    try {
      await fillDesks(home)
    } finally {
      await house.stop()
    }
    // Without a house beside it, which would be loading the city into its memory meanwhile.
    const cluster = await startCluster({ folder: join(home, 'postgres') })
    const database = openDatabase(await prepareDatabase(cluster.adminUrl, home, 'juying'))
    try {
      yield await records(database, today)
      yield await all(database, today, today)
      yield await all(database, today, addYears(today, -2))
    } finally {
      await database.close()
      await cluster.stop()
    }
    const served = await startHouse(home, 'bench/serve-city.ts')
    try {
      yield await livePage(served.address)
      yield await frozenPage(served.address, today)
    } finally {
      await served.stop()
    }
  } finally {
    done()
  }
}

const events = ['registry.employment', 'registry.insurance', 'registry.introduction', 'registry.departure', 'registry.talent_class', 'registry.degree', 'registry.title', 'registry.appraisal', 'registry.employer_list', 'registry.innovation_platform', 'cases.case', 'cases.step', 'fund.award', 'fund.instalment', 'fund.entry', 'measures.entitlement']

const records = (database: Database, today: PlainDate) =>
  database.asSystem(today, async (db) => {
    const count = async (table: string): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(db)).rows[0]?.n ?? 0
    let total = 0
    for (const table of events) total += await count(table)
    return { step: 'the city', people: await count('registry.person'), events: total }
  })

/** What the records of any source can be taken apart by: place and industry, and what they say besides. */
const cuts = ['place', 'industry', ...new Set(definitions.flatMap((definition) => countsOf(definition).flatMap(({ of }: { of: Source }) => Object.keys(of.breakdowns ?? {}))))]

const all = async (database: Database, today: PlainDate, asOf: PlainDate) => {
  const leader = await database.asSystem(today, (db) => db.selectFrom('kernel.account').select('id').where('login', '=', 'leader').executeTakeFirstOrThrow())
  const actor: Actor = { ...systemActor, accountId: leader.id as Id<'account'>, role: 'leader', scope: '9801' }
  const began = performance.now()
  const known = await database.asSystem(today, (db) => knowBy({ actor, today, requestId: 'bench', db, database }, { asOf, place: '9801' }, definitions, cuts, { fresh: true }))
  const counted = definitions.flatMap((definition) => {
    const cube = isCounted(definition) ? known.get('place')?.cubes.get(definition.of) : undefined
    return cube && isCounted(definition) ? [cube.read(definition, asOf).count] : []
  })
  return { step: `all figures with all breakdowns as of ${asOf}`, figures: definitions.length, breakdowns: cuts.length, recordsCounted: Number(counted.reduce((sum, one) => sum + one, 0n)), seconds: secondsSince(began), target: '< 10 s for a million people and three million events' }
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 10) / 100

const times = async (ask: () => Promise<unknown>): Promise<number[]> => {
  const all: number[] = []
  for (let turn = 0; turn < asked; turn += 1) {
    const began = performance.now()
    await ask()
    all.push(performance.now() - began)
  }
  return all.toSorted((a, b) => a - b)
}

const livePage = async (address: string) => {
  const leader = await signIn(address, 'leader')
  const ids = overviewFigures
  const began = performance.now()
  await leader.ask('indicators.figures', { ids })
  const first = secondsSince(began)
  const again = await times(() => leader.ask('indicators.figures', { ids }))
  return { step: "the leaders' page, counted live, over HTTP", figures: ids.length, firstSeconds: first, againP50Ms: percentile(again, 0.5), againP95Ms: percentile(again, 0.95) }
}

const Made = z.object({ snapshotId: z.string(), figures: z.number() })

const frozenPage = async (address: string, today: PlainDate) => {
  const office = await signIn(address, 'talent-office')
  const began = performance.now()
  const { snapshotId, figures } = Made.parse(await office.ask('indicators.makeSnapshot', { period: String(Number(today.slice(0, 4)) - 1) }))
  const made = secondsSince(began)
  const leader = await signIn(address, 'leader')
  const sorted = await times(() => leader.ask('indicators.snapshot', { snapshotId }))
  return { step: "the leaders' page from a snapshot, over HTTP", figures, madeSeconds: made, p50Ms: percentile(sorted, 0.5), p95Ms: percentile(sorted, 0.95), target: '< 200 ms' }
}
