import { Button, DatePicker, Empty, Form, Input, InputNumber, Modal, Table } from 'antd'
import { useState } from 'react'
import type { PlainDate } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { askPromises, endPromise, makePromise, setLimit, type RequestKind } from '../assign-contract.ts'
import { OfficeOnly } from './OfficeOnly.tsx'
import { dayText } from './words.ts'

/** Which classes the city has promised a specialist, and within how many working days a request is answered. */
export const PromisesPage = () => {
  const asked = useAsk(askPromises, {})
  return (
    <Page title="服务承诺" lead="哪一类人才配服务专员、至少多久联系一次，各种事项几个工作日内答复。凭文件，由市人才办登记。" extra={<PromiseButton />}>
      <Answer of={asked}>
        {({ promises, kinds }) => (
          <>
            <section className="panel">
              <h2>配专员的类别</h2>
              {promises.length ? (
                <Table
                  rowKey="id"
                  size="small"
                  pagination={false}
                  scroll={{ x: 'max-content' }}
                  dataSource={promises}
                  columns={[
                    { title: '类别', dataIndex: 'level', render: (level: string) => `${level}类` },
                    { title: '至少联系', dataIndex: 'contactMonths', render: (months: number) => `每 ${months} 个月一次` },
                    { title: '依据', dataIndex: 'document' },
                    { title: '施行', dataIndex: 'validFrom', render: dateText },
                    { title: '停止', dataIndex: 'validTo', render: (to: string | null) => (to ? dateText(to) : '') },
                    { title: '', key: 'act', render: (_, { id, validTo }) => (validTo === null ? <ActionButton action={endPromise} input={{ promiseId: id }} size="small" confirm="今天起停止施行，已经配了专员的人不受影响，确实停止？" done={() => '今天过后停止施行'} /> : null) },
                  ]}
                />
              ) : (
                <Empty description="还没有登记承诺，应配未配的名单就是空的。由市人才办点右上角“登记承诺”。" />
              )}
            </section>
            <section className="panel">
              <h2>答复时限</h2>
              <Table
                rowKey="kind"
                size="small"
                pagination={false}
                scroll={{ x: 'max-content' }}
                dataSource={kinds}
                columns={[
                  { title: '事项', dataIndex: 'label' },
                  { title: '时限', dataIndex: 'workingDays', render: (days: number) => `${days} 个工作日` },
                  { title: '依据', dataIndex: 'document' },
                  { title: '', key: 'act', render: (_, kind) => <LimitButton kind={kind} /> },
                ]}
              />
            </section>
          </>
        )}
      </Answer>
    </Page>
  )
}

const PromiseButton = () => {
  const [open, setOpen] = useState(false)
  const [level, setLevel] = useState('')
  const [contactMonths, setMonths] = useState(3)
  const [document, setDocument] = useState('')
  const [validFrom, setFrom] = useState<PlainDate>()
  const ready = level.trim() !== '' && document.trim().length >= 4 && validFrom !== undefined
  return (
    <OfficeOnly>
      <Button type="primary" onClick={() => setOpen(true)}>
        {makePromise.label}
      </Button>
      <Modal
        open={open}
        title={makePromise.label}
        onCancel={() => setOpen(false)}
        footer={validFrom ? <ActionButton action={makePromise} input={{ level: level.trim(), contactMonths, document: document.trim(), validFrom }} label="保存" type="primary" can={ready} because="请填写类别、依据和施行日期" done={({ endedBefore }) => (endedBefore ? `已登记，原来的一条施行到 ${dateText(endedBefore)}` : '已登记')} onDone={() => setOpen(false)} /> : null}
      >
        <Form layout="vertical">
          <Form.Item label="人才类别" htmlFor="promise-level">
            <Input id="promise-level" maxLength={20} value={level} onChange={(event) => setLevel(event.target.value)} />
          </Form.Item>
          <Form.Item label="至少几个月联系一次" htmlFor="promise-months">
            <InputNumber id="promise-months" min={1} max={24} suffix="个月" value={contactMonths} onChange={(value) => setMonths(value ?? 1)} />
          </Form.Item>
          <Form.Item label="文号和条款" htmlFor="promise-document">
            <Input id="promise-document" maxLength={80} value={document} onChange={(event) => setDocument(event.target.value)} />
          </Form.Item>
          <Form.Item label="施行日期" htmlFor="promise-from">
            <DatePicker id="promise-from" format="YYYY年M月D日" onChange={(value) => setFrom(dayText(value))} />
          </Form.Item>
        </Form>
      </Modal>
    </OfficeOnly>
  )
}

const LimitButton = ({ kind: { kind, label, workingDays } }: { kind: RequestKind }) => {
  const [open, setOpen] = useState(false)
  const [days, setDays] = useState(workingDays)
  const [document, setDocument] = useState('')
  return (
    <OfficeOnly>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${setLimit.label}：${label}`}>
        {setLimit.label}
      </Button>
      <Modal open={open} title={`${setLimit.label}：${label}`} onCancel={() => setOpen(false)} footer={<ActionButton action={setLimit} input={{ kind, workingDays: days, document: document.trim() }} label="保存" type="primary" can={document.trim().length >= 4} because="请写明依据" done={() => '已改定，对以后提出的事项有效'} onDone={() => setOpen(false)} />}>
        <Form layout="vertical">
          <Form.Item label="几个工作日内答复" htmlFor={`days-${kind}`}>
            <InputNumber id={`days-${kind}`} min={1} max={60} suffix="个工作日" value={days} onChange={(value) => setDays(value ?? 1)} />
          </Form.Item>
          <Form.Item label="文号和条款" htmlFor={`document-${kind}`}>
            <Input id={`document-${kind}`} maxLength={80} value={document} onChange={(event) => setDocument(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </OfficeOnly>
  )
}
