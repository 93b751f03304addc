import { Empty, Table } from 'antd'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { Chart } from '../../../kit/Chart.tsx'
import { countText, moneyText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Answer, Page } from '../../../kit/Page.tsx'
import { forecastYears, listForecast } from '../contract.ts'

/** Fen to 万元 for a chart's axis; the exact figures stand in the table beside it. */
const inWan = (amount: bigint): number => Number(amount / 10_000n) / 100

/** What the city has already promised for each year to come, from the instalments of real awards. */
export const ForecastPage = () => {
  const asked = useAsk(forecastYears, {})
  return (
    <Page title="今后各年已承诺" lead="来自已签发资助中还没有付的分期，不含预估；下达为同年各科目的下达数，未下达的年度空着。已承诺的分期列支审定年度的科目。">
      <section className="panel">
        <Answer of={asked}>{({ years }) => (years.length ? <Years years={years} /> : <Empty description="没有还没付的分期。办件审定后，分期会按年出现在这里。" />)}</Answer>
      </section>
      <section className="panel">
        <h2>按科目、事项和地区</h2>
        <ListPage
          list={listForecast}
          fields={yearsField(asked.data?.years ?? [])}
          columns={[
            { title: '应付年度', dataIndex: 'dueYear', className: 'number' },
            { title: '科目', dataIndex: 'lineTitle' },
            { title: '事项', dataIndex: 'title' },
            { title: '地区', dataIndex: 'placeName' },
            { title: '期数', key: 'items', className: 'number', render: (_, row) => <Link to={`/fund/instalments?dueYear=${row.dueYear}&measure=${encodeURIComponent(row.measure)}&placeCode=${row.placeCode}`}>{countText(row.items)} 期</Link> },
            { title: '已承诺', dataIndex: 'amountFen', className: 'number', render: yuanText },
            { title: '其中待复核条件的', dataIndex: 'conditionalFen', className: 'number', render: yuanText },
          ]}
          empty="没有还没付的分期。"
        />
      </section>
    </Page>
  )
}

type Year = { year: number; promisedFen: bigint; items: number; appropriatedFen: bigint | null }

const yearsField = (years: readonly Year[]) => [{ key: 'dueYear', label: '应付年度', kind: 'choice' as const, choices: Object.fromEntries(years.map(({ year }) => [String(year), `${year} 年`])) }]

const Years = ({ years }: { years: readonly Year[] }) => {
  const option = useMemo(
    () => ({
      grid: { left: 70, right: 16, top: 32, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: years.map(({ year }) => `${year} 年`) },
      yAxis: { type: 'value', name: '万元' },
      series: [
        { name: '已承诺', type: 'bar', data: years.map(({ promisedFen }) => inWan(promisedFen)), itemStyle: { color: '#1f4e9e' } },
        { name: '下达', type: 'bar', data: years.map(({ appropriatedFen }) => (appropriatedFen === null ? null : inWan(appropriatedFen))), itemStyle: { color: '#c6d4ee' } },
      ],
    }),
    [years],
  )
  return (
    <>
      <Chart option={option} label="各年已承诺与下达" />
      <Table<Year>
        rowKey="year"
        size="small"
        pagination={false}
        dataSource={[...years]}
        columns={[
          { title: '年度', dataIndex: 'year', render: (year: number) => `${year} 年` },
          { title: '期数', dataIndex: 'items', className: 'number', render: (items: number, { year }) => <Link to={`/fund/instalments?dueYear=${year}`}>{countText(items)} 期</Link> },
          { title: '已承诺', dataIndex: 'promisedFen', className: 'number', render: yuanText },
          { title: '下达', dataIndex: 'appropriatedFen', className: 'number', render: (amount: bigint | null) => (amount === null ? '尚未下达' : moneyText(amount)) },
        ]}
      />
    </>
  )
}
