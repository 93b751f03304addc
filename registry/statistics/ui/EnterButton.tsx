import { App, Button, Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { ApiError } from '../../../kit/client.ts'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { listPlaces } from '../../contract.ts'
import { DayField } from '../../platforms/ui/DayField.tsx'
import { enterStatistics } from '../contract.ts'
import { kindOf, statisticKindNames, type StatisticKindName } from '../kinds.ts'

const required = (message: string) => [{ required: true, message }]
interface Filled {
  kind: StatisticKindName
  values?: Record<string, string | null | undefined>
}

/** One publication: kind and year, where it stands, and a number for each place that it speaks of. */
export const EnterButton = () => {
  const [open, setOpen] = useState(false)
  const [doubted, setDoubted] = useState('')
  const { message } = App.useApp()
  const [form] = Form.useForm<Filled>()
  const me = useMe().data
  const places = useAsk(listPlaces, {}, { enabled: open })
  const enter = useAct(enterStatistics)
  const kind: StatisticKindName | undefined = Form.useWatch('kind', form)
  const scope = me?.duty?.placeCode ?? '-'
  const mine = (places.data ?? []).filter(({ code, level }) => level !== 'town' && code.startsWith(scope))
  const submit = ({ values = {}, ...filled }: Filled) => {
    const given = Object.entries(values).flatMap(([placeCode, value]) => (value === null || value === undefined || value === '' ? [] : [{ placeCode, value }]))
    if (!given.length) {
      void message.error('请至少填一个地方的数')
      return
    }
    const input = enterStatistics.input.safeParse({ ...filled, values: given })
    if (!input.success) {
      form.setFields(input.error.issues.map(({ path: [field], message: said }) => ({ name: field === 'kind' ? 'kind' : (String(field) as 'kind'), errors: [said] })))
      return
    }
    enter.mutate(input.data, {
      onSuccess: ({ entered }) => {
        void message.success(`已录入 ${entered} 个数`)
        setOpen(false)
        setDoubted('')
        form.resetFields()
      },
      onError: (error) => {
        if (error instanceof ApiError && error.code === 'unlikely') setDoubted(error.message)
        else void message.error(error.message, 8)
      },
    })
  }
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {enterStatistics.label}
      </Button>
      <Modal open={open} title={enterStatistics.label} okText="录入" cancelText="取消" confirmLoading={enter.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)}>
        <Form form={form} layout="vertical" onFinish={submit} onValuesChange={() => setDoubted('')}>
          <Form.Item name="kind" label="统计数" extra={kind ? kindOf(kind).means : undefined} rules={required('请选择统计数')}>
            <Select options={statisticKindNames.map((value) => ({ value, label: value }))} />
          </Form.Item>
          <Form.Item name="year" label="年份" rules={required('请填写年份')}>
            <InputNumber min={2000} max={2100} precision={0} suffix="年" style={{ width: 160 }} />
          </Form.Item>
          <Form.Item name="source" label="公布机关" rules={required('请写明公布机关')}>
            <Input maxLength={60} placeholder="例如：青屿市统计局" />
          </Form.Item>
          <Form.Item name="document" label="材料" rules={required('请写明材料名称和文号')}>
            <Input maxLength={120} placeholder="例如：2025年国民经济和社会发展统计公报" />
          </Form.Item>
          <Form.Item name="page" label="页或表" rules={required('请写明第几页或第几表')}>
            <Input maxLength={20} placeholder="例如：第3页" style={{ width: 160 }} />
          </Form.Item>
          <DayField name="asOf" label="公布日期" extra="修订数填修订公布的日期；各时点用当时已经公布的最后一个数" />
          <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
            <legend>数值{kind ? `（${kindOf(kind).unit}）` : ''}</legend>
            {mine.map(({ code, name }) => (
              <Form.Item key={code} name={['values', code]} label={name} layout="horizontal" labelCol={{ span: 10 }} style={{ marginBottom: 8 }}>
                <InputNumber stringMode min="0" {...(kind ? { suffix: kindOf(kind).unit } : {})} style={{ width: '100%' }} />
              </Form.Item>
            ))}
            <p className="quiet">没有公布的地方空着。</p>
          </fieldset>
          {doubted ? (
            <>
              <p role="alert" className="quiet">
                {doubted}
              </p>
              <Form.Item name="checked" valuePropName="checked">
                <Checkbox>已核对，无误</Checkbox>
              </Form.Item>
            </>
          ) : null}
        </Form>
      </Modal>
    </>
  )
}
