import type { Exportable } from '../../kernel/exports/exportable.ts'
import { readers } from './contract.ts'
import { breakdownWords, RowsInput, rowsBehind, rowsExportPath, whichWords } from './what-if-contract.ts'
import { askRows } from './what-if.ts'

export const RowsFilters = RowsInput.omit({ offset: true, limit: true })

/** The list behind a figure of the laboratory: it goes out for a purpose as every other list with people. */
export const rowsExportable: Exportable = {
  name: rowsBehind.name,
  label: '测算名单',
  may: readers,
  path: rowsExportPath,
  open: false,
  filters: RowsFilters,
  heads: ['编号', '姓名或名称', '区县', '用人单位', '现行金额（元）', '方案金额（元）'],
  orderBy: 0,
  carriers: [2],
  conditions: (filters) => {
    const parsed = RowsFilters.safeParse(filters)
    if (!parsed.success) return []
    const { which, on, group } = parsed.data
    return [`按草稿测算：${whichWords[which]}`, ...(on ? [`申请日：${on}`] : []), ...(group ? [`${breakdownWords[group.by]}：${group.key ?? '不明'}`] : [])]
  },
  count: async (context, filters) => (await askRows(context, { ...RowsFilters.parse(filters), offset: 0, limit: 1 })).total,
}
