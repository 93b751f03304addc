import { Button, DatePicker, Form, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { plainDate } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { listPlaces } from '../../../registry/contract.ts'
import { useMay } from '../../ui/use-may.ts'
import { drawSettlement, listSettlements, settlementStates, type SettlementRow } from '../settlement-contract.ts'
import { settlementTones } from './words.ts'

export const SettlementsPage = () => {
  const navigate = useNavigate()
  const today = useMe().data?.today
  return (
    <Page title="市县结算" lead="一级替另一级垫付的份额：市级财政编制，区县财政确认，一张凭证在两级科目之间结清。" extra={today ? <DrawButton today={plainDate(today)} /> : null}>
      <ListPage
        list={listSettlements}
        fields={[{ key: 'state', label: '状态', kind: 'choice', choices: settlementStates }]}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '区县', dataIndex: 'placeName' },
          { title: '付款期间', key: 'period', render: (_, row) => `${dateText(row.fromOn)}至${dateText(row.toOn)}` },
          { title: '笔数', dataIndex: 'items', className: 'number', render: countText },
          { title: '区县应负担', dataIndex: 'countyOwesFen', className: 'number', render: yuanText },
          { title: '市级应负担', dataIndex: 'cityOwesFen', className: 'number', render: yuanText },
          { title: '状态', dataIndex: 'state', render: (state: SettlementRow['state']) => <StateTag state={state} words={settlementStates} tones={settlementTones} /> },
          { title: '编制', dataIndex: 'drawerName' },
          { title: '确认', dataIndex: 'deciderName', render: (name: string | null) => name ?? '—' },
        ]}
        onOpen={(row) => void navigate(`/fund/settlements/${row.id}`)}
        empty="还没有结算单。市级资金经办可点右上角“编制结算单”。"
      />
    </Page>
  )
}

const DrawButton = ({ today }: { today: PlainDate }) => {
  const [asking, setAsking] = useState(false)
  const [countyCode, setCountyCode] = useState<string>()
  const [[from, to], setPeriod] = useState<[PlainDate, PlainDate]>([plainDate(`${today.slice(0, 4)}-01-01`), today])
  const places = useAsk(listPlaces, {})
  const navigate = useNavigate()
  if (!useMay(drawSettlement)) return null
  const counties = (places.data ?? []).filter(({ code }) => code.length === 6)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{drawSettlement.label}</Button>
      <Modal
        open={asking}
        title={drawSettlement.label}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={drawSettlement}
            input={{ countyCode: countyCode ?? '', from, to }}
            type="primary"
            can={countyCode !== undefined}
            because="请选择区县"
            done={({ number, items }) => `已编制 ${number}，${items} 笔，等待区县确认`}
            onDone={({ settlementId }) => void navigate(`/fund/settlements/${settlementId}`)}
          />
        }
      >
        <Form layout="vertical">
          <Form.Item label="区县" htmlFor="settle-county">
            <Select id="settle-county" value={countyCode} options={counties.map(({ code, name }) => ({ value: code, label: name }))} onChange={setCountyCode} />
          </Form.Item>
          <Form.Item label="付款期间" htmlFor="settle-period" extra="每笔付款在有效的结算单里只出现一次，已结算的不会重复列入。">
            <DatePicker.RangePicker
              id="settle-period"
              allowClear={false}
              value={[dayjs(from), dayjs(to)]}
              onChange={(picked) => {
                const [first, last] = picked ?? []
                if (first && last) setPeriod([plainDate(first.format('YYYY-MM-DD')), plainDate(last.format('YYYY-MM-DD'))])
              }}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
