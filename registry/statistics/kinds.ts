/**
 * Numbers that no registry can count and that are taken over from who publishes them. Each kind has one unit for ever, so that two years can be compared; `least` and `most` are what cannot
 * be, whoever says so. `parts`: the counties' numbers make up the city's.
 */
export interface StatisticKind {
  unit: string
  decimals: number
  least?: number
  most?: number
  parts?: true
  /** What it means and who publishes it, for whoever enters it. */
  means: string
}

export const statisticKinds = {
  就业人员: { unit: '人', decimals: 0, least: 1, parts: true, means: '全社会就业人员年末数，统计公报或劳动力调查' },
  常住人口: { unit: '人', decimals: 0, least: 1, parts: true, means: '年末常住人口，统计公报' },
  地区生产总值: { unit: '亿元', decimals: 2, least: 0.01, parts: true, means: '当年价地区生产总值，统计公报；最终核实数另行公布' },
  人才贡献率: { unit: '%', decimals: 2, least: 0, most: 100, means: '人才对经济增长的贡献率，由上级或课题组测算公布；不能从人才库算出' },
  城镇单位就业人员年平均工资: { unit: '元', decimals: 0, least: 1, means: '城镇非私营单位在岗职工年平均工资，统计部门公布' },
  最低月工资标准: { unit: '元', decimals: 0, least: 1, means: '省人民政府公布的最低月工资标准' },
  研发经费投入强度: { unit: '%', decimals: 2, least: 0, most: 100, means: '研究与试验发展经费与地区生产总值之比，统计部门公布' },
  每万名就业人员中研发人员: { unit: '人年', decimals: 1, least: 0, most: 10_000, means: '按全时当量，统计部门公布' },
  主要劳动年龄人口受过高等教育比例: { unit: '%', decimals: 2, least: 0, most: 100, means: '人口普查或抽样调查' },
} as const satisfies Readonly<Record<string, StatisticKind>>

export type StatisticKindName = keyof typeof statisticKinds
export const statisticKindNames = Object.keys(statisticKinds) as [StatisticKindName]
export const kindOf = (name: StatisticKindName): StatisticKind => statisticKinds[name]
