import { setTimeout as sleep } from 'node:timers/promises'
import { shanghaiDay } from '../kernel/calendar/shanghai.ts'
import { readConfig } from '../kernel/config.ts'
import type { Database } from '../kernel/db/database.ts'
import { houseFiles } from '../kernel/files/store.ts'
import { addGeneration, generationSeenWithin } from '../kernel/seal/keys.ts'
import { sealAnew, sealedBefore, type Rotated } from '../kernel/seal/rotate.ts'
import { houseKeys, houseSealer } from '../kernel/seal/seal.ts'
import { fileHashes, sealedColumns } from '../server/sealed-columns.ts'
import { readArguments, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

const usage = '用法：juying keys status|rotate|seal [--json]'

/**
 * `juying keys status` says what is still sealed by an older key or another cipher; `rotate` adds a generation of keys and seals everything anew; `seal` does the second part alone, after an
 * interruption or a change of JUYING_CIPHER. Beside a running house. Exit code 1 when something could not be opened or is left.
 */
export const keysCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, flag } = readArguments(args, [], ['json'])
  const [verb] = positional
  if (positional.length !== 1 || (verb !== 'status' && verb !== 'rotate' && verb !== 'seal')) throw new UsageError(usage)
  const today = shanghaiDay(Date.now())
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  return withHouse(async (database) => {
    if (verb === 'rotate') {
      const generation = addGeneration(readConfig().home)
      say(`已生成第 ${generation} 代密钥，请立即把 keys/ 文件夹另行备份。${generationSeenWithin / 1000} 秒后运行中的服务改用它。`)
      await sleep(generationSeenWithin + 1_000)
    }
    const columns = verb === 'status' ? await sealedBefore(database, today, houseSealer(), sealedColumns) : await sealAnew(database, today, houseSealer(), sealedColumns, ({ column, rows }) => say(`${column}：${rows}`))
    const files = verb === 'status' ? undefined : await sealFiles(database, today)
    const left = verb === 'status' ? columns : await sealedBefore(database, today, houseSealer(), sealedColumns)
    const result = { generation: houseKeys().current(), cipher: readConfig().cipher, columns, ...(files ? { files } : {}), left: left.reduce((sum, { rows }) => sum + rows, 0) }
    process.stdout.write(flag('json') ? `${JSON.stringify(result)}\n` : wordsOf(result, verb === 'status'))
    return result.left + (files?.unreadable ?? 0) > 0 && verb !== 'status' ? 1 : 0
  })
}

const sealFiles = async (database: Database, today: ReturnType<typeof shanghaiDay>): Promise<{ rows: number; unreadable: number }> => {
  const done = { rows: 0, unreadable: 0 }
  for (const hash of await fileHashes(database, today)) {
    try {
      if (await houseFiles().sealAnew(hash)) done.rows += 1
    } catch {
      done.unreadable += 1
    }
  }
  return done
}

interface Result {
  generation: number
  cipher: string
  columns: readonly Rotated[]
  files?: { rows: number; unreadable: number }
  left: number
}

const wordsOf = ({ generation, cipher, columns, files, left }: Result, status: boolean): string => {
  const head = `第 ${generation} 代密钥，${cipher === 'sm4' ? 'SM4-GCM' : 'AES-256-GCM'}\n`
  const rows = columns.map(({ column, rows: n, unreadable }) => `${column}：${status ? '待换' : '已换'} ${n}${unreadable ? `，打不开 ${unreadable}` : ''}\n`).join('')
  const papers = files ? `材料和归档包：已换 ${files.rows}${files.unreadable ? `，打不开 ${files.unreadable}` : ''}\n` : ''
  const end = left === 0 ? '全部由当前密钥加密。第 1 代密钥还用于检索索引和审计链，不能删除\n' : `还有 ${left} 个值由旧密钥加密，${status ? '可运行 juying keys seal' : '请查看打不开的原因后再运行 juying keys seal'}\n`
  return `${head}${rows}${papers}${end}`
}
