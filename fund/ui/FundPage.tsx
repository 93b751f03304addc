import { Alert, Empty, Space, Table } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { PlainDate } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { countText, dateText, moneyText, yuanText } from '../../kit/format.ts'
import { useAsk, useList, useMe } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { batchStates, dueLines, listBatches, makeBatch, reconcile, type BatchRow, type DueLine } from '../payment-contract.ts'
import { listUnsigned } from '../sheets/contract.ts'
import { BudgetNotices } from '../budget/ui/BudgetNotices.tsx'
import { batchTones } from './words.ts'

/** Where finance begins its day: what is due, what waits for the second person, whether everything matches. */
export const FundPage = () => {
  const me = useMe()
  const today = me.data?.today
  return (
    <Page title="待付与对账" lead={today ? `${dateText(today)}，到今天应付的分期` : undefined}>
      {today ? (
        <>
          <BudgetNotices year={Number(today.slice(0, 4))} />
          <DuePanel today={today as PlainDate} />
          <WaitingBatches />
          <MatchPanel year={Number(today.slice(0, 4))} />
        </>
      ) : null}
    </Page>
  )
}

const DuePanel = ({ today }: { today: PlainDate }) => {
  const navigate = useNavigate()
  const asked = useAsk(dueLines, { dueBy: today })
  return (
    <section className="panel">
      <h2>待付分期</h2>
      <Answer of={asked}>
        {({ lines }) => (
          <Table<DueLine>
            rowKey="lineId"
            size="middle"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={lines}
            locale={{ emptyText: <Empty description="没有待付的分期。办件审定后，分期会按日期出现在这里。" /> }}
            columns={[
              { title: '科目', key: 'title', render: (_, line) => <Link to={`/fund/lines/${line.lineId}`}>{`${line.year} 年 ${line.title}`}</Link> },
              { title: '地区', dataIndex: 'placeName' },
              { title: '待付', dataIndex: 'dueItems', className: 'number', render: (items: number) => `${countText(items)} 笔` },
              { title: '金额', dataIndex: 'dueFen', className: 'number', render: yuanText },
              { title: '缺账户', dataIndex: 'withoutAccount', className: 'number', render: (items: number) => (items ? `${countText(items)} 笔` : '—') },
              { title: '待复核', dataIndex: 'needsCheck', className: 'number', render: (items: number, line) => (items ? <Link to={`/fund/instalments?state=needsCheck&lineId=${line.lineId}`}>{countText(items)} 笔</Link> : '—') },
              { title: '下次到期', dataIndex: 'nextDueOn', render: (day: PlainDate | null) => (day ? dateText(day) : '—') },
              {
                title: '办理',
                key: 'make',
                render: (_, line) => (
                  <ActionButton
                    action={makeBatch}
                    input={{ lineId: line.lineId, dueBy: today }}
                    size="small"
                    can={line.dueItems > line.withoutAccount}
                    because={line.dueItems ? '到期的分期都还没有可用的收款账户' : '没有到期待付的分期'}
                    done={({ number, items, totalFen, withoutAccount }) => `已编制批次 ${number}，${items} 笔，共 ${yuanText(totalFen)}${withoutAccount ? `；${withoutAccount} 笔缺账户，未编入` : ''}`}
                    onDone={({ batchId }) => void navigate(`/fund/batches/${batchId}`)}
                  />
                ),
              },
            ]}
          />
        )}
      </Answer>
    </section>
  )
}

const WaitingBatches = () => {
  const made = useList(listBatches, { state: 'made' }, '-number', 20)
  const released = useList(listBatches, { state: 'released' }, '-number', 20)
  const rows = [...(made.data?.pages ?? []), ...(released.data?.pages ?? [])].flatMap((page) => page.rows)
  return (
    <section className="panel">
      <h2>等待复核与回单的批次</h2>
      <Table<BatchRow>
        rowKey="id"
        size="middle"
        pagination={false}
        scroll={{ x: 'max-content' }}
        loading={made.isPending || released.isPending}
        dataSource={rows}
        locale={{ emptyText: <Empty description="没有等待办理的批次。" /> }}
        columns={[
          { title: '批次号', dataIndex: 'number', render: (number: string, batch) => <Link to={`/fund/batches/${batch.id}`}>{number}</Link> },
          { title: '科目', dataIndex: 'lineTitle' },
          { title: '笔数', dataIndex: 'items', className: 'number', render: countText },
          { title: '合计', dataIndex: 'totalFen', className: 'number', render: yuanText },
          { title: '经办', dataIndex: 'makerName' },
          { title: '状态', dataIndex: 'state', render: (state: BatchRow['state']) => <StateTag state={state} words={batchStates} tones={batchTones} /> },
        ]}
      />
    </section>
  )
}

/** Days that were over before today and that nobody has signed; and where to look into one. */
const UnsignedDays = () => {
  const unsigned = (useAsk(listUnsigned, {}).data?.funds ?? []).filter(({ own }) => own).reduce((sum, fund) => sum + (fund.signedThrough ? fund.unsigned : 0), 0)
  return (
    <p>
      {unsigned ? `${countText(unsigned)} 天的日报还没有签字。` : ''}
      <Link to="/fund/sheets">日报与月报</Link>　<Link to="/fund/period">按天、按月对账</Link>
    </p>
  )
}

const MatchPanel = ({ year }: { year: number }) => {
  const asked = useAsk(reconcile, { year })
  return (
    <section className="panel">
      <h2>{year} 年对账</h2>
      <UnsignedDays />
      <Answer of={asked}>
        {({ batches, unmatched, plannedFen, paidFen, waitingFen, lines, linesOff }) => (
          <>
            <p>
              已送银行 {countText(batches)} 个批次，共 {moneyText(plannedFen)}；回单成功 {moneyText(paidFen)}，等待回单 {moneyText(waitingFen)}，银行退回 {moneyText(plannedFen - paidFen - waitingFen)}。
            </p>
            {unmatched.length + linesOff.length === 0 ? (
              <Alert type="success" showIcon title={`计划、支付文件、银行回单、台账逐笔相符，${countText(lines)} 个科目的余额与分录相符，一分不差。`} />
            ) : (
              <Alert
                type="error"
                showIcon
                title="有数字不相符，请立即核查并停止支付"
                description={
                  <Space wrap>
                    {unmatched.map(({ batchId, number }) => (
                      <Link key={batchId} to={`/fund/batches/${batchId}`}>
                        批次 {number}
                      </Link>
                    ))}
                    {linesOff.map(({ lineId, code, offFen }) => (
                      <Link key={lineId} to={`/fund/lines/${lineId}`}>
                        科目 {code} 差 {yuanText(offFen)}
                      </Link>
                    ))}
                  </Space>
                }
              />
            )}
          </>
        )}
      </Answer>
    </section>
  )
}
