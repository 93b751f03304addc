import { sql } from 'kysely'
import { addDays } from '../kernel/calendar/plain-date.ts'
import { orNextWorkingDay, workingDaysAfter } from '../kernel/calendar/working-days.ts'
import type { Database, Tx } from '../kernel/db/database.ts'
import { Refusal } from '../kernel/errors.ts'
import type { Handler } from '../kernel/implement.ts'
import { invoke } from '../kernel/invoke.ts'
import type { Actor } from '../kernel/org/actor.ts'
import type { Id, PlainDate } from '../kernel/types.ts'
import * as store from './case-store.ts'
import type { StepRecord } from './case-store.ts'
import { caseJobs } from './notices.ts'

/**
 * A year of cases of the example city, through the same verbs as everybody's: filed, verified, sent back, agreed, shown in public, objected to,
 * decided, and some of last week still on the desks. Needs a match of the city. Deterministic by seed; whoever has an account of his own is left to the newcomer.
 */
interface Options {
  today: PlainDate
  handlers: readonly Handler[]
  count: number
  seed?: number
}

export const exampleCases = async (database: Database, { today, handlers, count, seed = 7 }: Options): Promise<number> => {
  const verbs = new Map(handlers.map((handler) => [handler.declaration.name, handler]))
  const accountId = await database.asSystem(today, historyAccount)
  const due = await database.asSystem(today, (db) => claims(db, count))
  const draw = drawing(seed)
  let filed = 0
  for (const [index, claim] of due.entries()) {
    // One half is history over the year, the other the last fortnight: figures have a past, desks have work.
    const half = due.length / 2
    const back = index < half ? 330 - Math.floor((index / half) * 310) : Math.floor(14 * (1 - (index - half) / half))
    const run: Run = { database, verbs, accountId, claim, draw, today, day: orNextWorkingDay(addDays(today, -back)) }
    if (run.day > today) run.day = today
    if (await walk(run)) filed++
  }
  return filed
}

interface Claim {
  personId: Id<'person'>
  employerId: Id<'employer'>
  employerName: string
  measure: string
}
interface Run {
  database: Database
  verbs: ReadonlyMap<string, Handler>
  accountId: Id<'account'>
  claim: Claim
  draw: () => number
  today: PlainDate
  day: PlainDate
}

/** The people of the past have no accounts; what they did hangs on one that nobody can sign in with. */
const historyAccount = async (db: Tx): Promise<Id<'account'>> => {
  const { id } = await db
    .insertInto('kernel.account')
    .values({ login: 'example-history', name: '示例城市历史办件', disabledAt: sql<string>`now()` })
    .returning(sql<Id<'account'>>`id`.as('id'))
    .executeTakeFirstOrThrow()
  return id
}

/** From the last match of the city: as many of each measure; those whose reviewer or employer has an account come last, so that his desk has work. */
const claims = async (db: Tx, count: number): Promise<Claim[]> => {
  const { rows } = await sql<Claim & { near: boolean }>`
    select c.person_id as "personId", c.employer_id as "employerId", c.employer_name as "employerName", c.measure, c.near
    from (
      select n.*, row_number() over (partition by n.measure, n.near, n.ours order by md5(n.number || n.measure)) as place
      from (
        select p.id as person_id, p.number, p.employer_id, e.name as employer_name, d.measure,
          exists (select from kernel.account a where a.employer_id = e.id) as ours,
          exists (select from kernel.account a where a.employer_id = e.id) or exists (select from kernel.duty r where r.place_code = left(p.place_code, 6) and r.role = 'reviewer') as near
        from pub.entitlement d join pub.person p on d.subject_kind = 'person' and p.id = d.subject_id join pub.employer e on e.id = p.employer_id
        where length(p.place_code) = 9 and not exists (select from kernel.account a where a.person_id = p.id)
      ) n
    ) c
    order by c.place, md5(c.person_id || c.measure) limit ${count}`.execute(db)
  return rows.toSorted((a, b) => Number(a.near) - Number(b.near) || (a.personId < b.personId ? -1 : 1))
}

/** Park and Miller's generator: the same city has the same year. */
const drawing = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const nobody = { accountId: undefined, scope: undefined, department: undefined, personId: undefined, employerId: undefined }
const talentOf = ({ personId }: Claim): Actor => ({ ...nobody, name: '申报人', role: 'talent', personId })
const clerkOf = ({ employerId, employerName }: Claim): Actor => ({ ...nobody, name: `${employerName}经办`, role: 'employerClerk', employerId })
const officers = ['季明川', '苗清和', '祁书远', '阮知秋', '翟安澜', '湛立行'] as const
const officerOf = ({ placeCode, department }: StepRecord): Actor => ({
  ...nobody,
  name: officers[Number(placeCode) % officers.length] ?? officers[0],
  role: department === null ? 'windowClerk' : department === 'talent-office' ? 'talentOffice' : 'reviewer',
  scope: placeCode,
  department: department ?? undefined,
})

/** Does one verb on one day; a declared no of the procedure ends this case's story where it stands. */
const does = async ({ database, verbs, accountId }: Run, day: PlainDate, actor: Actor, name: string, input: object): Promise<unknown> => {
  const handler = verbs.get(`cases.${name}`)
  if (!handler) throw new Error(`no verb is called cases.${name}`)
  try {
    return (await invoke(database, handler, { actor: { ...actor, accountId }, today: day, requestId: 'example', idempotencyKey: undefined }, input)) ?? {}
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

const walk = async (run: Run): Promise<boolean> => {
  const { database, claim, today } = run
  // Who is due it today may not have been due it then: he files later, at the latest today.
  for (const day of [run.day, orNextWorkingDay(addDays(today, -9)), today]) {
    if (day > today || !(await does(run, day, talentOf(claim), 'submit', { measure: claim.measure, answers: {} }))) continue
    const caseId = await database.asSystem(today, (db) => lastCase(db, claim))
    for (let guard = 0; guard < 12; guard++) if (!(await advance({ ...run, day }, caseId))) break
    return true
  }
  return false
}

const lastCase = async (db: Tx, { personId, measure }: Claim): Promise<string> =>
  (await db.selectFrom('cases.case').select('id').where('personId', '=', personId).where('measure', '=', measure).orderBy('id', 'desc').executeTakeFirstOrThrow()).id

/** Everything that lies on a desk of this case now; false when nothing moves any more, or not before tomorrow. */
const advance = async (run: Run, caseId: string): Promise<boolean> => {
  const { database, draw, today } = run
  const { record, steps } = await database.asSystem(today, async (db) => {
    const record = await store.getCase(db, caseId)
    return { record, steps: await store.stepsOf(db, caseId, record.round) }
  })
  const open = steps.filter(({ state }) => state === 'open')
  let moved = false
  for (const step of open) {
    const begun = step.openedOn ?? run.day
    const on = step.kind === 'notice' && step.dueOn ? orNextWorkingDay(addDays(step.dueOn, 1)) : workingDaysAfter(begun, 1 + Math.floor(draw() * (step.workingDays + 1)))
    if (on > today) continue
    if (!(await handle(run, record, step, on))) return false
    moved = true
  }
  return moved
}

const handle = async (run: Run, record: store.CaseRecord, step: StepRecord, on: PlainDate): Promise<boolean> => {
  const { claim, draw, today, database } = run
  const chance = draw()
  const stepId = step.id
  if (step.kind === 'notice') {
    await Promise.all(caseJobs.map((job) => job.run({ database, today: on }, {})))
    return true
  }
  if (step.officeLevel === 'employer') return (await does(run, on, clerkOf(claim), 'employerVerify', { stepId, opinion: '在职属实' })) !== undefined
  const officer = officerOf(step)
  if (step.kind === 'decide') return (await does(run, on, officer, 'decide', { stepId, opinion: '同意' })) !== undefined
  if (chance < 0.04 && record.assessment.conditions.length > 0) {
    await does(run, on, officer, 'reject', { stepId, ground: { condition: record.assessment.conditions.length - 1 }, opinion: '经核对，原件与系统记录不一致' })
    return false
  }
  if (chance < 0.14 && record.lacking.length === 0 && step.stage <= 2) {
    await does(run, on, officer, 'sendBack', { stepId, lacking: ['劳动合同扫描件（含签字页）'] })
    const back = workingDaysAfter(on, 2 + Math.floor(draw() * 6))
    if (back > today) return false
    await does(run, back, talentOf(claim), 'supplement', { caseId: record.id, answers: {}, note: '已补充合同签字页' })
    return (await does(run, workingDaysAfter(back, 1) > today ? today : workingDaysAfter(back, 1), officer, 'agree', { stepId, opinion: '材料已补齐' })) !== undefined
  }
  return (await does(run, on, officer, 'agree', { stepId, opinion: '' })) !== undefined
}
