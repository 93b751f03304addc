import { Button, Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { fen, type PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, moneyText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { fenOfYuan } from '../../ui/amount.ts'
import { useMay } from '../../ui/use-may.ts'
import { listSpecialFunds, listUsageWarnings, openFund } from '../contract.ts'
import { FloorAlert } from './BudgetNotices.tsx'

/** Special funds of each year with their promise, and every warning of lines that were nearly used. */
export const BudgetYearPage = () => {
  const thisYear = Number((useMe().data?.today ?? '').slice(0, 4)) || undefined
  return (
    <Page title="预算年度" lead="专项资金一地一年一条；年末把余额结转或收回，再逐个科目关账。" extra={thisYear ? <OpenFundButton firstYear={thisYear} /> : null}>
      <FloorAlert />
      <section className="panel">
        <h2>专项资金</h2>
        <ListPage
          list={listSpecialFunds}
          fields={[]}
          columns={[
            { title: '年度', dataIndex: 'year', className: 'number' },
            { title: '名称', key: 'title', render: (_, fund) => <Link to={`/fund/lines?year=${fund.year}`}>{fund.title}</Link> },
            { title: '地区', dataIndex: 'placeName' },
            { title: '承诺下限', dataIndex: 'promisedFloorFen', className: 'number', render: moneyText },
            { title: '下达', dataIndex: 'appropriatedFen', className: 'number', render: moneyText },
            { title: '与承诺', dataIndex: 'belowFloorFen', render: (below: bigint) => (below ? <span className="used-bad">{`差 ${moneyText(below)}`}</span> : '已兑现') },
            { title: '可用', dataIndex: 'availableFen', className: 'number', render: moneyText },
            { title: '科目', key: 'lines', className: 'number', render: (_, fund) => `${fund.lines} 个，${fund.openLines} 个未关账` },
            { title: '承诺文件', dataIndex: 'floorDocument' },
          ]}
          empty="还没有专项资金。资金经办可点右上角“设立年度专项资金”。"
        />
      </section>
      <section className="panel">
        <h2>用款预警</h2>
        <ListPage
          list={listUsageWarnings}
          fields={[{ key: 'standing', label: '是否仍在界限之上', kind: 'choice', choices: { yes: '仍在界限之上' } }]}
          columns={[
            { title: '科目', key: 'line', render: (_, row) => <Link to={`/fund/lines/${row.lineId}`}>{`${row.year} 年 ${row.lineTitle}`}</Link> },
            { title: '地区', dataIndex: 'placeName' },
            { title: '界限', dataIndex: 'threshold', className: 'number', render: (threshold: number) => `${threshold}%` },
            { title: '当时已用', dataIndex: 'usedFen', className: 'number', render: moneyText },
            { title: '当时下达', dataIndex: 'appropriatedFen', className: 'number', render: moneyText },
            { title: '现在可用', dataIndex: 'availableFen', className: 'number', render: moneyText },
            { title: '提醒日期', dataIndex: 'warnedOn', render: dateText },
            { title: '回落', dataIndex: 'easedOn', render: (day: PlainDate | null) => (day ? dateText(day) : '—') },
          ]}
          empty="没有科目用到七成。"
        />
      </section>
    </Page>
  )
}

const OpenFundButton = ({ firstYear }: { firstYear: number }) => {
  const [asking, setAsking] = useState(false)
  const [year, setYear] = useState(firstYear + 1)
  const [title, setTitle] = useState('人才发展专项资金')
  const [floor, setFloor] = useState('')
  const [floorDocument, setFloorDocument] = useState('')
  if (!useMay(openFund)) return null
  const promisedFloor = fenOfYuan(floor)
  const input = { year, title, promisedFloor: promisedFloor ?? fen(0n), floorDocument }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{openFund.label}</Button>
      <Modal
        open={asking}
        title={openFund.label}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={openFund}
            input={input}
            type="primary"
            can={promisedFloor !== undefined && title.trim().length >= 4 && floorDocument.trim().length >= 4}
            because="请写明名称、承诺下限和作出承诺的文件"
            done={() => `已设立 ${year} 年专项资金，可以设立科目`}
            onDone={() => setAsking(false)}
          />
        }
      >
        <Form layout="vertical">
          <Form.Item label="年度" htmlFor="fund-year">
            <InputNumber id="fund-year" min={2000} max={2100} value={year} onChange={(value) => setYear(value ?? firstYear)} />
          </Form.Item>
          <Form.Item label="名称" htmlFor="fund-title">
            <Input id="fund-title" maxLength={80} value={title} onChange={(event) => setTitle(event.target.value)} />
          </Form.Item>
          <Form.Item label="承诺的年度下限（元）" htmlFor="fund-floor" extra={promisedFloor ? moneyText(promisedFloor) : '没有承诺写 0'}>
            <Input id="fund-floor" inputMode="decimal" value={floor} onChange={(event) => setFloor(event.target.value)} />
          </Form.Item>
          <Form.Item label="作出承诺的文件" htmlFor="fund-document">
            <Input id="fund-document" maxLength={100} value={floorDocument} onChange={(event) => setFloorDocument(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
