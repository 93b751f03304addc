import { App, Button, Form, Input, Radio, Select } from 'antd'
import { useAct, useMe } from '../../../kit/hooks.ts'
import { DayField } from '../../../registry/platforms/ui/DayField.tsx'
import { proposeOutcome, recheckHands, recheckOutcomes, type Recheck } from '../rechecks/contract.ts'

const required = (message: string) => [{ required: true, message }]

/** What the first officer proposes; the second one confirms on the same page. */
export const OutcomeForm = ({ recheck }: { recheck: Recheck }) => {
  const { message } = App.useApp()
  const [form] = Form.useForm()
  const propose = useAct(proposeOutcome)
  const is = Form.useWatch('is', form)
  const role = useMe().data?.duty?.role
  if (!recheckHands.some((hand) => hand === role)) return null
  const submit = ({ is: chosen, level, validTo, reason, document }: Record<string, unknown>) => {
    const outcome = chosen === 'lowered' ? { is: chosen, level } : chosen === 'kept' && validTo ? { is: chosen, validTo } : { is: chosen }
    const input = proposeOutcome.input.safeParse({ recheckId: recheck.id, outcome, reason, document })
    if (!input.success) {
      form.setFields(input.error.issues.map((issue) => ({ name: String(issue.path.at(-1)), errors: [issue.message] })))
      return
    }
    propose.mutate(input.data, { onSuccess: () => void message.success('已提出结论，等另一人确认'), onError: (error) => void message.error(error.message, 6) })
  }
  return (
    <section className="panel">
      <h2>{proposeOutcome.label}</h2>
      <Form form={form} layout="vertical" style={{ maxWidth: 560 }} onFinish={submit} initialValues={{ is: 'kept' }}>
        <Form.Item name="is" label="结论">
          <Radio.Group options={Object.entries(recheckOutcomes).map(([value, label]) => ({ value, label, disabled: value === 'lowered' && recheck.lowerLevels.length === 0 }))} />
        </Form.Item>
        {is === 'kept' && recheck.validTo ? <DayField name="validTo" label="续到哪一天（含）" extra="不续期的不填，到期自然失效" needed={false} /> : null}
        {is === 'lowered' ? (
          <Form.Item name="level" label="降为" rules={required('请选择降为哪一类')}>
            <Select options={recheck.lowerLevels.map((value) => ({ value, label: `${value}类` }))} />
          </Form.Item>
        ) : null}
        <Form.Item name="reason" label="理由" rules={required('请用一句话写明理由')}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.Item name="document" label="文号" rules={required('请写明文号')}>
          <Input maxLength={100} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={propose.isPending}>
          {proposeOutcome.label}
        </Button>
      </Form>
    </section>
  )
}
