import { App, Button, Form, Input, InputNumber, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { useAct, useList, useMe } from '../../../kit/hooks.ts'
import { listStaff, programmes } from '../../contract.ts'
import { DayField } from '../../platforms/ui/DayField.tsx'
import { channels, modes, movementKinds, reasons, reportDeparture, reportIntroduction } from '../contract.ts'

const optionsOf = (words: readonly string[]) => words.map((value) => ({ value, label: value }))
const required = (message: string) => [{ required: true, message }]

/** The employer's own word on an arrival or a leaving, about somebody of its list. */
export const ReportButton = ({ kind }: { kind: 'introduction' | 'departure' }) => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const introduction = useAct(reportIntroduction)
  const departure = useAct(reportDeparture)
  const label = kind === 'introduction' ? reportIntroduction.label : reportDeparture.label
  const after = {
    onSuccess: () => {
      void message.success(`已申报${movementKinds[kind]}，等待区县核验`)
      setOpen(false)
      form.resetFields()
    },
    onError: (error: Error) => void message.error(error.message, 6),
  }
  const submit = (values: unknown) => {
    const input = (kind === 'introduction' ? reportIntroduction.input : reportDeparture.input).safeParse(values)
    if (!input.success) {
      form.setFields(input.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    if ('channel' in input.data) introduction.mutate(input.data, after)
    else departure.mutate(input.data, after)
  }
  return (
    <>
      <Button type={kind === 'introduction' ? 'primary' : 'default'} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Modal open={open} title={label} okText="申报" cancelText="取消" confirmLoading={introduction.isPending || departure.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ mode: '全职' }}>
          <Staff />
          <DayField name="happenedOn" label={kind === 'introduction' ? '引进日期' : '离开日期'} />
          {kind === 'introduction' ? <Arrival /> : <Leaving />}
        </Form>
      </Modal>
    </>
  )
}

/** One of the employer's people, found as one types. */
const Staff = () => {
  const [search, setSearch] = useState('')
  const employerId = useMe().data?.employerId as Id<'employer'> | null | undefined
  return (
    <Form.Item name="personId" label="人才" extra="名单里没有的，先在“批量导入”里导入" rules={required('请选择人才')}>
      {employerId ? <StaffSelect employerId={employerId} search={search} onSearch={setSearch} /> : <Select disabled />}
    </Form.Item>
  )
}

/** `value` and `onChange` come from the form. */
const StaffSelect = ({ employerId, search, onSearch, ...field }: { employerId: Id<'employer'>; search: string; onSearch: (text: string) => void; value?: string; onChange?: (value: string) => void }) => {
  const found = useList(listStaff, search.trim() ? { employerId, search: search.trim() } : { employerId }, undefined, 20)
  const options = found.data?.pages.flatMap(({ rows }) => rows.map(({ id, number, name }) => ({ value: id, label: `${name}（${number}）` }))) ?? []
  return <Select {...field} showSearch={{ filterOption: false, onSearch }} placeholder="姓名、拼音首字母、人才编号" options={options} loading={found.isFetching} notFoundContent="没有找到" />
}

const Arrival = () => (
  <>
    <Form.Item name="mode" label="方式">
      <Radio.Group options={optionsOf(modes)} />
    </Form.Item>
    <Form.Item name="channel" label="引进渠道" rules={required('请选择渠道')}>
      <Select options={optionsOf(channels)} />
    </Form.Item>
    <Form.Item name="programme" label="所属计划" extra="不属三大计划的不选">
      <Select allowClear options={optionsOf(programmes)} />
    </Form.Item>
    <Form.Item name="origin" label="来源地">
      <Input maxLength={40} placeholder="省外、省内其他市、境外，或城市名" />
    </Form.Item>
    <Form.Item name="contract" label="合同或协议编号" rules={required('请写明合同或协议编号')}>
      <Input maxLength={80} />
    </Form.Item>
    <Form.Item name="contractYears" label="约定服务年限">
      <InputNumber min={0} max={40} suffix="年" />
    </Form.Item>
  </>
)

const Leaving = () => (
  <>
    <Form.Item name="reason" label="原因" rules={required('请选择原因')}>
      <Select options={optionsOf(reasons)} />
    </Form.Item>
    <Form.Item name="destination" label="去向">
      <Input maxLength={40} placeholder="省外、省内其他市、境外，或城市名" />
    </Form.Item>
  </>
)
