import { awayColumns, classSql } from './actors.ts'
import { ownersOfView, quoted, type Relation } from './catalog.ts'

/**
 * What every actor can do with the rows of one relation, tried inside the database by the app's own role, all actors in one call. Each attempt is a statement of the
 * function itself, run in a subtransaction that is taken back: its plan is made once and serves every actor, as the house's own prepared statements do.
 */
export const verbs = ['SELECT', 'FOR UPDATE', 'UPDATE', 'move', 'DELETE', 'INSERT', 'ON CONFLICT', 'MERGE', 'TRUNCATE', 'COPY'] as const
export type Verb = (typeof verbs)[number]

interface Attempt {
  verb: Verb
  /** asked: the statement answers a number; counted: the rows that it wrote; blanket: strangers' rows that are no longer as they were; whole: that it ran. */
  how: 'asked' | 'counted' | 'blanket' | 'whole'
  statement: string
  /** When there is something to try it with. */
  given?: string
}

const foreign = `(${classSql}) <> 'own'`

/** Every writing verb that was granted at all, against rows that are none of the actor's. What was not granted is refused before row security is asked, whoever acts. */
const attemptsOn = ({ name, kind, columns, insertable, key, settable, granted }: Relation): Attempt[] => {
  const table = quoted(name)
  const set = `"${settable}" = "${settable}"`
  const list = insertable.map((one) => `"${one}"`).join(', ')
  const inserting = (row: string) => `insert into ${table} (${list}) overriding system value select ${list} from jsonb_populate_record(null::${table}, ${row}) x`
  const fresh = key.join() === 'id' ? `_stranger || jsonb_build_object('id', case when _stranger ->> 'id' ~ '-' then uuidv7()::text else '987654321' end)` : '_stranger'
  const given = '_stranger is not null'
  // A row of his own is given to somebody else by the column that says whose it is.
  const away = awayColumns.filter(({ column }) => columns.includes(column))
  const updating: Attempt[] = [
    { verb: 'FOR UPDATE', how: 'asked', statement: `select count(*) into _n from (select from ${table} r join matrix."${name}" o on o.tid = r.ctid where ${foreign} for update of r) x` },
    { verb: 'UPDATE', how: 'blanket', statement: `update ${table} set ${set}` },
    { verb: 'MERGE', how: 'counted', statement: `merge into ${table} r using (select o.tid from matrix."${name}" o where ${foreign}) s on s.tid = r.ctid when matched then update set ${set}` },
    ...away.map(({ column, value }): Attempt => ({ verb: 'move', how: 'counted', statement: `update ${table} set "${column}" = ${value}`, given: `${value} is not null` })),
    ...(kind === 'view' || !key.length || !granted.insert ? [] : [{ verb: 'ON CONFLICT', how: 'counted', statement: `${inserting('_stranger')} on conflict (${key.map((part) => `"${part}"`).join(', ')}) do update set "${settable}" = excluded."${settable}"`, given } as const]),
  ]
  return [
    ...(granted.update && settable !== null ? updating : []),
    ...(granted.delete ? [{ verb: 'DELETE', how: 'blanket', statement: `delete from ${table}` } as const] : []),
    ...(granted.insert && kind === 'table' ? [{ verb: 'INSERT', how: 'counted', statement: inserting(fresh), given } as const] : []),
    ...(granted.truncate ? [{ verb: 'TRUNCATE', how: 'whole', statement: `truncate ${table} cascade` } as const] : []),
  ]
}

/** -1: refused, by rights, row security or a trigger. Row security has its say before keys and CHECKs have theirs: who came so far was let in. */
const tried = (name: string, { verb, how, statement, given }: Attempt): string => `
    ${given === undefined ? '' : `if ${given} then`}
    begin
      ${statement};
      ${how === 'counted' ? 'get diagnostics _n = row_count;' : ''} ${how === 'blanket' ? '_n := _before - matrix.left_of(_me);' : ''} ${how === 'whole' ? '_n := 1;' : ''}
      raise exception 'taken back' using errcode = 'MX000';
    exception
      when sqlstate 'MX000' then null;
      when insufficient_privilege or raise_exception then _n := -1;
      when others then
        if sqlstate ~ '^JY' or sqlstate in ('22P02', '22007', '55000', '42809', '0A000') then _n := -1;
        elsif sqlstate ~ '^(23|21)' then _n := 1;
        else raise exception '${verb} on ${name}: % (%)', sqlerrm, sqlstate; end if;
    end;
    reached := reached || jsonb_build_object('${verb}', _n);
    ${given === undefined ? '' : 'end if;'}`

/**
 * Functions for one relation; those of the relation before are replaced, and their plans go with them. `left_of` counts with the administrator's eyes what is still as it was: a
 * statement without a condition needs no right to read, and says nothing of whose rows it met. As everything is taken back, actors to whom the same is foreign share the count before.
 */
export const probeOf = (relation: Relation): string => {
  const { name, kind } = relation
  const table = quoted(name)
  const owned = `${table} r join matrix."${name}" o on o.tid = r.ctid`
  const eyes = kind === 'view' ? '' : `
create or replace function matrix.left_of(_me matrix.asker) returns bigint language plpgsql security definer as $$ begin
  return (select count(*) from ${owned} where ${foreign});
end $$;
create or replace function matrix.stranger(_me matrix.asker) returns jsonb language plpgsql security definer as $$ begin
  return (select to_jsonb(r) from ${table} r where r.ctid = (select o.tid from ${owned} where ${foreign} order by o.place is null limit 1));
end $$;`
  return `${eyes}
create or replace function matrix.probe(named boolean) returns table (asking integer, seen jsonb, reached jsonb) language plpgsql as $$
declare _me matrix.asker; _same matrix.asker; _n bigint; _before bigint; _stranger jsonb;
begin
  for _me in select * from matrix.asker where (settings is not null) = named order by kind, account, person, employer, scope, asking loop
    asking := _me.asking; reached := '{}';
    ${kind === 'view' ? '' : `if _same is null or (_me.kind, _me.account, _me.person, _me.employer, _me.scope) is distinct from (_same.kind, _same.account, _same.person, _same.employer, _same.scope) then
      _before := matrix.left_of(_me); _stranger := matrix.stranger(_me); _same := _me;
    end if;`}
    -- On the connection of nobody not even an empty setting is made.
    if named then perform set_config('app.' || key, value, true) from jsonb_each_text(_me.settings); end if;
    begin
      select coalesce(jsonb_object_agg(class, n), '{}') into seen from (select ${classSql} as class, count(*) as n from ${kind === 'view' ? `${table} r ${ownersOfView(relation)}` : owned} group by 1) x;
    exception when insufficient_privilege then seen := null;
      when others then
        if sqlstate not in ('22P02', '22007') then raise exception 'SELECT on ${name}: % (%)', sqlerrm, sqlstate; end if;
        seen := null;
    end;
    ${attemptsOn(relation).map((attempt) => tried(name, attempt)).join('')}
    return next;
  end loop;
end $$;
grant execute on all functions in schema matrix to juying_app`
}
