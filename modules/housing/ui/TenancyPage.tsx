import { DatePicker, Descriptions, Input, InputNumber, Table } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import { asPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { getTenancy, leave, noteRent, renew, type Rent } from '../contract.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { areaText, dayText } from './words.ts'

type Shown = z.output<typeof getTenancy.output>

/** One household: its contracts, its rent month by month, renewing and leaving. */
export const TenancyPage = () => {
  const { tenancyId } = useParams() as { tenancyId: Id<'tenancy'> }
  return (
    <Answer of={useAsk(getTenancy, { tenancyId })}>
      {(one) => (
        <Page title={`${one.buildingName} ${one.room}`} lead={`租约 ${one.number}，${one.personName}`} extra={one.leftOn ? null : <Verbs tenancy={one} />}>
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '面积', children: areaText(one.area) },
                { label: '人口', children: `${one.people} 人` },
                { label: '月租金', children: yuanText(one.rentFen) },
                { label: '入住', children: dateText(one.since) },
                { label: '合同到期', children: dateText(one.contractTo) },
                { label: '申请', children: <Link to={`/housing/applications/${one.applicationId}`}>{one.applicationNumber}</Link> },
                ...(one.leftOn ? [{ label: '退房', children: `${dateText(one.leftOn)}，${one.leftBecause ?? ''}` }] : []),
              ]}
            />
          </section>
          <section className="panel">
            <h2>合同期</h2>
            <Table
              rowKey="from"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={one.terms}
              columns={[
                { title: '起', dataIndex: 'from', render: dateText },
                { title: '止', dataIndex: 'to', render: dateText },
                { title: '月租金', dataIndex: 'rentFen', className: 'number', render: (rent: Shown['rentFen']) => yuanText(rent) },
                { title: '人口', dataIndex: 'people', className: 'number' },
              ]}
            />
          </section>
          <section className="panel">
            <h2>租金</h2>
            <Rents tenancyId={tenancyId} rents={one.rents} />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const Verbs = ({ tenancy }: { tenancy: Shown }) => {
  const [people, setPeople] = useState<number | null>(tenancy.people)
  const [reason, setReason] = useState('')
  const tenancyId = tenancy.id
  return (
    <>
      <FormButton
        label={renew.label}
        hint={`合同到 ${dateText(tenancy.contractTo)}，续 ${tenancy.termMonths} 个月，租金按房源现在的标准。到期前三十天以内才能办。`}
        fields={[{ label: '一起住几口人（含本人）', id: 'renew-people', field: <InputNumber id="renew-people" min={1} max={12} value={people} onChange={setPeople} /> }]}
    >
      {(close) => <ActionButton action={renew} input={{ tenancyId, people: people ?? 1 }} type="primary" can={people !== null} because="请填人口" done={({ contractTo }) => `已续到 ${dateText(contractTo)}`} onDone={close} />}
    </FormButton>
      <FormButton
        label={leave.label}
        hint="交还钥匙的当天办理，这套房今天起可以再配。"
        fields={[{ label: '为什么退房', id: 'leave-reason', field: <Input id="leave-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} /> }]}
    >
      {(close) => <ActionButton action={leave} input={{ tenancyId, reason: reason.trim() }} type="primary" can={reason.trim().length >= 2} because="请写明原因" done={({ unpaid }) => (unpaid ? `已退房，还有 ${unpaid} 个月租金没有登记收到` : '已退房')} onDone={close} />}
    </FormButton>
    </>
  )
}

const Rents = ({ tenancyId, rents }: { tenancyId: Id<'tenancy'>; rents: readonly z.output<typeof Rent>[] }) => (
  <Table
    rowKey="dueOn"
    size="small"
    pagination={{ pageSize: 12, hideOnSinglePage: true }}
    scroll={{ x: 'max-content' }}
    dataSource={rents}
    columns={[
      { title: '应收', dataIndex: 'dueOn', render: dateText },
      { title: '金额', dataIndex: 'amountFen', className: 'number', render: (amount: Shown['rentFen']) => yuanText(amount) },
      { title: '收到', dataIndex: 'paidOn', render: (on: string | null) => (on ? dateText(on) : '还没有') },
      {
        title: '',
        key: 'act',
        render: (_, { dueOn, paidOn }) =>
          paidOn ? <ActionButton action={noteRent} input={{ tenancyId, dueOn, paidOn: null }} label="撤销登记" size="small" confirm="登记错了才撤销，确实撤销？" done={() => '已撤销'} /> : <Received tenancyId={tenancyId} dueOn={dueOn} />,
      },
    ]}
  />
)

const Received = ({ tenancyId, dueOn }: { tenancyId: Id<'tenancy'>; dueOn: z.output<typeof Rent>['dueOn'] }) => {
  const today = useMe().data?.today ?? ''
  const [chosen, setPaid] = useState<z.output<typeof Rent>['dueOn']>()
  const paidOn = chosen ?? asPlainDate(today)
  return (
    <FormButton
      label={noteRent.label}
      title={`${dateText(dueOn)}应收的租金`}
      size="small"
      fields={[{ label: '运营单位哪天收到', id: `paid-${dueOn}`, field: <DatePicker id={`paid-${dueOn}`} format="YYYY年M月D日" value={paidOn ? dayjs(paidOn) : null} disabledDate={(day) => day.format('YYYY-MM-DD') > today} onChange={(value) => setPaid(dayText(value))} /> }]}
    >
      {(close) => <ActionButton action={noteRent} input={{ tenancyId, dueOn, paidOn: paidOn ?? null }} label="保存" type="primary" can={paidOn !== undefined} because="请选日期" done={() => '已登记'} onDone={close} />}
    </FormButton>
  )
}
