import type { Witness } from '../fingerprint.ts'

/** The relations of the house as the catalog knows them, and to whom each of their rows belongs. */

export interface Relation {
  /** schema.name */
  name: string
  kind: 'table' | 'view'
  /** Columns that a statement may set, in order. */
  columns: readonly string[]
  /** Of its primary key; none where that is one of spans that must not overlap: there is no ON CONFLICT on such a key. */
  key: readonly string[]
  /** Columns that the app may fill in. */
  insertable: readonly string[]
  /** A column that the app may set, better none of the key; null: it may set none. */
  settable: string | null
  /** What the app may do with the whole relation at all: what was not granted is refused to every actor alike. */
  granted: Readonly<Record<'insert' | 'update' | 'delete' | 'truncate', boolean>>
  parents: readonly { column: string; of: string }[]
}

const houseSchemas = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker', 'matrix') and n.nspname !~ '^pg_'`

export const relations = async (witness: Witness): Promise<Relation[]> => {
  const rows = await witness.run(`
    select n.nspname || '.' || c.relname as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
      (select coalesce(array_agg(a.attname::text order by a.attnum), '{}') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(a.attname::text order by a.attnum), '{}') from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary and not i.indisexclusion) as key,
      (select coalesce(array_agg(a.attname::text order by a.attnum), '{}') from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and has_column_privilege('juying_app', c.oid, a.attnum, 'insert')) as insertable,
      (select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = '' and has_column_privilege('juying_app', c.oid, a.attnum, 'update')
        order by exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and a.attnum = any (i.indkey)), a.attnum limit 1) as settable,
      jsonb_build_object('insert', has_any_column_privilege('juying_app', c.oid, 'insert'), 'update', has_any_column_privilege('juying_app', c.oid, 'update'),
        'delete', has_table_privilege('juying_app', c.oid, 'delete'), 'truncate', has_table_privilege('juying_app', c.oid, 'truncate')) as granted,
      (select coalesce(jsonb_agg(distinct jsonb_build_object('column', a.attname, 'of', fn.nspname || '.' || f.relname)), '[]') from pg_constraint k
        join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and (fn.nspname <> 'kernel' or f.relname = 'list_export')
          and (select attname from pg_attribute where attrelid = f.oid and attnum = k.confkey[1]) = 'id') as parents
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${houseSchemas} order by 1`)
  return rows.map((row) => row as unknown as Relation)
}

/** Parents before their children; what goes round in circles comes last. */
export const inOrder = (all: readonly Relation[]): Relation[] => {
  const done = new Set<string>()
  const ordered: Relation[] = []
  let waiting = all.filter(({ kind }) => kind === 'table')
  while (waiting.length) {
    const ready = waiting.filter(({ name, parents }) => parents.every(({ of }) => done.has(of) || of === name))
    const next = ready.length ? ready : waiting
    for (const one of next) {
      done.add(one.name)
      ordered.push(one)
    }
    waiting = waiting.filter(({ name }) => !done.has(name))
  }
  return ordered
}

/**
 * For each table `matrix."schema.name"`: of each row its place, person, employer and account, taken from its own columns or from the rows
 * that it refers to. Nothing of the policies is asked: this is the other opinion against which they are held.
 */
export const layOwners = async (witness: Witness, all: readonly Relation[]): Promise<void> => {
  await witness.run(`create schema if not exists matrix; grant usage on schema matrix to juying_app, juying_reader`)
  const laid = new Set<string>()
  for (const relation of inOrder(all)) {
    await witness.run(ownersOf(relation, laid))
    laid.add(relation.name)
  }
}

const ownersOf = ({ name, columns, parents }: Relation, laid: ReadonlySet<string>): string => {
  const has = (column: string) => columns.includes(column)
  const known = parents.filter(({ of }) => laid.has(of))
  const of = (kind: 'person' | 'employer' | 'team'): string[] => [
    ...(has(`${kind}_id`) ? [`r.${kind}_id`] : []),
    ...(kind === 'employer' && has('through_employer_id') ? ['r.through_employer_id'] : []),
    ...(has('holder_kind') && has('holder_id') ? [`case when r.holder_kind = '${kind}' then r.holder_id end`] : []),
    ...(has('subject_kind') && has('subject_id') ? [`case when r.subject_kind = '${kind}' then r.subject_id end`] : []),
    ...(has('recipient_kind') && has('recipient_id') ? [`case when r.recipient_kind = '${kind}' then r.recipient_id end`] : []),
    ...(has('claimant_kind') && has('claimant_id') ? [`case when r.claimant_kind = '${kind}' then r.claimant_id end`] : []),
    ...(name === `registry.${kind}` ? ['r.id'] : []),
  ]
  const first = (own: readonly string[], from: string, type: string): string => `coalesce(${[...own, ...known.map((_, at) => `p${at}.${from}`), `null::${type}`].join(', ')})`
  return `
    create table matrix."${name}" as
    select r.ctid as tid, ${has('id') ? 'r.id::text' : 'null::text'} as id,
      ${first([...(has('place_code') ? ['r.place_code'] : []), ...(has('window_place_code') ? ['r.window_place_code'] : []), ...(name === 'kernel.place' ? ['r.code'] : [])], 'place', 'text')} as place,
      ${first(of('person'), 'person', 'uuid')} as person,
      ${first(of('employer'), 'employer', 'uuid')} as employer,
      ${accountOf(name, columns)} as account
    from ${quoted(name)} r ${known.map(({ column, of: parent }, at) => `left join matrix."${parent}" p${at} on p${at}.id = r.${column}::text`).join(' ')};
    create index on matrix."${name}" (tid); create index on matrix."${name}" (id);
    grant select on matrix."${name}" to juying_app, juying_reader`
}

export const quoted = (name: string): string => name.split('.').map((part) => `"${part}"`).join('.')

/** Whose own affair a row is: his session, his saved filters, the run that he started. */
const accountOf = (name: string, columns: readonly string[]): string => {
  if (name === 'kernel.account') return 'r.id'
  const column = ['account_id', 'started_by', 'run_by', 'created_by'].find((one) => columns.includes(one))
  return column === undefined || (name.startsWith('fund.') && column === 'account_id') ? 'null::uuid' : `r.${column}`
}

/** A view has no rows of its own: its columns say whose they are, or the case, award, line or team that they name. */
export const ownersOfView = ({ name, columns }: Relation): string => {
  const has = (column: string) => columns.includes(column)
  const named = [['case_id', 'cases.case'], ['award_id', 'fund.award'], ['line_id', 'fund.budget_line'], ['team_id', 'registry.team']] as const
  const people = has('person_id') ? 'left join matrix."registry.person" person_of on person_of.id = r.person_id::text' : ''
  const joined = named.filter(([column]) => has(column))
  const one = (kind: 'person' | 'employer'): string[] => [
    ...(new RegExp(`^pub\\.(known_)?${kind}(_profile)?$`).test(name) ? ['r.id'] : []),
    ...(has(`${kind}_id`) ? [`r.${kind}_id`] : []),
    ...(kind === 'employer' && people ? ['person_of.employer'] : []),
    ...(has('holder_kind') && has('holder_id') ? [`case when r.holder_kind = '${kind}' then r.holder_id end`] : []),
    ...(has('subject_kind') && has('subject_id') ? [`case when r.subject_kind = '${kind}' then r.subject_id end`] : []),
    ...(kind === 'person' && has('person_id') ? [] : joined.map(([column]) => `${column}_of.${kind}`)),
  ]
  const places = [...(has('place_code') ? ['r.place_code'] : []), ...joined.map(([column]) => `${column}_of.place`), ...(people ? ['person_of.place'] : [])]
  return `${joined.map(([column, of]) => `left join matrix."${of}" ${column}_of on ${column}_of.id = r.${column}::text`).join(' ')} ${people}
    cross join lateral (select coalesce(${[...places, 'null::text'].join(', ')}) as place, coalesce(${[...one('person'), 'null::uuid'].join(', ')}) as person, coalesce(${[...one('employer'), 'null::uuid'].join(', ')}) as employer, null::uuid as account) o`
}
