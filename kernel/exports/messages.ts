import { sql } from 'kysely'
import { chineseDate } from '../calendar/plain-date.ts'
import { withHouseEyes } from '../db/elevate.ts'
import type { Database, Tx } from '../db/database.ts'
import { declareMessage } from '../messages/declare.ts'
import { tell, tellMany, type Recipient } from '../messages/tell.ts'
import type { PlainDate } from '../types.ts'
import type { Desk } from './contract.ts'

/** Who has to agree hears that an export waits; who asked hears the answer, and of the last day to fetch. */

export const exportWaits = declareMessage({
  name: 'exports.waits',
  topic: 'deadlines',
  title: '有导出待您同意：{list}',
  body: '{asker}（{office}）提出导出“{list}”{rows} 行，编号 {number}。请看过用途，再同意或不同意。',
  short: '有一份导出待您同意，请登录聚英查看',
})
export const exportAnswered = declareMessage({ name: 'exports.answered', topic: 'decisions', title: '导出{answer}：{list}', body: '您提出的导出 {number}“{list}”，{by}{answer}。{more}', short: '您提出的导出有了答复，请登录聚英查看' })
export const exportEnding = declareMessage({ name: 'exports.ending', topic: 'deadlines', title: '今天是领取的最后一天：{list}', body: '导出 {number}“{list}”还没有领取，过了今天不能再领，需要时请重新提出。', short: '有一份导出今天是领取的最后一天，请登录聚英查看' })

interface Export {
  id: string
  number: string
  listLabel: string
}

interface Waiting extends Export {
  desk: Desk
  placeCode: string
  accountId: string
  accountName: string
  office: string
  rowsAsked: number
}

/** Everybody whose duty of today may agree to it, the asker left out. The offices of the place hear, and where there is none, those above it. */
export const tellAgreers = (db: Tx, today: PlainDate, { id, number, listLabel, desk, placeCode, accountId, accountName, office, rowsAsked }: Waiting): Promise<number> =>
  withHouseEyes(db, today, async () => {
    const roles = desk === 'office' ? ['talentOffice', 'leader'] : [desk]
    const { rows } = await sql<{ id: string; placeCode: string }>`
      with may as (select distinct a.id, coalesce(d.place_code, '') as place from kernel.duty d join kernel.account a on a.id = d.account_id
        where a.disabled_at is null and a.id <> ${accountId} and d.role = any (${sql.val(roles)}::text[]) and d.valid_from <= ${today} and (d.valid_to is null or d.valid_to >= ${today})
          and (d.place_code is null or starts_with(${placeCode}, d.place_code)))
      select distinct id, ${placeCode}::text as "placeCode" from may where length(place) = (select max(length(place)) from may)`.execute(db)
    return tellMany(db, exportWaits, rows.map((one) => ({ to: { kind: 'account', ...one }, key: `${id}:${one.id}`, link: '/exports/queue', params: { list: listLabel, asker: accountName, office, rows: String(rowsAsked), number } })))
  })

/** Who asked: an official by his account, a clerk by the employer for whom he asked. */
const askerOf = async (db: Tx, exportId: string): Promise<Recipient | undefined> => {
  const { rows } = await sql<Recipient>`select case when d.employer_id is not null then 'employer' else 'account' end as kind, coalesce(d.employer_id, a.id) as id, e.place_code as "placeCode"
    from kernel.list_export e join kernel.account a on a.id = e.account_id
    left join lateral (select d.employer_id from kernel.duty d where d.account_id = a.id and d.role = 'employerClerk' and e.role = d.role order by d.valid_to desc nulls first limit 1) d on true
    where e.id = ${exportId}`.execute(db)
  return rows[0]
}

export const tellAsker = (db: Tx, today: PlainDate, { id, number, listLabel }: Export, said: { by: string; answer: '同意' | '不同意'; note: string | null; fetchUntil: PlainDate | null }): Promise<boolean> =>
  withHouseEyes(db, today, async () => {
    const to = await askerOf(db, id)
    const more = said.fetchUntil === null ? `意见：${said.note ?? '没有写'}` : `请在${chineseDate(said.fetchUntil)}以前（含当天）领取，过期须重新提出。`
    return to !== undefined && tell(db, exportAnswered, { to, key: id, link: '/exports', params: { list: listLabel, number, by: said.by, answer: said.answer, more } })
  })

/** On the last day, once, of what nobody has fetched; answers how many were told. */
export const tellEnding = (database: Database, today: PlainDate): Promise<number> =>
  database.asSystem(today, async (db) => {
    const { rows } = await sql<Export>`select e.id, e.number, e.list_label as "listLabel" from kernel.list_export e
      where e.state = 'granted' and e.fetch_until = ${today} and not exists (select from kernel.export_fetch f where f.export_id = e.id)`.execute(db)
    let told = 0
    for (const { id, number, listLabel } of rows) {
      const to = await askerOf(db, id)
      if (to && (await tell(db, exportEnding, { to, key: id, link: '/exports', params: { list: listLabel, number } }))) told++
    }
    return told
  })
