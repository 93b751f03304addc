import { join, resolve } from 'node:path'
import { anchorFileOf } from '../kernel/audit/keep-anchors.ts'
import { verifyAudit } from '../kernel/audit/verify.ts'
import { BackupRefusal } from '../kernel/backup/format.ts'
import { refuseWithoutKeys } from '../kernel/backup/check.ts'
import { restoreBackup } from '../kernel/backup/restore.ts'
import { readConfig } from '../kernel/config.ts'
import { blobsOf } from '../kernel/files/store.ts'
import { houseKeys } from '../kernel/seal/seal.ts'
import { version } from '../kernel/version.ts'
import { takeLock } from '../scripts/lock.ts'
import { asAdministrator } from './administrator.ts'
import { readArguments, UsageError } from './arguments.ts'
import { toldRefusal } from './backup.ts'

/** `juying restore --from BACKUP` into an empty place, then `audit verify` against the anchors. Exit code 1 when refused or when the trail disagrees with them; the house stands then, and the sentence says why. */
export const restoreCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['from'], ['json'])
  const from = option('from')
  if (positional.length > 0 || from === undefined) throw new UsageError('用法：juying restore --from 备份的文件夹 [--json]')
  return toldRefusal(() => restore(resolve(from), flag('json')))
}

const restore = async (from: string, json: boolean): Promise<number> => {
  const config = readConfig()
  refuseWithoutKeys(config.home)
  const lock = takeLock(config.home, config.port)
  if ('running' in lock) throw new BackupRefusal(`聚英正在 ${config.home} 运行（进程 ${lock.running.pid}）。请先停止它，或另设 JUYING_HOME。`)
  const began = performance.now()
  const anchorFile = anchorFileOf(config)
  const say = (words: string): void => void process.stderr.write(`✓ ${words}\n`)
  try {
    return await asAdministrator(config, { make: true }, async ({ adminUrl, name }) => {
      const { address, manifest, upgraded, ownAnchors } = await restoreBackup({ from, adminUrl, name, home: config.home, root: join(import.meta.dirname, '..'), version, keys: houseKeys(), blobs: blobsOf(config.files), anchorFile, say })
      const { findings } = await verifyAudit({ address, keys: { chain: houseKeys().key('audit:chain'), anchor: houseKeys().key('audit:anchor') }, anchorFile })
      const result = { at: manifest.at, version: manifest.version, tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), papers: manifest.papers.count, missing: manifest.papers.missing.length, upgraded, findings, milliseconds: Math.round(performance.now() - began) }
      process.stdout.write(json ? `${JSON.stringify(result)}\n` : wordsOf(result, manifest.papers.where, ownAnchors))
      return findings.length ? 1 : 0
    })
  } finally {
    lock.release()
  }
}

interface Result {
  at: string
  version: string
  tables: number
  rows: number
  papers: number
  missing: number
  upgraded: string[]
  findings: string[]
  milliseconds: number
}

const wordsOf = ({ at, version: by, tables, rows, papers, missing, upgraded, findings, milliseconds }: Result, where: 'disk' | 's3', ownAnchors: boolean): string => {
  const head = `✓ 已恢复到 ${at} 的样子（${by} 版的备份）：${tables} 张表 ${rows} 行，${papers} 份材料，用时 ${(milliseconds / 1000).toFixed(1)} 秒\n`
  const files = where === 's3' ? '材料在对象存储里，没有随备份恢复：请核对 FILES 指的桶\n' : missing ? `✗ 有 ${missing} 份登记在册的材料在备份之前已经丢失\n` : ''
  const later = upgraded.length ? `随后执行了 ${upgraded.length} 个新的迁移，已是本版本\n` : ''
  const trail = findings.length
    ? `审计链核对：\n${findings.map((finding) => `✗ ${finding}\n`).join('')}${ownAnchors ? '本机的锚定比备份新，它如实说出了这次恢复。请把经过写进当日记录，锚定文件改名留存；改名之前每次核对都会这样说\n' : ''}`
    : '✓ 审计链每一行都与锚定一致\n'
  return `${head}${files}${later}${trail}各处登录都已结束，请重新登录。备份之后发出的支付批次、银行回单和短信，库里已经没有：请先与银行和网关核对再办支付\n`
}
