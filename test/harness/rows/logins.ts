import pg from 'pg'
import type { DatabaseAddress, LoginRole } from '../../../kernel/db/roles.ts'
import type { Witness } from '../fingerprint.ts'
import { quoted, type Relation } from './catalog.ts'

/** What the catalog itself must say: every table forced, with a policy; no role past row security; no view with the eyes of one who is. */
export const wrongOfCatalog = async (witness: Witness): Promise<string[]> => {
  const rows = await witness.run(`
    select n.nspname || '.' || c.relname || '：没有强制行级安全' as words from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in (select distinct nspname from pg_namespace where nspowner = 'juying_owner'::regrole) and not (c.relrowsecurity and c.relforcerowsecurity) and n.nspname <> 'matrix'
    union all select n.nspname || '.' || c.relname || '：没有策略' from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname in (select nspname from pg_namespace where nspowner = 'juying_owner'::regrole) and not exists (select from pg_policy p where p.polrelid = c.oid)
    union all select n.nspname || '.' || c.relname || '：归' || c.relowner::regrole || '所有，不受策略约束' from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles o on o.oid = c.relowner
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in (select nspname from pg_namespace where nspowner = 'juying_owner'::regrole) and (o.rolsuper or o.rolbypassrls)
    union all select rolname || '：可以绕过行级安全' from pg_roles where rolname in ('juying_owner', 'juying_migrator', 'juying_app', 'juying_reader', 'juying_auditor', 'juying_jobs') and (rolsuper or rolbypassrls)
    union all select n.nspname || '.' || p.proname || '：以超级用户的身份执行' from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles o on o.oid = p.proowner
    where p.prosecdef and (o.rolsuper or o.rolbypassrls) and n.nspname not in ('matrix', 'pg_catalog', 'information_schema')`)
  return rows.map(({ words }) => String(words))
}

/** What each other login of the database reads at most. */
const reads: Readonly<Record<Exclude<LoginRole, 'juying_app'>, RegExp>> = {
  juying_reader: /^(pub\..*|kernel\.(place|department))$/,
  juying_auditor: /^kernel\.(audit|audit_head|audit_verdict|idempotency|place|department)$/,
  juying_jobs: /^$/,
  juying_migrator: /^$/,
}

export const wrongOfLogins = async (address: DatabaseAddress, all: readonly Relation[]): Promise<string[]> => {
  const wrong: string[] = []
  for (const [login, may] of Object.entries(reads) as [keyof typeof reads, RegExp][]) {
    const client = new pg.Client({ connectionString: address.url(login) })
    await client.connect()
    try {
      for (const { name } of all) {
        const { rows } = await client.query<{ read: boolean; write: boolean }>(
          `select has_schema_privilege($2, 'usage') and has_any_column_privilege($1, 'select') as read, has_schema_privilege($2, 'usage') and (has_any_column_privilege($1, 'insert, update') or has_table_privilege($1, 'delete, truncate, trigger')) as write`,
          [quoted(name), name.split('.')[0]])
        if (rows[0]?.read && !may.test(name)) wrong.push(`${name}：数据库角色 ${login} 可读`)
        if (rows[0]?.write) wrong.push(`${name}：数据库角色 ${login} 可写`)
      }
    } finally {
      await client.end()
    }
  }
  return wrong
}
