import { sql } from 'kysely'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { isWorkingDay } from '../kernel/calendar/working-days.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { cancelCourse, closeEnrolment, createCourse, enrol, finishCourse, issueCertificates, publishCourse, recordAttendance, type CourseState } from '../modules/training/contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** A year of courses, in each state one at least. */

interface Plan {
  title: string
  kind: 'public' | 'professional'
  organiser: string
  venue: string
  summary: string
  /** Days from today to the first session; below nought it has been held. */
  starts: number
  sessions: number
  hours: number
  seats: number
  enrolments: number
  ends: CourseState
}

/** The long pair of a year brings 64 + 30 hours: who sits through both has the year's 90. */
const coursesFrom = (today: PlainDate): Plan[] => {
  const [professional, common] = pairWithinOneYear(today)
  return [
    { title: '智能制造与工业互联网高级研修', kind: 'professional', organiser: '青屿市人力资源和社会保障局', venue: '青屿理工学院工程训练中心', summary: '面向装备制造企业工程技术人员，含两天现场教学。', starts: professional, sessions: 8, hours: 8, seats: 80, enrolments: 64, ends: 'held' },
    { title: '专业技术人员公需科目：科学精神与创新能力', kind: 'public', organiser: '青屿市继续教育中心', venue: '市人才大厦三楼报告厅', summary: '本年度公需科目，30 学时。', starts: common, sessions: 5, hours: 6, seats: 120, enrolments: 96, ends: 'held' },
    { title: '新能源材料检测技术', kind: 'professional', organiser: '青屿市新材料产业协会', venue: '青屿新材料检测中心', summary: '电池材料检测标准与实操。', starts: -110, sessions: 3, hours: 8, seats: 40, enrolments: 40, ends: 'held' },
    { title: '生物医药注册申报实务', kind: 'professional', organiser: '青屿市药学会', venue: '生物医药产业园培训楼', summary: '注册法规、申报资料与现场核查。', starts: -64, sessions: 2, hours: 8, seats: 60, enrolments: 37, ends: 'held' },
    { title: '海洋牧场数字化管理', kind: 'professional', organiser: '青屿市海洋与渔业学会', venue: '屿南县海洋科技站', summary: '因报名人数不足取消。', starts: -30, sessions: 2, hours: 6, seats: 40, enrolments: 4, ends: 'cancelled' },
    { title: '高校毕业生入职能力提升', kind: 'public', organiser: '青屿市继续教育中心', venue: '市人才大厦五楼教室', summary: '职业规范、公文写作与知识产权基础。', starts: 6, sessions: 2, hours: 6, seats: 60, enrolments: 52, ends: 'closed' },
    { title: '数据安全与个人信息保护', kind: 'public', organiser: '青屿市人力资源和社会保障局', venue: '市人才大厦三楼报告厅', summary: '《数据安全法》《个人信息保护法》要点与单位合规。', starts: 24, sessions: 2, hours: 6, seats: 120, enrolments: 45, ends: 'open' },
    { title: '数控多轴加工技师研修', kind: 'professional', organiser: '青屿技师学院', venue: '青屿技师学院数控实训楼', summary: '五轴编程与工艺优化，含实操考核。', starts: 31, sessions: 4, hours: 8, seats: 30, enrolments: 22, ends: 'open' },
    { title: '科技成果转化与技术经纪', kind: 'professional', organiser: '青屿市科学技术局', venue: '待定：市科技大市场', summary: '草拟中，师资待落实。', starts: 60, sessions: 3, hours: 8, seats: 50, enrolments: 0, ends: 'draft' },
  ]
}

/** Hours count by calendar year, so the two courses of a certificate must lie in the same one, whatever today is. */
const pairWithinOneYear = (today: PlainDate): [number, number] => {
  const within = ([from, to]: [number, number]) => addDays(today, from).slice(0, 4) === addDays(today, to + 20).slice(0, 4)
  const pairs: [number, number][] = [[-250, -180], [-150, -60], [-300, -260]]
  return pairs.find(within) ?? [-250, -180]
}

interface Pupil {
  personId: Id<'person'>
  number: string
  name: string
}

/** Runs every course to its state. */
export const liveTraining = async (house: House, cast: Cast, { today, seed }: { today: PlainDate; seed: number }): Promise<void> => {
  const pupils = await house.database.asSystem(today, (db) => pupilsOf(db, seed))
  const guests = cast.demo.flatMap(({ actor }) => (actor.role === 'talent' && actor.personId ? [{ personId: actor.personId, number: '', name: actor.name }] : []))
  for (const [index, plan] of coursesFrom(today).entries()) {
    // The two long courses share their pupils, the demo talents among them; the others move on through the list.
    const offset = index < 2 ? 0 : index * 40
    const chosen = [...(index < 2 ? guests : []), ...Array.from({ length: plan.enrolments }, (_, at) => pupils[(offset + at) % Math.max(pupils.length, 1)])].flatMap((pupil) => (pupil ? [pupil] : []))
    const who = [...new Map(chosen.map((pupil) => [pupil.personId, pupil])).values()].slice(0, Math.min(plan.enrolments, plan.seats))
    await runCourse({ house, cast, today }, plan, who)
  }
}

const pupilsOf = async (db: Tx, seed: number): Promise<Pupil[]> => {
  const { rows } = await sql<Pupil>`
    select p.id as "personId", p.number, p.name from pub.person p
    where p.employer_id is not null and not exists (select from kernel.account a where a.demo and a.person_id = p.id)
    order by md5(p.id::text || ${`training ${seed}`}) limit 420`.execute(db)
  return rows
}

const runCourse = async ({ house, cast, today }: { house: House; cast: Cast; today: PlainDate }, plan: Plan, pupils: readonly Pupil[]): Promise<void> => {
  const officer = cast.demoActor('training')
  const days = sessionDays(addDays(today, plan.starts), plan.sessions)
  const [first] = days
  if (!first) throw new RangeError('a course has a session')
  const made = addDays(first, -40) < today ? addDays(first, -40) : today
  const enrolBy = addDays(first, -7)
  const closed = addDays(enrolBy, 1)
  const moment = (day: PlainDate) => ({ actor: officer, today: day })
  const { title, kind, organiser, summary, seats, hours, venue } = plan
  const sessions = days.map((heldOn) => ({ heldOn, startsAt: '09:00', venue, hours }))
  const { courseId } = await house.does(moment(made), createCourse, { title, kind, organiser, summary, seats, enrolBy, sessions })
  if (plan.ends === 'draft') return
  await house.does(moment(made), publishCourse, { courseId })
  for (const [index, { personId, ...known }] of pupils.entries()) {
    const day = addDays(made, 1 + (index % 25))
    const actor = await cast.talent(personId, known)
    await house.does({ actor, today: day < today ? (day < enrolBy ? day : enrolBy) : today }, enrol, { courseId })
  }
  if (plan.ends === 'open') return
  if (plan.ends === 'cancelled') return void (await house.does(moment(closed), cancelCourse, { courseId, reason: '报名人数不足开课人数，另行安排' }))
  await house.does(moment(closed < today ? closed : today), closeEnrolment, { courseId })
  if (plan.ends === 'held') await hold(house, officer, courseId)
}

/** Everybody comes but one in nine, session by session; the certificate follows without asking. */
const hold = async (house: House, officer: Actor, courseId: Id<'course'>): Promise<void> => {
  const { sessions, enrolments } = await house.database.asSystem('2000-01-01', async (db) => ({
    sessions: await db.selectFrom('training.session').select([sql<Id<'session'>>`id`.as('id'), sql<PlainDate>`held_on`.as('heldOn')]).where('courseId', '=', courseId).orderBy('heldOn').execute(),
    enrolments: await db.selectFrom('training.enrolment').select([sql<Id<'enrolment'>>`id`.as('id'), 'personId']).where('courseId', '=', courseId).orderBy('enrolledAt').orderBy('id').execute(),
  }))
  for (const { id: sessionId, heldOn } of sessions) {
    const present = enrolments.filter((_, at) => at % 9 !== 8)
    if (!present.length) continue
    await house.does({ actor: officer, today: heldOn }, recordAttendance, { courseId, sessionId, enrolmentIds: present.map(({ id }) => id) })
    await house.job(issueCertificates.name, heldOn, { personIds: present.map(({ personId }) => personId), year: Number(heldOn.slice(0, 4)) })
  }
  const last = sessions.at(-1)
  if (last) await house.does({ actor: officer, today: last.heldOn }, finishCourse, { courseId })
}

/** One session a working day, from that day on. */
const sessionDays = (from: PlainDate, count: number): PlainDate[] => {
  const days: PlainDate[] = []
  for (let day = from; days.length < count; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day)
  return days
}
