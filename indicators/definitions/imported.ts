import type { ImportedDefinition } from '../definition.ts'

/** Figures that no record of the house can give: taken over from who publishes them, with document and page (registry/statistics). */
const shared = { kind: 'imported', owner: '市统计局', source: '统计部门公布数，见外部统计数', deduplication: '不由记录计算，按公布的数', better: 'neither', scale: 1n } as const

export const importedDefinitions: readonly ImportedDefinition[] = [
  { ...shared, id: 'imported.employed', name: '就业人员总数', aliases: ['全社会就业人员数'], unit: 'person', statistic: '就业人员', population: '全社会就业人员年末数，统计公报或劳动力调查' },
  { ...shared, id: 'imported.residents', name: '年末常住人口数', aliases: ['常住人口规模'], unit: 'person', statistic: '常住人口', population: '年末常住人口，统计公报' },
  { ...shared, id: 'imported.product', name: '地区生产总值（公布数）', aliases: ['经济总量'], unit: 'fen', scale: 10_000_000_000n, statistic: '地区生产总值', better: 'more', population: '当年价地区生产总值，统计公报；最终核实后以核实数为准' },
  { ...shared, id: 'imported.contribution', name: '人才贡献率（公布数）', aliases: ['人才对经济增长的贡献率'], unit: 'share', statistic: '人才贡献率', better: 'more', owner: '市委组织部人才办', population: '人才对经济增长的贡献率，由上级或课题组测算公布；不能从人才库算出' },
  { ...shared, id: 'imported.research', name: '研发经费投入强度（公布数）', aliases: ['全社会研发投入强度'], unit: 'share', statistic: '研发经费投入强度', better: 'more', population: '研究与试验发展经费与地区生产总值之比' },
]
