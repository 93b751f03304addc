import { App, Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { z } from 'zod'
import { useAct, useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { askCatalogue, setTarget, units } from '../contract.ts'

const Filled = z.object({ figure: z.string(), placeCode: z.string(), value: z.string(), document: z.string() })
const required = (message: string) => [{ required: true, message }]

/** Sets one target. Money is typed in 万元 and kept in fen. */
export const TargetForm = ({ year, onClose }: { year: number; onClose: () => void }) => {
  const { message } = App.useApp()
  const catalogue = useAsk(askCatalogue, {})
  const set = useAct(setTarget)
  const [form] = Form.useForm()
  const figure: unknown = Form.useWatch('figure', form)
  const unit = catalogue.data?.figures.find(({ id }) => id === figure)?.unit
  const submit = (values: unknown) => {
    const filled = Filled.parse(values)
    const value = unit === 'fen' ? (BigInt(Math.round(Number(filled.value) * 100)) * 10_000n).toString() : filled.value
    set.mutate(
      { ...filled, value, year },
      {
        onSuccess: ({ replaced }) => {
          void message.success(replaced ? `已改${year}年目标` : `已下达${year}年目标`)
          onClose()
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  }
  return (
    <Modal open title={`${setTarget.label}（${year}年）`} onCancel={onClose} footer={null}>
      <Answer of={catalogue}>
        {({ figures, places }) => (
          <Form form={form} layout="vertical" onFinish={submit} initialValues={{ placeCode: places[0]?.code }}>
            <Form.Item name="figure" label="指标" rules={required('请选择指标')}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={figures.map(({ id, name, aliases }) => ({ value: id, label: [name, ...aliases].join(' / ') }))} />
            </Form.Item>
            <Form.Item name="placeCode" label="地区" rules={required('请选择地区')}>
              <Select options={places.map(({ code, name }) => ({ value: code, label: name }))} />
            </Form.Item>
            <Form.Item name="value" label="目标" rules={required('请填写目标')}>
              <InputNumber stringMode min="0" suffix={unit === undefined ? '' : unit === 'fen' ? '万元' : units[unit]} style={{ width: 240 }} />
            </Form.Item>
            <Form.Item name="document" label="依据文件" rules={required('请写明下达目标的文件')}>
              <Input maxLength={120} placeholder="例如：青委人才〔2026〕1号" />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={set.isPending}>
              {setTarget.label}
            </Button>
          </Form>
        )}
      </Answer>
    </Modal>
  )
}
