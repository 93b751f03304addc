import { App, Button, Form, Input, InputNumber, Modal, Radio, Select, Tooltip } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { assessmentResults, eventKinds, EventFields, platformCan, platformHands, platformLevels, platformStates, proposePlatformEvent, type EventKind, type getPlatform } from '../contract.ts'
import { DayField } from './DayField.tsx'

type Platform = z.output<typeof getPlatform.output>
const required = (message: string) => [{ required: true, message }]

/** One thing that may happen to a platform: off when its state does not allow it, a form of its own when it does. */
export const ProposeButton = ({ kind, platform }: { kind: EventKind; platform: Platform }) => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const propose = useAct(proposePlatformEvent)
  const role = useMe().data?.duty?.role
  if (!platformHands.some((hand) => hand === role)) return null
  const because = reasonAgainst(kind, platform)
  const submit = (values: object) => {
    const event = EventFields.safeParse({ ...values, kind })
    if (!event.success) {
      form.setFields(event.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    propose.mutate(
      { platformId: platform.id, event: event.data },
      {
        onSuccess: () => {
          void message.success(`已提出${eventKinds[kind]}，等另一人确认`)
          setOpen(false)
          form.resetFields()
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  }
  return (
    <>
      <Tooltip title={because}>
        <Button disabled={because !== undefined} danger={kind === 'withdrawal'} onClick={() => setOpen(true)}>
          {eventKinds[kind]}
        </Button>
      </Tooltip>
      <Modal open={open} title={`${platform.name}：${eventKinds[kind]}`} okText="提出" cancelText="取消" confirmLoading={propose.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <Form form={form} layout="vertical" onFinish={submit}>
          <DayField name="happenedOn" label="文件日期" />
          <Form.Item name="document" label="文号" rules={required('请写明文号')}>
            <Input maxLength={100} />
          </Form.Item>
          <Fields kind={kind} />
        </Form>
      </Modal>
    </>
  )
}

const reasonAgainst = (kind: EventKind, platform: Platform): string | undefined => {
  if (!platformCan[kind](platform)) return `平台${platformStates[platform.state]}，不能${eventKinds[kind]}`
  if (platform.events.some(({ state }) => state === 'proposed')) return '有一件事项还没有确认'
  if (kind === 'renewal' && platform.validTo === null) return '长期有效，无需延期'
  if (kind === 'upgrade' && platform.level === platformLevels[0]) return '已是最高层级'
  return undefined
}

const Fields = ({ kind }: { kind: EventKind }) => {
  const result = Form.useWatch('result')
  if (kind === 'assessment') {
    return (
      <>
        <Form.Item name="year" label="评估年度" rules={required('请填写年度')}>
          <InputNumber min={2000} max={2100} suffix="年" />
        </Form.Item>
        <Form.Item name="result" label="结果" rules={required('请选择结果')}>
          <Radio.Group options={assessmentResults.map((value) => ({ value, label: value }))} />
        </Form.Item>
        {result === '不合格' ? <DayField name="rectifyBy" label="整改期限" extra="到期仍不合格的，可以提出撤销" /> : null}
      </>
    )
  }
  if (kind === 'renewal') return <DayField name="validTo" label="新的有效期止（含）" />
  if (kind === 'withdrawal') {
    return (
      <Form.Item name="reason" label="撤销原因" extra="确认后平台不再计入，在平台的人和团队同日离开" rules={required('请写明撤销原因')}>
        <Input.TextArea rows={3} maxLength={200} />
      </Form.Item>
    )
  }
  return (
    <>
      <Form.Item name="level" label="升级后的层级" rules={required('请选择层级')}>
        <Select options={platformLevels.map((value) => ({ value, label: value }))} />
      </Form.Item>
      <Form.Item name="certifier" label="认定机关" rules={required('请写明认定机关')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="certificateNumber" label="证书或文件号" rules={required('请写明证书或文件号')}>
        <Input maxLength={80} />
      </Form.Item>
      <DayField name="validTo" label="有效期止（含）" extra="长期有效的不填" needed={false} />
    </>
  )
}
