import { databaseCode } from '../../kernel/db/database.ts'
import { implement, implementList, implementQuery } from '../../kernel/implement.ts'
import { discardImport, getImport, importCan, listImports, runImport, runImportJob, undoImport } from './contract.ts'
import { takeBack } from './run.ts'
import * as store from './store.ts'

const listImportsHandler = implementList(listImports, ({ db }) => store.batches(db))

const getImportHandler = implementQuery(getImport, async ({ db }, { batchId }) => ({ ...(await store.getBatch(db, batchId)), rows: await store.wrongRows(db, batchId, 100) }))

const runImportHandler = implement(runImport, async ({ db, refuse, enqueue, touched }, { batchId, leaveWrong }) => {
  const batch = await store.lockBatch(db, batchId)
  if (!importCan.run(batch)) refuse('notChecked')
  if (batch.wrongRows > 0 && !leaveWrong) refuse('hasWrong', `${batch.wrongRows} 行`)
  const rows = batch.newRows + batch.knownRows
  if (rows === 0) refuse('nothingToImport')
  await store.setBatch(db, batchId, { state: 'importing', doneRows: 0 })
  await enqueue(runImportJob, { batchId }, { key: `import-${batchId}` })
  touched({ number: batch.number, rows: String(rows) })
  return { rows }
})

const foreignKey = '23503'

const undoImportHandler = implement(undoImport, async ({ db, refuse, touched }, { batchId }) => {
  const batch = await store.lockBatch(db, batchId)
  if (!importCan.undo(batch)) refuse('notImported')
  touched({ number: batch.number })
  const people = await takeBack(db, batchId).catch((error: unknown) => {
    if (databaseCode(error) === foreignKey) return refuse('builtUpon')
    throw error
  })
  await store.setBatch(db, batchId, { state: 'undone', endedAt: new Date().toISOString() })
  return { people }
})

const discardImportHandler = implement(discardImport, async ({ db, refuse }, { batchId }) => {
  const batch = await store.lockBatch(db, batchId)
  if (!importCan.discard(batch)) refuse('notChecked')
  await db.updateTable('registry.importRow').set({ sealed: null }).where('batchId', '=', batchId).execute()
  await store.setBatch(db, batchId, { state: 'undone', endedAt: new Date().toISOString() })
  return {}
})

export const importHandlers = [listImportsHandler, getImportHandler, runImportHandler, undoImportHandler, discardImportHandler]
