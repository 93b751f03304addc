import { sql } from 'kysely'
import { chineseDate } from '../../kernel/calendar/plain-date.ts'
import { workingDaysAfter } from '../../kernel/calendar/working-days.ts'
import type { Database, Tx } from '../../kernel/db/database.ts'
import { tellMany } from '../../kernel/messages/tell.ts'
import { yuanWords } from '../../kernel/messages/yuan-words.ts'
import type { Id, PlainDate } from '../../kernel/types.ts'
import { getEdition } from '../../measures/index.ts'
import type { EditionSummary } from '../../measures/types.ts'
import { deliveryEnded, newlyDue } from './messages.ts'

/** From the list of who is due something to those who are told: set by set, whoever was told before is left out by the database. */

/** So many in one transaction: short locks, and a process that dies has told whole pages. */
const page = 2000

interface Made {
  id: string
  claimantKind: 'person' | 'employer'
  claimantId: string
  placeCode: string
  amountFen: bigint | null
}

/** Tells everybody who is newly due a proactive measure in force; answers how many. May run twice, and beside a match. */
export const tellNewlyDue = async (database: Database, today: PlainDate): Promise<number> => {
  const editions = await database.asSystem(today, proactive)
  let told = 0
  for (const edition of editions) {
    for (;;) {
      const count = await database.asSystem(today, (db) => tellPage(db, edition, today))
      told += count
      if (count < page) break
    }
  }
  await database.asSystem(today, (db) => endOvertaken(db, today))
  return told
}

interface Proactive {
  summary: EditionSummary
  validTo: PlainDate | null
}
const proactive = async (db: Tx): Promise<Proactive[]> => {
  const rows = await db.selectFrom('pub.measureEdition').select([sql<Id<'edition'>>`id`.as('id'), sql<PlainDate | null>`valid_to`.as('validTo')]).where('delivery', '=', 'proactive').where('inForce', '=', true).orderBy('measure').execute()
  const found: Proactive[] = []
  for (const { id, validTo } of rows) {
    const summary = await getEdition(db, id)
    if (summary) found.push({ summary, validTo })
  }
  return found
}

/** Working days of the whole path: the longest step of each stage. */
const daysOf = ({ path }: EditionSummary): number => path.reduce((sum, stage) => sum + Math.max(...stage.map(({ workingDays }) => workingDays)), 0)

/** What may be had again may be had again the next year. */
const periodOf = ({ repeatable }: Pick<EditionSummary, 'repeatable'>, today: PlainDate): string => (repeatable ? today.slice(0, 4) : 'once')

/** Whether a subject `e` of the list of who is due something has a case of the measure in hand, or was granted it for this period. */
export const hasFiled = ({ measure, repeatable }: Pick<EditionSummary, 'measure' | 'repeatable'>, today: PlainDate) => sql<boolean>`exists (
  select from pub.case c where c.subject_id = e.subject_id and c.measure = ${measure} and c.state not in ('rejected', 'withdrawn')
    and (c.state <> 'decided' or ${!repeatable} or extract(year from c.submitted_on)::text = ${periodOf({ repeatable }, today)}))`

/** Whoever has his data restricted is told of nothing that he did not ask for (pub.data_standing). */
export const notRestricted = sql<boolean>`not exists (select from pub.data_standing s where s.person_id = e.subject_id and s.kind = 'restricted')`

const tellPage = async (db: Tx, { summary, validTo }: Proactive, today: PlainDate): Promise<number> => {
  const expectedOn = workingDaysAfter(today, Math.min(daysOf(summary), 250))
  const period = periodOf(summary, today)
  const { rows } = await sql<Made>`
    insert into delivery.delivery (measure, edition_id, title, subject_kind, subject_id, claimant_kind, claimant_id, place_code, period, amount_fen, expected_on, confirm_by, found_on, told_on)
    select ${summary.measure}, e.edition_id, ${summary.title}, e.subject_kind, e.subject_id, case e.subject_kind when 'person' then 'person' else 'employer' end,
      case e.subject_kind when 'team' then e.employer_id else e.subject_id end, e.place_code, ${period}, nullif(coalesce(e.granted_fen, e.amount_fen), 0), ${expectedOn}, ${validTo}, least(e.found_on, ${today}::date), ${today}
    from pub.entitlement e
    where e.edition_id = ${summary.id} and e.decision <> 'excluded' and (e.subject_kind <> 'team' or e.employer_id is not null)
      and not exists (select from delivery.delivery d where d.subject_id = e.subject_id and d.measure = ${summary.measure}
        and (d.state in ('told', 'opened', 'confirmed') or (d.period = ${period} and (d.state <> 'ended' or d.found_on >= e.found_on))))
      and not ${hasFiled(summary, today)} and ${notRestricted}
    order by e.subject_id limit ${page}
    on conflict do nothing
    returning id, claimant_kind as "claimantKind", claimant_id as "claimantId", place_code as "placeCode", amount_fen as "amountFen"`.execute(db)
  const until = validTo ? `最迟${chineseDate(validTo)}确认。` : '没有截止日期。'
  await tellMany(db, newlyDue, rows.map(({ id, claimantKind, claimantId, placeCode, amountFen }) => ({
    to: { kind: claimantKind, id: claimantId, placeCode },
    key: id,
    link: `${claimantKind === 'person' ? '/my/deliveries/' : '/deliveries/'}${id}`,
    params: { title: summary.title, amount: amountFen === null ? '具体内容打开可见' : yuanWords(amountFen), day: chineseDate(expectedOn), until },
  })))
  return rows.length
}

/** What he has not confirmed and is not due any more, or has filed for by himself, is over; he is told so. */
const endOvertaken = async (db: Tx, today: PlainDate): Promise<void> => {
  const { rows } = await sql<Made & { title: string; because: string }>`
    update delivery.delivery d set state = 'ended', ended_on = ${today}, ended_because = o.because
    from (select w.id, case when c.id is not null then '已经另行申报' else '条件有变，目前不再符合' end as because
      from delivery.delivery w left join lateral (select c.id from pub.case c where c.subject_id = w.subject_id and c.measure = w.measure and c.state not in ('rejected', 'withdrawn') and c.submitted_on >= w.told_on limit 1) c on true
      where w.state in ('told', 'opened') and (c.id is not null or not exists (select from pub.entitlement e where e.subject_id = w.subject_id and e.measure = w.measure))) o
    where o.id = d.id and d.state in ('told', 'opened')
    returning d.id, d.claimant_kind as "claimantKind", d.claimant_id as "claimantId", d.place_code as "placeCode", d.title, d.ended_because as because`.execute(db)
  await tellMany(db, deliveryEnded, rows.map(({ id, claimantKind, claimantId, placeCode, title, because }) => ({ to: { kind: claimantKind, id: claimantId, placeCode }, key: id, link: claimantKind === 'person' ? '/my' : '/employer', params: { title, because } })))
}
