import { Descriptions, Input, InputNumber, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { applicationCan, applicationStates, cancelOffer, checkIn, getApplication, offerStates, type Offer } from '../contract.ts'
import { FormButton } from '../../../kit/FormButton.tsx'
import { CityOnly } from './Only.tsx'
import { Trail } from './Trail.tsx'
import { applicationTones, areaText, offerTones } from './words.ts'

/** One application: on what ground, what was offered, what was done, and what comes next. */
export const ApplicationPage = () => {
  const { applicationId } = useParams() as { applicationId: Id<'application'> }
  return (
    <Answer of={useAsk(getApplication, { applicationId })}>
      {(one) => (
        <Page
          title={`${one.personName}的人才公寓申请`}
          lead={
            <>
              {one.number} <StateTag state={one.state} words={applicationStates} tones={applicationTones} />
            </>
          }
          extra={
            <>
              {applicationCan.checkIn(one) ? <CheckInButton applicationId={applicationId} family={one.family} /> : null}
              {applicationCan.cancelOffer(one) ? (
                <CityOnly>
                  <CancelButton applicationId={applicationId} />
                </CityOnly>
              ) : null}
            </>
          }
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '人才编号', children: one.personNumber },
                { label: '所在地', children: one.placeName },
                { label: '依据', children: one.basis },
                { label: '意向', children: one.wantedName },
                { label: '人口', children: `${one.family} 人` },
                { label: '至多', children: areaText(one.mostArea) },
                { label: '申请', children: dateText(one.appliedOn) },
                { label: '摇号次序', children: one.turn ?? '没有摇过号' },
                { label: '放弃或逾期', children: `${one.misses} 次` },
                ...(one.tenancyId ? [{ label: '租约', children: <Link to={`/housing/tenancies/${one.tenancyId}`}>打开租约</Link> }] : []),
              ]}
            />
          </section>
          <section className="panel">
            <h2>配租通知</h2>
            <Offers offers={one.offers} />
          </section>
          <section className="panel">
            <h2>经过</h2>
            <Trail events={one.events} />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const Offers = ({ offers }: { offers: readonly Offer[] }) => (
  <Table
    rowKey="id"
    size="small"
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={offers}
    locale={{ emptyText: '还没有配过' }}
    columns={[
      { title: '房源', key: 'unit', render: (_, { buildingName, room }) => `${buildingName} ${room}` },
      { title: '面积', dataIndex: 'area', className: 'number', render: areaText },
      { title: '月租金', dataIndex: 'rentFen', className: 'number', render: (rent: Offer['rentFen']) => yuanText(rent) },
      { title: '通知', dataIndex: 'offeredOn', render: dateText },
      { title: '最迟答复', dataIndex: 'answerBy', render: dateText },
      { title: '结果', dataIndex: 'state', render: (state: Offer['state']) => <StateTag state={state} words={offerStates} tones={offerTones} /> },
      { title: '日期', dataIndex: 'answeredOn', render: (on: string | null) => (on ? dateText(on) : '') },
    ]}
  />
)

const CheckInButton = ({ applicationId, family }: { applicationId: Id<'application'>; family: number }) => {
  const [people, setPeople] = useState<number | null>(family)
  return (
    <FormButton
      label={checkIn.label}
      type="primary"
      hint="交钥匙、签合同的当天办理，合同期和租金从今天起算。"
      fields={[{ label: '一起住几口人（含本人）', id: 'check-in-people', field: <InputNumber id="check-in-people" min={1} max={12} value={people} onChange={setPeople} /> }]}
    >
      {(close) => <ActionButton action={checkIn} input={{ applicationId, people: people ?? 1 }} type="primary" can={people !== null} because="请填人口" done={({ number, contractTo }) => `已入住，租约 ${number}，合同到 ${dateText(contractTo)}`} onDone={close} />}
    </FormButton>
  )
}

const CancelButton = ({ applicationId }: { applicationId: Id<'application'> }) => {
  const [reason, setReason] = useState('')
  return (
    <FormButton
      label={cancelOffer.label}
      hint="轮候次序不变，不计放弃。"
      fields={[{ label: '原因', id: 'cancel-reason', field: <Input id="cancel-reason" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} /> }]}
    >
      {(close) => <ActionButton action={cancelOffer} input={{ applicationId, reason: reason.trim() }} type="primary" can={reason.trim().length >= 2} because="请写明原因" done={() => '已取消，回到轮候'} onDone={close} />}
    </FormButton>
  )
}
