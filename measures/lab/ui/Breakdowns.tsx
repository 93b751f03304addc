import { Empty, Segmented, Table } from 'antd'
import { useMemo, useState } from 'react'
import { Chart } from '../../../kit/Chart.tsx'
import { countText, moneyText } from '../../../kit/format.ts'
import { breakdownWords, type Breakdown, type DraftAnswerShown, type GroupShown, type Which } from '../what-if-contract.ts'

interface Props {
  draft: DraftAnswerShown
  hasNow: boolean
  onOpen?: (which: Which, group: { by: Breakdown; key: string | null; label: string }) => void
}

/** One scenario by place, industry, class, age: bars of now and then, the numbers beside them, and who bears the change. */
export const Breakdowns = ({ draft, hasNow, onOpen }: Props) => {
  const [by, setBy] = useState<Breakdown>()
  const shown = draft.breakdowns.find((one) => one.by === by) ?? draft.breakdowns[0]
  const option = useMemo(() => (shown ? barsOf(shown.groups, hasNow, draft.name) : {}), [shown, hasNow, draft.name])
  if (!shown) return <Empty description="这个事项还没有可以分组的事实" />
  return (
    <>
      <Segmented aria-label="分组" value={shown.by} onChange={setBy} options={draft.breakdowns.map((one) => ({ value: one.by, label: breakdownWords[one.by] }))} style={{ marginBottom: 12 }} />
      {shown.groups.length === 0 ? (
        <Empty description="没有人符合，也没有人尚不能确定" />
      ) : (
        <div className="lab-breakdown">
          <Chart option={option} label={`按${breakdownWords[shown.by]}：${shown.groups.map(({ label, eligible }) => `${label} ${eligible}`).join('，')}`} height={Math.max(150, 46 + shown.groups.length * (hasNow ? 34 : 24))} />
          <GroupTable groups={shown.groups} hasNow={hasNow} {...(onOpen ? { onOpen: (which: Which, group: GroupShown) => onOpen(which, { by: shown.by, key: group.key, label: group.label }) } : {})} />
        </div>
      )}
    </>
  )
}

const GroupTable = ({ groups, hasNow, onOpen }: { groups: readonly GroupShown[]; hasNow: boolean; onOpen?: (which: Which, group: GroupShown) => void }) => {
  const cell = (which: Which, value: number, group: GroupShown) =>
    onOpen && value > 0 ? (
      <button type="button" className="lab-link" onClick={() => onOpen(which, group)}>
        {countText(value)}
      </button>
    ) : (
      countText(value)
    )
  return (
    <Table
      rowKey={(group) => group.key ?? ''}
      size="small"
      pagination={false}
      dataSource={[...groups]}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: '', dataIndex: 'label' },
        ...(hasNow ? [{ title: '现行符合', dataIndex: 'eligibleNow', className: 'number', render: countText }] : []),
        { title: '符合', dataIndex: 'eligible', className: 'number', render: (value: number, group: GroupShown) => cell('eligible', value, group) },
        ...(hasNow
          ? [
              { title: '新增', dataIndex: 'newlyIn', className: 'number', render: (value: number, group: GroupShown) => cell('newly-in', value, group) },
              { title: '减少', dataIndex: 'newlyOut', className: 'number', render: (value: number, group: GroupShown) => cell('newly-out', value, group) },
            ]
          : []),
        { title: '金额', key: 'fen', className: 'number', render: (_: unknown, group: GroupShown) => moneyText(group.fen) },
      ]}
    />
  )
}

const barsOf = (groups: readonly GroupShown[], hasNow: boolean, name: string) => ({
  grid: { left: 8, right: 48, top: 30, bottom: 4, containLabel: true },
  legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
  xAxis: { type: 'value', splitNumber: 3, axisLabel: { formatter: (value: number) => countText(value) }, splitLine: { lineStyle: { color: '#e3e8ef' } } },
  yAxis: { type: 'category', inverse: true, data: groups.map(({ label }) => label), axisTick: { show: false }, axisLine: { lineStyle: { color: '#e3e8ef' } } },
  series: [
    ...(hasNow ? [{ name: '现行', type: 'bar', barMaxWidth: 10, itemStyle: { color: '#b8c2d0' }, data: groups.map(({ eligibleNow }) => eligibleNow) }] : []),
    { name, type: 'bar', barMaxWidth: 10, itemStyle: { color: '#1f4e9e' }, data: groups.map(({ eligible }) => eligible), label: { show: true, position: 'right', color: '#5b6675', formatter: ({ value }: { value: number }) => countText(value) } },
  ],
})
