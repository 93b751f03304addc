import { countyCodes, countyWeights } from './places.ts'

export type Statistic = { place: string; year: number; kind: string; value: number; unit: string; source: string; document: string; page: string; asOf: string }

/**
 * Denominators and thresholds by year and place, as a statistics bureau publishes them in spring for the year before. The city is sized by the
 * people in its registry: about one in five employed persons is in it, so that densities look like those of a real city.
 */
export const statistics = (people: number, thisYear: number): Statistic[] => {
  const rows: Statistic[] = []
  const weightSum = countyWeights.reduce((sum, [, weight]) => sum + weight, 0)
  const share = (code: string): number => (countyWeights.find(([county]) => county === code)?.[1] ?? 0) / weightSum
  const city = '9801'
  for (let year = thisYear - 7; year <= thisYear; year++) {
    const growth = 1.006 ** (year - thisYear)
    // The bulletin of a year appears in the spring after it; until then the quarterly labour survey speaks.
    const survey = { source: '青屿市统计局（示例）', document: `${year}年劳动力季度调查`, asOf: `${year}-01-15` }
    const bulletin = { source: '青屿市统计局（示例）', document: `${year}年国民经济和社会发展统计公报`, asOf: `${year + 1}-03-20` }
    const published = year === thisYear ? survey : bulletin
    const byCounty = (kind: string, unit: string, page: string, whole: number, decimals: number) => {
      const values = countyCodes.map((place) => ({ place, value: Number((whole * share(place)).toFixed(decimals)) }))
      const sum = Number(values.reduce((total, { value }) => total + value, 0).toFixed(decimals))
      for (const one of [...values, { place: city, value: sum }]) rows.push({ ...one, year, kind, unit, ...published, page })
    }
    byCounty('就业人员', '人', year === thisYear ? '表1' : '第2页', people * 5.2 * growth, 0)
    byCounty('常住人口', '人', year === thisYear ? '表1' : '第2页', people * 9.1 * growth, 0)
    // Of a running year nobody has published the product yet, and the contribution of talent is worked out every second year.
    if (year < thisYear) byCounty('地区生产总值', '亿元', '第1页', people * 0.0105 * 1.055 ** (year - thisYear), 2)
    if (year < thisYear) rows.push({ place: city, year, kind: '研发经费投入强度', value: Number((2.9 + 0.11 * (year - thisYear)).toFixed(2)), unit: '%', ...bulletin, page: '第9页' })
    if (year < thisYear && (thisYear - year) % 2 === 1) rows.push({ place: city, year, kind: '人才贡献率', value: Number((36.5 + 0.65 * (year - thisYear)).toFixed(1)), unit: '%', source: '青屿市人才发展研究课题组（示例）', document: `${year}年度人才贡献率测算报告`, page: '第12页', asOf: `${year + 1}-06-30` })
    rows.push({ place: city, year, kind: '城镇单位就业人员年平均工资', value: Math.round(98_000 * 1.045 ** (year - thisYear)), unit: '元', ...published, page: '第8页' })
    rows.push({ place: city, year, kind: '最低月工资标准', value: Math.round((2400 * 1.04 ** (year - thisYear)) / 10) * 10, unit: '元', source: '海东省人民政府（示例）', document: `关于调整${year}年最低工资标准的通知`, page: '第1页', asOf: `${year}-01-15` })
  }
  return rows
}
