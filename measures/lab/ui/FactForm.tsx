import { Alert, Button, Form, Input, Radio, Select, Space, Switch } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { ApiError, ask } from '../../../kit/client.ts'
import { countText } from '../../../kit/format.ts'
import { FactFields, factSubjects, factTypes, proposeFact, tryFact, type FactShown } from '../vocabulary-contract.ts'

type Tried = z.output<typeof tryFact.output>
const choices = (words: Readonly<Record<string, string>>) => Object.entries(words).map(([value, label]) => ({ value, label }))

/** A fact with its source: tried over real subjects before it is proposed, so that nobody approves what yields nothing. */
export const FactForm = ({ before, onDone }: { before?: FactShown; onDone: () => void }) => {
  const [form] = Form.useForm()
  const [fact, setFact] = useState<FactFields>()
  const [tried, setTried] = useState<Tried>()
  const [trouble, setTrouble] = useState<string>()
  const [reason, setReason] = useState('')
  const [type, setType] = useState<string>(before?.type ?? 'code')
  const run = async () => {
    setTrouble(undefined)
    const parsed = FactFields.safeParse(form.getFieldsValue())
    if (!parsed.success) {
      form.setFields(parsed.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    try {
      setTried(await ask(tryFact, parsed.data))
      setFact(parsed.data)
    } catch (error) {
      setTrouble(error instanceof ApiError ? error.message : '试算没有成功，请稍后再试')
    }
  }
  const initial = before
    ? Object.fromEntries(Object.entries(before).filter(([key, value]) => value !== null && key !== 'uses' && key !== 'typeWords'))
    : { subject: 'person', type: 'code', ordered: false }
  const sound = tried !== undefined && tried.problems.length === 0 && tried.broken.length === 0
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={initial}
      onValuesChange={(changed: { type?: string }) => {
        setTried(undefined)
        if (changed.type) setType(changed.type)
      }}
    >
      <Space size="large" wrap align="start">
        <Form.Item name="name" label="名称（规则里就这样写）">
          <Input maxLength={30} disabled={before !== undefined} placeholder="例如：性别" />
        </Form.Item>
        <Form.Item name="id" label="标识">
          <Input maxLength={63} placeholder="例如：sex" />
        </Form.Item>
      </Space>
      <Form.Item name="subject" label="对象">
        <Radio.Group options={choices(factSubjects)} />
      </Form.Item>
      <Form.Item name="type" label="类型">
        <Radio.Group options={choices(factTypes)} />
      </Form.Item>
      {type === 'code' || type === 'list of code' ? (
        <Space size="large" wrap align="start">
          <Form.Item name="codes" label="代码（逐个输入后回车，有高低的从低到高）">
            <Select mode="tags" open={false} suffixIcon={null} style={{ minWidth: 360 }} />
          </Form.Item>
          <Form.Item name="ordered" label="有高低" valuePropName="checked">
            <Switch />
          </Form.Item>
        </Space>
      ) : null}
      <Space size="large" wrap align="start">
        <Form.Item name="source" label="由哪个部门掌握">
          <Input maxLength={40} placeholder="例如：市公安局" />
        </Form.Item>
        <Form.Item name="unit" label="单位">
          <Input maxLength={10} style={{ width: 100 }} />
        </Form.Item>
      </Space>
      <Form.Item name="derive" label="怎么推导（SQL 表达式，s 是人才、单位或团队的一行；不写就只能问）">
        <Input.TextArea rows={4} maxLength={4000} style={{ fontFamily: 'monospace' }} placeholder="例如：s.sex" />
      </Form.Item>
      <Form.Item name="ask" label="不知道时怎么问">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="verify" label="怎么核对">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="note" label="说明">
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Space orientation="vertical" style={{ width: '100%' }}>
        {trouble ? <Alert type="error" showIcon title={trouble} /> : null}
        {tried ? <Outcome tried={tried} /> : null}
        {sound && fact ? (
          <>
            <Input aria-label="为什么" placeholder="为什么要加（改）这一项，审核的同事会看到" maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
            <ActionButton action={proposeFact} input={{ fact, reason: reason.trim() }} type="primary" can={reason.trim().length >= 4} because="请写明为什么" done={({ number }) => `已提交 ${number}，请另一位同事审核`} onDone={onDone} />
          </>
        ) : (
          <Button type="primary" onClick={() => void run()}>
            {tryFact.label}
          </Button>
        )}
      </Space>
    </Form>
  )
}

const Outcome = ({ tried: { problems, broken, sample } }: { tried: Tried }) => {
  if (problems.length > 0) return <Alert type="error" showIcon title="还不能收入词表" description={problems.join('；')} />
  if (broken.length > 0)
    return (
      <Alert
        type="error"
        showIcon
        title={`会让 ${broken.length} 个已发布的版本读不通`}
        description={
          <ul className="lab-findings">
            {broken.slice(0, 8).map(({ title, edition, message }) => (
              <li key={`${title}${edition}`}>
                {title}第{edition}版：{message}
              </li>
            ))}
          </ul>
        }
      />
    )
  if (!sample) return <Alert type="success" showIcon title="可以收入词表。没有写推导，只能询问。" />
  return <Alert type="success" showIcon title={`在 ${countText(sample.rows)} 个对象上试算，${countText(sample.known)} 个有值。`} description={sample.values.map(({ value, count }) => `${value} ${countText(count)}`).join('，')} />
}
