import { sql } from 'kysely'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { declareMessage } from '../../kernel/messages/declare.ts'
import { tell } from '../../kernel/messages/tell.ts'
import { tellStory } from './contract.ts'

/** Who is told about is told what happens with the story; each once for one version. */

export const pleaseAgree = declareMessage({ name: 'stories.asked', topic: 'news', title: '请看一看写您的事例：{title}', body: '人才办写了《{title}》，同意公开才会公开，也可以不同意。点开看全文。', short: '人才办请您看一篇写您的文字，请登录聚英查看' })
export const isPublished = declareMessage({ name: 'stories.published', topic: 'news', title: '写您的事例已公开：{title}', body: '《{title}》已经公开，随时可以撤回同意，撤回后当即不再公开。', short: '写您的文字已公开，请登录聚英查看' })
export const isTakenOff = declareMessage({ name: 'stories.takenOff', topic: 'news', title: '写您的事例已撤下：{title}', body: '人才办撤下了《{title}》：{because}', short: '写您的文字已撤下，请登录聚英查看' })

const tellJob = implementJob(tellStory, ({ database, today }, { storyId, version, what }) =>
  database.asSystem(today, async (db) => {
    const { rows: [one] } = await sql<{ personId: string | null; employerId: string | null; placeCode: string; title: string; because: string | null; state: string; version: number }>`
      select s.person_id as "personId", s.employer_id as "employerId", coalesce(p.place_code, e.place_code) as "placeCode", s.title, s.ended_because as because, s.state, s.version
      from stories.story s left join pub.person p on p.id = s.person_id left join pub.employer e on e.id = s.employer_id where s.id = ${storyId}`.execute(db)
    const id = one?.personId ?? one?.employerId
    // Taken back or withdrawn in the meantime: there is nothing to say any more.
    if (!one || !id || (what === 'asked' && (one.state !== 'asked' || one.version !== version)) || (what === 'published' && one.state !== 'published')) return
    const kind = one.personId ? ('person' as const) : ('employer' as const)
    const told = { to: { kind, id, placeCode: one.placeCode }, key: `${storyId}:${version}`, link: kind === 'person' ? '/my/stories' : '/employer/stories' }
    if (what === 'asked') await tell(db, pleaseAgree, { ...told, params: { title: one.title } })
    else if (what === 'published') await tell(db, isPublished, { ...told, params: { title: one.title } })
    else await tell(db, isTakenOff, { ...told, params: { title: one.title, because: one.because ?? '' } })
  }),
)

export const storyJobs: readonly JobHandler[] = [tellJob]
