import { sql } from 'kysely'
import type { Tx } from '../../kernel/db/database.ts'
import { implementList, implementQuery, type Handler } from '../../kernel/implement.ts'
import type { Fen, Id, PlainDate } from '../../kernel/types.ts'
import { askFunnel, listMissed, type FunnelLine, type funnelBy, type MissedReason } from './contract.ts'

/** How far people have come, and who should have received and has not. */

/** What a line of the funnel is of; eligible is whoever is on the list today or was told. */
const keys: Record<keyof typeof funnelBy, { key: ReturnType<typeof sql>; label: ReturnType<typeof sql> }> = {
  measure: { key: sql`s.measure`, label: sql`s.title` },
  county: { key: sql`left(s.place_code, 6)`, label: sql`coalesce((select w.name from kernel.place w where w.code = left(s.place_code, 6)), '')` },
  age: { key: sql`s.band`, label: sql`s.band` },
}

const funnel = async (db: Tx, by: keyof typeof funnelBy, { measure, scope }: { measure: string | undefined; scope: string }): Promise<FunnelLine[]> => {
  const { key, label } = keys[by]
  const { rows } = await sql<FunnelLine>`
    with told as (select d.measure, d.title, d.place_code, d.person_id, d.subject_id, d.state, d.amount_fen, d.found_on, d.opened_on, d.confirmed_on, d.decided_on, d.paid_on from delivery.delivery d
        where starts_with(d.place_code, ${scope}) and (${measure ?? null}::text is null or d.measure = ${measure ?? null})),
      due as (select e.measure, e.title, e.place_code, case when e.subject_kind = 'person' then e.subject_id end as person_id from pub.entitlement e join pub.measure_edition m on m.id = e.edition_id and m.delivery = 'proactive'
        where starts_with(e.place_code, ${scope}) and e.decision <> 'excluded' and (${measure ?? null}::text is null or e.measure = ${measure ?? null})
          and not exists (select from told t where t.subject_id = e.subject_id and t.measure = e.measure)),
      everybody as (select measure, title, place_code, person_id, false as told, null::date as found_on, null::date as opened_on, null::date as confirmed_on, null::date as decided_on, null::date as paid_on, null::bigint as amount_fen from due
        union all select measure, title, place_code, person_id, true, found_on, opened_on, confirmed_on, decided_on, paid_on, amount_fen from told),
      s as (select v.*, case when v.person_id is null then '单位、团队' when p.birth_date is null then '年龄未知' else (case
          when p.birth_date > kernel.today() - interval '30 years' then '30岁以下' when p.birth_date > kernel.today() - interval '40 years' then '30至39岁' when p.birth_date > kernel.today() - interval '50 years' then '40至49岁' else '50岁以上' end) end as band
        from everybody v left join pub.person p on p.id = v.person_id)
    select ${key} as key, min(${label}) as label, count(*)::int as eligible, count(*) filter (where s.told)::int as told, count(s.opened_on)::int as opened, count(s.confirmed_on)::int as confirmed, count(s.decided_on)::int as decided,
      count(s.paid_on)::int as paid, coalesce(sum(s.amount_fen) filter (where s.decided_on is not null), 0)::bigint as amount, percentile_cont(0.5) within group (order by (s.paid_on - s.found_on)) filter (where s.paid_on is not null) as "medianDays"
    from s group by 1 order by 1`.execute(db)
  return rows
}

const funnelHandler = implementQuery(askFunnel, async ({ db, actor }, { by, measure }) => ({ lines: await funnel(db, by, { measure, scope: actor.scope ?? '' }) }))

/** Accounts of the public are nobody's to see: that a letter had to be written says that there was none. */
const reason = sql<MissedReason>`case
  when d.account_failed_on is not null then 'accountFailed'
  when d.state = 'confirmed' and '有信息未经来源部门核实' = any(d.tier_reasons) then 'factUnverified'
  when d.state = 'confirmed' then 'waitsForLook'
  when d.state = 'opened' then 'notConfirmed'
  when d.claimant_kind = 'employer' then 'employerSilent'
  when exists (select from kernel.message_sending s where s.recipient_id = d.claimant_id and s.channel = 'letter' and s.created_at >= d.created_at - interval '1 minute') then 'noAccount'
  when exists (select from kernel.message_sending s where s.recipient_id = d.claimant_id and s.state = 'givenUp' and s.created_at >= d.created_at - interval '1 minute') then 'unreachable'
  else 'notOpened' end`

const missed = (db: Tx) =>
  db
    .selectFrom('delivery.delivery as d')
    .leftJoin('pub.person as p', (on) => on.onRef('p.id', '=', 'd.subjectId').on('d.subjectKind', '=', 'person'))
    .leftJoin('pub.employer as e', (on) => on.on(sql<boolean>`e.id = case when d.subject_kind = 'person' then p.employer_id else d.claimant_id end`))
    .leftJoin('kernel.place as w', 'w.code', 'd.placeCode')
    .where(sql<boolean>`(d.state in ('told', 'opened') or (d.state = 'confirmed' and d.tier = 'look') or (d.state = 'decided' and d.account_failed_on is not null))`)
    .select([
      sql<Id<'delivery'>>`d.id`.as('id'),
      sql<string>`coalesce(p.name, e.name, '')`.as('name'),
      sql<string>`coalesce(e.name, '')`.as('employerName'),
      sql<string>`coalesce(w.name, '')`.as('placeName'),
      'd.title',
      sql<Fen | null>`d.amount_fen`.as('amount'),
      reason.as('reason'),
      sql<PlainDate>`d.told_on`.as('toldOn'),
      sql<number>`(kernel.today() - d.told_on)::int`.as('days'),
    ])

const missedHandler = implementList(listMissed, ({ db, actor: { scope } }, { search, reason: wanted, measure }) => {
  let rows = missed(db)
  if (scope) rows = rows.where(sql<boolean>`starts_with(d.place_code, ${scope})`)
  if (search) rows = rows.where(sql<boolean>`(coalesce(p.name, '') || ' ' || coalesce(e.name, '') || ' ' || d.title) ilike ${`%${search}%`}`)
  if (wanted) rows = rows.where(sql<boolean>`(${reason}) = ${wanted}`)
  if (measure) rows = rows.where('d.measure', '=', measure)
  return rows
})

export const reportHandlers: readonly Handler[] = [funnelHandler, missedHandler]
