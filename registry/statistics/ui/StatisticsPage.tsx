import { useMe } from '../../../kit/hooks.ts'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { AskReasonButton } from '../../ui/AskReasonButton.tsx'
import { choicesOf } from '../../ui/words.ts'
import { listStatistics, statisticHands, statisticStates, withdrawStatistic, type StatisticRow, type StatisticState } from '../contract.ts'
import { statisticKindNames } from '../kinds.ts'
import { EnterButton } from './EnterButton.tsx'

const tones: Record<StatisticState, Tone> = { current: 'good', revised: 'quiet', withdrawn: 'bad' }
const fields = [
  { key: 'kind', label: '统计数', kind: 'choice', choices: choicesOf(statisticKindNames) },
  { key: 'year', label: '年份', kind: 'search', placeholder: '年份，例如 2025' },
  { key: 'state', label: '状态', kind: 'choice', choices: statisticStates },
] as const

/** Numbers that no record of the house can give: who published them, where they stand, what they replaced. */
export const StatisticsPage = () => {
  const role = useMe().data?.duty?.role
  const hand = statisticHands.some((one) => one === role)
  return (
    <Page title="外部统计数" lead="就业人员、地区生产总值、人才贡献率等由有关部门公布，录入时写明材料和页码；密度等指标用它们作分母。修订数另录一次，录错的撤回。" extra={hand ? <EnterButton /> : null}>
      <ListPage
        list={listStatistics}
        fields={fields}
        columns={[
          { title: '年份', dataIndex: 'year', render: (year: number) => `${year}年` },
          { title: '统计数', dataIndex: 'kind' },
          { title: '地区', dataIndex: 'placeName' },
          { title: '数值', key: 'value', className: 'number', render: (_, { value, unit }: StatisticRow) => `${Number(value).toLocaleString('zh-CN', { maximumFractionDigits: 4 })} ${unit}` },
          { title: '公布机关', dataIndex: 'source' },
          { title: '材料', key: 'document', render: (_, { document, page }: StatisticRow) => (document ? `${document}${page ? `，${page}` : ''}` : '—') },
          { title: '公布日期', dataIndex: 'asOf', render: dateText },
          { title: '状态', key: 'state', render: (_, { state, withdrawalReason }: StatisticRow) => <span title={withdrawalReason ?? undefined}><StateTag state={state} words={statisticStates} tones={tones} /></span> },
          ...(hand ? [{ title: '办理', key: 'act', render: (_: unknown, row: StatisticRow) => (row.state === 'withdrawn' ? null : <AskReasonButton action={withdrawStatistic} says={`撤回${row.placeName}${row.year}年${row.kind} ${row.value}${row.unit}？撤回后用它的指标改用其他已公布的数。`} ask="撤回原因" input={(reason) => ({ statisticId: row.id, reason })} done={() => '已撤回'} />) }] : []),
        ]}
        empty={hand ? '没有符合条件的统计数。点右上角“录入统计数”，从统计公报里录入。' : '没有符合条件的统计数，换个条件试试。'}
      />
    </Page>
  )
}
