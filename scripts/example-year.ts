import { sql } from 'kysely'
import { places } from '../city/places.ts'
import type { Database, Tx } from '../kernel/db/database.ts'
import { openTask, runTask } from '../kernel/jobs/tasks.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { nightlyMatch } from '../measures/contract.ts'
import { getEdition } from '../measures/index.ts'
import type { EditionSummary } from '../measures/types.ts'
import { CaseYear, type YearOfCases } from './example-year-cases.ts'
import { liveBudget } from './example-year-budget.ts'
import { liveDelivery } from './example-year-delivery.ts'
import { Cast, houseOver } from './example-year-house.ts'
import { FundYear } from './example-year-money.ts'
import { planYear } from './example-year-plan.ts'
import { readPool } from './example-year-pool.ts'
import { decideByBody, liveRecognition } from './example-year-recognition.ts'
import { liveRecovery } from './example-year-recovery.ts'
import { liveService } from './example-year-service.ts'
import { liveHousing } from './example-year-housing.ts'
import { liveStories } from './example-year-stories.ts'
import { liveSheets } from './example-year-sheets.ts'
import { liveTraining } from './example-year-training.ts'

/**
 * A year of the example city before today: one match over everybody, cases of all states, a past of payments, courses. Everything happens
 * through the verbs of the house, each by the office whose turn it is, on its own day. The same seed and day give the same year.
 */

export interface ExampleYearOptions {
  today: PlainDate
  seed?: number
  /** How many cases are filed in the past; those that are open today come on top. */
  cases?: number
  progress?: (words: string) => void
}

const taskName = 'example.year'

/** Lives the year once. A year that broke off is not half a city: the next start says so too. */
export const ensureExampleYear = async (database: Database, options: ExampleYearOptions): Promise<YearOfCases | undefined> => {
  const { today } = options
  const { task, cases } = await database.asSystem(today, async (db) => ({
    task: await db.selectFrom('kernel.task').select('state').where('name', '=', taskName).executeTakeFirst(),
    cases: await db.selectFrom('cases.case').select('id').limit(1).execute(),
  }))
  if (task?.state === 'done' || (!task && cases.length)) return undefined
  if (task) throw new Error('示例城市的一年上次没有走完。请停止聚英，删除数据目录（JUYING_HOME）后重新启动。')
  const taskId = await database.asSystem(today, (db) => openTask(db, { name: taskName, label: '示例城市的一年', startedBy: null }))
  let reached = ''
  const progress = (words: string) => {
    reached = words
    options.progress?.(words)
  }
  try {
    return await runTask(database, today, taskId, () => liveYear(database, { ...options, progress }))
  } catch (error) {
    const why = error instanceof Error ? error.message || error.constructor.name : String(error)
    throw new Error(`示例城市的一年没有走完（停在“${reached}”）：${why}。请删除数据目录（JUYING_HOME）后重新启动。`, { cause: error })
  }
}

const liveYear = async (database: Database, { today, seed = 7, cases = 86, progress = () => {} }: ExampleYearOptions): Promise<YearOfCases> => {
  const house = houseOver(database)
  const cast = await Cast.gather(database, today, seed)
  await decideByBody(house, cast, { today, seed })
  progress('全市匹配')
  await house.job(nightlyMatch.name, today)
  const without = cast.demo.flatMap(({ actor }) => actor.personId ?? [])
  const kept = cast.demo.flatMap(({ actor }) => [...(actor.employerId ? [actor.employerId] : []), ...(actor.scope?.length === 9 ? [actor.scope] : [])])
  const [pool, editions] = await database.asSystem(today, async (db) => [await readPool(db, { seed, without, kept, perMeasure: 12 }), await editionsInForce(db)] as const)
  const counties = places.filter(({ level }) => level === 'county').map(({ code }) => code)
  const stories = planYear({ today, seed, editions, pool, counties, desks: cast.demo, cases })
  const fund = new FundYear(house, cast, today)
  const caseYear = new CaseYear({ house, cast, pool, fund, today })
  // Courses and cases do not touch: two cores share them.
  const [lived] = await Promise.all([
    caseYear.live(stories, (filed) => progress(`办件 ${filed}/${stories.length}`)),
    liveTraining(house, cast, { today, seed }),
  ])
  progress('免申即享')
  await liveDelivery(house, cast, { today, seed })
  progress('支付')
  await fund.thisMorning()
  progress('类别认定与复核')
  await liveRecognition(house, cast, today)
  progress('服务专员')
  await liveService(house, cast, { today, seed })
  progress('人才公寓')
  await liveHousing(house, cast, { today, seed })
  progress('事例和故事')
  await liveStories(house, cast, today)
  progress('服务期与追回')
  await liveRecovery(house, cast, today)
  await liveBudget(house, cast, today)
  // The last of all: nothing is posted into a day that is signed.
  progress('报表')
  await liveSheets(house, cast, today)
  return lived
}

/** Of each measure the edition in force that people apply for and whose departments this city has. */
const editionsInForce = async (db: Tx): Promise<EditionSummary[]> => {
  const rows = await db.selectFrom('pub.measureEdition').select(sql<Id<'edition'>>`id`.as('id')).where('inForce', '=', true).orderBy('measure').execute()
  const departments = new Set((await db.selectFrom('kernel.department').select('code').execute()).map(({ code }) => code))
  const editions: EditionSummary[] = []
  for (const { id } of rows) {
    const edition = await getEdition(db, id)
    if (edition?.path.flat().every(({ office }) => office.department === null || departments.has(office.department))) editions.push(edition)
  }
  return editions
}
