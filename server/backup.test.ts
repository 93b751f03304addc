import { createHash } from 'node:crypto'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { pino } from 'pino'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { loadCity } from '../city/load.ts'
import { exampleFund } from '../fund/example.ts'
import { move, post } from '../fund/ledger.ts'
import { auditRow } from '../kernel/audit/audit.ts'
import { anchorNow } from '../kernel/audit/keep-anchors.ts'
import { verifyAudit } from '../kernel/audit/verify.ts'
import { checkBackup } from '../kernel/backup/check.ts'
import { backupsAt, poolOf } from '../kernel/backup/folder.ts'
import { anchorsName, manifestName, manifestText, papersName, readManifest, type Manifest } from '../kernel/backup/format.ts'
import { papersIn, poolPath } from '../kernel/backup/papers.ts'
import { restoreBackup, type Restored } from '../kernel/backup/restore.ts'
import type { Taken } from '../kernel/backup/take.ts'
import { openSession } from '../kernel/auth/sessions.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { openDatabase } from '../kernel/db/database.ts'
import { migrateTo, migrationsOf } from '../kernel/db/migrate.ts'
import { prepareDatabase } from '../kernel/db/roles.ts'
import { diskBlobs } from '../kernel/files/disk.ts'
import { fileStore, hashOf, storedName } from '../kernel/files/store.ts'
import { systemActor } from '../kernel/org/actor.ts'
import { houseKeys, houseSealer } from '../kernel/seal/seal.ts'
import { fen, yuan } from '../kernel/types.ts'
import { version } from '../kernel/version.ts'
import { installLibrary } from '../measures/install.ts'
import { createDemoAccounts } from '../scripts/demo-accounts.ts'
import { ensureExampleYear } from '../scripts/example-year.ts'
import { testDatabase, type TestDatabase } from '../test/db.ts'
import { goodHash, goodPassword, Visitor } from '../test/door.ts'
import { createApp } from './app.ts'
import { houseBackup } from './backup.ts'
import { handlers, streams } from './modules.ts'
import { fileHashesText } from './sealed-columns.ts'

const today = plainDate('2026-11-20')
const root = join(import.meta.dirname, '..')
let city: TestDatabase
/** Backups, and what is restored, lie here; documents of the city lie in the home of the run, as the verbs keep them. */
let folder: string
let anchorFile: string
let quiet: Taken
let busy: Taken

const files = () => ({ kind: 'disk' as const, folder: join(inject('home'), 'files') })
const backUp = (database: TestDatabase, at: string, { to = join(folder, 'backups'), keep }: { to?: string; keep?: number } = {}): Promise<Taken> =>
  houseBackup({ adminUrl: database.adminUrl, name: database.address.name }, { files: files(), anchors: join(folder, 'anchors'), backups: to }, { keep, at })

const made: string[] = []
const nameAnew = (): string => (made.push(`test_restored_${made.length}_${process.pid}`), made.at(-1) ?? '')
const restoreTo = (name: string, from: string, anchors = join(folder, name, 'anchors/audit.jsonl')): Promise<Restored> =>
  restoreBackup({ from, adminUrl: inject('adminUrl'), name, home: inject('home'), root, version, keys: houseKeys(), blobs: diskBlobs(join(folder, name, 'files')), anchorFile: anchors })

const asked = async <T extends object>(name: string, statement: string): Promise<T[]> => {
  const client = new pg.Client({ connectionString: Object.assign(new URL(inject('adminUrl')), { pathname: `/${name}` }).href })
  await client.connect()
  try {
    return (await client.query<T>(statement)).rows
  } finally {
    await client.end()
  }
}

/** Every table by a way of its own: rows as PostgreSQL says them, in an order that does not hang on where they lie. */
const fingerprint = async (name: string): Promise<Record<string, string>> => {
  const tables = await asked<{ name: string }>(name, `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'`)
  const said: Record<string, string> = {}
  for (const table of tables) {
    const [row] = await asked<{ said: string }>(name, `set timezone = 'UTC'; select 1`).then(() => asked<{ said: string }>(name, `select concat(count(*), ' ', sum(hashtextextended(t::text, 7)::numeric)) as said from ${table.name} t`))
    said[table.name] = row?.said ?? ''
  }
  return said
}

const guards = (name: string) => asked<{ kind: string; place: string; says: string }>(name, `
  select 'trigger' as kind, tgrelid::regclass::text as place, concat(tgenabled, pg_get_triggerdef(oid)) as says from pg_trigger where not tgisinternal
  union all select 'constraint', conrelid::regclass::text, concat(conname, pg_get_constraintdef(oid), conenforced, convalidated) from pg_constraint where conrelid <> 0
  union all select 'index', tablename, indexdef from pg_indexes where schemaname not like 'pg\\_%'
  union all select 'row security', oid::regclass::text, concat(relrowsecurity, relforcerowsecurity, relacl::text, relowner::regrole) from pg_class where relkind in ('r', 'v') and relnamespace <> 'pg_catalog'::regnamespace
  union all select 'policy', polrelid::regclass::text, concat(polname, polcmd, polpermissive, polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) from pg_policy
  union all select 'view', viewname, definition from pg_views where schemaname = 'pub'
  order by 1, 2, 3`)

const balances = (name: string) => asked<{ code: string; appropriated: string; reserved: string; committed: string; transit: string; paid: string }>(name, 'select id, code, appropriated_fen::text, reserved_fen::text, committed_fen::text, in_transit_fen::text, paid_fen::text from fund.budget_line order by id')

/** What no snapshot but one gives: the balances that triggers keep, against the entries. */
const outOfBalance = (name: string) => asked(name, `select l.id from fund.budget_line l where l.reserved_fen <> (select coalesce(sum(debit_fen - credit_fen) filter (where account = 'reserved'), 0) from fund.entry e where e.line_id = l.id)
  union all select h.shard::text::uuid from kernel.audit_head h where h.no <> (select coalesce(max(no), 0) from kernel.audit a where a.shard = h.shard)`)

/** Books and audits until told to end; an anchor now and then, as a running house writes them. */
const writers = (): { end(): Promise<number> } => {
  const ending = new AbortController()
  let done = 0
  const write = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await city.asSystem(today, async (db) => {
        const line = await db.selectFrom('fund.budgetLine').select(['id', 'placeCode']).where('appropriatedFen', '>', yuan(10_000)).orderBy('id').limit(1).executeTakeFirstOrThrow()
        await post(db, [{ kind: 'reserve', day: today, placeCode: line.placeCode, says: '测试占用', legs: move(line.id, 'available', 'reserved', fen(1n)) }])
        await auditRow(db, { actor: systemActor, requestId: crypto.randomUUID() }, { verb: 'fund.test', outcome: 'done', code: null, subject: {} })
      })
      if (++done % 20 === 0) await anchorNow(city, anchorFile, today, 'start')
    }
  }
  const all = [write(), write(), write()]
  return { end: async () => (ending.abort(), await Promise.all(all), done) }
}

beforeAll(async () => {
  city = await testDatabase()
  folder = mkdtempSync(join(tmpdir(), 'juying-backup-'))
  anchorFile = join(folder, 'anchors/audit.jsonl')
  await city.asSystem(today, (db) => installLibrary(db, join(root, 'policies/qingyu')))
  await loadCity({ address: city.address, sealer: houseSealer(), today, people: 900, employers: 60 })
  await city.asSystem(today, (db) => exampleFund(db, { today }))
  await createDemoAccounts(city, today)
  await ensureExampleYear(city, { today, cases: 20 })
  await city.asSystem(today, async (db) => db.updateTable('kernel.account').set({ passwordHash: await goodHash() }).where('login', '=', 'leader').execute())
  await city.asSystem(today, async (db) => openSession(db, (await db.selectFrom('kernel.account').select('id').where('login', '=', 'leader').executeTakeFirstOrThrow()).id, today))
  await anchorNow(city, anchorFile, today, 'start')
  const writing = writers()
  busy = await backUp(city, '2026-11-20T01:00:00.000Z')
  const written = await writing.end()
  if (written < 10) throw new Error('nothing was written while the backup was taken')
  await anchorNow(city, anchorFile, today, 'start')
  quiet = await backUp(city, '2026-11-20T02:00:00.000Z')
}, 300_000)
afterAll(async () => {
  await city.drop()
  for (const name of made) for (const one of [name, `${name}_restoring`]) await asked('postgres', `drop database if exists ${one} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

/** A copy of the quiet backup, papers and all, that a test may spoil. */
const spoilable = (): string => {
  const place = mkdtempSync(join(folder, 'spoilt-'))
  cpSync(quiet.folder, join(place, 'juying-20261120T020000Z'), { recursive: true })
  cpSync(poolOf(join(folder, 'backups')), poolOf(place), { recursive: true })
  return join(place, 'juying-20261120T020000Z')
}

describe('a backup that is restored', () => {
  // clause: GB/T 22239 8.1.4.9 a
  test('is the same house: each table, each guard, each fen, each payment, each byte of a paper; one can sign in', async () => {
    const name = nameAnew()
    const { manifest, upgraded, address, ownAnchors } = await restoreTo(name, quiet.folder)
    expect({ upgraded, ownAnchors, rows: quiet.rows > 10_000, anchors: readFileSync(join(folder, name, 'anchors/audit.jsonl')).equals(readFileSync(anchorFile)) }).toEqual({ upgraded: [], ownAnchors: false, rows: true, anchors: true })
    const [before, after] = [await fingerprint(city.address.name), await fingerprint(name)]
    const differs = Object.keys(before).filter((table) => before[table] !== after[table])
    // Sessions are ended, the views were published by the restore, and the queue's library has its own record.
    expect(differs.toSorted()).toEqual(['graphile_worker.migrations', 'kernel.session', 'public.migration'])
    expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted())
    expect(await guards(name)).toEqual(await guards(city.address.name))
    expect(await balances(name)).toEqual(await balances(city.address.name))
    const payments = 'select b.number, b.state, count(*)::int as items, sum(i.amount_fen)::text as fen from fund.batch b join fund.batch_item i on i.batch_id = b.id group by 1, 2 order by 1'
    expect(await asked(name, payments)).toEqual(await asked(city.address.name, payments))
    expect((await asked(name, payments)).length).toBeGreaterThan(0)
    expect(await asked(name, 'select from kernel.session where ended_at is null')).toEqual([])
    for (const { name: sequence, last } of manifest.sequences) expect((await asked<{ last: string }>(name, `select last_value::text as last from ${sequence}`))[0]?.last).toBe(last)

    const papers = fileStore(diskBlobs(join(folder, name, 'files')), houseSealer())
    const hashes = await asked<{ hash: string }>(name, fileHashesText)
    expect(hashes.length).toBeGreaterThan(3)
    for (const { hash } of hashes) expect(hashOf(await papers.open(hash))).toBe(hash)

    const database = openDatabase(address, { connections: 4 })
    const app = await createApp({ database, handlers, streams, today: () => today, demo: true, logger: pino({ level: 'silent' }) })
    try {
      expect((await new Visitor({ app }).signIn({ login: 'leader', password: `${goodPassword}不` })).status).toBe(401)
      expect((await new Visitor({ app }).signIn({ login: 'leader', password: goodPassword })).status).toBe(200)
    } finally {
      await app.close()
      await database.close()
    }
  }, 120_000)

  // clause: GB/T 22239 8.1.4.9 a; GB/T 22239 8.1.4.3 c
  test('while others were writing is one moment of theirs, and the trail agrees with the anchors that it brought; younger ones that lie there stay, and find the old backup out', async () => {
    const name = nameAnew()
    const younger = join(folder, 'younger.jsonl')
    copyFileSync(anchorFile, younger)
    const { address, ownAnchors } = await restoreTo(name, busy.folder, younger)
    expect({ ownAnchors, same: readFileSync(younger).equals(readFileSync(anchorFile)) }).toEqual({ ownAnchors: true, same: true })
    expect(await outOfBalance(name)).toEqual([])
    const written = async (database: string) => (await asked<{ count: number }>(database, `select count(*)::int as count from kernel.audit where verb = 'fund.test'`))[0]?.count ?? 0
    expect(await written(name)).toBeLessThan(await written(city.address.name))
    const findings = async (anchors: string) => (await verifyAudit({ address, keys: { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }, anchorFile: anchors })).findings
    expect(await findings(join(busy.folder, anchorsName))).toEqual([])
    expect((await findings(younger)).join()).toContain('库被换成了旧备份')
  }, 120_000)
})

test('a backup of an earlier version is restored to what it was, and then upgraded', async () => {
  const name = nameAnew()
  const earlier = [...migrationsOf(root).keys()].slice(0, -2)
  const address = await prepareDatabase(inject('adminUrl'), inject('home'), name)
  await migrateTo(address, root, new Set(earlier))
  await asked(name, `insert into kernel.account (login, name) values ('before', '昔日')`)
  const old = await houseBackup({ adminUrl: inject('adminUrl'), name }, { files: files(), anchors: join(folder, 'old-anchors'), backups: join(folder, 'old') })
  const anew = nameAnew()
  const { upgraded } = await restoreTo(anew, old.folder)
  expect(upgraded).toEqual([...migrationsOf(root).keys()].slice(-2))
  expect(await asked(anew, `select name from kernel.account where login = 'before'`)).toEqual([{ name: '昔日' }])
  expect(await guards(anew)).toEqual(await guards(city.address.name))
}, 120_000)

/** The manifest with something else said, and a code by the right key: as an earlier or later version would write it. */
const resaid = (backup: string, change: (manifest: Manifest) => Manifest): void => {
  const { code: _, ...said } = change(readManifest(backup, houseKeys()))
  writeFileSync(join(backup, manifestName), manifestText(houseKeys(), said))
}
const flip = (path: string, at = Math.trunc(statSync(path).size / 2)): void => {
  const bytes = readFileSync(path)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
const firstPaper = async (backup: string): Promise<string> => {
  for await (const { sha } of papersIn(join(backup, papersName))) return poolPath(poolOf(join(backup, '..')), sha)
  throw new Error('the backup has no paper')
}

const spoilt: Readonly<Record<string, { spoil: (backup: string) => unknown; says: RegExp }>> = {
  'a truncated table': { spoil: (backup) => writeFileSync(join(backup, 'tables/kernel.audit.zst'), readFileSync(join(backup, 'tables/kernel.audit.zst')).subarray(0, -40)), says: /tables\/kernel\.audit\.zst 已损坏/ },
  'a flipped bit of a table': { spoil: (backup) => flip(join(backup, 'tables/fund.entry.zst')), says: /tables\/fund\.entry\.zst 已损坏/ },
  'a missing table': { spoil: (backup) => rmSync(join(backup, 'tables/cases.case.zst')), says: /缺了文件 .*tables\/cases\.case\.zst/ },
  'a table too many': { spoil: (backup) => writeFileSync(join(backup, 'tables/public.gift.zst'), ''), says: /多了文件 tables\/public\.gift\.zst/ },
  'a flipped bit of a paper': { spoil: async (backup) => flip(await firstPaper(backup)), says: /papers\/.* 已损坏/ },
  'a missing paper': { spoil: async (backup) => rmSync(await firstPaper(backup)), says: /缺了文件 .*papers\// },
  'a changed anchor': { spoil: (backup) => flip(join(backup, 'anchors.jsonl')), says: /anchors\.jsonl 已损坏/ },
  'a manifest with another number': { spoil: (backup) => writeFileSync(join(backup, manifestName), readFileSync(join(backup, manifestName), 'utf8').replace('"rows":0', '"rows":1')), says: /与校验码不符/ },
  'half a manifest': { spoil: (backup) => writeFileSync(join(backup, manifestName), readFileSync(join(backup, manifestName)).subarray(0, 300)), says: /读不懂/ },
  'no manifest': { spoil: (backup) => rmSync(join(backup, manifestName)), says: /不是一份完整的备份/ },
  'a format of the future': { spoil: (backup) => writeFileSync(join(backup, manifestName), JSON.stringify({ format: 2 })), says: /格式是第 2 版/ },
  'a migration of the future': { spoil: (backup) => resaid(backup, (said) => ({ ...said, version: '9.0.0', migrations: [...said.migrations, { name: '9999_future.sql', hash: '0'.repeat(64) }] })), says: /比本版本新.*9\.0\.0.*9999_future\.sql/ },
  'a migration of another text': { spoil: (backup) => resaid(backup, (said) => ({ ...said, migrations: said.migrations.map((one, at) => (at ? one : { ...one, hash: '0'.repeat(64) })) })), says: /0001_kernel\.sql 与本版本的原文不同/ },
  'a generation of keys that is not there': { spoil: (backup) => resaid(backup, (said) => ({ ...said, generations: 3 })), says: /缺密钥文件 field\.2\.key、field\.3\.key/ },
  'a server of the future': { spoil: (backup) => resaid(backup, (said) => ({ ...said, server: 990_000 })), says: /PostgreSQL 99.*较旧/ },
  'a table that the list leaves out': { spoil: (backup) => (resaid(backup, (said) => ({ ...said, tables: said.tables.filter(({ name }) => name !== 'training.course') })), rmSync(join(backup, 'tables/training.course.zst'))), says: /缺了表 training\.course/ },
}

describe('a spoilt backup', () => {
  for (const [what, { spoil, says }] of Object.entries(spoilt)) {
    // clause: GB/T 22239 8.1.4.9 a
    test(`is refused: ${what}`, async () => {
      const backup = spoilable()
      await spoil(backup)
      const name = nameAnew()
      await expect(restoreTo(name, backup)).rejects.toThrow(says)
      expect(await asked('postgres', `select from pg_database where datname = '${name}'`)).toEqual([])
    }, 60_000)
  }

  test('whose rows do not fit together is taken back whole, though every hash and the code are right', async () => {
    const backup = spoilable()
    const path = join(backup, 'tables/kernel.place.zst')
    const rows = zstdDecompressSync(readFileSync(path)).toString('utf8').split('\n').slice(1)
    writeFileSync(path, zstdCompressSync(rows.join('\n')))
    const sha = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
    resaid(backup, (said) => ({ ...said, tables: said.tables.map((table) => (table.name === 'kernel.place' ? { ...table, rows: table.rows - 1, text: sha(rows.join('\n')), file: sha(readFileSync(path)) } : table)) }))
    const name = nameAnew()
    await expect(restoreTo(name, backup)).rejects.toThrow(/不合约束/)
    expect(await asked('postgres', `select from pg_database where datname in ('${name}', '${name}_restoring')`)).toEqual([])
  }, 60_000)

  test('and a sound one are kept out of a database that holds something; of several one has to be named', async () => {
    await expect(restoreTo(city.address.name, quiet.folder)).rejects.toThrow(/不是空的/)
    await expect(checkBackup(join(folder, 'backups'), houseKeys())).rejects.toThrow(/里有 2 份备份，请指明是哪一份/)
  })
})

describe('the folder of backups', () => {
  test('takes each paper once, and knows the one that was sealed anew', async () => {
    expect(busy.papers.copied).toBe(busy.papers.count)
    expect(quiet.papers).toEqual({ count: busy.papers.count, copied: 0, missing: 0 })
    expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual(['juying-20261120T010000Z', 'juying-20261120T020000Z', 'papers'])
    expect(statSync(quiet.folder).mode & 0o077).toBe(0)
    expect(existsSync(join(quiet.folder, 'keys'))).toBe(false)
  })

  test('keeps so many, forgets what broke off, and only the papers that nobody names go', async () => {
    const to = join(folder, 'thinned')
    const first = await backUp(city, '2026-11-20T03:00:00.000Z', { to })
    const [, lost] = [await backUp(city, '2026-11-20T04:00:00.000Z', { to }), await firstPaper(first.folder)]
    mkdirSync(join(to, '.juying-20261120T043000Z.partial/tables'), { recursive: true })
    const stray = poolPath(poolOf(to), 'ab'.repeat(32))
    mkdirSync(join(stray, '..'), { recursive: true })
    writeFileSync(stray, 'named by none')
    const third = await backUp(city, '2026-11-20T05:00:00.000Z', { to, keep: 2 })
    expect(third.removed).toEqual(['juying-20261120T030000Z'])
    expect(backupsAt(to)).toEqual(['juying-20261120T040000Z', 'juying-20261120T050000Z'])
    expect([existsSync(stray), existsSync(lost), readdirSync(to).some((name) => name.startsWith('.'))]).toEqual([false, true, false])
    await checkBackup(third.folder, houseKeys())
  }, 60_000)

  test('gets a lost paper again, and says of one that the house itself has lost', async () => {
    const to = join(folder, 'healed')
    const first = await backUp(city, '2026-11-20T06:00:00.000Z', { to })
    rmSync(await firstPaper(first.folder))
    const second = await backUp(city, '2026-11-20T07:00:00.000Z', { to })
    expect(second.papers.copied).toBe(1)
    await checkBackup(second.folder, houseKeys())
    const [{ hash } = { hash: '' }] = await asked<{ hash: string }>(city.address.name, fileHashesText)
    const name = storedName(houseSealer(), hash)
    const place = join(files().folder, name.slice(0, 2), name.slice(2, 4), name)
    renameSync(place, `${place}.away`)
    expect((await backUp(city, '2026-11-20T08:00:00.000Z', { to })).papers.missing).toBe(1)
    renameSync(`${place}.away`, place)
  }, 60_000)

  test('takes one at a time, and leaves nothing of one that broke off', async () => {
    const to = join(folder, 'one-at-a-time')
    const both = await Promise.allSettled([backUp(city, '2026-11-20T09:00:00.000Z', { to }), backUp(city, '2026-11-20T09:00:01.000Z', { to })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((one) => one.status === 'rejected')?.reason.message).toContain('另一次备份正在进行')
    await expect(backUp(city, '2026-11-20T10:00:00.000Z', { to: join(anchorFile, 'no-folder') })).rejects.toThrow()
    expect(backupsAt(to)).toHaveLength(1)
    expect(readdirSync(to).filter((name) => name.startsWith('.'))).toEqual([])
  }, 60_000)
})
