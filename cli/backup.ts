import { resolve } from 'node:path'
import { checkBackup, refuseWithoutKeys } from '../kernel/backup/check.ts'
import { BackupRefusal } from '../kernel/backup/format.ts'
import type { Taken } from '../kernel/backup/take.ts'
import { readConfig } from '../kernel/config.ts'
import { sizeText } from '../kernel/files/types.ts'
import { houseKeys } from '../kernel/seal/seal.ts'
import { houseBackup } from '../server/backup.ts'
import { asAdministrator } from './administrator.ts'
import { readArguments, UsageError } from './arguments.ts'

const usage = '用法：juying backup [--to 文件夹] [--keep 份数] [--json]，或 juying backup check 备份的文件夹 [--json]'

/** `juying backup`: one whole backup beside a running house. `juying backup check`: is it still as it was written. Exit code 1 when refused, or when a registered paper was gone already. */
export const backupCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['to', 'keep'], ['json'])
  const [verb, folder] = positional
  if (verb === 'check' && folder !== undefined && positional.length === 2) return toldRefusal(() => check(resolve(folder), flag('json')))
  if (positional.length > 0) throw new UsageError(usage)
  const keep = option('keep')
  if (keep !== undefined && !/^[1-9]\d{0,3}$/.test(keep)) throw new UsageError('--keep 要写留几份，例如 --keep 14')
  return toldRefusal(() => take(option('to'), keep === undefined ? undefined : Number(keep), flag('json')))
}

export const toldRefusal = async (body: () => Promise<number>): Promise<number> => {
  try {
    return await body()
  } catch (error) {
    if (!(error instanceof BackupRefusal)) throw error
    process.stderr.write(`${error.message}\n`)
    return 1
  }
}

const take = async (to: string | undefined, keep: number | undefined, json: boolean): Promise<number> => {
  const config = readConfig()
  refuseWithoutKeys(config.home)
  const began = performance.now()
  const taken = await asAdministrator(config, { make: false }, (administrator) => houseBackup(administrator, config, { to: to === undefined ? config.backups : resolve(to), keep }))
  const milliseconds = Math.round(performance.now() - began)
  process.stdout.write(json ? `${JSON.stringify({ ...taken, milliseconds })}\n` : wordsOf(taken, milliseconds, config.files.kind, config.home))
  return taken.papers.missing > 0 ? 1 : 0
}

const wordsOf = ({ folder, tables, rows, bytes, packed, papers, removed }: Taken, milliseconds: number, where: 'disk' | 's3', home: string): string => {
  const files = where === 's3' ? '材料在对象存储里，不在这份备份中：请打开那个桶的版本保留和异地复制\n' : `材料 ${papers.count} 份，新复制 ${papers.copied} 份\n`
  const missing = papers.missing ? `✗ 有 ${papers.missing} 份登记在册的材料，材料文件夹里没有：备份做成了，但这几份在备份之前已经丢失，请查明\n` : ''
  const gone = removed.length ? `按 --keep 移走 ${removed.length} 份旧备份\n` : ''
  return `✓ 备份在 ${folder}\n${tables} 张表 ${rows} 行，${sizeText(bytes)}，压缩后 ${sizeText(packed)}，用时 ${(milliseconds / 1000).toFixed(1)} 秒\n${files}${missing}${gone}密钥不在备份里。请把 ${home}/keys 另行保存，不要与备份放在一处：没有它，备份里加密的内容打不开\n`
}

const check = async (folder: string, json: boolean): Promise<number> => {
  refuseWithoutKeys(readConfig().home)
  const { version: by, at, tables, papers } = await checkBackup(folder, houseKeys())
  process.stdout.write(json ? `${JSON.stringify({ version: by, at, tables: tables.length, papers: papers.count })}\n` : `✓ 完整：${at} 由 ${by} 版做成，${tables.length} 张表，${papers.count} 份材料，每个文件都与清单一致\n`)
  return 0
}
