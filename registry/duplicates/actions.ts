import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { dismissDuplicate, duplicateCan, evidence, findDuplicates, findDuplicatesJob, getDuplicate, listDuplicates, listMerges, mergePeople, peopleMerged, peopleSeparated, reopenDuplicate, separatePeople } from './contract.ts'
import { lockMerge, lockPeople, merge, phoneFor, separate } from './merge.ts'
import * as store from './store.ts'

const listDuplicatesHandler = implementList(listDuplicates, ({ db }, filters) => store.pairs(db, filters))

const getDuplicateHandler = implementQuery(getDuplicate, async ({ db, today }, { pairId }) => {
  const { oneId, otherId, state, score, reasons, note } = await store.getPair(db, pairId)
  return { state, score, note, reasons: reasons.map((name) => evidence[name]), one: await store.sideOf(db, oneId, today), other: await store.sideOf(db, otherId, today) }
})

const findHandler = implement(findDuplicates, async ({ enqueue }) => {
  await enqueue(findDuplicatesJob, {}, { key: 'find-duplicates' })
  return {}
})

const mergeHandler = implement(mergePeople, async ({ db, today, refuse, touched, emit }, { pairId, survivorId, take, reason }) => {
  const pair = await store.getPair(db, pairId, true)
  if (!duplicateCan.merge(pair)) refuse('settled')
  if (survivorId !== pair.oneId && survivorId !== pair.otherId) refuse('notOfPair')
  const mergedId = survivorId === pair.oneId ? pair.otherId : pair.oneId
  const of = await lockPeople(db, [survivorId, mergedId])
  if (of(survivorId).survivorId !== null || of(mergedId).survivorId !== null) refuse('alreadyMerged')
  if (of(mergedId).hasFormer) refuse('hasFormer')
  const phone = take.includes('phone') ? readPhone(() => phoneFor(survivorId, of(mergedId))) : null
  if (phone === 'unreadable') return refuse('notReadable')
  const done = await merge(db, { survivorId, mergedId, placeCode: pair.placeCode, take: [...new Set(take)], reason, today }, phone)
  await store.settlePair(db, pairId, 'merged', today, reason)
  await emit(peopleMerged, { survivorId, mergedId })
  touched({ number: done.number, survivorId, mergedId })
  return done
})

const readPhone = <T>(read: () => T): T | 'unreadable' => {
  try {
    return read()
  } catch {
    return 'unreadable'
  }
}

const dismissHandler = implement(dismissDuplicate, async ({ db, today, refuse, touched }, { pairId, note }) => {
  if (!duplicateCan.dismiss(await store.getPair(db, pairId, true))) refuse('settled')
  await store.settlePair(db, pairId, 'different', today, note)
  touched({ pairId })
  return {}
})

const reopenHandler = implement(reopenDuplicate, async ({ db, refuse, touched }, { pairId }) => {
  if (!duplicateCan.reopen(await store.getPair(db, pairId, true))) refuse('notDismissed')
  await store.settlePair(db, pairId, 'open', null, null)
  touched({ pairId })
  return {}
})

const listMergesHandler = implementList(listMerges, ({ db }, filters) => store.merges(db, filters))

const separateHandler = implement(separatePeople, async ({ db, today, refuse, touched, emit }, { mergeId, reason }) => {
  const merged = await lockMerge(db, mergeId)
  if (merged.separated) refuse('separated')
  if (merged.laterFirst) refuse('laterFirst')
  await lockPeople(db, [merged.survivorId, merged.mergedId])
  const records = await separate(db, mergeId, merged, reason, today)
  await emit(peopleSeparated, { survivorId: merged.survivorId, mergedId: merged.mergedId })
  touched({ number: merged.number })
  return { records }
})

export const duplicateHandlers = [listDuplicatesHandler, getDuplicateHandler, findHandler, mergeHandler, dismissHandler, reopenHandler, listMergesHandler, separateHandler]
