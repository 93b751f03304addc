import { z } from 'zod'
import { declareAction, declareList, declareQuery, lifecycle } from '../../kernel/action.ts'
import { declareJob } from '../../kernel/jobs/declare.ts'
import { IdField, InstantField } from '../../kernel/types.ts'
import { importers } from './hands.ts'

export { importers } from './hands.ts'

/** 批量导入: upload → check every row → read the report → import the good rows at once → undo while nobody has built on them. */

export const importStates = { checking: '检查中', checked: '待确认', importing: '写入中', imported: '已导入', undone: '已撤销', failed: '无法读取' } as const
export type ImportState = keyof typeof importStates
export const importCan = lifecycle<ImportState>()({ run: ['checked'], undo: ['imported'], discard: ['checked'] })

const batchId = IdField('importBatch')
export const ImportBatch = z.object({
  id: batchId,
  number: z.string(),
  fileName: z.string(),
  state: z.enum(Object.keys(importStates) as [ImportState]),
  doneRows: z.number(),
  totalRows: z.number().nullable(),
  newRows: z.number(),
  knownRows: z.number(),
  wrongRows: z.number(),
  message: z.string().nullable(),
  createdAt: InstantField,
})
export type ImportBatch = z.infer<typeof ImportBatch>

export const Problem = z.object({ column: z.string(), problem: z.string(), advice: z.string() })
export type Problem = z.infer<typeof Problem>

/** What the upload route answers. */
export const Uploaded = z.object({ batchId, number: z.string() })
export type Uploaded = z.infer<typeof Uploaded>
export const uploadPath = '/api/registry.import/upload'
export const templatePath = '/api/registry.import/template'
export const reportPath = (id: string): string => `/api/registry.import/report/${id}`

export const listImports = declareList({
  name: 'registry.imports',
  label: '导入记录',
  may: importers,
  filters: z.object({}),
  row: ImportBatch,
  columns: { number: '导入编号', fileName: '文件', state: '状态', totalRows: '行数', newRows: '新人', knownRows: '已有', wrongRows: '有错', createdAt: '上传时间' },
  words: { state: importStates },
  sorts: ['-createdAt'],
})

export const getImport = declareQuery({
  name: 'registry.importBatch',
  label: '导入',
  may: importers,
  input: z.object({ batchId }),
  /** The first hundred rows with problems; the whole report is a file. */
  output: ImportBatch.extend({ rows: z.array(z.object({ rowNumber: z.number(), problems: z.array(Problem) })) }),
})

export const runImport = declareAction({
  name: 'registry.runImport',
  label: '导入',
  may: importers,
  input: z.object({ batchId, leaveWrong: z.boolean() }),
  output: z.object({ rows: z.number() }),
  refusals: { notChecked: '这次导入不在待确认状态', hasWrong: '还有行有错，请改正后重新上传，或选择只导入没有错的行', nothingToImport: '没有可以导入的行' },
})

export const undoImport = declareAction({
  name: 'registry.undoImport',
  label: '撤销导入',
  may: ['talentOffice', 'windowClerk'],
  input: z.object({ batchId }),
  output: z.object({ people: z.number() }),
  refusals: { notImported: '只有已导入的可以撤销', builtUpon: '导入的人已经有了办件、培训等后续记录，不能整批撤销' },
})

export const discardImport = declareAction({
  name: 'registry.discardImport',
  label: '放弃导入',
  may: importers,
  input: z.object({ batchId }),
  output: z.object({}),
  refusals: { notChecked: '这次导入不在待确认状态' },
})

const Batch = z.object({ batchId: z.string() })
export const checkImportJob = declareJob({ name: 'registry.checkImport', label: '检查导入文件', payload: Batch })
export const runImportJob = declareJob({ name: 'registry.runImport', label: '写入导入的人', payload: Batch })
