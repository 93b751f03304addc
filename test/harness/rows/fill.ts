import { randomUUID } from 'node:crypto'
import type { Witness } from '../fingerprint.ts'
import { inOrder, quoted, type Relation } from './catalog.ts'

/** A place of the example city with its people: the rows of one are foreign to whoever works in the other. */
export interface Corner {
  town: string
  person: string
  employer: string
  account: string
}

export const corner = (town: string): Corner => ({ town, person: randomUUID(), employer: randomUUID(), account: randomUUID() })

/**
 * A row of each table in each corner and one of the city's level, so that no answer is empty for want of rows: as the administrator, without triggers, foreign keys,
 * CHECKs and uniqueness. This database is thrown away; what is asked of it is who sees and who writes a row, not whether the row makes sense.
 */
export const fillEvery = async (witness: Witness, all: readonly Relation[], corners: readonly Corner[]): Promise<void> => {
  await witness.run('set session_replication_role = replica')
  for (const { name, parents } of inOrder(all)) {
    await witness.run(`do $$ declare k record; begin
      for k in select conname from pg_constraint where conrelid = '${quoted(name)}'::regclass and contype in ('c', 'x', 'u') loop execute format('alter table ${quoted(name)} drop constraint %I cascade', k.conname); end loop;
      for k in select indexrelid::regclass as index from pg_index where indrelid = '${quoted(name)}'::regclass and indisunique and not indisprimary loop execute format('drop index %s cascade', k.index); end loop; end $$`)
    const columns = await witness.run(`
      select a.attname as name, t.typname as type, t.typcategory as category, a.attnotnull as needed, t.typelem <> 0 and t.typcategory = 'A' as list, format_type(a.atttypid, null) as cast,
        (select (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)'''))[1] from pg_constraint k where k.contypid = t.oid limit 1) as allowed
      from pg_attribute a join pg_type t on t.oid = a.atttypid
      where a.attrelid = '${quoted(name)}'::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''`)
    for (const corner of corners) {
      const given = columns.flatMap((column) => {
        const parent = parents.find((one) => one.column === column['name'])
        const value = ownId(name, String(column['name']), corner) ?? (parent ? `(select id from public.laid where relation = '${parent.of}' and corner = '${corner.town}')::${String(column['cast'])}` : valueFor(column, corner))
        return value === undefined ? [] : [[`"${String(column['name'])}"`, value] as const]
      })
      const id = columns.some((column) => column['name'] === 'id') ? 'id::text' : 'null'
      await witness.run(`with row as (insert into ${quoted(name)} (${given.map(([column]) => column).join(', ')}) values (${given.map(([, value]) => value).join(', ')}) on conflict do nothing returning ${id} as id)
        insert into public.laid select '${name}', '${corner.town}', id from row`).catch((error: unknown) => {
        throw new Error(`no row could be laid into ${name}: ${String(error)}`)
      })
    }
  }
  await witness.run('set session_replication_role = origin')
}

/** Most people go again: a tenth of the rows says as much, ten times as fast. Who filed a case or has an account stays. */
export const thin = async (witness: Witness, all: readonly Relation[]): Promise<void> => {
  await witness.run(`set session_replication_role = replica;
    create temporary table kept as (select person_id as id from cases."case" union select person_id from kernel.account union select id from (select id from registry.person order by number limit 80) few)`)
  for (const { name } of inOrder(all).filter(({ name: one, columns }) => one === 'registry.person' || columns.includes('person_id'))) {
    const column = name === 'registry.person' ? 'id' : 'person_id'
    await witness.run(`delete from ${quoted(name)} where ${column} is not null and ${column} not in (select id from kept where id is not null)`)
  }
  await witness.run('drop table kept; set session_replication_role = origin')
}

/** So that what becomes of one's own rows does not depend on who refers to them, and a refusal is row security's. */
export const dropForeignKeys = (witness: Witness): Promise<unknown> =>
  witness.run(`do $$ declare k record; begin
    for k in select conrelid::regclass as relation, conname from pg_constraint where contype = 'f' and connamespace <> 'graphile_worker'::regnamespace loop execute format('alter table %s drop constraint %I', k.relation, k.conname); end loop; end $$`)

/** The person, the employer and the account of a corner have the identifiers by which the others know them. */
const ownId = (name: string, column: string, { person, employer, account }: Corner): string | undefined => {
  const id = column === 'id' ? { 'registry.person': person, 'registry.employer': employer, 'kernel.account': account }[name] : undefined
  return id === undefined ? undefined : `'${id}'`
}

/** What a column of this name or type holds; undefined leaves it to its default. */
const valueFor = ({ name, type, category, needed, allowed, list, cast }: Record<string, unknown>, { town, person, employer, account }: Corner): string | undefined => {
  const column = String(name)
  if (column.endsWith('place_code') || column === 'place_code') return `'${town}'`
  if (column === 'county_code') return `'${town.slice(0, 6)}'`
  if (/^(holder|subject)_kind$/.test(column)) return `'person'`
  if (/^(person_id|holder_id|subject_id)$/.test(column)) return `'${person}'`
  if (column.endsWith('employer_id')) return `'${employer}'`
  if (type === 'uuid') return /(_by|account_id|specialist_id|holder|_person)$/.test(column) ? `'${account}'` : 'uuidv7()'
  // A span of time in which a row holds reaches today.
  if (column === 'span') return `'[2020-01-01,)'`
  if (needed !== true) return undefined
  if (typeof allowed === 'string') return `'${allowed}'`
  if (list === true) return `'{}'`
  if (category === 'N') return '(random() * 1e4)::int'
  if (category === 'D') return 'now()'
  if (category === 'B') return 'false'
  if (category === 'R') return `'empty'`
  if (type === 'bytea') return `decode(md5(random()::text), 'hex')`
  if (type === 'jsonb') return `'{}'`
  return `(random() * 1e9)::int::text::${String(cast)}`
}
