import { Button, Form, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { departmentsAndPlaces, grantable, withoutPlace } from '../../kernel/office/contract.ts'
import { roles, type Role } from '../../kernel/org/roles.ts'
import { useAsk } from '../../kit/hooks.ts'
import { listPlaces } from '../../registry/contract.ts'

interface DutyFormProps<I extends z.ZodType> {
  label: string
  schema: I
  /** Somebody new: whose account it is stands in the form as well. */
  account?: boolean
  fixed?: object
  pending: boolean
  send: (input: z.output<I>, done: () => void) => void
}

const required = (message: string) => [{ required: true, message }]
const roleChoices = grantable.map((value) => ({ value, label: roles[value] }))
const dayRule = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '日期写作 2026-09-01 这样' }

/** What a duty consists of, and for a new account also whose it is. The server checks the same schema again. */
export const DutyForm = <I extends z.ZodType>({ label, schema, account = false, fixed = {}, pending, send }: DutyFormProps<I>) => {
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Record<string, unknown>>()
  const role: unknown = Form.useWatch('role', form)
  const choices = useAsk(departmentsAndPlaces, {}, { enabled: open })
  const places = useAsk(listPlaces, {}, { enabled: open })
  const placeless = withoutPlace.some((one: Role) => one === role)
  const submit = (values: Record<string, unknown>) => {
    const parsed = schema.safeParse({ ...values, placeCode: placeless ? null : (values['placeCode'] ?? null), department: placeless ? null : (values['department'] ?? null), validTo: values['validTo'] || null, ...fixed })
    if (parsed.success) {
      send(parsed.data, () => {
        setOpen(false)
        form.resetFields()
      })
      return
    }
    form.setFields(parsed.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={open} title={label} okText="提交，等另一名安全保密员确认" cancelText="再想想" width={640} onCancel={() => setOpen(false)} onOk={form.submit} confirmLoading={pending}>
        <Form form={form} layout="vertical" onFinish={submit}>
          {account ? (
            <Space wrap align="start">
              <Form.Item name="name" label="姓名" rules={required('请填写姓名')}>
                <Input maxLength={40} />
              </Form.Item>
              <Form.Item name="login" label="登录名" rules={required('请填写登录名')}>
                <Input maxLength={40} placeholder="例如 lu.ming" />
              </Form.Item>
              <Form.Item name="documentNumber" label="身份证号码" extra="只用来认出是不是同一个人，不保存号码" rules={required('请填写身份证号码')}>
                <Input maxLength={18} autoComplete="off" />
              </Form.Item>
            </Space>
          ) : null}
          <Form.Item name="role" label="职责" rules={required('请选择职责')}>
            <Select showSearch optionFilterProp="label" options={roleChoices} />
          </Form.Item>
          {placeless ? null : (
            <Space wrap align="start">
              <Form.Item name="placeCode" label="辖区">
                <Select showSearch allowClear optionFilterProp="label" style={{ width: 240 }} options={(places.data ?? []).map(({ code, name }) => ({ value: code, label: `${name} ${code}` }))} />
              </Form.Item>
              <Form.Item name="department" label="部门">
                <Select showSearch allowClear optionFilterProp="label" style={{ width: 260 }} options={(choices.data?.departments ?? []).map(({ code, name }) => ({ value: code, label: name }))} />
              </Form.Item>
            </Space>
          )}
          <Form.Item name="title" label="职责名称" extra="显示给本人和同事看，例如“临海区人社初审”" rules={required('请写明职责名称')}>
            <Input maxLength={40} />
          </Form.Item>
          <Space wrap align="start">
            <Form.Item name="validFrom" label="起" rules={[...required('请填写起日'), dayRule]}>
              <Input placeholder="2026-09-01" />
            </Form.Item>
            <Form.Item name="validTo" label="止（含），不填为长期" rules={[dayRule]}>
              <Input placeholder="2027-08-31" />
            </Form.Item>
          </Space>
          <Form.Item name="document" label="依据文件" rules={required('请写明依据的文件')}>
            <Input maxLength={120} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
