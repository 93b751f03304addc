import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery, Missing, type Handler } from '../../kernel/implement.ts'
import { agreeToStory, askConsent, declineStory, draftStory, editStory, getStory, listStories, myStories, publishedStories, publishStory, readStory, takeBack, takeOff, tellStory, withdrawConsent } from './contract.ts'
import { storyCan } from './states.ts'
import * as store from './store.ts'

/** What each verb does. Who may reach which story, row-level security has decided; which words somebody agreed to, the row itself holds. */

const paragraphsOf = (body: string): string[] => body.split(/\n\s*\n|\n/).map((one) => one.trim()).filter((one) => one !== '')

const publishedHandler = implementQuery(publishedStories, async ({ db }, { kind, place, industry }) => {
  const all = await store.published(db).orderBy('s.publishedOn', 'desc').orderBy('s.id', 'desc').limit(500).execute()
  const stories = all.filter((one) => (!kind || one.kind === kind) && (!place || one.placeName === place) && (!industry || one.industry === industry))
  const different = (words: readonly (string | null)[]) => [...new Set(words.filter((one) => one !== null))].toSorted()
  return {
    stories: stories.map(({ id, kind: ofKind, title, lead, about, placeName, industry: of, publishedOn }) => ({ id, kind: ofKind, title, lead, about, placeName, industry: of, publishedOn })),
    total: stories.length,
    places: different(all.map(({ placeName }) => placeName)),
    industries: different(all.map((one) => one.industry)),
  }
})

const readHandler = implementQuery(readStory, async ({ db }, { storyId }) => {
  const found = await store.published(db).where('s.id', '=', storyId).executeTakeFirst()
  if (!found) throw new Missing()
  const { id, kind, title, lead, about, placeName, industry, publishedOn, body, classSaid, measureSaid } = found
  return { id, kind, title, lead, about, placeName, industry, publishedOn, paragraphs: paragraphsOf(body), classSaid, measureSaid }
})

const mineHandler = implementQuery(myStories, async ({ db, actor }) => ({
  stories: (await store.mine(db, actor)).map(({ body, industry: _, ...story }) => ({ ...story, paragraphs: paragraphsOf(body) })),
}))

const agreeHandler = implement(agreeToStory, async ({ db, actor, today, refuse }, { storyId, version }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.answer(story)) return refuse('notAsked')
  if (story.version !== version) return refuse('changed')
  await store.say(db, story, { says: 'agreed', words: '', saidBy: actor.accountId ?? '', saidOn: today })
  await store.change(db, storyId, { state: 'agreed', agreedVersion: version })
  return {}
})

const declineHandler = implement(declineStory, async ({ db, actor, today, refuse }, { storyId, version, words }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.answer(story)) return refuse('notAsked')
  if (story.version !== version) return refuse('changed')
  await store.say(db, story, { says: 'declined', words, saidBy: actor.accountId ?? '', saidOn: today })
  await store.change(db, storyId, { state: 'declined' })
  return {}
})

const withdrawHandler = implement(withdrawConsent, async ({ db, actor, today, refuse }, { storyId }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.withdrawConsent(story)) return refuse('notGiven')
  await store.say(db, story, { says: 'withdrawn', words: '', saidBy: actor.accountId ?? '', saidOn: today })
  await store.change(db, storyId, { state: 'withdrawn', endedOn: today, endedBecause: '本人撤回同意' })
  return {}
})

const listHandler = implementList(listStories, ({ db }, { search, state, kind }) => {
  let rows = store.ofOffice(db)
  if (search) rows = rows.where(sql<boolean>`strpos(s.title, ${search}) > 0 or strpos(s.about, ${search}) > 0 or strpos(s.number, ${search.toUpperCase()}) > 0`)
  if (state) rows = rows.where('s.state', '=', state)
  if (kind) rows = rows.where('s.kind', '=', kind)
  return rows
})

const getHandler = implementQuery(getStory, async ({ db, actor }, { storyId }) => {
  const { writtenBy, personId, ...story } = await store.getWhole(db, storyId)
  return { ...story, ofPerson: personId !== null, mine: writtenBy === actor.accountId, said: await store.saidOf(db, storyId) }
})

/** What a story says of the records stands in it as they are today; nothing is typed in. */
const factsOf = async (db: Tx, refuse: (code: 'noClass' | 'noCase') => never, subject: Pick<store.Subject, 'personId' | 'employerId'>, { tellsClass, caseNumber }: { tellsClass: boolean; caseNumber: string }) => {
  const level = tellsClass ? ((subject.personId === null ? undefined : await store.findClass(db, subject.personId)) ?? refuse('noClass')) : undefined
  const decided = caseNumber ? ((await store.findCase(db, caseNumber.toUpperCase(), subject)) ?? refuse('noCase')) : undefined
  return { classSaid: level === undefined ? null : `${level}类人才`, caseId: decided?.id ?? null, measureSaid: decided?.title ?? null }
}

const draftHandler = implement(draftStory, async ({ db, actor, today, refuse, touched }, { kind, subjectNumber, title, lead, body, ...facts }) => {
  const subject = (await store.findSubject(db, subjectNumber.toUpperCase())) ?? refuse('nobody')
  if (kind === 'portrait' && subject.personId === null) return refuse('portraitOfEmployer')
  const said = await factsOf(db, refuse, subject, facts)
  const { id, number } = await store.insertStory(db, { ...subject, ...said, kind, title, lead, body, placeCode: actor.scope ?? '', writtenBy: actor.accountId ?? '', writtenOn: today, year: today.slice(0, 4) })
  touched({ storyId: id, number })
  return { storyId: id, number }
})

const editHandler = implement(editStory, async ({ db, actor, today, refuse }, { storyId, title, lead, body, ...facts }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.edit(story)) return refuse('notDraft')
  const said = await factsOf(db, refuse, story, facts)
  const version = story.version + 1
  await store.rewrite(db, storyId, version, { ...said, title, lead, body, writtenBy: actor.accountId ?? '', writtenOn: today })
  return { version }
})

const askHandler = implement(askConsent, async ({ db, refuse, enqueue }, { storyId }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.ask(story)) return refuse('notDraft')
  await store.change(db, storyId, { state: 'asked' })
  await enqueue(tellStory, { storyId, version: story.version, what: 'asked' })
  return {}
})

const takeBackHandler = implement(takeBack, async ({ db, refuse }, { storyId }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.takeBack(story)) return refuse('notAsked')
  await store.change(db, storyId, { state: 'drafted', agreedVersion: null })
  return {}
})

const publishHandler = implement(publishStory, async ({ db, actor, today, refuse, enqueue }, { storyId }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.publish(story)) return refuse('notAgreed')
  if (story.writtenBy === actor.accountId) return refuse('ownWords')
  await store.change(db, storyId, { state: 'published', publishedBy: actor.accountId ?? '', publishedOn: today })
  await enqueue(tellStory, { storyId, version: story.version, what: 'published' })
  return {}
})

const takeOffHandler = implement(takeOff, async ({ db, today, refuse, enqueue }, { storyId, because }) => {
  const story = await store.getForUpdate(db, storyId)
  if (!storyCan.takeOff(story)) return refuse('gone')
  await store.change(db, storyId, { state: 'withdrawn', endedOn: today, endedBecause: because })
  if (story.state === 'published') await enqueue(tellStory, { storyId, version: story.version, what: 'takenOff' })
  return {}
})

export const storyHandlers: readonly Handler[] = [publishedHandler, readHandler, mineHandler, agreeHandler, declineHandler, withdrawHandler, listHandler, getHandler, draftHandler, editHandler, askHandler, takeBackHandler, publishHandler, takeOffHandler]
