import { sql } from 'kysely'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../kernel/calendar/working-days.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { askProposal, assign, assignProposed, handOverPeople, keepSpecialist, makePromise, setLimit } from '../modules/service/assign-contract.ts'
import { answerRequest, askRequest, askSpecialist, enterRequest, nightly, rateRequest, recordContact, reopenRequest, takeRequest, tellRequest } from '../modules/service/contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** A year of service: promised, assigned, asked and answered, so that the queues of today have work in them and the figures a year behind them. */

const document = '青委人才〔2024〕6号第五条'
const promised = [['A', 1], ['B', 1], ['C', 3], ['D', 6]] as const
const perCounty = 2
/** Requests of the whole year; the last ones are still open. */
const asked = 48

interface Story {
  kind: string
  words: string
  answer: string
}
const stories: readonly Story[] = [
  { kind: 'schooling', words: '孩子明年九月上小学，户口还没有迁过来，想知道能报哪几所学校。', answer: '按您的人才类别可在居住地或单位所在地择校一次，五月由我们统一登记，需要的房产和任职信息已经替您查到。' },
  { kind: 'medical', words: '想预约今年的健康体检，最好安排在周末。', answer: '已为您约在市中心医院健康管理中心，时间和注意事项医院会短信通知。' },
  { kind: 'spouse', words: '爱人原来做会计，随我来青屿以后还没有找到合适的工作。', answer: '已把简历推荐给三家正在招会计的单位，其中两家本周联系面试。' },
  { kind: 'housing', words: '人才公寓轮候排到第几位了，大概什么时候能入住？', answer: '您在本批轮候第二十六位，海棠苑下月交付四十套，预计可以选房。' },
  { kind: 'policy', words: '换了单位以后，生活补贴还能接着领吗？', answer: '可以。新单位仍在本市、社保不断缴即可接续，发放日不变。' },
  { kind: 'other', words: '实验室要从外地运一台仪器过来，进城通行证怎么办？', answer: '已联系交警部门，凭单位介绍信当天可办，窗口在市民中心二楼。' },
]
const talks = ['到单位走访，看了新实验室，团队近期要招两名博士', '电话问候，近来工作顺利，提醒了社保不要断缴', '参加季度座谈，提出希望周末开放健身场馆', '电话联系，了解孩子入学后的情况，已经适应']

interface Served {
  personId: Id<'person'>
  number: string
  name: string
  specialistId: Id<'account'>
}

export const liveService = async (house: House, cast: Cast, { today, seed }: { today: PlainDate; seed: number }): Promise<void> => {
  const city = cast.demoActor('talent-office')
  const began = addDays(today, -360)
  for (const [level, contactMonths] of promised) await house.does({ actor: city, today: began }, makePromise, { level, contactMonths, document, validFrom: began })
  await house.does({ actor: city, today: began }, setLimit, { kind: 'policy', workingDays: 2, document })
  const actors = await hire(house, cast, began)
  await startAssigning(house, cast, city, { began, today })
  const people = await house.database.asSystem(today, (db) => sql<Served>`
    select p.id as "personId", p.number, p.name, a.specialist_id as "specialistId" from pub.service_assignment a join pub.person p on p.id = a.person_id
    where a.until is null and a.since <= ${addDays(began, 20)}::date order by a.specialist_id = ${cast.demoActor('specialist').accountId ?? null} desc, md5(p.id::text || ${`service ${seed}`}) limit 120`.execute(db).then(({ rows }) => rows))
  const story = new ServiceYear({ house, cast, actors, today })
  for (const [index, person] of people.entries()) await story.keepInTouch(person, index, addDays(began, 30))
  for (let index = 0; index < asked && people.length > 0; index++) await story.ask(people[(index * 7) % people.length], index, addDays(began, 25 + Math.floor((index * 334) / asked)))
  await house.job(nightly.name, today)
}

/** Two specialists a county with their cards; the demo's is one of them, and one who will leave. */
const hire = async (house: House, cast: Cast, began: PlainDate): Promise<Map<string, Actor>> => {
  const counties = await house.database.asSystem(began, (db) => sql<{ code: string }>`select code from kernel.place where level = 'county' order by code`.execute(db).then(({ rows }) => rows))
  const actors = new Map<string, Actor>()
  for (const [at, { code }] of counties.entries()) {
    const office = await cast.office(code, 'talent-office')
    for (let turn = 0; turn < perCounty; turn++) {
      const actor = await cast.specialist(code, turn)
      const accountId = actor.accountId
      if (!accountId) continue
      await house.does({ actor: office, today: began }, keepSpecialist, { specialistId: accountId, officePhone: `0100-800${String(at * perCounty + turn).padStart(4, '0')}`, most: 40 })
      actors.set(accountId, actor)
    }
  }
  return actors
}

/** By proposal, county by county; the first demo talent by hand to the demo specialist, the second asks for one. A colleague hands over half a year ago. */
const startAssigning = async (house: House, cast: Cast, city: Actor, { began, today }: { began: PlainDate; today: PlainDate }): Promise<void> => {
  const specialist = cast.demoActor('specialist')
  const [first, second] = cast.demo.flatMap(({ actor }) => (actor.role === 'talent' && actor.personId ? [{ actor, personId: actor.personId }] : []))
  if (first && specialist.accountId) await house.does({ actor: city, today: addDays(today, -200) }, assign, { personId: first.personId, specialistId: specialist.accountId })
  for (let round = 0; round < 2; round++) {
    const day = addDays(began, 5 + round * 5)
    const { pairs } = await house.asks({ actor: city, today: day }, askProposal, {})
    // The demo talents come later, as they did; the last in line still wait today.
    const now = pairs.filter(({ personId }) => personId !== first?.personId && personId !== second?.personId)
    if (now.length) await house.does({ actor: city, today: day }, assignProposed, { pairs: now.map(({ personId, specialistId }) => ({ personId, specialistId })) })
  }
  if (second) await house.does({ actor: second.actor, today: addDays(today, -2) }, askSpecialist, {})
  const leaving = await cast.specialist(specialist.scope ?? '', 1)
  const held = await house.database.asSystem(today, (db) => sql<{ count: number }>`select count(*)::int as count from service.assignment where specialist_id = ${leaving.accountId ?? null} and upper_inf(span)`.execute(db))
  if (leaving.accountId && (held.rows[0]?.count ?? 0) > 30) await house.does({ actor: city, today: addDays(today, -180) }, handOverPeople, { from: leaving.accountId, reason: '借调到市里工作半年' })
}

interface Stage {
  house: House
  cast: Cast
  actors: ReadonlyMap<string, Actor>
  today: PlainDate
}

class ServiceYear {
  private readonly stage: Stage
  constructor(stage: Stage) {
    this.stage = stage
  }

  /** Every third month, but one in five is forgotten for the last half year. */
  async keepInTouch({ personId, specialistId }: Served, index: number, from: PlainDate): Promise<void> {
    const { house, actors, today } = this.stage
    const actor = actors.get(specialistId)
    const until = index % 5 === 4 ? addDays(today, -200) : addDays(today, -1 - (index % 40))
    if (!actor) return
    for (let day = addDays(from, index % 60), turn = index; day < until; day = addDays(day, 85), turn++) {
      await house.does({ actor, today: day }, recordContact, { personId, kind: turn % 4 === 0 ? 'visit' : turn % 4 === 2 ? 'meeting' : 'call', on: day, words: talks[turn % talks.length] ?? '' })
    }
  }

  /** Asked on a day, mostly answered in time, mostly rated; what was asked lately may still wait. */
  async ask(person: Served | undefined, index: number, day: PlainDate): Promise<void> {
    const { house, cast, actors, today } = this.stage
    const story = stories[index % stories.length]
    const actor = person && actors.get(person.specialistId)
    if (!person || !story || !actor || day > today) return
    const { personId } = person
    const byPhone = index % 6 === 5
    const talent = await cast.talent(personId, person)
    const { requestId, dueOn } = byPhone ? await house.does({ actor, today: day }, enterRequest, { personId, ...story }) : await house.does({ actor: talent, today: day }, askRequest, { kind: story.kind, words: story.words })
    const told = (verb: 'enter' | 'take' | 'answer', times: number, on: PlainDate) => house.job(tellRequest.name, on, { requestId, verb, times: String(times) })
    const late = index % 9 === 8
    const answeredOn = late ? workingDaysAfter(dueOn, 3) : workingDaysAfter(day, Math.min(1 + (index % 4), 2))
    let steps = 1
    if (byPhone) await told('enter', 1, day)
    else if (workingDaysAfter(day, 1) <= today && index % 3 !== 1) {
      const on = workingDaysAfter(day, 1) < answeredOn ? workingDaysAfter(day, 1) : day
      await house.does({ actor, today: on }, takeRequest, { requestId })
      await told('take', ++steps, on)
    }
    if (answeredOn >= today || index >= asked - 5) return
    if (late) {
      await house.job(nightly.name, addDays(dueOn, 1))
      steps++
    }
    await house.does({ actor, today: answeredOn }, answerRequest, { requestId, words: story.answer })
    await told('answer', ++steps, answeredOn)
    await this.hear({ talent, actor, requestId, answer: story.answer }, index, answeredOn)
  }

  private async hear({ talent, actor, requestId, answer }: { talent: Actor; actor: Actor; requestId: Id<'request'>; answer: string }, index: number, answeredOn: PlainDate): Promise<void> {
    const { house, today } = this.stage
    const on = addDays(answeredOn, 1)
    if (on >= today) return
    if (index % 11 === 10) {
      await house.does({ actor: talent, today: on }, reopenRequest, { requestId, words: '按答复去问了，窗口说还要单位盖章' })
      await house.does({ actor, today: on }, answerRequest, { requestId, words: `${answer}盖章的事已和单位说好。` })
    }
    const rating = index % 11 === 10 ? 3 : index % 7 === 6 ? 4 : 5
    if (index % 4 !== 3) await house.does({ actor: talent, today: on }, rateRequest, { requestId, rating, words: rating === 5 ? '' : '希望答复再快一点' })
  }
}
