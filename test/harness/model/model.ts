import fc from 'fast-check'
import { withdraw } from '../../../cases/contract.ts'
import * as caseStore from '../../../cases/case-store.ts'
import { closeCase } from '../../../cases/flow.ts'
import { caseHandlers } from '../../../cases/index.ts'
import { stopInstalment } from '../../../fund/contract.ts'
import { getInstalmentForUpdate, settleCheck } from '../../../fund/budget-store.ts'
import * as fund from '../../../fund/index.ts'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import type { DatabaseAddress } from '../../../kernel/db/roles.ts'
import { implement, type Handler } from '../../../kernel/implement.ts'
import * as measures from '../../../measures/index.ts'
import { handlers } from '../../../server/modules.ts'
import { Witness } from '../fingerprint.ts'
import { secretMovers, unaccounted } from '../commands/registry.ts'
import type { Harness } from '../options.ts'
import { raceDay, sumThenInsert } from '../races.ts'
import { layGround, withStage, type Stage } from '../stage.ts'
import { Cast } from './cast.ts'
import { anyTries, Company } from './commands.ts'
import { Life } from './life.ts'
import { Different, Play } from './play.ts'
import { Tally } from './tally.ts'

/**
 * Promise 6 of trust.md: the life of a case and of its award never reaches a state that the procedure does not know. Commands of every role
 * go over the API; a model written from the procedure says beforehand what each is answered and what is so afterwards, to the fen.
 */
const commandsARun = 100

/**
 * Plays until so many commands were tried or something differs; the difference, with the seed that makes it again. Up to `goesOn` times as long
 * while a transition has not been reached.
 */
const playOn = async (stage: Stage, witness: Witness, wanted: number, firstSeed: number, goesOn = 1): Promise<{ tally: Tally; different: string | undefined }> => {
  const tally = new Tally()
  const cast = await Cast.gather(stage)
  const life = new Life()
  life.room = await cast.room()
  const company = new Company(new Play(life, cast, tally, witness), cast)
  let told = Date.now()
  for (let seed = firstSeed; tally.commands < wanted || (tally.commands < wanted * goesOn && (await unreached(stage, tally)).length > 0); seed++) {
    try {
      // A run goes on where the one before ended: what was done is not undone, so nothing is shrunk.
      await fc.assert(fc.asyncProperty(anyTries(commandsARun), (tries) => fc.asyncModelRun(() => ({ model: {}, real: company }), tries)), { seed, numRuns: 1, endOnFailure: true, verbose: 0 })
    } catch (error) {
      return { tally, different: `种子 ${firstSeed}，第 ${tally.commands} 个命令：${causeOf(error)}` }
    }
    if (Date.now() - told < 30_000) continue
    told = Date.now()
    console.error(`${tally.commands} / ${wanted} 个命令`)
  }
  return { tally, different: undefined }
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof Different ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

const replaced = (...faulty: readonly Handler[]): readonly Handler[] => handlers.map((handler) => faulty.find(({ declaration }) => declaration.name === handler.declaration.name) ?? handler)

/** Houses with a fault in them. */
const plants: readonly { says: string; house: readonly Handler[] }[] = [
  {
    says: 'anybody who sees a case may withdraw it',
    house: replaced(
      implement(withdraw, async (context, { caseId, note }) => {
        const record = await caseStore.getCaseForUpdate(context.db, caseId)
        if (record.closedOn) context.refuse('alreadyClosed')
        await closeCase(context, record, 'withdrawn', note, 'withdraw')
        return {}
      }),
    ),
  },
  { says: 'the money is looked at and not locked', house: replaced(...caseHandlers({ measures, fund: { ...fund, commitAward: sumThenInsert } })) },
  {
    says: 'what is stopped is not given back to the line',
    house: replaced(
      implement(stopInstalment, async ({ db, refuse }, { instalmentId, reason }) => {
        const instalment = await getInstalmentForUpdate(db, instalmentId)
        if (!['planned', 'needsCheck', 'due'].includes(instalment.state)) refuse('notStoppable')
        await settleCheck(db, instalmentId, 'stopped', reason)
        return { releasedFen: instalment.amountFen }
      }),
    ),
  },
  { says: 'who is one fen short is told another reason', house: replaced(...caseHandlers({ measures, fund: { ...fund, commitAward: (db, decided) => fund.commitAward(db, decided).then((result) => (result.ok ? result : { ok: false, reason: 'alreadyAwarded' })) } })) },
]

/** Each in a year of its own, so that its line and what is due on it are its own too. */
const findPlants = async (address: DatabaseAddress, witness: Witness, seed: number): Promise<number> => {
  let found = 0
  for (const [index, { says, house }] of plants.entries()) {
    const { different } = await withStage(address, plainDate(`${2027 + index}-06-15`), (stage) => playOn(stage, witness, 1_500, seed), { handlers: house }, 12)
    if (different !== undefined) found += 1
    else console.error(`没有发现植入的错误：${says}`)
  }
  return found
}

/** Checks of facts, suspension and recovery of an instalment, and a bank that changes its word, are not the model's: their own tests and the bank's harness walk them. */
const notModelled = /^instalment (.*(needsCheck|suspended|setOff)|due→paid|paid→due)/

/** Transitions that the database knows and nobody went. */
const unreached = async (stage: Stage, tally: Tally): Promise<string[]> => {
  const known = await stage.asSystem(async (db) => [
    ...(await db.selectFrom('cases.transition').select(['fromState', 'toState']).execute()).map(({ fromState, toState }) => `case ${fromState}→${toState}`),
    ...(await db.selectFrom('fund.instalmentTransition').select(['fromState', 'toState']).execute()).map(({ fromState, toState }) => `instalment ${fromState}→${toState}`),
  ])
  return known.filter((move) => !(move in tally.transitions) && !notModelled.test(move))
}

/** Small: 2,000 commands; large: a million, or as many as `--commands` says. */
export const runModel: Harness = ({ address, adminUrl, large, commands }) =>
  Witness.over(adminUrl, async (witness) => {
    const wanted = commands ?? (large ? 1_000_000 : 2_000)
    // The tests draw the same each time; a large run draws anew.
    const seed = large ? Date.now() % 1_000_000 : 7
    const { tally, different, missing } = await withStage(
      address,
      raceDay,
      async (stage) => {
        await layGround(stage.database, raceDay)
        const played = await playOn(stage, witness, wanted, seed, 3)
        return { ...played, missing: await unreached(stage, played.tally) }
      },
      {},
      12,
    )
    if (different !== undefined) console.error(different)
    if (missing.length) console.error(`没有走到的转换：${missing.join('、')}`)
    const movers = await secretMovers(witness)
    if (movers.length) console.error(`自称不动资金的动作记了凭证：${movers.join('、')}`)
    const found = await findPlants(address, witness, seed)
    const figures = { commands: tally.commands, seed, different: different === undefined ? 0 : 1, transitions: tally.transitions, unreached: missing.length, secretMovers: movers.length, guards: tally.guards, done: tally.done, planted: `${found}/${plants.length}` }
    return { figures, passed: different === undefined && missing.length + movers.length === 0 && found === plants.length && unaccounted().length === 0 }
  })
