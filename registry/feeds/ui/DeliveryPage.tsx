import { Alert, Button, Input, Modal, Statistic, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { countText, dateText, momentText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { deliveryCan, deliveryStates, getDelivery, quarantineReasons, rerunRows, undoDelivery } from '../contract.ts'
import { deliveryTones } from './DeliveryList.tsx'
import { QuarantineList } from './QuarantineList.tsx'

/** One delivery: what it changed, what it could not write, and the way back. */
export const DeliveryPage = () => {
  const { deliveryId } = useParams() as { deliveryId: Id<'feedDelivery'> }
  const first = useAsk(getDelivery, { deliveryId })
  const asked = useAsk(getDelivery, { deliveryId }, first.data?.state === 'reading' ? { refetchInterval: 1000 } : {})
  return (
    <Answer of={asked}>
      {(delivery) => (
        <Page
          title={`报送 ${delivery.number}`}
          lead={
            <>
              <Link to={`/feeds/${delivery.sourceId}`}>{delivery.sourceName}</Link>，{delivery.fileName}，截至 {dateText(delivery.asOf)}，{momentText(delivery.createdAt)} 收到 <StateTag state={delivery.state} words={deliveryStates} tones={deliveryTones} />
            </>
          }
          extra={
            <>
              <ActionButton action={rerunRows} input={{ deliveryId }} can={deliveryCan.rerun(delivery) && delivery.openRows > 0} because="没有可以重读的行" done={({ settled, open }) => `重读后写入 ${countText(settled)} 行，还有 ${countText(open)} 行待处理`} />
              {deliveryCan.undo(delivery) ? <UndoButton deliveryId={deliveryId} /> : null}
            </>
          }
        >
          {delivery.message === null ? null : <Alert style={{ marginBottom: 16 }} type="error" showIcon title={delivery.message} description="没有写入任何事实，请来源部门改好后重新报送。" />}
          <section className="panel">
            <h2>报告</h2>
            <div style={{ display: 'flex', gap: 48, flexWrap: 'wrap' }}>
              <Statistic title="读取行数" value={delivery.readRows} />
              <Statistic title="新增" value={delivery.newRows} />
              <Statistic title="改动" value={delivery.changedRows} />
              <Statistic title="与库中一致" value={delivery.unchangedRows} />
              <Statistic title="进隔离区" value={delivery.quarantinedRows} />
              <Statistic title="涉及的人" value={delivery.peopleTouched} />
              <Statistic title="可享政策有变化的人" value={delivery.entitlementsChanged} />
            </div>
            <Table
              style={{ marginTop: 16 }}
              rowKey="record"
              size="small"
              pagination={false}
              dataSource={delivery.counts}
              locale={{ emptyText: '还没有开始读取' }}
              columns={[
                { title: '记录', dataIndex: 'record' },
                { title: '读取前（条）', dataIndex: 'before', className: 'number', render: (n: number) => countText(n) },
                { title: '读取后（条）', dataIndex: 'after', className: 'number', render: (n: number | null) => (n === null ? '—' : countText(n)) },
              ]}
            />
          </section>
          <section className="panel">
            <h2>隔离区</h2>
            {delivery.reasons.length > 0 ? <p>{delivery.reasons.map(({ reason, rows, open }) => `${quarantineReasons[reason]} ${countText(rows)} 行（待处理 ${countText(open)}）`).join('；')}</p> : null}
            <QuarantineList deliveryId={deliveryId} />
          </section>
        </Page>
      )}
    </Answer>
  )
}

const UndoButton = ({ deliveryId }: { deliveryId: Id<'feedDelivery'> }) => {
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {undoDelivery.label}
      </Button>
      <Modal
        open={asking}
        title={undoDelivery.label}
        onCancel={() => setAsking(false)}
        footer={<ActionButton action={undoDelivery} input={{ deliveryId, reason }} danger can={reason.trim().length >= 4} because="请用一句话写明理由" done={({ facts }) => `已撤销，还回 ${countText(facts)} 条事实`} onDone={() => setAsking(false)} />}
      >
        <p>新增的事实移除，改动过的还回原样；隔离区里的行一并放弃。</p>
        <Input aria-label="理由" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} placeholder="例如：来源部门送错了文件" />
      </Modal>
    </>
  )
}
