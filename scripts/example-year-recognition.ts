import { sql } from 'kysely'
import { addDays, addYears } from '../kernel/calendar/plain-date.ts'
import type { Tx } from '../kernel/db/database.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import { confirmBodyDecision, proposeBodyDecision, recogniseDecided } from '../modules/recognition/contract.ts'
import { confirmOutcome, giveStatement, hearPerson, openRechecks, proposeOutcome } from '../modules/recognition/rechecks/contract.ts'
import type { Cast, House } from './example-year-house.ts'

/** Recognition in the example year: what the leading group decided case by case, the classes that the year's cases gave, and the re-checks of this autumn. */

/** Before the match, so that whoever was decided about is found by it; the last one still waits for its second hand. */
export const decideByBody = async (house: House, cast: Cast, { today, seed }: { today: PlainDate; seed: number }): Promise<void> => {
  const [proposer, checker] = [cast.demoActor('talent-office'), cast.demoActor('talent-office-2')]
  const people = await house.database.asSystem(today, (db) => withoutClass(db, seed))
  const meetings = [['B', 1, -260], ['C', 2, -230], ['C', 3, -200], ['D', 4, -150], ['C', 5, -6]] as const
  for (const [index, [level, number, days]] of meetings.entries()) {
    const person = people[index]
    if (!person) return
    const day = addDays(today, days)
    const { bodyDecisionId } = await house.does({ actor: proposer, today: day }, proposeBodyDecision, {
      personNumber: person.number, level, body: '市人才工作领导小组', document: `青人才组纪要〔${day.slice(0, 4)}〕${number}号（示例）`, metOn: addDays(day, -2), reason: reasons[index % reasons.length] ?? '填补本市空白',
    })
    if (index < meetings.length - 1) await house.does({ actor: checker, today: addDays(day, 1) }, confirmBodyDecision, { bodyDecisionId })
  }
}

const reasons = ['带领团队突破关键工艺，填补本市空白', '主持制定行业标准，引领本市产业升级', '技艺精湛，传承省级非物质文化遗产', '创办企业成长为行业龙头']

const withoutClass = async (db: Tx, seed: number) => {
  const { rows } = await sql<{ number: string }>`
    select p.number from pub.person_profile p
    where p.class_level is null and '人才类别' = any (p.checked) and p.employment_mode = '全职' and not p.has_left and p.employer_id is not null and length(p.place_code) = 9
      and not exists (select from kernel.account a where a.demo and a.person_id = p.id)
    order by md5(p.id::text || ${`body ${seed}`}) limit 5`.execute(db)
  return rows
}

interface Decided {
  caseId: string
  number: string
  measure: string
  editionId: string
  subjectId: string
  decidedOn: PlainDate
}

/** The worker of a running house does this as each decision falls; here the year catches up with itself. */
export const liveRecognition = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const { rows } = await house.database.asSystem(today, (db) =>
    sql<Decided>`select c.id as "caseId", c.number, c.measure, c.edition_id as "editionId", c.subject_id as "subjectId", c.decided_on as "decidedOn"
      from pub."case" c join pub.measure_edition m on m.id = c.edition_id where c.state = 'decided' and m.class_level is not null order by c.decided_on, c.number`.execute(db),
  )
  for (const { decidedOn, ...decided } of rows) await house.job(recogniseDecided.name, decidedOn, { ...decided, subjectKind: 'person', awardId: null })
  // A month ago, so that some have been heard and settled by today.
  await house.job(openRechecks.name, addDays(today, -30))
  await house.job(openRechecks.name, today)
  await settleSome(house, cast, today)
}

interface Opened {
  id: Id<'recheck'>
  personId: Id<'person'>
  personNumber: string
  personName: string
  place: string
  cause: string
  level: string
  validTo: PlainDate | null
}

/** A few walk on in each direction: kept and prolonged, heard, lowered, proposed and waiting for the second hand. */
const settleSome = async (house: House, cast: Cast, today: PlainDate): Promise<void> => {
  const { rows } = await house.database.asSystem(today, (db) =>
    sql<Opened>`select k.id, k.person_id as "personId", p.number as "personNumber", p.name as "personName", left(k.place_code, 6) as place, k.cause, k.level, k.valid_to as "validTo"
      from recognition.recheck k join pub.person p on p.id = k.person_id
      where k.state = 'open' and k.opened_on < ${today} and not exists (select from kernel.account a where a.demo and a.person_id = k.person_id) order by k.number`.execute(db),
  )
  const expiring = rows.filter(({ cause }) => cause === 'expiring')
  const left = rows.filter(({ cause, level }) => cause === 'left' && level < 'E')
  for (const [index, one] of expiring.slice(0, 4).entries()) {
    const [first, second] = [await cast.office(one.place, 'talent-office'), await cast.office(one.place, 'hr')]
    const input = { recheckId: one.id, outcome: { is: 'kept' as const, validTo: addDays(addYears(today, 5), -30) }, reason: '在岗履职，业绩符合目录要求', document: `青人才复〔${today.slice(0, 4)}〕${index + 1}号（示例）` }
    await house.does({ actor: first, today: addDays(today, -20) }, proposeOutcome, input)
    if (index < 3) await house.does({ actor: second, today: addDays(today, -18) }, confirmOutcome, { recheckId: one.id })
  }
  for (const [index, one] of [...left.slice(0, 3), ...expiring.slice(4, 6)].entries()) {
    const [first, second] = [await cast.office(one.place, 'talent-office'), await cast.office(one.place, 'hr')]
    await house.does({ actor: first, today: addDays(today, -25) }, hearPerson, { recheckId: one.id })
    if (index === 0 || index === 4) continue
    const person = await cast.talent(one.personId, { number: one.personNumber, name: one.personName })
    await house.does({ actor: person, today: addDays(today, -20) }, giveStatement, { recheckId: one.id, statement: '本人已到外地任职，同意按规定办理' })
    if (index !== 1) continue
    await house.does({ actor: first, today: addDays(today, -15) }, proposeOutcome, { recheckId: one.id, outcome: { is: 'withdrawn' }, reason: '已离开本市，本人没有异议', document: `青人才复〔${today.slice(0, 4)}〕9号（示例）` })
    await house.does({ actor: second, today: addDays(today, -14) }, confirmOutcome, { recheckId: one.id })
  }
}
