import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { auditRow } from '../kernel/audit/audit.ts'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { systemActor } from '../kernel/org/actor.ts'
import { exportPeople } from '../registry/exchange/export.ts'
import { readFile, writeFile } from '../registry/exchange/file.ts'
import { ExchangeRefusal, importPeople } from '../registry/exchange/import.ts'
import { readArguments, today, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

const usage = '用法：juying exchange export --out 文件.xml|json --purpose 用途 [--person P0000012] [--place 区划代码] [--whole]；juying exchange import 文件 [--trust]'
const actor = { ...systemActor, name: '命令行' }

/** People in the exchange profile; documents by their last four characters unless `--whole` is said. The purpose stands in the audit trail. */
export const exchangeCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['out', 'purpose', 'person', 'place'], ['whole', 'trust'])
  const [what, path] = positional
  if (what === 'export' && path === undefined) return exportFile({ out: option('out'), purpose: option('purpose'), person: option('person'), place: option('place'), whole: flag('whole') })
  if (what === 'import' && path !== undefined && positional.length === 2) return importFile(path, flag('trust'))
  throw new UsageError(usage)
}

const exportFile = async ({ out, purpose, person, place, whole }: { out: string | undefined; purpose: string | undefined; person: string | undefined; place: string | undefined; whole: boolean }): Promise<number> => {
  const format = out?.toLowerCase().endsWith('.xml') ? 'xml' : out?.toLowerCase().endsWith('.json') ? 'json' : undefined
  if (out === undefined || format === undefined || (purpose ?? '').trim().length < 4) throw new UsageError(usage)
  const day = plainDate(today())
  const people = await withHouse((database) =>
    database.asSystem(day, async (db) => {
      let wanted = db.selectFrom('registry.person').select(['id', 'placeCode']).where('survivorId', 'is', null).orderBy('number')
      if (person !== undefined) wanted = wanted.where('number', '=', person.toUpperCase())
      const ids = (await wanted.execute()).filter(({ placeCode }) => placeCode.startsWith(place ?? '')).map(({ id }) => id)
      if (ids.length === 0) throw new UsageError('没有符合的人')
      if (ids.length > 20_000) throw new UsageError(`${ids.length} 人太多，请用 --place 分区县导出（每次至多 20000 人）`)
      const file = await exportPeople(db, ids, { masked: !whole, purpose: purpose ?? '', today: day })
      writeFileSync(out, writeFile(file, format), { mode: 0o600 })
      await auditRow(db, { actor, requestId: randomUUID() }, { verb: 'registry.exportExchange', outcome: 'done', code: null, subject: { people: String(ids.length), masked: String(!whole), purpose: purpose ?? '' } })
      return ids.length
    }),
  )
  process.stdout.write(`${JSON.stringify({ export: out, people })}\n`)
  return 0
}

const importFile = async (path: string, trust: boolean): Promise<number> => {
  if (!existsSync(path)) throw new UsageError(`没有这个文件：${path}`)
  const day = plainDate(today())
  try {
    const file = readFile(readFileSync(path, 'utf8'))
    const done = await withHouse((database) =>
      database.asSystem(day, async (db) => {
        const result = await importPeople(db, file, { trust, today: day })
        await auditRow(db, { actor, requestId: randomUUID() }, { verb: 'registry.importExchange', outcome: 'done', code: null, subject: { people: String(result.people), known: String(result.known), trust: String(trust) } })
        return result
      }),
    )
    process.stdout.write(`${JSON.stringify({ import: path, ...done })}\n`)
    return 0
  } catch (error) {
    if (error instanceof ExchangeRefusal) throw new UsageError(`${path}：${error.message}`)
    throw error
  }
}
