import { StringDecoder } from 'node:string_decoder'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { DatabaseAddress } from '../db/roles.ts'
import { digestOf, readAnchors, type Anchor } from './anchors.ts'
import { genesis, macOf, shards, type ChainedRow } from './chain.ts'

/** What the trail proves about itself. No finding: every row is as it was written, none is missing, and it goes as far as the anchors say. */
export interface Verdict {
  rows: number
  anchors: number
  /** One Chinese sentence each; at most {@link mostFindings} of one kind of trouble are told one by one. */
  findings: string[]
  milliseconds: number
}

export interface VerifyOptions {
  address: DatabaseAddress
  /** Keys of the rows and of the anchors. */
  keys: { chain: Buffer; anchor: Buffer }
  anchorFile: string
}

const mostFindings = 50
/** Within one run an anchor follows the one before after a minute; twice that and some is too long. */
const longestSilence = 150_000

/** Reads the whole trail as the auditor's role, in one snapshot, once. */
export const verifyAudit = async ({ address, keys, anchorFile }: VerifyOptions): Promise<Verdict> => {
  const began = performance.now()
  const client = new pg.Client({ connectionString: address.url('juying_auditor') })
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { anchors, findings } = readAnchors(anchorFile, keys.anchor)
    findings.push(...silences(anchors))
    const walked = await walk(client, keys.chain, anchors)
    findings.push(...walked.findings, ...(await guards(client)), ...(await heads(client, walked.ends)), ...againstAnchors(anchors, walked), ...(await unchained(client, anchors)), ...(await unaudited(client)))
    if (anchors.length === 0 && walked.rows > 0) findings.push('没有可信的锚定：末尾是否被截断、库是否被换成旧备份，无从核对')
    await client.query('commit')
    return { rows: walked.rows, anchors: anchors.length, findings, milliseconds: Math.round(performance.now() - began) }
  } finally {
    await client.end()
  }
}

interface End {
  no: number
  mac: Buffer
}

interface Walked {
  rows: number
  ends: End[]
  /** Codes at the numbers that anchors name: `shard/no`. */
  named: Map<string, Buffer>
  findings: string[]
}

const textOf = (field: string): string => (field.includes('\\') ? field.replace(/\\(.)/g, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' })[sign] ?? sign) : field)
const orNull = (field: string): string | null => (field === String.raw`\N` ? null : textOf(field))

const rowsInOrder = `copy (
  select shard, no, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), request_id, account_id, account_name, role, verb, outcome, code, subject, encode(mac, 'hex')
  from kernel.audit where shard is not null order by seq) to stdout`

const walk = async (client: pg.Client, key: Buffer, anchors: readonly Anchor[]): Promise<Walked> => {
  const wanted = Array.from({ length: shards }, (_, shard) => new Set(anchors.map(({ ends }) => ends[shard])))
  const ends: End[] = Array.from({ length: shards }, () => ({ no: 0, mac: genesis }))
  const walked: Walked = { rows: 0, ends, named: new Map(ends.map((_, shard) => [`${shard}/0`, genesis])), findings: [] }
  const tell = (finding: string): void => {
    if (walked.findings.length < mostFindings) walked.findings.push(finding)
  }
  let wrong = 0
  const take = (line: string): void => {
    const field = line.split('\t')
    const [shard, no] = [Number(field[0]), Number(field[1])]
    const mac = Buffer.from(field[11] ?? '', 'hex')
    const end = ends[shard]
    const row = rowOf(field)
    walked.rows += 1
    const found = !end || no <= end.no ? `第 ${shard} 段第 ${no} 号重复或不在其位` : no > end.no + 1 ? missing(shard, end.no + 1, no - 1) : mac.equals(macOf(key, end.mac, row)) ? undefined : `第 ${shard} 段第 ${no} 号与校验码不符，被改动、调换或不是本系统写的`
    if (found) {
      wrong += 1
      tell(`${found}：${row.at} ${row.accountName} ${row.verb}`)
    }
    if (end && no > end.no) Object.assign(end, { no, mac })
    if (wanted[shard]?.has(no)) walked.named.set(`${shard}/${no}`, mac)
  }
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of client.query(copyTo(rowsInOrder))) {
    const lines = (rest + decoder.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  }
  if (wrong > walked.findings.length) walked.findings.push(`另有 ${wrong - walked.findings.length} 处`)
  return walked
}

const rowOf = (field: readonly string[]): ChainedRow => ({
  shard: Number(field[0]),
  no: field[1] ?? '',
  at: field[2] ?? '',
  requestId: textOf(field[3] ?? ''),
  accountId: orNull(field[4] ?? ''),
  accountName: textOf(field[5] ?? ''),
  role: textOf(field[6] ?? ''),
  verb: textOf(field[7] ?? ''),
  outcome: textOf(field[8] ?? ''),
  code: orNull(field[9] ?? ''),
  subject: subjectOf(textOf(field[10] ?? '')),
})

const subjectOf = (text: string): Record<string, string> => {
  if (text === '{}') return {}
  const known: unknown = JSON.parse(text)
  // Not by a schema: a million rows pass here in seconds.
  return isSubject(known) ? known : { unreadable: text }
}

const isSubject = (known: unknown): known is Record<string, string> => {
  if (typeof known !== 'object' || known === null) return false
  return Object.values(known).every((value) => typeof value === 'string')
}

const missing = (shard: number, from: number, to: number): string => `第 ${shard} 段缺第 ${from === to ? from : `${from} 至 ${to}`} 号，其后是`

/** The triggers that keep the table append-only and the chain together, awake and unchanged; no rule that swallows rows. */
const guards = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ name: string; awake: boolean; body: string }>(`
    select t.tgname as name, t.tgenabled in ('O', 'A') as awake, p.proname as body from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = 'kernel.audit'::regclass and not t.tgisinternal`)
  const wanted = [['audit_append_only', 'refuse_change'], ['audit_moves_head', 'move_audit_head']] as const
  const missing = wanted.filter(([name, body]) => !rows.some((row) => row.name === name && row.body === body && row.awake)).map(([name]) => `审计表的触发器 ${name} 被停用、换掉或删除`)
  const strange = rows.filter(({ name }) => !wanted.some(([known]) => known === name)).map(({ name }) => `审计表上多了触发器 ${name}`)
  const rules = await client.query<{ name: string }>(`select rulename as name from pg_rules where schemaname = 'kernel' and tablename = 'audit'`)
  return [...missing, ...strange, ...rules.rows.map(({ name }) => `审计表上有改写规则 ${name}，写入的行可能被吞掉`)]
}

const heads = async (client: pg.Client, ends: readonly End[]): Promise<string[]> => {
  const { rows } = await client.query<{ shard: number; no: string; mac: Buffer }>('select shard, no::text, mac from kernel.audit_head order by shard')
  return ends.flatMap((end, shard) => {
    const head = rows.find((row) => row.shard === shard)
    if (!head) return [`第 ${shard} 段的末端记录不见了`]
    return Number(head.no) === end.no && end.mac.equals(head.mac) ? [] : [`第 ${shard} 段记载到第 ${head.no} 号，实有到第 ${end.no} 号：末尾的行被删或被换`]
  })
}

/** Where the trail disagrees with what was written down outside; told once for each kind, by the first anchor that shows it. */
const againstAnchors = (anchors: readonly Anchor[], { ends, named }: Walked): string[] => {
  const short = anchors.findLast((anchor) => anchor.ends.some((no, shard) => no > (ends[shard]?.no ?? 0)))
  const told = short ? [`${short.at} 的锚定记着的行，库里已经没有：末尾被截断，或库被换成了旧备份`] : []
  const other = anchors.find((anchor) => {
    const macs = anchor.ends.map((no, shard) => named.get(`${shard}/${no}`))
    return macs.every((mac) => mac !== undefined) && digestOf(macs) !== anchor.digest
  })
  return other ? [...told, `${other.at} 的锚定与库里的校验码不同：那以前的行被整段改写`] : told
}

const silences = (anchors: readonly Anchor[]): string[] =>
  anchors.flatMap((anchor, at) => {
    const before = anchors[at - 1]
    if (!before || anchor.why === 'start' || Date.parse(anchor.at) - Date.parse(before.at) <= longestSilence) return []
    return [`${before.at} 至 ${anchor.at} 没有锚定，而系统在运行：锚定被停过`]
  })

const unchained = async (client: pg.Client, anchors: readonly Anchor[]): Promise<string[]> => {
  const first = anchors[0]
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from kernel.audit where shard is null')
  const count = rows[0]?.count ?? 0
  return first && first.unchained !== count ? [`建链以前的行应有 ${first.unchained} 行，现有 ${count} 行`] : []
}

/** Commands that took effect, told by their idempotency keys, and left no row. */
const unaudited = async (client: pg.Client): Promise<string[]> => {
  const { rows } = await client.query<{ verb: string; count: number; first: string; last: string }>(`
    select i.verb, count(*)::int as count, min(i.at)::text as first, max(i.at)::text as last from kernel.idempotency i
    where i.request_id is not null and not exists (select from kernel.audit a where a.request_id = i.request_id and a.outcome = 'done')
    group by i.verb order by min(i.at)`)
  return rows.map(({ verb, count, first, last }) => `${verb} 办成 ${count} 次而没有审计行（${first} 至 ${last}）：审计被停过，或行被删`)
}
