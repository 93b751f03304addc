import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { plainDate } from '../kernel/calendar/plain-date.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { checkBatch, filePlace, importLimits } from '../registry/import/check.ts'
import { writeBatch } from '../registry/import/run.ts'
import * as store from '../registry/import/store.ts'
import { readArguments, today, UsageError } from './arguments.ts'
import { withHouse } from './house.ts'

/** The command line is nobody's account: its imports belong to the house itself. */
const commandLine = '00000000-0000-0000-0000-000000000000'

/**
 * `juying import people FILE [--source S] [--check-only] [--leave-wrong]`: one JSON line a row that is wrong, then one with the figures. Exit 1 when rows are
 * wrong and nothing was imported for it, 2 when the file cannot be read.
 */
export const importCommand = async (args: readonly string[]): Promise<number> => {
  const { positional, option, flag } = readArguments(args, ['source'], ['check-only', 'leave-wrong'])
  const [what, file] = positional
  if (what !== 'people' || file === undefined || positional.length > 2) throw new UsageError('用法：juying import people 文件.xlsx|csv [--source 来源] [--check-only] [--leave-wrong]')
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`没有这个文件：${file}`)
  if (statSync(file).size > importLimits.fileBytes) throw new UsageError(`文件超过上限 ${Math.round(importLimits.fileBytes / 1024 / 1024)} MB，请拆成几个文件`)
  const bytes = readFileSync(file)
  const day = plainDate(today())
  return withHouse(async (database) => {
    const id = randomUUID()
    await database.asSystem(day, async (db) => {
      const city = await db.selectFrom('kernel.place').select('code').where('level', '=', 'city').executeTakeFirst()
      if (!city) throw new UsageError('还没有行政区划：请先 npm start 一次，或用 npm run city 建立示例城市')
      const fileSealed = houseSealer().seal(filePlace(id), bytes)
      await store.insertBatch(db, { id, fileName: basename(file).slice(0, 200), fileBytes: Math.max(1, bytes.length), fileSealed, source: option('source') ?? '命令行导入', placeCode: city.code, employerId: null, createdBy: commandLine })
    })
    await checkBatch(database, day, id)
    const checked = await database.asSystem(day, async (db) => ({ batch: await store.getBatch(db, id), wrong: await store.wrongRows(db, id) }))
    for (const { rowNumber, problems } of checked.wrong) for (const problem of problems) print({ row: rowNumber, ...problem })
    if (checked.batch.state === 'failed') throw new UsageError(`${file}：${checked.batch.message ?? '无法读取'}`)
    const { number, totalRows, newRows, knownRows, wrongRows } = checked.batch
    const may = !flag('check-only') && newRows + knownRows > 0 && (wrongRows === 0 || flag('leave-wrong'))
    if (may) {
      await database.asSystem(day, (db) => store.setBatch(db, id, { state: 'importing' }))
      await writeBatch(database, day, id)
    }
    const { state } = await database.asSystem(day, (db) => store.getBatch(db, id))
    print({ import: number, state, rows: totalRows, new: newRows, known: knownRows, wrong: wrongRows })
    return wrongRows > 0 && !may ? 1 : 0
  })
}

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
