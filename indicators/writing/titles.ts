import { findDefinition } from '../definitions/index.ts'
import type { Binding } from './types.ts'

/** What a binding is called on a page and in the table of sources. */
export const nameTitles: Readonly<Record<string, string>> = { 'name.city': '本市名称', 'name.county': '本县区名称', 'name.year': '文稿日期的年', 'name.month': '文稿日期的月', 'name.day': '文稿日期的日' }

const aspectWords = { value: '', change: '的增减', growth: '的增长', share: '', target: '的年度目标', progress: '完成年度目标' } as const

export const figureTitle = ({ figure, aspect, part, over }: Pick<Binding, 'figure' | 'aspect' | 'part' | 'over'>): string =>
  `${findDefinition(figure ?? '')?.name ?? ''}${part ? `（${part.key}）` : ''}${aspectWords[aspect]}${over === undefined ? '' : `占${findDefinition(over)?.name ?? ''}`}`
