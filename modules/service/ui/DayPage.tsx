import { Empty, Table } from 'antd'
import { Link } from 'react-router'
import { countText, dateText } from '../../../kit/format.ts'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { askDay, requestStates, type PersonRow, type RequestRow } from '../contract.ts'
import { requestTones } from './words.ts'

/** What is late, what falls due this week, and whom nobody has called: a specialist's day, or his office's. */
export const DayPage = () => {
  const asked = useAsk(askDay, {})
  const me = useMe().data
  const today = me?.today ?? ''
  return (
    <Page title="今天的服务" lead={me?.duty?.role === 'specialist' ? '到期的事项先办，该联系的人逐个联系。' : '辖区内快到期和超期的事项，该联系还没有联系的人。'}>
      <Answer of={asked}>
        {({ people, late, soon, contacts, contactsDue, year }) => (
          <>
            <section className="panel">
              <p>
                服务 <strong>{countText(people)}</strong> 人；超期未答复 <strong>{countText(late)}</strong> 件；应联系 <strong>{countText(contactsDue)}</strong> 人。
              </p>
              <p>
                今年答复 {countText(year.answered)} 件，按期 {countText(year.inTime)} 件{year.medianDays === null ? '' : `，用时中位数 ${year.medianDays} 个工作日`}
                {year.satisfaction === null ? '；还没有人评价。' : `；满意度 ${year.satisfaction} 分（${countText(year.ratings)} 人评价，满分 5 分）。`}
              </p>
            </section>
            <section className="panel">
              <h2>七天内到期和已经超期的事项</h2>
              {soon.length ? <Soon rows={soon} today={today} /> : <Empty description="没有快到期的事项。接到来电，可以在人才页面代录。" />}
            </section>
            <section className="panel">
              <h2>应联系的人</h2>
              {contacts.length ? <Contacts rows={contacts} /> : <Empty description="都按约定联系过了。" />}
            </section>
          </>
        )}
      </Answer>
    </Page>
  )
}

const Soon = ({ rows, today }: { rows: readonly RequestRow[]; today: string }) => (
  <Table
    rowKey="id"
    size="small"
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={[...rows]}
    columns={[
      { title: '应答复', dataIndex: 'dueOn', render: (dueOn: string) => (dueOn < today ? `${dateText(dueOn)}，已超期` : dateText(dueOn)) },
      { title: '事项', key: 'kind', render: (_, { id, kindLabel, number }) => <Link to={`/service/requests/${id}`}>{`${kindLabel} ${number}`}</Link> },
      { title: '人才', key: 'person', render: (_, { personId, personName }) => <Link to={`/service/people/${personId}`}>{personName}</Link> },
      { title: '经办', dataIndex: 'holderName' },
      { title: '状态', dataIndex: 'state', render: (state: RequestRow['state']) => <StateTag state={state} words={requestStates} tones={requestTones} /> },
    ]}
  />
)

const Contacts = ({ rows }: { rows: readonly PersonRow[] }) => (
  <Table
    rowKey="id"
    size="small"
    pagination={false}
    scroll={{ x: 'max-content' }}
    dataSource={[...rows]}
    columns={[
      { title: '应联系', dataIndex: 'contactDueOn', render: dateText },
      { title: '人才', key: 'name', render: (_, { id, name }) => <Link to={`/service/people/${id}`}>{name}</Link> },
      { title: '类别', dataIndex: 'level' },
      { title: '所在单位', dataIndex: 'employerName' },
      { title: '上次联系', dataIndex: 'lastContactOn', render: (on: string | null) => (on ? dateText(on) : '还没有联系过') },
      { title: '专员', dataIndex: 'specialistName' },
    ]}
  />
)
