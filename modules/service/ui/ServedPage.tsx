import { Descriptions, Empty, Table } from 'antd'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { assignedHow, endAssignment } from '../assign-contract.ts'
import { contactKinds, getServed, requestStates, type RequestRow } from '../contract.ts'
import { AssignButton } from './AssignButton.tsx'
import { ContactButton } from './ContactButton.tsx'
import { EnterButton } from './EnterButton.tsx'
import { OfficeOnly } from './OfficeOnly.tsx'
import { requestTones } from './words.ts'
import { WordsButton } from './WordsButton.tsx'

/** One person as his specialist knows him: what he asked, when they spoke, who served him. */
export const ServedPage = () => {
  const { personId } = useParams() as { personId: Id<'person'> }
  const asked = useAsk(getServed, { personId })
  return (
    <Answer of={asked}>
      {({ person, assignments, requests, contacts }) => (
        <Page
          title={person.name}
          lead={`${person.number}${person.level ? `，${person.level}类人才` : ''}`}
          extra={
            <>
              <EnterButton personId={personId} />
              <ContactButton personId={personId} />
              <AssignButton person={{ id: personId, name: person.name }} label="改派专员" />
              <EndButton personId={personId} />
            </>
          }
        >
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '所在单位', children: person.employerName || '无' },
                { label: '所在地', children: person.placeName },
                { label: '应联系', children: dateText(person.contactDueOn) },
                { label: '档案', children: <Link to={`/people/${personId}`}>查看人才档案</Link> },
              ]}
            />
          </section>
          <section className="panel">
            <h2>服务事项</h2>
            {requests.length ? <Requests rows={requests} /> : <Empty description="还没有提过事项。接到来电，点右上角“代录来电”。" />}
          </section>
          <section className="panel">
            <h2>联系和走访</h2>
            {contacts.length ? (
              <Table
                rowKey="id"
                size="small"
                pagination={false}
                dataSource={contacts}
                columns={[
                  { title: '日期', dataIndex: 'on', render: dateText },
                  { title: '方式', dataIndex: 'kind', render: (kind: keyof typeof contactKinds) => contactKinds[kind] },
                  { title: '谈了什么', dataIndex: 'words' },
                  { title: '约定下次', dataIndex: 'nextOn', render: (on: string | null) => (on ? dateText(on) : '') },
                  { title: '联系人', dataIndex: 'specialistName' },
                ]}
              />
            ) : (
              <Empty description="还没有联系过。先打个电话，再点右上角“记录联系”。" />
            )}
          </section>
          <section className="panel">
            <h2>由谁服务</h2>
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              dataSource={assignments}
              columns={[
                { title: '专员', dataIndex: 'specialistName' },
                { title: '起', dataIndex: 'from', render: dateText },
                { title: '止', dataIndex: 'to', render: (to: string | null) => (to ? dateText(to) : '至今') },
                { title: '怎样分配', dataIndex: 'how', render: (how: keyof typeof assignedHow) => assignedHow[how] },
                { title: '结束原因', dataIndex: 'because' },
              ]}
            />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const EndButton = ({ personId }: { personId: Id<'person'> }) => (
  <OfficeOnly>
    <WordsButton label={endAssignment.label} field="原因" hint="结束以后，没有答复的事项转到人才办；此人仍在承诺范围内的，会回到“应配未配”。">
      {(reason, ready, close) => <ActionButton action={endAssignment} input={{ personId, reason }} danger can={ready} because="请写明原因" done={() => '已结束服务'} onDone={close} />}
    </WordsButton>
  </OfficeOnly>
)

const Requests = ({ rows }: { rows: readonly RequestRow[] }) => (
  <Table
    rowKey="id"
    size="small"
    pagination={false}
    dataSource={[...rows]}
    columns={[
      { title: '事项', key: 'kind', render: (_, { id, kindLabel, number }) => <Link to={`/service/requests/${id}`}>{`${kindLabel} ${number}`}</Link> },
      { title: '状态', dataIndex: 'state', render: (state: RequestRow['state']) => <StateTag state={state} words={requestStates} tones={requestTones} /> },
      { title: '提出', dataIndex: 'askedOn', render: dateText },
      { title: '应答复', dataIndex: 'dueOn', render: dateText },
      { title: '满意度', dataIndex: 'rating', render: (rating: number | null) => (rating === null ? '' : `${rating} 分`) },
    ]}
  />
)
