import { quoted, type Relation } from './catalog.ts'

/**
 * What an actor can do with the rows of one relation, tried inside the database by the app's own role. Each attempt runs in a subtransaction that is taken
 * back. `matrix.left_of` counts with the administrator's eyes what is still as it was: a statement without a condition needs no right to read, and says nothing
 * of whose rows it met.
 */
export const verbs = ['SELECT', 'FOR UPDATE', 'UPDATE', 'move', 'DELETE', 'INSERT', 'ON CONFLICT', 'MERGE', 'TRUNCATE', 'COPY'] as const
export type Verb = (typeof verbs)[number]

export const probeSql = `
create or replace function matrix.left_of(relation text, foreigners text) returns bigint language plpgsql security definer as $$
declare n bigint;
begin
  execute format('select count(*) from %s r join matrix.%I o on o.tid = r.ctid where %s', (select string_agg(quote_ident(part), '.') from unnest(string_to_array(relation, '.')) part), relation, foreigners) into n;
  return n;
end $$;

-- One statement, what it did to strangers' rows, and back. -1: refused, by rights, row security or a trigger.
create or replace function matrix.attempt(how text, statement text, relation text, foreigners text) returns bigint language plpgsql as $$
declare before bigint; n bigint; said text;
begin
  if how = 'blanket' then before := matrix.left_of(relation, foreigners); end if;
  begin
    if how = 'asked' then execute statement into n; else execute statement; get diagnostics n = row_count; end if;
    if how = 'blanket' then n := before - matrix.left_of(relation, foreigners); end if;
    if how = 'whole' then n := 1; end if;
    raise exception 'taken back' using errcode = 'MX000', detail = n::text;
  exception
    when sqlstate 'MX000' then
      get stacked diagnostics said = pg_exception_detail;
      return said::bigint;
    when insufficient_privilege or raise_exception then return -1;
    when others then
      if sqlstate ~ '^JY' or sqlstate in ('22P02', '22007', '55000', '42809', '0A000') then return -1; end if;
      -- Row security has its say before keys and CHECKs have theirs: who came so far was let in.
      if sqlstate ~ '^(23|21)' then return 1; end if;
      raise exception '%: % (%)', statement, sqlerrm, sqlstate;
  end;
end $$;

create or replace function matrix.attempts(list jsonb, relation text, foreigners text) returns bigint[] language plpgsql as $$
declare one jsonb; answers bigint[] := '{}';
begin
  for one in select value from jsonb_array_elements(list) loop
    answers := answers || matrix.attempt(one ->> 'how', one ->> 'statement', relation, foreigners);
  end loop;
  return answers;
end $$;

-- How many rows of which class are seen; null: refused.
create or replace function matrix.seen(statement text) returns jsonb language plpgsql as $$
declare answer jsonb;
begin
  execute statement into answer;
  return coalesce(answer, '{}');
exception when insufficient_privilege then return null;
  when others then
    if sqlstate in ('22P02', '22007') then return null; end if;
    raise exception '%: % (%)', statement, sqlerrm, sqlstate;
end $$;
grant execute on all functions in schema matrix to juying_app, juying_reader;
`

export interface Attempt {
  verb: Verb
  /** asked: the statement answers a number; counted: the rows that it wrote; blanket: strangers' rows that are no longer as they were; whole: that it ran. */
  how: 'asked' | 'counted' | 'blanket' | 'whole'
  statement: string
}

/** SQL that answers how many rows of each class an actor sees. */
export const seenBy = (relation: Relation, owners: string, classOf: string): string =>
  `select jsonb_object_agg(class, n) from (select ${classOf} as class, count(*) as n from ${quoted(relation.name)} r ${owners} group by 1) x`

/**
 * Every writing verb that was granted at all, against rows that are none of the actor's. `stranger` is such a row as JSON; `away` gives a row of his own to
 * somebody else. What was not granted is refused before row security is asked, whoever acts.
 */
export const attemptsOn = ({ name, insertable, key, settable, granted }: Relation, foreigners: string, stranger: string | undefined, away: string | undefined): Attempt[] => {
  const table = quoted(name)
  const set = `"${settable}" = "${settable}"`
  const list = insertable.map((one) => `"${one}"`).join(', ')
  const inserting = (row: string) => `insert into ${table} (${list}) overriding system value select ${list} from jsonb_populate_record(null::${table}, ${row}) x`
  const literal = `'${(stranger ?? '').replaceAll("'", "''")}'::jsonb`
  const fresh = key.join() === 'id' ? `${literal} || jsonb_build_object('id', case when ${literal} ->> 'id' ~ '-' then uuidv7()::text else '987654321' end)` : literal
  const updating: Attempt[] = [
    { verb: 'FOR UPDATE', how: 'asked', statement: `select count(*) from (select from ${table} r join matrix."${name}" o on o.tid = r.ctid where ${foreigners} for update of r) x` },
    { verb: 'UPDATE', how: 'blanket', statement: `update ${table} set ${set}` },
    { verb: 'MERGE', how: 'counted', statement: `merge into ${table} r using (select o.tid from matrix."${name}" o where ${foreigners}) s on s.tid = r.ctid when matched then update set ${set}` },
    ...(away === undefined ? [] : [{ verb: 'move', how: 'counted', statement: `update ${table} set ${away}` } as const]),
    ...(stranger === undefined || !key.length || !granted.insert ? [] : [{ verb: 'ON CONFLICT', how: 'counted', statement: `${inserting(literal)} on conflict (${key.map((part) => `"${part}"`).join(', ')}) do update set "${settable}" = excluded."${settable}"` } as const]),
  ]
  return [
    ...(granted.update && settable !== null ? updating : []),
    ...(granted.delete ? [{ verb: 'DELETE', how: 'blanket', statement: `delete from ${table}` } as const] : []),
    ...(granted.insert && stranger !== undefined ? [{ verb: 'INSERT', how: 'counted', statement: inserting(fresh) } as const] : []),
    ...(granted.truncate ? [{ verb: 'TRUNCATE', how: 'whole', statement: `truncate ${table} cascade` } as const] : []),
  ]
}
