import { sql } from 'kysely'
import { commitAward } from '../../fund/index.ts'
import type { Id } from '../../kernel/types.ts'
import { insertEnrolment } from '../../modules/training/store.ts'
import { unaccounted } from './commands/registry.ts'
import type { Harness } from './options.ts'
import { ownLines, ownLinesWith, sumThenInsertBoth } from './race-payers.ts'
import { courseSeats, equalApprovals, raceScenarios, type Approve, type Scenario } from './race-scenarios.ts'
import { raceDay, sumThenInsert } from './races.ts'
import { layGround, withStage, type Applicant, type Stage } from './stage.ts'

/**
 * Promise 3 of trust.md: no budget and no quota is exceeded by one fen or one seat, and none idles while applicants wait. In each round all
 * rivals ask at once for a little more than there is; afterwards what was given out is counted.
 */
export interface RaceResult {
  over: boolean
  /** Somebody was sent away although what stayed would have served him. */
  idle: boolean
  faults: number
}

export const raceOnce = async (stage: Stage, scenario: Scenario): Promise<RaceResult> => {
  const { rivals, left, again } = await scenario.lay(stage)
  const results = await Promise.allSettled(rivals.map((rival) => rival.tries()))
  const faults = results.filter((result) => result.status === 'rejected')
  for (const fault of faults.slice(0, 1)) console.error(`${scenario.name}：`, fault.reason)
  let refused = rivals.filter((_, index) => {
    const result = results[index]
    return result?.status === 'fulfilled' && !result.value
  })
  if (again) {
    const still = []
    for (const rival of refused) if (!(await rival.tries())) still.push(rival)
    refused = still
  }
  const stays = await left()
  return { over: stays < 0n, idle: refused.some(({ asks }) => asks <= stays), faults: faults.length }
}

/** A decision that will not wait: whoever finds another at work on the line is sent away, though there may be enough for him. */
const impatient: Approve = async (db, decided) => {
  const { rows } = await sql<{ alone: boolean }>`select pg_try_advisory_xact_lock(hashtext(${decided.budget})) as alone`.execute(db)
  return rows[0]?.alone ? commitAward(db, decided) : { ok: false, reason: 'alreadyAwarded' }
}

/** Reads how many seats are left, then takes one: as it is usually written. */
const countThenEnrol = async (stage: Stage, courseId: string, { personId }: Applicant): Promise<boolean> =>
  stage.asSystem(async (db) => {
    const { seats } = await db.selectFrom('training.course').select('seats').where('id', '=', courseId).executeTakeFirstOrThrow()
    const taken = await db.selectFrom('training.enrolment').select('id').where('courseId', '=', courseId).execute()
    if (taken.length >= seats) return false
    return (await insertEnrolment(db, { courseId: courseId as Id<'course'>, personId, placeCode: '9801' })) !== undefined
  })

/** Small: 20 rounds of each scenario; large: 200; or as many as `--commands` says. */
// clause: ASVS 2.3.2; ASVS 2.3.4
export const runRaces: Harness = ({ address, large, commands }) =>
  withStage(address, raceDay, async (stage) => {
    await layGround(stage.database, raceDay)
    const rounds = commands ?? (large ? 200 : 20)
    const scenarios = [...raceScenarios, ...ownLines]
    const figures = { scenarios: scenarios.length, rounds: 0, over: 0, idle: 0, faults: 0 }
    for (const scenario of scenarios) {
      for (let round = 0; round < rounds; round++) {
        const { over, idle, faults } = await raceOnce(stage, scenario)
        figures.rounds += 1
        figures.over += over ? 1 : 0
        figures.idle += idle ? 1 : 0
        figures.faults += faults
      }
      console.error(`${scenario.name} ${rounds} 轮：超支 ${figures.over}，闲置 ${figures.idle}，出错 ${figures.faults}`)
    }
    const overspends = await raceOnce(stage, equalApprovals(sumThenInsert))
    const idles = await raceOnce(stage, equalApprovals(impatient))
    const oneSided = await raceOnce(stage, ownLinesWith(sumThenInsertBoth))
    const overbooks = await raceOnce(stage, courseSeats(countThenEnrol))
    const found = [overspends.over, idles.idle, oneSided.over, overbooks.over].filter(Boolean).length
    const passed = figures.over + figures.idle + figures.faults === 0 && found === 4 && unaccounted().length === 0
    return { figures: { ...figures, planted: `${found}/4` }, passed }
  })
