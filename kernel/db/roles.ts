import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

/**
 * The five roles of the database. The owner cannot sign in; the migrator becomes the owner only to migrate; the app writes through
 * forced row-level security; the reader (rules, reports) sees the schema `pub` alone; the auditor sees the audit trail alone;
 * jobs own the queue and nothing else.
 */
const loginRoles = ['juying_migrator', 'juying_app', 'juying_reader', 'juying_auditor', 'juying_jobs'] as const
export type LoginRole = (typeof loginRoles)[number]

export interface DatabaseAddress {
  /** Connection string for one role. */
  url(role: LoginRole): string
  name: string
}

/** The secret from which each role's password is derived; made once, readable by the service alone. */
const roleSecret = (home: string): Buffer => {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'roles.secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  return readFileSync(file)
}

/**
 * Makes the roles, the database and its extensions where they are missing; run with the administrator's connection.
 * Safe to repeat: it is the first step of each start.
 */
export const prepareDatabase = async (adminUrl: string, home: string, name?: string): Promise<DatabaseAddress> => {
  const password = rolePasswords(home)
  const wanted = name ?? (decodeURIComponent(new URL(adminUrl).pathname.slice(1)) || 'juying')
  // The database itself may not be there yet; every server has one called postgres.
  const server = new URL(adminUrl)
  server.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: server.href })
  await admin.connect()
  try {
    await refuseUnsafeServer(admin, name !== undefined && name.startsWith('test'))
    const known = new Set((await admin.query<{ rolname: string }>('select rolname from pg_roles')).rows.map((row) => row.rolname))
    if (!known.has('juying_owner')) await admin.query('create role juying_owner nologin')
    for (const role of loginRoles) {
      const verb = known.has(role) ? 'alter' : 'create'
      await admin.query(`${verb} role ${role} login noinherit password ${admin.escapeLiteral(password(role))}`)
    }
    await admin.query('grant juying_owner to juying_migrator')
    await admin.query('grant juying_jobs to juying_owner')
    await admin.query('grant juying_owner, juying_jobs to current_user')
    const exists = (await admin.query('select from pg_database where datname = $1', [wanted])).rowCount
    if (!exists) await admin.query(`create database ${admin.escapeIdentifier(wanted)} owner juying_owner`)
  } finally {
    await admin.end()
  }
  const target = new URL(adminUrl)
  target.pathname = `/${encodeURIComponent(wanted)}`
  const setup = new pg.Client({ connectionString: target.href })
  await setup.connect()
  try {
    for (const extension of ['pg_trgm', 'btree_gist']) await setup.query(`create extension if not exists ${extension}`)
    const id = setup.escapeIdentifier(wanted)
    await setup.query(`grant create on database ${id} to juying_jobs, juying_owner`)
    await setup.query(`revoke all on database ${id} from public`)
    await setup.query(`grant connect, temporary on database ${id} to ${loginRoles.join(', ')}`)
  } finally {
    await setup.end()
  }
  return addressOf(adminUrl, home, wanted)
}

const rolePasswords = (home: string) => {
  const secret = roleSecret(home)
  return (role: LoginRole) => createHmac('sha256', secret).update(role).digest('base64url')
}

/** The address of a database whose roles were prepared before. */
export const addressOf = (adminUrl: string, home: string, name: string): DatabaseAddress => {
  const password = rolePasswords(home)
  return {
    name,
    url: (role) => {
      const url = new URL(adminUrl)
      url.pathname = `/${encodeURIComponent(name)}`
      url.username = role
      url.password = password(role)
      return url.href
    },
  }
}

/** trust.md: a server that may lose acknowledged commits or hide damaged pages is refused at start. */
const refuseUnsafeServer = async (admin: pg.Client, test: boolean): Promise<void> => {
  const { rows } = await admin.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_version_num')`,
  )
  const value = Object.fromEntries(rows.map((row) => [row.name, row.setting]))
  if (Number(value['server_version_num']) < 180_000) throw new Error('需要 PostgreSQL 18 或更新的版本。')
  if (test) return
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
    if (value[name] === 'off') throw new Error(`数据库参数 ${name} 处于关闭状态，已确认的业务可能丢失。请打开后再启动。`)
  }
}
