import { createHash } from 'node:crypto'
import { systemActor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { fileOf, fillFor, readDraft } from '../indicators/writing/index.ts'
import { fillsFrom } from '../indicators/writing/types.ts'
import { freshDrafts, heldOutDrafts, readDrafts } from './writing/drafts.ts'
import { judgeDraft, type Judged } from './writing/judge.ts'
import type { Database } from '../kernel/db/database.ts'
import { officialDocument, partsOfText } from '../indicators/writing/write/official.ts'

/**
 * `report.binding`: the labelled drafts of bench/writing against the binder: those it was tuned on, by the group in which they were written, and those that were held out.
 * bench/writing/README.md keeps what the first look at each group said. `report.fill`: a draft of twenty pages filled from the records of a city, Word in and out.
 */
export const benchBinding = (): readonly Readonly<Record<string, unknown>>[] => {
  const drafts = readDrafts()
  const heldOut = readDrafts(heldOutDrafts)
  const fresh = readDrafts(freshDrafts)
  const judged = drafts.flatMap((draft) => judgeDraft(draft).map((one) => ({ ...one, group: draft.name.slice(0, 1) })))
  const groups = [...new Set(judged.map(({ group }) => group))].toSorted()
  return [
    { bench: 'report.binding.tuned', drafts: drafts.length, ...counted(judged) },
    { bench: 'report.binding.heldOut', drafts: heldOut.length, ...counted(heldOut.flatMap(judgeDraft)) },
    { bench: 'report.binding.fresh', drafts: fresh.length, ...counted(fresh.flatMap(judgeDraft)) },
    ...groups.map((group) => ({ bench: `report.binding.${group}`, drafts: drafts.filter(({ name }) => name.startsWith(group)).length, ...counted(judged.filter((one) => one.group === group)) })),
    { bench: 'report.certainty', ...calibrated(judged) },
  ]
}

const counted = (judged: readonly Judged[]) => {
  const of = (verdict: Judged['verdict']) => judged.filter((one) => one.verdict === verdict).length
  return { blanks: judged.length, right: of('right'), percent: Math.round((of('right') / judged.length) * 1000) / 10, wrongUnmarked: of('wrongUnmarked'), asked: of('asked'), wrongMarked: of('wrongMarked'), left: of('left') }
}

/** Of the bindings that were said with this much certainty, how many were the right ones. */
const calibrated = (judged: readonly Judged[]) =>
  Object.fromEntries(
    [[0.35, 0.6], [0.6, fillsFrom], [fillsFrom, 0.9], [0.9, 1.01]].map(([from = 0, to = 1]) => {
      const said = judged.filter(({ bound: { binding, certainty } }) => binding !== null && certainty >= from && certainty < to)
      const right = said.filter(({ verdict }) => verdict === 'right' || verdict === 'asked').length
      return [`${from}–${Math.min(to, 1)}`, said.length === 0 ? null : `${right}/${said.length}`]
    }),
  )

/** Twenty pages of about 700 characters with some two hundred blanks: drafts of the bench, with plain prose between them. */
const prose = '人才是第一资源。我们坚持党管人才，深入实施新时代人才强市战略，一体推进引进、培养、使用、激励、保障，让各类人才的创造活力竞相迸发、聪明才智充分涌流。'

export const benchFill = async ({ database }: { database: Database }, today: PlainDate): Promise<Readonly<Record<string, unknown>>> => {
  const texts = readDrafts().map(({ text }) => text)
  let text = ''
  for (let at = 0; text.length < 20 * 700; at += 1) text += `${texts[at] ?? ''}\n${prose.repeat(10)}\n`
  const bytes = await officialDocument(partsOfText(text.split('\n')))
  const actor = { ...systemActor, accountId: '00000000-0000-0000-0000-000000000000' as Id<'account'>, role: 'talentOffice', scope: '9801' } as const
  const once = () =>
    database.as({ actor, today }, async (db) => {
      const began = performance.now()
      const done = await fillFor({ db, database, actor, today, requestId: 'bench' }, readDraft(bytes), { asOf: today, scope: '9801' })
      const file = await fileOf(done, { copy: 'review', official: true })
      return { milliseconds: Math.round(performance.now() - began), filled: done.filled, bytes: file.length }
    })
  const cold = await once()
  const warm = await once()
  const digest = createHash('sha256').update(JSON.stringify(warm.filled.map(({ written }) => written))).digest('hex').slice(0, 12)
  return { bench: 'report.fill', characters: text.length, blanks: warm.filled.length, written: warm.filled.filter(({ written }) => written !== null).length, milliseconds: cold.milliseconds, againMilliseconds: warm.milliseconds, digest }
}
