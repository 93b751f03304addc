import { periodText } from './answer.ts'
import type { Filled } from './fill.ts'

/** The table of sources: for each number that was filled where it comes from, and every blank that was left with its reason. */
export const sourceHeads = ['空号', '文中', '指标或参数', '口径', '确切值', '地区', '时点或期间', '记录数', '依据'] as const

export const sourceRows = (filled: readonly Filled[]): string[][] => [
  [...sourceHeads],
  ...filled.map(({ blank, before, after, told, binding, written, why }): string[] => {
    const place = `${before}${written ?? blank.text}${after}`.slice(0, 60)
    if (written === null || !told || !binding) return [String(blank.index), place, '未填', '', '', '', '', '', why]
    return [String(blank.index), place, told.title, told.definition, `${told.value ?? ''}${told.unit}`, told.placeName, periodText(binding.period).replace('/', ' 至 '), told.records ?? '', told.document ?? binding.id]
  }),
]
