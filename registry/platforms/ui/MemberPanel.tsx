import { App, Button, DatePicker, Form, Input, Modal, Radio, Select, Table } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { joinPlatform, leavePlatform, platformCan, platformHands, platformRoles, type getPlatform } from '../contract.ts'
import { DayField } from './DayField.tsx'

type Platform = z.output<typeof getPlatform.output>
type Member = Platform['members'][number]

/** People and teams of a platform, those inside first. Only people of one's own place are shown. */
export const MemberPanel = ({ platform }: { platform: Platform }) => (
  <section className="panel">
    <h2>在平台的人才与团队</h2>
    {platform.inCharge ? <JoinButton platform={platform} /> : null}
    <Table
      rowKey="id"
      size="small"
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={platform.members}
      locale={{ emptyText: '还没有登记在平台的人才或团队。' }}
      columns={[
        { title: '编号', dataIndex: 'number' },
        { title: '姓名或团队', key: 'name', render: (_, { of, subjectId, name }) => (of === 'person' ? <Link to={`/people/${subjectId}`}>{name}</Link> : name) },
        { title: '身份', dataIndex: 'role' },
        { title: '进入', dataIndex: 'joinedOn', render: dateText },
        { title: '离开', dataIndex: 'leftOn', render: (day: Member['leftOn']) => (day ? dateText(day) : '在平台') },
        { title: '办理', key: 'leave', render: (_, member) => (platform.inCharge && member.leftOn === null ? <LeaveButton member={member} /> : null) },
      ]}
    />
  </section>
)

const JoinButton = ({ platform }: { platform: Platform }) => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const of = Form.useWatch('of', form)
  const join = useAct(joinPlatform)
  const role = useMe().data?.duty?.role
  if (!platformHands.some((hand) => hand === role)) return null
  const submit = (values: object) => {
    const input = joinPlatform.input.safeParse({ ...values, platformId: platform.id })
    if (!input.success) {
      form.setFields(input.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    join.mutate(input.data, {
      onSuccess: () => {
        void message.success('已登记')
        setOpen(false)
        form.resetFields()
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <>
      <Button style={{ marginBottom: 12 }} disabled={!platformCan.join(platform)} onClick={() => setOpen(true)}>
        {joinPlatform.label}
      </Button>
      <Modal open={open} title={joinPlatform.label} okText="登记" cancelText="取消" confirmLoading={join.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)}>
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ of: 'person' }}>
          <Form.Item name="of" label="进入的是">
            <Radio.Group options={[{ value: 'person', label: '人才' }, { value: 'team', label: '团队' }]} />
          </Form.Item>
          <Form.Item name="number" label={of === 'team' ? '团队编号' : '人才编号'} rules={[{ required: true, message: '请填写编号' }]}>
            <Input maxLength={20} />
          </Form.Item>
          {of === 'team' ? null : (
            <Form.Item name="role" label="身份" rules={[{ required: true, message: '请选择身份' }]}>
              <Select options={platformRoles.map((value) => ({ value, label: value }))} />
            </Form.Item>
          )}
          <DayField name="joinedOn" label="进入日期" />
          <Form.Item name="source" label="来源" rules={[{ required: true, message: '请写明来源' }]}>
            <Input maxLength={100} placeholder="部门或文件" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

const LeaveButton = ({ member }: { member: Member }) => {
  const [open, setOpen] = useState(false)
  const [day, setDay] = useState('')
  const role = useMe().data?.duty?.role
  if (!platformHands.some((hand) => hand === role)) return null
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {leavePlatform.label}
      </Button>
      <Modal
        open={open}
        title={`${member.name}：${leavePlatform.label}`}
        onCancel={() => setOpen(false)}
        footer={isPlainDate(day) ? <ActionButton action={leavePlatform} input={{ memberId: member.id, of: member.of, leftOn: day }} type="primary" done={() => '已登记离开'} onDone={() => setOpen(false)} /> : <Button disabled>{leavePlatform.label}</Button>}
      >
        <DatePicker aria-label="离开日期" onChange={(_, text) => setDay(text ?? '')} />
      </Modal>
    </>
  )
}
