import { randomUUID } from 'node:crypto'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { auditRow } from '../../kernel/audit/audit.ts'
import { readAnchors } from '../../kernel/audit/anchors.ts'
import { genesis, macOf, type ChainedRow } from '../../kernel/audit/chain.ts'
import { anchorNow } from '../../kernel/audit/keep-anchors.ts'
import { verifyAudit, type Verdict } from '../../kernel/audit/verify.ts'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import { openDatabase, type Database } from '../../kernel/db/database.ts'
import { systemActor } from '../../kernel/org/actor.ts'
import { houseKeys } from '../../kernel/seal/seal.ts'
import { Witness } from './fingerprint.ts'
import type { Harness, HarnessOptions } from './options.ts'

/**
 * Promise 16 of trust.md: tampering with the audit trail is found even by a DBA's hand. Every attack is done by the administrator with the
 * triggers asleep, on a trail that was whole; all but one of them without the key, that one with it.
 */
const today = plainDate('2026-11-20')
const keys = () => ({ chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') })

/** Rows as the house writes them, from eight commands at a time, with an anchor after each fifth. */
const live = async (database: Database, anchorFile: string, rows: number): Promise<void> => {
  await anchorNow(database, anchorFile, today, 'start')
  for (let fifth = 0; fifth < 5; fifth++) {
    await Promise.all(
      Array.from({ length: 8 }, async (_, client) => {
        for (let at = client; at < rows / 5; at += 8) await write(database, `train.attack${at % 7}`)
      }),
    )
    await anchorNow(database, anchorFile, today, 'minute')
  }
}

const write = (database: Database, verb: string): Promise<void> =>
  database.asSystem(today, (db) => auditRow(db, { actor: systemActor, requestId: randomUUID() }, { verb, outcome: 'done', code: null, subject: { caseId: randomUUID(), number: '测试\t1\\' } }))

interface Ground {
  database: Database
  witness: Witness
  anchorFile: string
}

/** The last row of one chain that has at least four. */
const victim = `(select seq from kernel.audit where shard = (select shard from kernel.audit group by shard having count(*) >= 4 order by shard limit 1) order by no desc limit 1 offset 2)`
const shardOfVictim = `(select shard from kernel.audit where seq = ${victim})`

interface Attack {
  says: string
  lay(ground: Ground): Promise<unknown>
}

const sql = (says: string, statement: string): Attack => ({ says, lay: ({ witness }) => witness.run(statement) })

/** As somebody who has the key of the rows would: everything after the victim in its chain is written anew, without a flaw. */
const rewriteWithKey = async ({ witness }: Ground): Promise<void> => {
  const rows = await witness.run(`
    select seq::text, shard, no::text, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, request_id, account_id, account_name, role, verb, outcome, code, subject, mac
    from kernel.audit where shard = ${shardOfVictim} order by audit.no`)
  const changed = await witness.run(`select no::text as no from kernel.audit where seq = ${victim}`)
  let before: Uint8Array = genesis
  for (const row of rows) {
    const late = Number(row['no']) >= Number(changed[0]?.['no'])
    const chained: ChainedRow = {
      shard: Number(row['shard']), no: String(row['no']), at: String(row['at']), requestId: String(row['request_id']), accountId: null, accountName: String(row['account_name']),
      role: String(row['role']), verb: late ? 'nothing.happened' : String(row['verb']), outcome: String(row['outcome']), code: null, subject: row['subject'] as Record<string, string>,
    }
    const mac: Uint8Array = late ? macOf(keys().chain, before, chained) : (row['mac'] as Buffer)
    if (late) await witness.run(`update kernel.audit set verb = 'nothing.happened', mac = '\\x${Buffer.from(mac).toString('hex')}' where seq = ${String(row['seq'])}`)
    before = mac
  }
  await witness.run(`update kernel.audit_head h set mac = '\\x${Buffer.from(before).toString('hex')}' where shard = ${shardOfVictim}`)
}

/** A command that takes effect while the trail swallows its row. */
const switchedOff = async ({ witness }: Ground): Promise<void> => {
  await witness.run(`insert into kernel.idempotency (key, account_id, verb, body_hash, answer, request_id) values ('attack', '${randomUUID()}', 'fund.releaseBatch', '\\x00', null, '${randomUUID()}')`)
}

/** An hour later the house anchors again, as if nothing had been. */
const anchorsStopped = ({ database, anchorFile }: Ground): Promise<void> => anchorNow(database, anchorFile, today, 'minute', new Date(Date.now() + 3_600_000).toISOString())

const dropLines = ({ anchorFile }: Ground): void => {
  const lines = readFileSync(anchorFile, 'utf8').split('\n')
  writeFileSync(anchorFile, lines.filter((_, at) => at !== 2).join('\n'))
}

const attacks: readonly Attack[] = [
  sql('a row edited', `update kernel.audit set account_name = '别人' where seq = ${victim}`),
  sql('a row deleted', `delete from kernel.audit where seq = ${victim}`),
  sql('two rows swapped', `update kernel.audit a set verb = b.verb, request_id = b.request_id, subject = b.subject, at = b.at from kernel.audit b
    where a.shard = b.shard and a.shard = ${shardOfVictim} and abs(a.no - b.no) = 1 and least(a.no, b.no) = (select no from kernel.audit where seq = ${victim})`),
  sql('a row back-dated', `update kernel.audit set at = at - interval '3 days' where seq = ${victim}`),
  sql('the tail cut, heads moved back', `delete from kernel.audit where seq > (select max(seq) - 20 from kernel.audit);
    update kernel.audit_head h set (no, mac) = (select coalesce(max(a.no), 0), coalesce((array_agg(a.mac order by a.no desc))[1], decode(repeat('00', 32), 'hex')) from kernel.audit a where a.shard = h.shard)`),
  { says: 'a suffix rewritten with the stolen key', lay: rewriteWithKey },
  sql('a trigger dropped', 'drop trigger audit_append_only on kernel.audit'),
  sql('an old backup put back', `create table public.old as select * from kernel.audit where seq <= (select max(seq) / 2 from kernel.audit); truncate kernel.audit;
    insert into kernel.audit overriding system value select * from public.old; drop table public.old;
    update kernel.audit_head h set (no, mac) = (select coalesce(max(a.no), 0), coalesce((array_agg(a.mac order by a.no desc))[1], decode(repeat('00', 32), 'hex')) from kernel.audit a where a.shard = h.shard)`),
  sql('a chain replayed as another', `insert into kernel.audit (at, request_id, account_id, account_name, role, verb, outcome, code, subject, shard, no, mac)
    select a.at, a.request_id, a.account_id, a.account_name, a.role, a.verb, a.outcome, a.code, a.subject, b.shard, b.no + row_number() over (order by a.no), a.mac
    from kernel.audit a, kernel.audit_head b where a.shard = ${shardOfVictim} and b.shard = (select max(shard) from kernel.audit_head) and b.shard <> a.shard`),
  sql('a gap filled with an invented row', `create table public.gone as select * from kernel.audit where seq = ${victim}; delete from kernel.audit where seq = ${victim};
    insert into kernel.audit overriding system value select seq, at, request_id, account_id, account_name, role, 'training.courses', outcome, code, subject, shard, no, mac from public.gone; drop table public.gone`),
  { says: 'switched off while a command took effect', lay: switchedOff },
  sql('a rule that swallows rows', 'create rule swallow as on insert to kernel.audit do instead nothing'),
  { says: 'anchoring stopped for an hour', lay: anchorsStopped },
  { says: 'a line of the anchors taken out', lay: async (ground) => dropLines(ground) },
]

const clone = async (adminUrl: string, from: string, name: string): Promise<void> => {
  const url = new URL(adminUrl)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  if (from) await admin.query(`create database ${name} template ${from} strategy file_copy`)
  await admin.end()
}

const at = (url: string, name: string): string => url.replace(/\/[^/?]+(?=\?|$)/, `/${name}`)
const nameOf = (url: string): string => new URL(url).pathname.slice(1)

/** True when the whole trail has no finding before the attack and at least one after it. */
const finds = async ({ address, adminUrl }: HarnessOptions, anchorFile: string, folder: string, attack: Attack): Promise<boolean> => {
  const name = 'test_audit_attacked'
  await clone(adminUrl, nameOf(adminUrl), name)
  const anchors = join(folder, 'attacked.jsonl')
  copyFileSync(anchorFile, anchors)
  const attacked = { name, url: (role: Parameters<typeof address.url>[0]) => at(address.url(role), name) }
  const database = openDatabase(attacked)
  try {
    return await Witness.over(at(adminUrl, name), async (witness) => {
      const before = await verifyAudit({ address: attacked, keys: keys(), anchorFile: anchors })
      await witness.run('set session_replication_role = replica')
      await attack.lay({ database, witness, anchorFile: anchors })
      const after = await verifyAudit({ address: attacked, keys: keys(), anchorFile: anchors })
      const found = before.findings.length === 0 && after.findings.length > 0
      if (!found) console.error(`没有发现：${attack.says}（事前 ${before.findings.length} 条）${before.findings.slice(0, 3).join('；')}`)
      else console.error(`${attack.says}：${after.findings[0]}`)
      return found
    })
  } finally {
    await database.close()
    await clone(adminUrl, '', name)
  }
}

/** Small: 2,000 rows and every attack; large, or `--commands N`: a million rows besides, with the time that a verification takes. */
// clause: GB/T 22239 8.1.4.3 c; GB/T 22239 8.1.4.3 d; GB/T 39786 8.4 g; ASVS 16.4.2; ASVS 16.4.3
export const runAudit: Harness = async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'juying-audit-'))
  const anchorFile = join(folder, 'audit.jsonl')
  const database = openDatabase(options.address)
  try {
    await live(database, anchorFile, 2_000)
    const whole = await verifyAudit({ address: options.address, keys: keys(), anchorFile })
    await database.close()
    let found = 0
    for (const attack of attacks) if (await finds(options, anchorFile, folder, attack)) found += 1
    const rows = options.commands ?? (options.large ? 1_000_000 : 0)
    const timed = rows ? await timeMany(options, folder, rows) : undefined
    const figures = { rows: whole.rows, anchors: readAnchors(anchorFile, keys().anchor).anchors.length, findings: whole.findings.length, attacks: `${found}/${attacks.length}`, ...(timed ? { manyRows: timed.rows, verifyMilliseconds: timed.milliseconds, manyFindings: timed.findings.length } : {}) }
    return { figures, passed: whole.findings.length === 0 && whole.rows >= 2_000 && found === attacks.length && (timed?.findings.length ?? 0) === 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A long trail, chained as the house chains it but written by COPY; then one verification. */
const timeMany = async ({ adminUrl, address }: HarnessOptions, folder: string, rows: number): Promise<Verdict> => {
  const { from: copyFrom } = await import('pg-copy-streams')
  const { once } = await import('node:events')
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  await client.query('set session_replication_role = replica')
  await client.query('truncate kernel.audit restart identity')
  const ends = Array.from({ length: 32 }, () => ({ no: 0, mac: genesis }))
  const stream = client.query(copyFrom('copy kernel.audit (at, request_id, account_id, account_name, role, verb, outcome, code, subject, shard, no, mac) from stdin'))
  for (let count = 0; count < rows; count++) {
    const shard = (count * 7) % 32
    const end = ends[shard]
    if (!end) continue
    const at = new Date(Date.UTC(2026, 0, 1) + count * 1000).toISOString()
    const row: ChainedRow = { shard, no: String(end.no + 1), at, requestId: randomUUID(), accountId: randomUUID(), accountName: '测试员', role: 'reviewer', verb: 'cases.agree', outcome: 'done', code: null, subject: { caseId: randomUUID() } }
    const mac = macOf(keys().chain, end.mac, row)
    Object.assign(end, { no: end.no + 1, mac })
    const fields = [at, row.requestId, row.accountId, row.accountName, row.role, row.verb, row.outcome, '\\N', JSON.stringify(row.subject), shard, row.no, `\\\\x${mac.toString('hex')}`]
    if (!stream.write(`${fields.join('\t')}\n`)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
  for (const [shard, { no, mac }] of ends.entries()) await client.query('update kernel.audit_head set no = $1, mac = $2 where shard = $3', [no, mac, shard])
  await client.query('vacuum analyze kernel.audit')
  await client.end()
  const anchorFile = join(folder, 'many.jsonl')
  const database = openDatabase(address)
  await anchorNow(database, anchorFile, today, 'start')
  await database.close()
  return verifyAudit({ address, keys: keys(), anchorFile })
}
