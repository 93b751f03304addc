import { sql } from 'kysely'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { implementJob, type JobHandler } from '../../kernel/jobs/declare.ts'
import { declareMessage } from '../../kernel/messages/declare.ts'
import { heldSenders } from '../../kernel/messages/senders.ts'
import { tell } from '../../kernel/messages/tell.ts'
import { grades, type Grade } from '../../kernel/org/roles.ts'
import { houseSealer } from '../../kernel/seal/seal.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { carryAnswer, carryInvitation, warnAdministrators } from './contract.ts'
import { phonePlace } from './places.ts'

/** What goes to a telephone that has no account yet, so that no message of the house could reach it; and the word to the administrators. */

export const strangerAsks = declareMessage({
  name: 'clerks.strangerAsks',
  topic: 'decisions',
  title: '有人申请作本单位的管理员',
  body: '{day}，{post}{name}以本单位名义向人才办申请开通管理员账号（{number}）。如不是本单位的人，请马上联系所在区县人才办。',
  short: '有人申请作贵单位在聚英的管理员，请登录查看',
})

interface Carried {
  id: string
  employer: string
  phoneSealed: Buffer
}

const send = async (table: 'invitation' | 'entry_request', { id, phoneSealed }: Carried, text: string): Promise<void> => {
  await heldSenders().sms?.send(houseSealer().open(phonePlace(table, id), phoneSealed), text)
}

const carryInvitationJob = implementJob(carryInvitation, async ({ database, today }, { invitationId }) => {
  const found = await database.asSystem(today, async (db) => (await sql<Carried & { grade: Grade }>`
    select i.id, e.name as employer, i.phone_sealed as "phoneSealed", i.grade from clerks.invitation i join pub.employer e on e.id = i.employer_id
    where i.id = ${invitationId} and i.state = 'open' and i.expires_at > now()`.execute(db)).rows[0])
  if (found) await send('invitation', found, `聚英：${found.employer}邀请您作${grades[found.grade]}，办理单位的人才事务。请打开聚英的“单位账号”，用本手机号码接受，7 天内有效。`)
})

const carryAnswerJob = implementJob(carryAnswer, async ({ database, today }, { requestId }) => {
  const found = await database.asSystem(today, async (db) => (await sql<Carried & { state: string; number: string }>`
    select r.id, e.name as employer, r.phone_sealed as "phoneSealed", r.state, r.number from clerks.entry_request r join pub.employer e on e.id = r.employer_id where r.id = ${requestId}`.execute(db)).rows[0])
  if (found?.state === 'confirmed') await send('entry_request', found, `聚英：${found.number} 已开通。您现在是${found.employer}的管理员，请用本手机号码登录。`)
  if (found?.state === 'refused') await send('entry_request', found, `聚英：${found.number} 没有开通，理由请打开聚英的“单位账号”，用本手机号码查看。`)
})

interface Asked {
  number: string
  name: string
  post: string
  day: PlainDate
  employerId: string
  placeCode: string
}
const warn = async (db: Tx, requestId: string): Promise<void> => {
  const { rows: [asked] } = await sql<Asked>`
    select r.number, r.name, r.post, r.asked_on as day, r.employer_id as "employerId", r.place_code as "placeCode" from clerks.entry_request r
    where r.id = ${requestId} and exists (select from kernel.clerks_of(r.employer_id) c where c.valid_to is null)`.execute(db)
  if (asked) await tell(db, strangerAsks, { to: { kind: 'employer', id: asked.employerId, placeCode: asked.placeCode }, key: requestId, link: '/employer/team', params: { day: chineseDate(asked.day), post: asked.post, name: asked.name, number: asked.number } })
}
const warnJob = implementJob(warnAdministrators, ({ database, today }, { requestId }) => database.asSystem(today, (db) => warn(db, requestId)))

export const clerkJobs: readonly JobHandler[] = [carryInvitationJob, carryAnswerJob, warnJob]
