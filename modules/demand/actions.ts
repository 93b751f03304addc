import { sql } from 'kysely'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { catalogueHandlers } from './catalogue-actions.ts'
import { acceptPost, closePost, editPost, fillPost, getPost, listPosts, postCan, postDemand, sendPostBack, type PostFields } from './contract.ts'
import * as store from './store.ts'

/** What each verb of a post does. Whose posts an actor reaches, row-level security has already decided. */

const listHandler = implementList(listPosts, ({ db }, { search, state, occupation, keyIndustry, programme }) => {
  let rows = store.posts(db)
  if (search) rows = rows.where(sql<boolean>`(p.title || ' ' || p.number || ' ' || e.name) ilike ${`%${search}%`}`)
  if (state) rows = rows.where('p.state', '=', state)
  if (occupation) rows = rows.where('p.occupation', '=', occupation)
  if (keyIndustry) rows = rows.where('p.keyIndustry', '=', keyIndustry)
  if (programme) rows = rows.where('p.programme', '=', programme)
  return rows
})

const getHandler = implementQuery(getPost, async ({ db, actor }, { postId }) => {
  const post = await store.getPostRow(db, postId)
  const own = actor.employerId === post.employerId && postCan.fill(post)
  const candidates = own ? await store.introductionsOf(db, post.employerId).where('i.introducedOn', '>=', post.startsOn).orderBy('i.introducedOn', 'desc').limit(200).execute() : []
  return { ...post, hires: await store.hiresOf(db, postId), candidates: candidates.filter(({ counted }) => !counted).map(({ counted: _, ...one }) => one) }
})

/** What cannot be right in the fields of a post on this day. */
const wrongIn = ({ startsOn, endsOn, payFromFen, payToFen }: PostFields, today: PlainDate): 'endsBeforeStart' | 'endsPast' | 'payBackwards' | undefined => {
  if (endsOn < startsOn) return 'endsBeforeStart'
  if (endsOn < today) return 'endsPast'
  return payToFen < payFromFen ? 'payBackwards' : undefined
}

const postHandler = implement(postDemand, async ({ db, actor, today, refuse, touched }, fields) => {
  const wrong = wrongIn(fields, today)
  if (wrong) refuse(wrong)
  const employerId = actor.employerId ?? refuse('noEmployer')
  const employer = (await store.findEmployer(db, employerId)) ?? refuse('noEmployer')
  const { id, number } = await store.insertPost(db, fields, { ...employer, employerId, postedBy: actor.accountId ?? '', postedOn: today })
  touched({ postId: id, number })
  return { postId: id, number }
})

const editHandler = implement(editPost, async ({ db, today, refuse, touched }, { postId, ...fields }) => {
  const post = await store.getPostForUpdate(db, postId)
  if (!postCan.edit(post)) refuse('notEditable')
  const wrong = wrongIn(fields, today)
  if (wrong) refuse(wrong)
  await store.updatePost(db, postId, fields)
  touched({ postId })
  return {}
})

const acceptHandler = implement(acceptPost, async ({ db, actor, today, refuse, touched }, { postId }) => {
  const post = await store.getPostForUpdate(db, postId)
  if (!postCan.accept(post)) refuse('notSubmitted')
  if (post.endsOn < today) refuse('endsPast')
  if (post.postedBy === actor.accountId) refuse('ownPost')
  await store.setPost(db, postId, { state: 'open', openedOn: today, checkedBy: actor.accountId ?? '' })
  touched({ postId })
  return {}
})

const sendBackHandler = implement(sendPostBack, async ({ db, refuse, touched }, { postId, note }) => {
  const post = await store.getPostForUpdate(db, postId)
  if (!postCan.sendBack(post)) refuse('notSubmitted')
  await store.setPost(db, postId, { state: 'returned', note })
  touched({ postId })
  return {}
})

const fillHandler = implement(fillPost, async ({ db, actor, today, refuse, touched }, { postId, introductionIds }) => {
  const post = await store.getPostForUpdate(db, postId)
  if (!postCan.fill(post)) refuse('notOpen')
  const ids = [...new Set(introductionIds)]
  if (ids.length > post.wanted - post.hired) refuse('tooMany', `还缺 ${post.wanted - post.hired} 人`)
  const found = await store.introductionsOf(db, post.employerId).where('i.id', 'in', ids).execute()
  if (found.length < ids.length) refuse('notIntroduced')
  const counted = found.find((one) => one.counted)
  if (counted) refuse('counted', counted.personName)
  const early = found.find(({ introducedOn }) => introducedOn < post.startsOn)
  if (early) refuse('beforePost', early.personName)
  const openedOn = post.openedOn ?? today
  const { placeCode, employerId } = post
  const hired = await store.insertHires(db, found.map(({ introductionId, introducedOn }) => ({ postId, introductionId, employerId, placeCode, hiredOn: introducedOn < openedOn ? openedOn : introducedOn, recordedBy: actor.accountId ?? '', recordedOn: today })))
  // Another post took one of them between the look and the write.
  if (hired < ids.length) refuse('counted')
  const total = post.hired + hired
  await store.setPost(db, postId, total === post.wanted ? { state: 'filled', hired: total, closedOn: today } : { state: 'open', hired: total })
  touched({ postId, hired: String(hired) })
  return { hired, left: post.wanted - total }
})

const closeHandler = implement(closePost, async ({ db, today, refuse, touched }, { postId, note }) => {
  const post = await store.getPostForUpdate(db, postId)
  if (!postCan.close(post)) refuse('over')
  await store.setPost(db, postId, { state: 'closed', closedOn: today, note })
  touched({ postId })
  return {}
})

export const demandHandlers = [listHandler, getHandler, postHandler, editHandler, acceptHandler, sendBackHandler, fillHandler, closeHandler, ...catalogueHandlers]
