import { implement, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { fen, type Fen } from '../../kernel/types.ts'
import { findHolder } from '../account-store.ts'
import { splitInstalment, stopInstalments } from '../awards/effects.ts'
import { checkOf } from '../awards/follow.ts'
import { inProportion } from '../awards/parts.ts'
import { lockAward, openInstalments, recordEvent, setInstalment, type LockedAward, type OpenInstalment } from '../awards/store.ts'
import { humanOf } from '../../kernel/org/actor.ts'
import { sameHand } from '../desk.ts'
import { decideStage, getStages, leastExperts, passScore, planStage, recordMatch, recordOpinion, stageCan } from './contract.ts'
import * as store from './store.ts'

/** What each verb of team funding does. A stage's payment waits for experts and for matched money; the tables hold both. */

const getStagesHandler = implementQuery(getStages, ({ db, actor }, { awardId }) => store.stagesPage(db, awardId, actor))

const planHandler = implement(planStage, async ({ db, refuse, touched }, { instalmentId, title, match }) => {
  const { id, no, awardId, placeCode, planned, holderKind } = await store.instalmentToStage(db, instalmentId)
  if (holderKind !== 'team') refuse('notTeam')
  if (!planned) refuse('notPlanned')
  const stageId = await store.insertStage(db, { awardId, instalmentId: id, instalmentNo: no, placeCode, title, matchFen: match })
  if (!stageId) return refuse('alreadyPlanned')
  touched({ awardId, stageId })
  return { stageId }
})

const matchHandler = implement(recordMatch, async ({ db, today, refuse, touched }, { awardId, source, amount, receivedOn, document }) => {
  const award = await lockAward(db, awardId)
  if (award.holderKind !== 'team') refuse('notTeam')
  if (receivedOn > today) refuse('notYet')
  if (!(await store.insertProof(db, { awardId, placeCode: award.placeCode, source, amountFen: amount, receivedOn, document }))) refuse('alreadyRecorded')
  touched({ awardId })
  return { matchedFen: await store.matchedOf(db, awardId) }
})

const opinionHandler = implement(recordOpinion, async ({ db, actor, today, refuse, touched }, { stageId, expertId, score, opinion, document }) => {
  const stage = await store.lockStage(db, stageId)
  if (!stageCan.assess(stage)) refuse('closed')
  const expert = await findHolder(db, { kind: 'person', id: expertId })
  if (!expert) return refuse('notRegistered')
  const made = await store.insertOpinion(db, { stageId, placeCode: stage.placeCode, expertId, expertName: expert.name, score, opinion, givenOn: today, document, recorderPerson: humanOf(actor) })
  if (made !== 'made') refuse(made)
  touched({ stageId })
  return { opinions: (await store.opinionsOf(db, stageId)).length }
})

const decideHandler = implement(decideStage, async ({ db, actor, today, refuse, touched }, { stageId, outcome, keep, document }) => {
  const stage = await store.lockStage(db, stageId)
  if (!stageCan.decide(stage)) refuse('closed')
  if (await store.hasOpenBefore(db, stage)) refuse('notNext')
  const opinions = await store.opinionsOf(db, stageId)
  if (opinions.some(({ recordedBy, recorderPerson }) => sameHand({ account: recordedBy, person: recorderPerson }, actor))) refuse('sameHand')
  if (opinions.length < leastExperts) refuse('tooFewExperts', `现有 ${opinions.length} 份`)
  const award = await lockAward(db, stage.awardId)
  const open = await openInstalments(db, award.id)
  // The parts of all payers; one that somebody stopped by hand is no longer open and stays stopped.
  const parts = open.filter(({ no }) => no === stage.instalmentNo)
  const [first] = parts
  if (!first || parts.some(({ state }) => state !== 'planned')) return refuse('notWaiting')
  const whole = fen(parts.reduce((sum, { amountFen }) => sum + amountFen, 0n))
  if (outcome === 'reduced' && keep === undefined) refuse('keepNeeded')
  if (keep !== undefined && (outcome !== 'reduced' || keep >= whole)) refuse('keepWrong')
  touched({ awardId: award.id, stageId })
  if (outcome === 'failed') {
    await store.settleStage(db, stageId, 'failed', document, today)
    // Later stages rest on this one: they stop with it. What was split off an earlier one is owed still.
    const stops = open.filter(({ rootNo }) => rootNo >= first.rootNo)
    const stoppedFen = await stopInstalments(db, award, stops, `${stage.title}不通过（${document}）`, today)
    await recordEvent(db, award, { kind: 'stopped', on: today, says: `${stage.title}不通过`, source: 'hand', document, changed: stoppedFen })
    return { dueFen: fen(0n), stoppedFen }
  }
  if (opinions.reduce((sum, { score }) => sum + score, 0) < passScore * opinions.length) refuse('scoreLow')
  const matched = await store.matchedOf(db, award.id)
  if (matched < stage.matchFen) refuse('matchShort', `还差 ${yuanOf(stage.matchFen - matched)}`)
  const check = await checkOf(db, award, first, today)
  if (check && check.outcome !== 'eligible') refuse('checkFails', check.says)
  await store.settleStage(db, stageId, outcome, document, today)
  const { goOn, stop } = keep === undefined ? { goOn: parts, stop: [] } : await reduce(db, award, parts, keep)
  const stoppedFen = await stopInstalments(db, award, stop, `${stage.title}减付（${document}）`, today)
  for (const { id, milestone, reachedOn } of goOn) await setInstalment(db, id, { ...(milestone && reachedOn === null ? { reachedOn: today } : {}), state: 'due', dueOn: today, checkNote: `${stage.title}：${document}` })
  const dueFen = keep ?? whole
  await recordEvent(db, award, { kind: 'reached', on: today, says: `${stage.title}：${outcome === 'reduced' ? '减付' : '通过'}`, source: 'hand', document, changed: dueFen })
  return { dueFen, stoppedFen }
})

/** What each payer still bears of `keep` fen, in proportion to his part: the rest of a part becomes an instalment of its own, a part of nothing stops whole. */
const reduce = async (db: Tx, award: LockedAward, parts: readonly OpenInstalment[], keep: Fen): Promise<{ goOn: OpenInstalment[]; stop: OpenInstalment[] }> => {
  const kept = inProportion(keep, parts.map(({ amountFen }) => amountFen))
  const goOn = parts.filter((_, i) => (kept[i] ?? 0n) > 0n)
  const rests = new Set<string>(parts.filter((_, i) => kept[i] === 0n).map(({ id }) => id))
  for (const [i, { id, amountFen }] of parts.entries()) {
    const part = kept[i] ?? fen(0n)
    if (part > 0n && part < amountFen) rests.add(await splitInstalment(db, id, part))
  }
  return { goOn, stop: (await openInstalments(db, award.id)).filter(({ id }) => rests.has(id)) }
}

const yuanOf = (amount: bigint): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, '0')} 元`

export const teamHandlers: Handler[] = [getStagesHandler, planHandler, matchHandler, opinionHandler, decideHandler]
