import { dissolve, getBatchForUpdate } from '../../../fund/batch-store.ts'
import { sendBatch } from '../../../fund/payment.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'
import type { Id } from '../../../kernel/types.ts'
import { unaccounted } from '../commands/registry.ts'
import { Witness } from '../fingerprint.ts'
import type { Harness } from '../options.ts'
import { raceDay, sumThenInsert } from '../races.ts'
import { layGround, withStage } from '../stage.ts'
import { Gated } from './gate.ts'
import { Rig, worded, type Body, type Spec } from './rig.ts'
import { interleavings, perform, serialOrders, type Run } from './schedule.ts'
import { onBatch, specs, twoForOne } from './specs.ts'

/**
 * Transactions on the same award, budget, batch or case, led statement by statement through many interleavings: each must end as some order of
 * one after the other ends, in what was answered and in what is so. It is the house's own code that runs; only its pace is the harness's.
 */
interface SpecFigures {
  runs: number
  nonSerial: number
  blocked: number
}

/** On a machine that stood still for longer than the house waits for a lock, nothing has been shown: once more. */
const unhurried = async (attempt: () => Promise<Run>): Promise<Run> => {
  for (let left = 3; ; left--) {
    const run = await attempt()
    if (left === 0 || !run.result.includes('fault 55P03')) return run
  }
}

const trySpec = async (rig: Rig, witness: Witness, gates: readonly Gated[], spec: Spec, most: number, seed: number): Promise<SpecFigures> => {
  const figures: SpecFigures = { runs: 0, nonSerial: 0, blocked: 0 }
  const { transactions } = await spec.lay(rig)
  const serial = new Set<string>()
  let lengths = transactions.map(() => 1)
  for (const order of serialOrders(transactions.length)) {
    const { result, steps } = await unhurried(async () => perform(rig, witness, gates, await spec.lay(rig), order))
    serial.add(result)
    lengths = lengths.map((length, index) => Math.max(length, steps[index] ?? 1))
  }
  for (const turns of interleavings(lengths, most, seed)) {
    const { result, blocked } = await unhurried(async () => perform(rig, witness, gates, await spec.lay(rig), turns))
    figures.runs += 1
    figures.blocked += blocked
    if (serial.has(result)) continue
    figures.nonSerial += 1
    if (figures.nonSerial === 1) console.error(`${spec.name}，${JSON.stringify(turns)}：\n  ${result}\n  顺次办理：\n  ${[...serial].join('\n  ')}`)
  }
  return figures
}

/** Both look at the batch first and take hold of it only when they have judged. */
const looksFirst = (releases: boolean) => async (rig: Rig, { batchId }: { batchId: Id<'batch'> }): Promise<Body> => (database) =>
  worded(
    database.asSystem(rig.stage.today, async (db) => {
      const { state } = await db.selectFrom('fund.batch').select('state').where('id', '=', batchId).executeTakeFirstOrThrow()
      if (state !== 'made') return 'notMade'
      if (releases) await sendBatch(db, await getBatchForUpdate(db, batchId), { today: rig.stage.today, checkerPerson: null })
      else await dissolve(db, batchId, '编制有误')
      return 'done'
    }),
  )
const lookThenRelease = onBatch('planted: released and dissolved after a look', false, looksFirst(true), looksFirst(false))

const withGates = async <T>(address: DatabaseAddress, body: (gates: readonly Gated[]) => Promise<T>): Promise<T> => {
  const gates = [1, 2, 3].map(() => new Gated(address))
  try {
    for (const gate of gates) await gate.ready()
    return await body(gates)
  } finally {
    for (const gate of gates) await gate.close()
  }
}

/** Small: ten specs, twelve interleavings each; large: thirty specs, 2,010 interleavings. */
export const runInterleavings: Harness = ({ address, adminUrl, large, seed: given }) =>
  withStage(
    address,
    raceDay,
    (stage) =>
      Witness.over(adminUrl, async (witness) => {
        await layGround(stage.database, raceDay)
        // Who wait for each other in a circle are found by PostgreSQL after this long.
        await witness.run(`alter database test_interleavings set deadlock_timeout = '50ms'`)
        const seed = given ?? (large ? Date.now() % 1_000_000 : 7)
        return withGates(address, async (gates) => {
          const rig = new Rig(stage)
          const chosen = large ? specs : specs.slice(0, 10)
          const figures = { specs: chosen.length, interleavings: 0, nonSerial: 0, blocked: 0, seed }
          for (const spec of chosen) {
            const { runs, nonSerial, blocked } = await trySpec(rig, witness, gates, spec, large ? 67 : 12, seed)
            figures.interleavings += runs
            figures.nonSerial += nonSerial
            figures.blocked += blocked
          }
          const plants = [twoForOne(sumThenInsert), lookThenRelease]
          let found = 0
          for (const plant of plants) found += (await trySpec(rig, witness, gates, plant, 12, seed)).nonSerial > 0 ? 1 : 0
          return { figures: { ...figures, planted: `${found}/${plants.length}` }, passed: figures.nonSerial === 0 && found === plants.length && unaccounted().length === 0 }
        })
      }),
    {},
    12,
  )
