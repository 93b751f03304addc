import { App, Button, Form, Input, Modal, Select, Table } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { deputationStates, deputyCandidates, endDeputy, handOver, myDeputies, nameDeputy, type Deputation } from '../../kernel/office/deputy-contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useAct, useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import type { Id } from '../../kernel/types.ts'

type Row = z.output<typeof Deputation>
const required = (message: string) => [{ required: true, message }]

/** Somebody is away, or leaves: who does his work. */
export const DeputyPage = () => {
  const asked = useAsk(myDeputies, {})
  return (
    <Page title="代理与交接" lead="外出时可以把自己的一项职责委托给同一机构的同事，到期自动收回；他办的每一步都写明“代您”。调离前用“整体交接”把手上的办件一次交给接办人。">
      <Answer of={asked}>
        {({ duties, given, received }) => (
          <>
            {duties.map(({ id, title }) => (
              <GiveButtons key={id} dutyId={id} title={title} />
            ))}
            <h2>我委托出去的</h2>
            <Deputations rows={given} empty="没有委托过代理" />
            <h2>我代别人办的</h2>
            <Deputations rows={received} empty="没有代别人办的职责。有的话，在右上角姓名处切换到“代某某”即可办理。" />
          </>
        )}
      </Answer>
    </Page>
  )
}

const Deputations = ({ rows, empty }: { rows: readonly Row[]; empty: string }) => (
  <Table
    rowKey="id"
    size="middle"
    pagination={false}
    dataSource={rows}
    scroll={{ x: 'max-content' }}
    locale={{ emptyText: empty }}
    columns={[
      { title: '被代理人', dataIndex: 'principalName' },
      { title: '代理人', dataIndex: 'deputyName' },
      { title: '职责', dataIndex: 'title' },
      { title: '起', dataIndex: 'fromDay', render: dateText },
      { title: '止', dataIndex: 'toDay', render: dateText },
      { title: '理由', dataIndex: 'reason' },
      { title: '状态', dataIndex: 'state', render: (state: Row['state']) => deputationStates[state] },
      { title: '', key: 'end', render: (_, { id, state }) => (state === 'over' ? null : <ActionButton action={endDeputy} input={{ deputationId: id }} size="small" confirm="代理人立刻不能再代办，确定收回？" done={() => '已收回'} />) },
    ]}
  />
)

const GiveButtons = ({ dutyId, title }: { dutyId: Id<'duty'>; title: string }) => {
  const { message, modal } = App.useApp()
  const [open, setOpen] = useState<'deputy' | 'handOver'>()
  const [form] = Form.useForm<Record<string, unknown>>()
  const candidates = useAsk(deputyCandidates, { dutyId }, { enabled: open !== undefined })
  const name = useAct(nameDeputy)
  const over = useAct(handOver)
  const fail = (error: Error) => void message.error(error.message, 6)
  const submit = (values: Record<string, unknown>) => {
    const input = { ...values, dutyId }
    const schema = open === 'deputy' ? nameDeputy.input : handOver.input
    const checked = schema.safeParse(input)
    if (!checked.success) return form.setFields(checked.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
    const close = () => {
      setOpen(undefined)
      form.resetFields()
    }
    if (open === 'deputy') {
      name.mutate(nameDeputy.input.parse(input), { onSuccess: () => (close(), void message.success('已委托，代理人切换职责后即可代办')), onError: fail })
      return
    }
    over.mutate(handOver.input.parse(input), {
      onSuccess: ({ parts }) => {
        close()
        modal.success({
          title: '已交接',
          content: parts.map(({ label, moved, left }) => (
            <p key={label}>{`${label}：交出 ${moved.length} 件${moved.length ? `（${moved.join('、')}）` : ''}${left.length ? `；放回机构待办 ${left.length} 件（${left.join('、')}）` : ''}`}</p>
          )),
        })
      },
      onError: fail,
    })
  }
  return (
    <p>
      {title}　<Button onClick={() => setOpen('deputy')}>{nameDeputy.label}</Button>　<Button onClick={() => setOpen('handOver')}>{handOver.label}</Button>
      <Modal open={open !== undefined} title={open === 'handOver' ? `整体交接：${title}` : `委托代理：${title}`} okText={open === 'handOver' ? handOver.label : nameDeputy.label} cancelText="再想想" onCancel={() => setOpen(undefined)} onOk={form.submit} confirmLoading={name.isPending || over.isPending}>
        <Form form={form} layout="vertical" onFinish={submit}>
          <Form.Item name="accountId" label="同事" extra={candidates.data?.colleagues.length === 0 ? '同一机构没有别的在岗同事，请联系人才办安排' : undefined} rules={required('请选择同事')}>
            <Select options={(candidates.data?.colleagues ?? []).map(({ accountId, name: who, title: duty }) => ({ value: accountId, label: `${who}（${duty}）` }))} />
          </Form.Item>
          {open === 'deputy' ? (
            <>
              <Form.Item name="fromDay" label="起" rules={required('请填写起日')}>
                <Input placeholder="2026-09-01" />
              </Form.Item>
              <Form.Item name="toDay" label="止（含）" rules={required('请填写止日')}>
                <Input placeholder="2026-09-15" />
              </Form.Item>
            </>
          ) : null}
          <Form.Item name="reason" label="理由" rules={required('请写明理由')}>
            <Input maxLength={100} />
          </Form.Item>
        </Form>
      </Modal>
    </p>
  )
}
