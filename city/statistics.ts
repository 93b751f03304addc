import { countyCodes, countyWeights } from './places.ts'

export type Statistic = { place: string; year: number; kind: string; value: number; unit: string; source: string; asOf: string }

/**
 * Denominators and thresholds by year and place, as a statistics bureau publishes them in spring for the year before. The city is sized by the
 * people in its registry: about one in five employed persons is in it, so that densities look like those of a real city.
 */
export const statistics = (people: number, thisYear: number): Statistic[] => {
  const rows: Statistic[] = []
  const weightSum = countyWeights.reduce((sum, [, weight]) => sum + weight, 0)
  const share = (code: string): number => (countyWeights.find(([county]) => county === code)?.[1] ?? 0) / weightSum
  for (let year = thisYear - 7; year <= thisYear; year++) {
    const growth = 1.006 ** (year - thisYear)
    // The bulletin of a year appears in the spring after it; until then the quarterly labour survey speaks.
    const source = year === thisYear ? `青屿市${year}年劳动力季度调查（示例）` : `青屿市${year}年国民经济和社会发展统计公报（示例）`
    const asOf = year === thisYear ? `${year}-01-15` : `${year + 1}-03-20`
    const employed = new Map(countyCodes.map((code) => [code, Math.round(people * 5.2 * growth * share(code))]))
    const resident = new Map(countyCodes.map((code) => [code, Math.round(people * 9.1 * growth * share(code))]))
    for (const [kind, unit, values] of [['就业人员', '人', employed], ['常住人口', '人', resident]] as const) {
      let sum = 0
      for (const [place, value] of values) {
        sum += value
        rows.push({ place, year, kind, value, unit, source, asOf })
      }
      rows.push({ place: '9801', year, kind, value: sum, unit, source, asOf })
    }
    rows.push({ place: '9801', year, kind: '城镇单位就业人员年平均工资', value: Math.round(98_000 * 1.045 ** (year - thisYear)), unit: '元', source, asOf })
    rows.push({ place: '9801', year, kind: '最低月工资标准', value: Math.round((2400 * 1.04 ** (year - thisYear)) / 10) * 10, unit: '元', source: '海东省人民政府（示例）', asOf })
  }
  return rows
}
