import fc from 'fast-check'
import { bulkDecide } from '../../../cases/bulk/contract.ts'
import { withdraw } from '../../../cases/contract.ts'
import * as caseStore from '../../../cases/case-store.ts'
import { closeCase } from '../../../cases/flow.ts'
import { caseHandlers } from '../../../cases/index.ts'
import { stopInstalment } from '../../../fund/contract.ts'
import { getInstalmentForUpdate, settleCheck } from '../../../fund/budget-store.ts'
import { signAgreement } from '../../../fund/awards/contract.ts'
import { lockAward } from '../../../fund/awards/store.ts'
import * as fund from '../../../fund/index.ts'
import { move, post } from '../../../fund/ledger.ts'
import { approveWriteOff } from '../../../fund/recovery/claim-contract.ts'
import { lockClaim, lockWriteOff } from '../../../fund/recovery/claim-store.ts'
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
import { AwardCast } from './awards/cast.ts'
import { AwardCompany } from './awards/company.ts'
import { ways as awardWays } from './awards/life.ts'
import { AwardPlay } from './awards/play.ts'
import { anyTries, Company, type Player } from './commands.ts'
import { Life } from './life.ts'
import { officeWays } from './office.ts'
import { Different, Play } from './play.ts'
import { Tally } from './tally.ts'

/**
 * Promise 6 of trust.md: the life of a case and of its award never reaches a state that the procedure does not know. Commands of every role
 * go over the API; a model written from the procedure says beforehand what each is answered and what is so afterwards, to the fen.
 */
const commandsARun = 100

/** Who plays on a stage, and which transitions nobody has gone yet. */
interface Game {
  gather(stage: Stage, tally: Tally, witness: Witness): Promise<Player>
  unreached(stage: Stage, tally: Tally): Promise<string[]>
}

const casesGame: Game = {
  gather: async (stage, tally, witness) => {
    const cast = await Cast.gather(stage)
    const life = new Life()
    life.room = await cast.room()
    return new Company(new Play(life, cast, tally, witness), cast)
  },
  unreached: async (stage, tally) => [...(await waysOf(stage, 'cases')), ...officeWays].filter((way) => !(way in tally.transitions)),
}
const awardsGame: Game = {
  gather: async (stage, tally) => new AwardCompany(new AwardPlay(stage, await AwardCast.gather(stage), tally)),
  unreached: async (stage, tally) => [...(await waysOf(stage, 'instalments')), ...awardWays].filter((way) => !(way in tally.transitions)),
}

/**
 * Plays until so many commands were tried or something differs; the difference, with the seed that makes it again. Up to `goesOn` times as long
 * while a transition has not been reached; from the half on the ways that are missing are sought.
 */
const playOn = async (stage: Stage, witness: Witness, game: Game, { wanted, firstSeed, goesOn = 1 }: { wanted: number; firstSeed: number; goesOn?: number }): Promise<{ tally: Tally; different: string | undefined; missing: string[] }> => {
  const tally = new Tally()
  const player = await game.gather(stage, tally, witness)
  let missing: string[] = []
  let told = Date.now()
  for (let seed = firstSeed; tally.commands < wanted || (tally.commands < wanted * goesOn && missing.length > 0); seed++) {
    try {
      // A run goes on where the one before ended: what was done is not undone, so nothing is shrunk.
      await fc.assert(fc.asyncProperty(anyTries(commandsARun), (tries) => fc.asyncModelRun(() => ({ model: {}, real: player }), tries)), { seed, numRuns: 1, endOnFailure: true, verbose: 0 })
    } catch (error) {
      return { tally, different: `种子 ${firstSeed}，第 ${tally.commands} 个命令：${causeOf(error)}`, missing }
    }
    missing = await game.unreached(stage, tally)
    // What has not been gone in the first half of a run is sought in the second.
    if (tally.commands * 2 >= wanted) player.aim.seek(missing)
    if (Date.now() - told < 30_000) continue
    told = Date.now()
    console.error(`${tally.commands} / ${wanted} 个命令${tally.commands * 2 >= wanted && missing.length ? `，还没有走到：${missing.join('、')}` : ''}`)
  }
  return { tally, different: undefined, missing }
}

const causeOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  return cause instanceof Different ? cause.message : cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

const itself = (name: string): Handler => {
  const handler = handlers.find(({ declaration }) => declaration.name === name)
  if (!handler) throw new Error(`no verb is called ${name}`)
  return handler
}

/** What lies in a colleague's hands is taken out of them before the many are looked at. */
const heedless = itself(bulkDecide.name)

const replaced = (...faulty: readonly Handler[]): readonly Handler[] => handlers.map((handler) => faulty.find(({ declaration }) => declaration.name === handler.declaration.name) ?? handler)

/** Houses with a fault in them. */
const plants: readonly { says: string; game: Game; house: readonly Handler[] }[] = [
  {
    says: 'anybody who sees a case may withdraw it',
    game: casesGame,
    house: replaced(
      implement(withdraw, async (context, { caseId, note }) => {
        const record = await caseStore.getCaseForUpdate(context.db, caseId)
        if (record.closedOn) context.refuse('alreadyClosed')
        await closeCase(context, record, 'withdrawn', note, 'withdraw')
        return {}
      }),
    ),
  },
  {
    says: 'who decides many decides what a colleague holds too',
    game: casesGame,
    house: replaced({
      kind: 'action',
      declaration: bulkDecide,
      run: async (context, input) => {
        if (heedless.kind !== 'action') throw new Error('a bulk decision is an action')
        await context.db.updateTable('cases.step').set({ holderId: null, holderName: null, heldOn: null }).where('id', 'in', bulkDecide.input.parse(input).stepIds).where('state', '=', 'open').execute()
        return heedless.run(context, input)
      },
    }),
  },
  { says: 'the money is looked at and not locked', game: casesGame, house: replaced(...caseHandlers({ measures, fund: { ...fund, commitAward: sumThenInsert } })) },
  {
    says: 'what is stopped is not given back to the line',
    game: casesGame,
    house: replaced(
      implement(stopInstalment, async ({ db, refuse }, { instalmentId, reason }) => {
        const instalment = await getInstalmentForUpdate(db, instalmentId)
        if (!['planned', 'needsCheck', 'due'].includes(instalment.state)) refuse('notStoppable')
        await settleCheck(db, instalmentId, 'stopped', reason)
        return { releasedFen: instalment.amountFen }
      }),
    ),
  },
  { says: 'who is one fen short is told another reason', game: casesGame, house: replaced(...caseHandlers({ measures, fund: { ...fund, commitAward: (db, decided) => fund.commitAward(db, decided).then((result) => (result.ok ? result : { ok: false, reason: 'alreadyAwarded' })) } })) },
  {
    says: 'the signature commits what was stopped before it too',
    game: awardsGame,
    house: replaced(
      implement(signAgreement, async ({ db, today, refuse }, { awardId, signedOn, document }) => {
        const award = await lockAward(db, awardId)
        if (award.state !== 'reserved') refuse('notWaiting')
        if (signedOn > today) refuse('notYet')
        if (signedOn < award.decidedOn) refuse('beforeDecision')
        await db.updateTable('fund.award').set({ state: 'active', signedOn, agreementDocument: document }).where('id', '=', awardId).execute()
        const { placeCode, lineId, amountFen } = award
        await post(db, [{ kind: 'commit', day: today, placeCode, awardId, document, says: '签订协议', legs: move(lineId, 'reserved', 'committed', amountFen) }])
        return { committedFen: amountFen }
      }),
    ),
  },
  {
    says: 'a write-off is through when two have approved it, whoever they are',
    game: awardsGame,
    house: replaced(
      implement(approveWriteOff, async ({ db, actor, today, refuse }, { writeOffId }) => {
        const writeOff = await lockWriteOff(db, writeOffId)
        if (writeOff.state !== 'proposed' && writeOff.state !== 'approvedOnce') refuse('notOpen')
        const claim = await lockClaim(db, writeOff.claimId)
        if (writeOff.amountFen > claim.outstandingFen) refuse('tooMuch')
        const first = writeOff.state === 'proposed'
        const by = actor.accountId ?? null
        await db.updateTable('fund.writeOff').set(first ? { state: 'approvedOnce', firstBy: by } : { state: 'approved', secondBy: by, closedOn: today }).where('id', '=', writeOffId).execute()
        const { awardId, placeCode, lineId } = claim
        if (!first) await post(db, [{ kind: 'writeOff', day: today, placeCode, awardId, document: writeOff.document, says: '核销', legs: move(lineId, 'receivable', 'writtenOff', writeOff.amountFen) }])
        return { state: first ? ('approvedOnce' as const) : ('approved' as const), outstandingFen: claim.outstandingFen }
      }),
    ),
  },
]

/** Each in a year of its own, so that its line and what is due on it are its own too. */
const findPlants = async (address: DatabaseAddress, witness: Witness, seed: number): Promise<number> => {
  let found = 0
  for (const [index, { says, game, house }] of plants.entries()) {
    const { different } = await withStage(address, plainDate(`${2037 + index * 10}-06-15`), (stage) => playOn(stage, witness, game, { wanted: 3_000, firstSeed: seed }), { handlers: house }, 12)
    if (different !== undefined) found += 1
    else console.error(`没有发现植入的错误：${says}`)
  }
  return found
}

/** A bank that changes its word is not the model's: its own tests and the bank's harness walk it. */
const notModelled = /^instalment (due→paid|paid→due|suspended→paid)/

/** Ways that the database knows. */
const waysOf = (stage: Stage, of: 'cases' | 'instalments'): Promise<string[]> =>
  stage.asSystem(async (db) => {
    if (of === 'cases') return (await db.selectFrom('cases.transition').select(['fromState', 'toState']).execute()).map(({ fromState, toState }) => `case ${fromState}→${toState}`)
    return (await db.selectFrom('fund.instalmentTransition').select(['fromState', 'toState']).execute()).map(({ fromState, toState }) => `instalment ${fromState}→${toState}`).filter((way) => !notModelled.test(way))
  })

/** Small: 2,000 commands, of which two in five on decided awards; large: a million, or as many as `--commands` says. */
export const runModel: Harness = ({ address, adminUrl, large, commands, seed: given }) =>
  Witness.over(adminUrl, async (witness) => {
    const total = commands ?? (large ? 1_000_000 : 2_000)
    // The tests draw the same each time; a large run draws anew.
    const seed = given ?? (large ? Date.now() % 1_000_000 : 7)
    const began = Date.now()
    const played = await withStage(
      address,
      raceDay,
      async (stage) => {
        await layGround(stage.database, raceDay)
        const games = []
        for (const [game, share] of [[casesGame, 0.6], [awardsGame, 0.4]] as const) games.push(await playOn(stage, witness, game, { wanted: total * share, firstSeed: seed, goesOn: 3 }))
        return games
      },
      {},
      12,
    )
    const playSeconds = Math.round((Date.now() - began) / 1000)
    const different = played.flatMap((game) => game.different ?? [])
    const missing = played.flatMap((game) => game.missing)
    for (const difference of different) console.error(difference)
    if (missing.length) console.error(`没有走到的转换：${missing.join('、')}`)
    const movers = await secretMovers(witness)
    if (movers.length) console.error(`自称不动资金的动作记了凭证：${movers.join('、')}`)
    const found = await findPlants(address, witness, seed)
    const [transitions, guards, done] = (['transitions', 'guards', 'done'] as const).map((what) => together(played.map(({ tally }) => tally[what])))
    const figures = { commands: played.reduce((sum, { tally }) => sum + tally.commands, 0), playSeconds, seed, different: different.length, transitions, unreached: missing.length, secretMovers: movers.length, guards, done, planted: `${found}/${plants.length}` }
    return { figures, passed: different.length + missing.length + movers.length === 0 && found === plants.length && unaccounted().length === 0 }
  })

const together = (counts: readonly Record<string, number>[]): Record<string, number> => {
  const sum: Record<string, number> = {}
  for (const count of counts) for (const [what, times] of Object.entries(count)) sum[what] = (sum[what] ?? 0) + times
  return Object.fromEntries(Object.entries(sum).toSorted())
}
