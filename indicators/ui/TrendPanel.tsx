import { useMemo } from 'react'
import { Chart } from '../../kit/Chart.tsx'
import { dateText } from '../../kit/format.ts'
import type { Figure } from '../contract.ts'

/** Six years of the total with its density: two curves of which one may rise while the other falls. */
export const TrendPanel = ({ of }: { of: (id: string) => Figure }) => {
  const [total, density] = [of('talent.total'), of('talent.density')]
  const option = useMemo(
    () => ({
      grid: { left: 56, right: 48, top: 40, bottom: 28 },
      legend: { top: 0, left: 0, itemWidth: 16, itemHeight: 8 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: total.spark.map(({ asOf }) => `${asOf.slice(0, 4)}年`), axisTick: { show: false } },
      yAxis: [
        { type: 'value', splitLine: { lineStyle: { color: '#e3e8ef' } } },
        { type: 'value', splitLine: { show: false }, min: 0, axisLabel: { formatter: '{value}%' } },
      ],
      series: [
        { name: '人才总量（人）', type: 'bar', barMaxWidth: 36, itemStyle: { color: '#9db5da' }, data: total.spark.map(({ value }) => (value === null ? null : Number(value))) },
        { name: '人才密度（%）', type: 'line', yAxisIndex: 1, symbolSize: 7, itemStyle: { color: '#1f4e9e' }, data: density.spark.map(({ value }) => (value === null ? null : Number(value))) },
      ],
    }),
    [total, density],
  )
  const last = total.spark.at(-1)
  return (
    <section className="panel overview-wide" aria-label="六年走势">
      <h2>六年走势</h2>
      <Chart option={option} label={`人才总量与人才密度，${total.spark.map(({ asOf, value }) => `${asOf.slice(0, 4)}年${value ?? '无'}人`).join('，')}`} />
      <p className="quiet">{last ? `各年同日（${dateText(last.asOf).slice(5)}）的数；密度各用当年公布的就业人员数。` : ''}</p>
    </section>
  )
}
