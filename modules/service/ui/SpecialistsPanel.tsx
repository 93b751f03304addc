import { Button, Empty, Form, Input, InputNumber, Modal, Select, Space, Table } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAsk } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { askSpecialists, handOverPeople, keepSpecialist, type Specialist } from '../assign-contract.ts'
import { loadText } from './AssignButton.tsx'

/** Who serves here and how many; whoever left with people under his name stands first. */
export const SpecialistsPanel = () => {
  const asked = useAsk(askSpecialists, {})
  return (
    <section className="panel">
      <h2>服务专员</h2>
      <Answer of={asked}>
        {({ specialists }) =>
          specialists.length ? (
            <Table
              rowKey="id"
              size="small"
              pagination={false}
              scroll={{ x: 'max-content' }}
              dataSource={specialists}
              columns={[
                { title: '姓名', key: 'name', render: (_, { name, gone }) => (gone ? `${name}（已离任，请移交）` : name) },
                { title: '辖区', dataIndex: 'placeName' },
                { title: '办公电话', dataIndex: 'officePhone', render: (phone: string | null) => phone ?? '未登记，还不能分配' },
                { title: '服务人数', key: 'people', className: 'number', render: (_, { people, most }) => `${people}${most === null ? '' : `/${most}`}` },
                { title: '未答复', dataIndex: 'openRequests', className: 'number' },
                { title: '超期', dataIndex: 'lateRequests', className: 'number' },
                {
                  title: '',
                  key: 'act',
                  render: (_, one) => (
                    <Space>
                      {one.gone ? null : <CardButton specialist={one} />}
                      {one.people ? <HandOverButton from={one} others={specialists.filter(({ id, gone }) => id !== one.id && !gone)} /> : null}
                    </Space>
                  ),
                },
              ]}
            />
          ) : (
            <Empty description="辖区里还没有服务专员。请安全保密员给同事授予“服务专员”职责。" />
          )
        }
      </Answer>
    </section>
  )
}

const CardButton = ({ specialist: { id, name, officePhone, most } }: { specialist: Specialist }) => {
  const [open, setOpen] = useState(false)
  const [phone, setPhone] = useState(officePhone ?? '')
  const [limit, setLimit] = useState(most ?? 60)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${keepSpecialist.label}：${name}`}>
        {keepSpecialist.label}
      </Button>
      <Modal open={open} title={`${keepSpecialist.label}：${name}`} onCancel={() => setOpen(false)} footer={<ActionButton action={keepSpecialist} input={{ specialistId: id, officePhone: phone.trim(), most: limit }} label="保存" type="primary" can={phone.trim().length >= 6} because="请填写办公电话" done={() => '已登记'} onDone={() => setOpen(false)} />}>
        <Form layout="vertical">
          <Form.Item label="办公电话（人才看得到）" htmlFor={`phone-${id}`}>
            <Input id={`phone-${id}`} maxLength={20} value={phone} onChange={(event) => setPhone(event.target.value)} />
          </Form.Item>
          <Form.Item label="至多服务" htmlFor={`most-${id}`}>
            <InputNumber id={`most-${id}`} min={1} max={500} suffix="人" value={limit} onChange={(value) => setLimit(value ?? 1)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

const evenly = 'evenly'
const HandOverButton = ({ from, others }: { from: Specialist; others: readonly Specialist[] }) => {
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState<Id<'account'> | typeof evenly>(evenly)
  const [reason, setReason] = useState('')
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${handOverPeople.label}：${from.name}`}>
        {handOverPeople.label}
      </Button>
      <Modal
        open={open}
        title={`${handOverPeople.label}：${from.name}，${from.people} 人`}
        onCancel={() => setOpen(false)}
        footer={<ActionButton action={handOverPeople} input={{ from: from.id, reason: reason.trim(), ...(to === evenly ? {} : { to }) }} label="移交" type="primary" can={reason.trim().length >= 4} because="请写明原因" done={({ moved, left }) => `已移交 ${moved} 人${left ? `，${left} 人没有空位，已列入应配未配` : ''}`} onDone={() => setOpen(false)} />}
      >
        <Form layout="vertical">
          <Form.Item label="交给" htmlFor={`to-${from.id}`}>
            <Select<Id<'account'> | typeof evenly> id={`to-${from.id}`} aria-label="交给" value={to} options={[{ value: evenly, label: '平均分给各位专员' }, ...others.map((one) => ({ value: one.id, label: loadText(one) }))]} onChange={setTo} />
          </Form.Item>
          <Form.Item label="原因" htmlFor={`why-${from.id}`}>
            <Input id={`why-${from.id}`} maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
