import { App, Button, Form, Input, InputNumber, Modal, Space } from 'antd'
import { useState } from 'react'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { setWeighting, type WeightingFields } from '../catalogue-contract.ts'

const numbers: readonly (readonly [name: keyof WeightingFields, label: string, suffix: string])[] = [
  ['unfilledWeight', '空缺率权重', '%'], ['scarcityWeight', '空缺密度权重', '%'], ['daysWeight', '招聘天数权重', '%'],
  ['daysFull', '多少天记满分', '天'], ['scarceFrom', '紧缺分数线', '分'], ['urgentFrom', '急需分数线', '分'], ['leastWanted', '最少需求', '人'],
]

/** Weights are data with a document behind them; those of published catalogues stay as they were. */
export const WeightingButton = ({ weighting }: { weighting: WeightingFields }) => {
  const [open, setOpen] = useState(false)
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const set = useAct(setWeighting)
  if (useMe().data?.duty?.role !== 'talentOffice') return null
  const submit = (values: unknown) => {
    const input = setWeighting.input.safeParse(values)
    if (!input.success) {
      form.setFields(input.error.issues.map(({ path: [field], message: said }) => ({ name: String(field), errors: [said] })))
      return
    }
    set.mutate(input.data, {
      onSuccess: () => {
        void message.success('权重已调整，用于以后测算的目录')
        setOpen(false)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{setWeighting.label}</Button>
      <Modal open={open} title={setWeighting.label} okText="保存" cancelText="取消" confirmLoading={set.isPending} onOk={() => form.submit()} onCancel={() => setOpen(false)} destroyOnHidden>
        <Form form={form} layout="vertical" onFinish={submit} initialValues={{ ...weighting, document: '' }}>
          <Space wrap size="middle">
            {numbers.map(([name, label, suffix]) => (
              <Form.Item key={name} name={name} label={label} rules={[{ required: true, message: `请填写${label}` }]}>
                <InputNumber min={0} suffix={suffix} style={{ width: 130 }} />
              </Form.Item>
            ))}
          </Space>
          <Form.Item name="document" label="依据" rules={[{ required: true, message: '请写明依据' }]}>
            <Input maxLength={120} placeholder="文件名称或文号" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
