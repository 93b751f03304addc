import { sql } from 'kysely'
import type { Database, Tx } from '../../kernel/db/database.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { evidence, flagFrom, type Evidence } from './contract.ts'

/**
 * Finds pairs of records that may be one person. Candidates share a key (phone, name and birthday, reading and birthday, certificate, or
 * name and employer); each candidate is then weighed by everything that speaks for and against.
 */

/** A key that more people share than these says nothing of a person: an agency's phone, a made-up certificate number. */
const sharedAtMost = 20

/** `key` as one text: rows with the same are candidates. */
const keys: readonly { from: string; key: string; where: string }[] = [
  { from: 'registry.person p', key: `encode(p.phone_index, 'hex')`, where: 'p.phone_index is not null' },
  { from: 'registry.person p', key: `p.name || '|' || p.birth_date`, where: 'true' },
  { from: 'registry.person p', key: `p.pinyin || '|' || p.birth_date`, where: `p.pinyin <> ''` },
  { from: 'registry.person p', key: `p.name || '|' || p.employer_id`, where: 'p.employer_id is not null' },
  { from: 'registry.person p join registry.skill s on s.person_id = p.id', key: 's.certificate_number', where: 's.certificate_number is not null' },
]

const weight = (name: Evidence, holds: string): string => `select '${name}' as reason, ${evidence[name].weight} as weight where ${holds}`

const weighed = [
  weight('phone', 'a.phone_index = b.phone_index'),
  weight('name', 'a.name = b.name'),
  weight('reading', `a.name <> b.name and a.pinyin = b.pinyin and a.pinyin <> ''`),
  weight('birthDate', 'a.birth_date = b.birth_date'),
  weight('birthNear', `a.birth_date <> b.birth_date and (extract(year from a.birth_date) = extract(year from b.birth_date) or to_char(a.birth_date, 'MMDD') = to_char(b.birth_date, 'MMDD'))`),
  weight('school', 'exists (select from registry.degree d join registry.degree e on e.school = d.school where d.person_id = a.id and e.person_id = b.id)'),
  weight('employer', 'exists (select from registry.employment d join registry.employment e on e.employer_id = d.employer_id where d.person_id = a.id and e.person_id = b.id)'),
  weight('certificate', 'exists (select from registry.skill d join registry.skill e on e.certificate_number = d.certificate_number where d.person_id = a.id and e.person_id = b.id)'),
  weight('hint', `a.document_hint = b.document_hint and a.document_hint <> ''`),
  weight('otherType', 'a.document_type <> b.document_type'),
  weight('sex', `a.sex <> b.sex and a.sex in ('男', '女') and b.sex in ('男', '女')`),
  weight('twoIdentities', `a.document_type = '居民身份证' and b.document_type = '居民身份证'`),
].join(' union all ')

/** Answers how many pairs wait for judgement. A pair that somebody has judged keeps his judgement; one that no longer agrees is forgotten. */
export const findPairs = async (db: Tx, today: PlainDate): Promise<number> => {
  await sql`set local work_mem = '256MB'`.execute(db)
  await sql`create temporary table candidate (one_id uuid, other_id uuid) on commit drop`.execute(db)
  for (const { from, key, where } of keys) {
    await sql.raw(`
      insert into candidate (one_id, other_id)
      select least(x.id, y.id), greatest(x.id, y.id)
      from (select array_agg(distinct p.id) as ids from ${from} where p.survivor_id is null and ${where} group by ${key} having count(distinct p.id) between 2 and ${sharedAtMost}) g,
        unnest(g.ids) x(id), unnest(g.ids) y(id) where x.id < y.id`).execute(db)
  }
  await sql`analyze candidate`.execute(db)
  await sql`create temporary table flagged on commit drop as
    select c.one_id, c.other_id, registry.common_place(a.place_code, b.place_code) as place_code, w.score, w.reasons
    from (select distinct one_id, other_id from candidate) c join registry.person a on a.id = c.one_id join registry.person b on b.id = c.other_id,
      lateral (select sum(r.weight)::int as score, jsonb_agg(r.reason order by abs(r.weight) desc, r.reason) as reasons from (${sql.raw(weighed)}) r) w
    where w.score >= ${flagFrom}`.execute(db)
  await sql`delete from registry.duplicate_pair d where d.state = 'open' and not exists (select from flagged f where f.one_id = d.one_id and f.other_id = d.other_id)`.execute(db)
  await sql`
    insert into registry.duplicate_pair as d (one_id, other_id, place_code, score, reasons, found_on)
    select one_id, other_id, place_code, score, reasons, ${today} from flagged
    on conflict (one_id, other_id) do update set place_code = excluded.place_code, score = excluded.score, reasons = excluded.reasons, found_on = excluded.found_on
      where d.state = 'open'`.execute(db)
  const { rows } = await sql<{ open: number }>`select count(*)::int as open from registry.duplicate_pair where state = 'open'`.execute(db)
  return rows[0]?.open ?? 0
}

/** The night's run and the one that the desk asks for; a second at the same time waits for the first. */
export const runFind = (database: Database, today: PlainDate): Promise<number> =>
  database.asSystem(today, async (db) => {
    await sql`select pg_advisory_xact_lock(hashtext('registry.duplicate_pair'))`.execute(db)
    return findPairs(db, today)
  })
