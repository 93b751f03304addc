import { randomUUID } from 'node:crypto'
import { identityCheck } from '../kernel/codes/identity-number.ts'
import { fromDayNumber } from '../kernel/calendar/plain-date.ts'
import type { Database } from '../kernel/db/database.ts'
import { houseSealer } from '../kernel/seal/seal.ts'
import { writeXlsx, type CellValue } from '../kernel/sheets/index.ts'
import type { PlainDate } from '../kernel/types.ts'
import { checkBatch, filePlace } from '../registry/import/check.ts'
import { columns, templateLayout } from '../registry/import/columns.ts'
import { takeBack, writeBatch } from '../registry/import/run.ts'
import * as store from '../registry/import/store.ts'

export type ImportFigures = { rows: number; fileMb: number; checkSeconds: number; writeSeconds: number; rowsPerSecond: number }

const heads = columns.map(({ head }) => head)
const line = (values: Record<string, CellValue>): CellValue[] => heads.map((head) => values[head] ?? '')

/** Invented people of a place code that no example uses, so that the bench can run beside the city: birthdays from 1960, 900 serials each. */
function* people(rows: number, place: string): Generator<CellValue[]> {
  for (let i = 0; i < rows; i++) {
    const birth = fromDayNumber(-3650 + Math.floor(i / 900))
    const first17 = `980199${birth.replaceAll('-', '')}${String(i % 900).padStart(3, '0')}`
    yield line({ 姓名: `测${'甲乙丙丁戊己庚辛壬癸'[i % 10]}`, 证件号码: first17 + identityCheck(first17), 手机号码: `1000${String(9_900_000 + (i % 99_999)).padStart(7, '0')}`, 所在地: place, 学历: '本科', 学位: '学士', 全日制: '是', 毕业院校: '青屿大学', 毕业日期: '1990-06-30', 职称级别: '中级' })
  }
}

/** Brings `rows` people through check and import and takes them back; seconds of each step. */
export const benchImport = async (database: Database, today: PlainDate, rows: number): Promise<ImportFigures> => {
  const place = await database.asSystem(today, (db) => db.selectFrom('kernel.place').select('code').where('level', '=', 'town').orderBy('code').executeTakeFirstOrThrow())
  const bytes = Buffer.concat(await Array.fromAsync(writeXlsx(templateLayout, people(rows, place.code))))
  const id = randomUUID()
  await database.asSystem(today, (db) => store.insertBatch(db, { id, fileName: 'bench.xlsx', fileBytes: bytes.length, fileSealed: houseSealer().seal(filePlace(id), bytes), source: '测速', placeCode: '9801', employerId: null, createdBy: id }))
  const began = performance.now()
  await checkBatch(database, today, id)
  const checked = performance.now()
  await database.asSystem(today, (db) => store.setBatch(db, id, { state: 'importing' }))
  await writeBatch(database, today, id)
  const written = performance.now()
  const gone = await database.asSystem(today, (db) => takeBack(db, id))
  await database.asSystem(today, (db) => db.deleteFrom('registry.importBatch').where('id', '=', id).execute())
  if (gone !== rows) throw new Error(`${rows} rows went in and ${gone} came out`)
  const seconds = (from: number, to: number): number => Math.round((to - from) / 10) / 100
  return { rows, fileMb: Math.round(bytes.length / 104857.6) / 10, checkSeconds: seconds(began, checked), writeSeconds: seconds(checked, written), rowsPerSecond: Math.round(rows / ((written - began) / 1000)) }
}
