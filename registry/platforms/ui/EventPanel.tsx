import { Input, Modal, Button, Space, Table } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { StateTag } from '../../../kit/StateTag.tsx'
import { confirmPlatformEvent, declinePlatformEvent, eventKinds, eventStates, platformHands, type PlatformEvent } from '../contract.ts'
import { eventTones } from './words.ts'

/** Assessments, upgrades, renewals and withdrawal, newest first; what waits is settled by another hand. */
export const EventPanel = ({ events, inCharge }: { events: PlatformEvent[]; inCharge: boolean }) => (
  <section className="panel">
    <h2>评估、升级、延期与撤销</h2>
    <Table
      rowKey="id"
      size="small"
      pagination={false}
      dataSource={events}
      locale={{ emptyText: '还没有记录。用右上角的按钮提出，由另一人确认后生效。' }}
      columns={[
        { title: '文件日期', dataIndex: 'happenedOn', render: dateText },
        { title: '事项', dataIndex: 'kind', render: (kind: PlatformEvent['kind']) => eventKinds[kind] },
        { title: '内容', dataIndex: 'text' },
        { title: '文号', dataIndex: 'document' },
        { title: '提出', dataIndex: 'proposedByName' },
        { title: '确认', key: 'settled', render: (_, { settledByName, settledNote }) => [settledByName, settledNote].filter(Boolean).join('：') || '—' },
        { title: '状态', dataIndex: 'state', render: (state: PlatformEvent['state']) => <StateTag state={state} words={eventStates} tones={eventTones} /> },
        {
          title: '办理',
          key: 'verbs',
          render: (_, event) =>
            inCharge && event.state === 'proposed' ? (
              <Space>
                <ActionButton action={confirmPlatformEvent} input={{ eventId: event.id }} size="small" type="primary" can={!event.mine} because="提出和确认不能是同一个人" confirm="确认后立即生效，不能再改。" done={() => `${eventKinds[event.kind]}已确认`} />
                <DeclineButton event={event} />
              </Space>
            ) : null,
        },
      ]}
    />
  </section>
)

const DeclineButton = ({ event }: { event: PlatformEvent }) => {
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const role = useMe().data?.duty?.role
  if (!platformHands.some((hand) => hand === role)) return null
  return (
    <>
      <Button size="small" disabled={event.mine} onClick={() => setAsking(true)}>
        {declinePlatformEvent.label}
      </Button>
      <Modal
        open={asking}
        title={declinePlatformEvent.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={declinePlatformEvent} input={{ eventId: event.id, note }} danger can={note.trim().length >= 4} because="请用一句话写明理由" done={() => '已记为不予确认'} onDone={() => setAsking(false)} />}
      >
        <Input.TextArea aria-label="理由" rows={3} maxLength={200} value={note} onChange={(change) => setNote(change.target.value)} />
      </Modal>
    </>
  )
}
