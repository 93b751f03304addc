import type { Database, Tx } from '../../kernel/db/database.ts'
import { houseSealer, type Sealer } from '../../kernel/seal/seal.ts'
import { readSheet, SheetRefusal, type SheetLimits, type SheetRow, sheetLimits } from '../../kernel/sheets/index.ts'
import type { DocumentType } from '../../kernel/codes/identity-document.ts'
import { documentTypes } from '../../kernel/codes/identity-document.ts'
import type { PlainDate } from '../../kernel/types.ts'
import { documentIndex } from '../identity.ts'
import { checkRow, type PersonDraft, type RowContext } from './check-row.ts'
import { placeColumns, type ColumnKey } from './columns.ts'
import * as store from './store.ts'

/** 100,000 people in one file; a city's whole registry comes in ten. */
export const importLimits: SheetLimits = { ...sheetLimits, rows: 100_000, columns: 100, cellLength: 500 }
const CHUNK = 2000

export const rowPlace = (batchId: string, rowNumber: number) => ({ table: 'registry.import_row', column: 'row', row: `${batchId}/${rowNumber}` })
export const filePlace = (batchId: string) => ({ table: 'registry.import_batch', column: 'file', row: batchId })

/**
 * Reads the file of a batch and stages every row with its outcome. Runs again from the beginning when it was killed: what it had staged goes first.
 * A file that cannot be read at all makes the batch `failed`, with the reason.
 */
export const checkBatch = async (database: Database, today: PlainDate, batchId: string): Promise<void> => {
  const sealer = houseSealer()
  const batch = await database.asSystem(today, async (db) => {
    const found = await store.findBatchForWork(db, batchId, 'checking')
    if (found) await db.deleteFrom('registry.importRow').where('batchId', '=', batchId).execute()
    return found
  })
  if (!batch?.fileSealed) return
  const bytes = sealer.openBytes(filePlace(batchId), batch.fileSealed)
  const context = await database.asSystem(today, (db) => contextOf(db, today, batch))
  const checker = new Checker(database, today, batchId, sealer, context)
  try {
    for await (const row of readSheet(bytes, importLimits)) await checker.take(row)
    const counts = await checker.finish()
    if (counts.totalRows === 0) throw new SheetRefusal('文件里只有表头，没有人')
    await database.asSystem(today, (db) => store.setBatch(db, batchId, { ...counts, state: 'checked', fileSealed: null }))
  } catch (error) {
    if (!(error instanceof SheetRefusal)) throw error
    const message = error.message
    await checker.settled()
    await database.asSystem(today, async (db) => {
      await db.deleteFrom('registry.importRow').where('batchId', '=', batchId).execute()
      await store.setBatch(db, batchId, { state: 'failed', message, fileSealed: null, endedAt: new Date().toISOString() })
    })
  }
}

const contextOf = async (db: Tx, today: PlainDate, batch: { placeCode: string; employerId: string | null }): Promise<RowContext> => {
  const places = new Map<string, string>()
  const all = await db.selectFrom('kernel.place').select(['code', 'name', 'level', 'parentCode']).execute()
  const nameOf = new Map(all.map(({ code, name }) => [code, name]))
  const counted = new Map<string, number>()
  for (const { name } of all) counted.set(name, (counted.get(name) ?? 0) + 1)
  for (const { code, name, level, parentCode } of all) {
    if (level === 'city') continue
    places.set(code, code)
    places.set(`${nameOf.get(parentCode ?? '') ?? ''}${name}`, code)
    if (counted.get(name) === 1) places.set(name, code)
  }
  const employers = await db.selectFrom('registry.employer').select(['id', 'creditCode', 'placeCode']).execute()
  return {
    today, places, scope: batch.employerId ? '' : batch.placeCode, ownEmployer: batch.employerId ?? undefined,
    employers: new Map(employers.map(({ id, creditCode, placeCode }) => [creditCode, { id, placeCode }])),
  }
}

type Waiting = { row: number; draft: PersonDraft; index: Buffer }

class Checker {
  private columns: Map<ColumnKey, number> | undefined
  private readonly firstSeen = new Map<string, number>()
  private waiting: Waiting[] = []
  private staged: store.StagedRow[] = []
  private writing: Promise<void> = Promise.resolve()
  private readonly counts = { doneRows: 0, totalRows: 0, newRows: 0, knownRows: 0, wrongRows: 0 }
  private readonly database: Database
  private readonly today: PlainDate
  private readonly batchId: string
  private readonly sealer: Sealer
  private readonly context: RowContext

  constructor(database: Database, today: PlainDate, batchId: string, sealer: Sealer, context: RowContext) {
    this.database = database
    this.today = today
    this.batchId = batchId
    this.sealer = sealer
    this.context = context
  }

  async take(row: SheetRow): Promise<void> {
    if (!this.columns) {
      const { at, missing, unknown } = placeColumns(row.cells)
      if (missing.length > 0) throw new SheetRefusal(`第 ${row.row} 行应为表头，缺少列：${missing.join('、')}${unknown.length > 0 ? `；不认识的列：${unknown.slice(0, 5).join('、')}` : ''}。请使用模板`)
      this.columns = at
      return
    }
    this.counts.totalRows++
    const checked = checkRow(row, this.columns, this.context)
    if ('problems' in checked) this.wrong(row.row, checked.problems)
    else this.good(row.row, checked.draft)
    if (this.waiting.length + this.staged.length >= CHUNK) await this.pass()
  }

  async finish() {
    if (!this.columns) throw new SheetRefusal('文件是空的')
    await this.pass()
    await this.writing
    return this.counts
  }

  /** Until nothing of this file is on its way to the database any more, whether it arrived or not. */
  async settled(): Promise<void> {
    await this.writing.catch(() => {})
  }

  /** Hands the chunk over and reads on while the database takes it in; one at a time, in their order. */
  private async pass(): Promise<void> {
    await this.writing
    const { waiting, staged } = this
    this.waiting = []
    this.staged = []
    this.writing = this.write(waiting, staged, this.counts.totalRows)
    // Who waits for it next is told; nobody waits yet.
    this.writing.catch(() => {})
  }

  private good(row: number, draft: PersonDraft): void {
    const index = documentIndex(this.sealer, documentType(draft.documentType), draft.documentNumber)
    const key = index.toString('hex')
    const before = this.firstSeen.get(key)
    if (before !== undefined) {
      this.wrong(row, [{ column: '证件号码', problem: `与第 ${before} 行重复`, advice: '同一个人只留一行' }])
      return
    }
    this.firstSeen.set(key, row)
    this.waiting.push({ row, draft, index })
  }

  private wrong(rowNumber: number, problems: store.StagedRow['problems']): void {
    this.staged.push(this.refused(rowNumber, problems))
  }

  private refused(rowNumber: number, problems: store.StagedRow['problems']): store.StagedRow {
    this.counts.wrongRows++
    return { rowNumber, outcome: 'wrong', sealed: null, problems, documentIndex: null, personId: null }
  }

  private async write(waiting: readonly Waiting[], staged: store.StagedRow[], read: number): Promise<void> {
    await this.database.asSystem(this.today, async (db) => {
      const known = await store.peopleByDocument(db, waiting.map(({ index }) => index.toString('hex')))
      for (const { row, draft, index } of waiting) staged.push(this.placed(row, draft, index, known.get(index.toString('hex'))))
      await store.stageRows(db, this.batchId, staged)
      this.counts.doneRows = read
      await store.setBatch(db, this.batchId, { doneRows: read, wrongRows: this.counts.wrongRows })
    })
  }

  private placed(row: number, draft: PersonDraft, index: Buffer, known: { id: string; name: string; placeCode: string } | undefined): store.StagedRow {
    if (known && known.name !== draft.name) return this.refused(row, [{ column: '姓名', problem: '库中这个证件号码登记的是另一个姓名', advice: '请核对姓名和证件号码；确需更名的，先在人才页面办理' }])
    if (known && !known.placeCode.startsWith(this.context.scope)) return this.refused(row, [{ column: '证件号码', problem: '此人已在本市其他区县登记', advice: '请联系人才办办理迁移' }])
    const sealed = this.sealer.seal(rowPlace(this.batchId, row), JSON.stringify(draft))
    if (known) this.counts.knownRows++
    else this.counts.newRows++
    return { rowNumber: row, outcome: known ? 'known' : 'new', sealed, problems: [], documentIndex: index, personId: known?.id ?? null }
  }
}

const documentType = (text: string): DocumentType => {
  const type = documentTypes.find((one) => one === text)
  if (!type) throw new RangeError(`unchecked document type ${text}`)
  return type
}
