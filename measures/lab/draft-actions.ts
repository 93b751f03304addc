import { sql } from 'kysely'
import { addDays } from '../../kernel/calendar/plain-date.ts'
import { withHouseEyes } from '../../kernel/db/elevate.ts'
import { implement, implementList, implementQuery, type ActionContext } from '../../kernel/implement.ts'
import { humanOf, isHandOf, type Actor } from '../../kernel/org/actor.ts'
import type { Instant, PlainDate } from '../../kernel/types.ts'
import { setAt } from '../../policy/laboratory/set-at.ts'
import { liveLibrary } from '../library.ts'
import { publishEdition } from '../publish.ts'
import { approveDraft, discardDraft, draftCan, getDraft, getDraftVersion, listDrafts, openDraft, publishDraft, saveDraft, sendBackDraft, submitDraft } from './contract.ts'
import { hindrances, readDraft } from './reading.ts'
import * as store from './store.ts'
import { templateOf } from './template.ts'

/** What each verb of a draft does, in the order of the procedure. */

export const writerOf = (actor: Actor): store.Writer => ({ accountId: actor.accountId ?? '', name: actor.name, person: humanOf(actor) ?? '' })

const shanghai = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false })
const savedBy = ({ savedByName, savedAt, version }: { savedByName: string; savedAt: Instant; version: number }) => {
  const part = Object.fromEntries(shanghai.formatToParts(new Date(savedAt)).map(({ type, value }) => [type, value]))
  return `${savedByName} ${part['month']}月${part['day']}日 ${part['hour']}:${part['minute']} 保存了第 ${version} 稿`
}
const firstOf = (sentences: readonly string[]): string => (sentences.length > 1 ? `${sentences[0]}（另有 ${sentences.length - 1} 处）` : (sentences[0] ?? ''))

const listDraftsHandler = implementList(listDrafts, ({ db }, { search, state }) => {
  let rows = store.drafts(db)
  if (search) rows = rows.where(sql<boolean>`(d.title || ' ' || d.measure || ' ' || d.number) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('d.state', '=', state)
  return rows
})

const getDraftHandler = implementQuery(getDraft, async ({ db, actor }, { draftId }) => {
  const [page, versions] = [await store.getDraftPage(db, draftId), await store.versionsOf(db, draftId)]
  return { ...page, wroteIt: wrote(versions, actor), versions: versions.map(({ version, savedByName, savedAt }) => ({ version, savedByName, savedAt })) }
})

const getDraftVersionHandler = implementQuery(getDraftVersion, ({ db }, { draftId, version }) => store.getVersion(db, draftId, version))

const wrote = (versions: readonly { writerPerson: string; savedBy: string }[], actor: Actor): boolean =>
  versions.some((version) => isHandOf(actor, version.writerPerson) || isHandOf(actor, version.savedBy))

const openDraftHandler = implement(openDraft, async ({ db, actor, today, refuse, touched }, input) => {
  const library = await liveLibrary(db)
  const measure = 'measure' in input ? input.measure : input.code
  const editions = library.editions.filter(({ edition }) => edition.measure === measure)
  const open = await store.findOpenDraft(db, measure)
  if (open) refuse('alreadyOpen', `${open.number}，${open.savedByName}最近保存`)
  const common = { measure, placeCode: actor.scope ?? '', year: today.slice(0, 4), writer: writerOf(actor) }
  if (!('measure' in input)) {
    if (editions.length > 0) refuse('codeTaken')
    const made = await store.insertDraft(db, { ...common, title: input.title, text: templateOf({ ...input, from: today }), baseEditionId: null })
    touched({ draftId: made.id, number: made.number })
    return { draftId: made.id, number: made.number }
  }
  const base = library.inForce(today).get(measure) ?? editions.at(-1)
  if (!base) return refuse('noSuchMeasure')
  const next = Math.max(...editions.map(({ edition }) => edition.edition)) + 1
  const text = setAt(base.text, 'edition', String(next), readDraft(base.text, library).scope)
  const made = await store.insertDraft(db, { ...common, title: base.edition.title, text, baseEditionId: base.id })
  touched({ draftId: made.id, number: made.number })
  return { draftId: made.id, number: made.number }
})

const saveDraftHandler = implement(saveDraft, async ({ db, actor, refuse }, { draftId, version, text }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.save(draft)) refuse('notDraft')
  if (draft.version !== version) refuse('savedMeanwhile', savedBy(draft))
  const { edition } = readDraft(text, await liveLibrary(db))
  // A text with errors is kept too: nothing of a day's work is lost for want of a bracket.
  if (edition && edition.measure !== draft.measure) refuse('otherMeasure', `${draft.measure}，这里写成了 ${edition.measure}`)
  if (text === draft.text) return { version }
  await store.saveText(db, { draftId, version: version + 1, text, title: edition?.title ?? draft.title, writer: writerOf(actor) })
  return { version: version + 1 }
})

const submitHandler = implement(submitDraft, async ({ db, actor, refuse }, { draftId, version }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.submit(draft)) refuse('notDraft')
  if (draft.version !== version) refuse('savedMeanwhile', savedBy(draft))
  const library = await liveLibrary(db)
  const base = library.byId.get(draft.baseEditionId ?? '')
  const plain = (text: string) => text.replace(/^edition:.*$/m, '')
  if (base && plain(base.text) === plain(draft.text)) refuse('unchanged')
  const no = hindrances(readDraft(draft.text, library), library)
  if (no.length > 0) refuse('notReady', firstOf(no))
  await store.markSubmitted(db, draftId, writerOf(actor))
  return {}
})

const approveHandler = implement(approveDraft, async ({ db, actor, refuse }, { draftId, version, words }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.approve(draft)) refuse('notSubmitted')
  if (draft.version !== version) refuse('savedMeanwhile', savedBy(draft))
  if (wrote(await store.versionsOf(db, draftId), actor)) refuse('sameHand')
  const library = await liveLibrary(db)
  // The vocabulary or another measure may have changed since it was submitted.
  const no = hindrances(readDraft(draft.text, library), library)
  if (no.length > 0) refuse('notReady', firstOf(no))
  await store.markReviewed(db, draftId, { state: 'approved', words, writer: writerOf(actor) })
  return {}
})

const sendBackHandler = implement(sendBackDraft, async ({ db, actor, refuse }, { draftId, reason }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.sendBack(draft)) refuse('notSubmitted')
  await store.markReviewed(db, draftId, { state: 'draft', words: reason, writer: writerOf(actor) })
  return {}
})

const discardHandler = implement(discardDraft, async ({ db, refuse }, { draftId }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.discard(draft)) refuse('finished')
  await store.markDiscarded(db, draftId)
  return {}
})

const publishHandler = implement(publishDraft, async ({ db, actor, today, refuse, touched }, { draftId, from }) => {
  const draft = await store.getDraftForUpdate(db, draftId)
  if (!draftCan.publish(draft)) refuse('notApproved')
  if (actor.scope?.length !== 4) refuse('cityOnly')
  if (from < today) refuse('fromPast')
  const library = await liveLibrary(db)
  const editions = library.editions.filter(({ edition }) => edition.measure === draft.measure)
  const later = editions.filter(({ validFrom }) => validFrom >= from)
  const blocking = later.at(-1)
  if (blocking) refuse(blocking.validFrom <= today ? 'beforeFormer' : 'laterEdition', `第${blocking.edition.edition}版自 ${blocking.validFrom} 起施行`)
  const number = Math.max(0, ...editions.map(({ edition }) => edition.edition)) + 1
  const { scope } = readDraft(draft.text, library)
  const text = setAt(setAt(draft.text, 'edition', String(number), scope), 'inForce.from', from, scope)
  const read = readDraft(text, library)
  const no = hindrances(read, library)
  const { edition } = read
  if (no.length > 0 || !edition) return refuse('notReady', firstOf(no))
  const former = editions.find(({ validTo }) => validTo === null || validTo >= from)
  const editionId = await asHouse({ db, today }, async () => {
    if (former) await store.endEdition(db, former.id, addDays(from, -1))
    return publishEdition(db, edition, text)
  })
  if (editionId === false) return refuse('notReady', '同样的版本已经发布')
  await store.markPublished(db, draftId, editionId)
  touched({ editionId, measure: draft.measure, edition: String(number) })
  return { measure: draft.measure, edition: number, supersedes: former?.edition.edition ?? null }
})

/** Editions are written by the house alone, after this verb has seen that all is in order. */
const asHouse = <T>({ db, today }: Pick<ActionContext, 'db'> & { today: PlainDate }, body: () => Promise<T>): Promise<T> => withHouseEyes(db, today, body)

export const draftHandlers = [listDraftsHandler, getDraftHandler, getDraftVersionHandler, openDraftHandler, saveDraftHandler, submitHandler, approveHandler, sendBackHandler, discardHandler, publishHandler]
