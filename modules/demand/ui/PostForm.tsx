import { App, Button, DatePicker, Form, Input, InputNumber, Select, Space } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useNavigate, useParams } from 'react-router'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import { fen, type Id, type PlainDate } from '../../../kernel/types.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { Answer, Page } from '../../../kit/Page.tsx'
import { classLevels, programmes } from '../../../registry/contract.ts'
import { editPost, educations, getPost, occupations, postDemand, PostFields, skills } from '../contract.ts'
import { optionsOf } from './words.ts'

const dayText = (value: Dayjs | null): PlainDate | undefined => {
  const text = value?.format('YYYY-MM-DD') ?? ''
  return isPlainDate(text) ? text : undefined
}
const dayProps = (value: string | undefined) => ({ value: value ? dayjs(value) : null })
const required = (message: string) => [{ required: true, message }]
const wanOf = (amount: bigint): number => Number(amount / 100n) / 10_000

interface Values {
  payFrom?: number
  payTo?: number
}
/** 万元 in the form, fen on the wire. */
const fieldsOf = ({ payFrom, payTo, ...rest }: Values) => PostFields.safeEncode({ ...rest, payFromFen: fen(BigInt(Math.round((payFrom ?? 0) * 1_000_000))), payToFen: fen(BigInt(Math.round((payTo ?? 0) * 1_000_000))) } as PostFields)

export const NewPostPage = () => {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const post = useAct(postDemand)
  const submit = (fields: PostFields) =>
    post.mutate(fields, {
      onSuccess: ({ postId, number }) => {
        void message.success(`已填报岗位 ${number}，等待区县审看`)
        void navigate(`/demand/${postId}`)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  return (
    <Page title={postDemand.label} lead="一个岗位一条；同一岗位招多人写人数。所属产业取自单位库，不用填。">
      <PostForm submit={submit} pending={post.isPending} />
    </Page>
  )
}

export const EditPostPage = () => {
  const { postId } = useParams() as { postId: Id<'post'> }
  const { message } = App.useApp()
  const navigate = useNavigate()
  const asked = useAsk(getPost, { postId })
  const edit = useAct(editPost)
  const submit = (fields: PostFields) =>
    edit.mutate(
      { ...fields, postId },
      {
        onSuccess: () => {
          void message.success('已修改，重新等待区县审看')
          void navigate(`/demand/${postId}`)
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <Page title={editPost.label}>
      <Answer of={asked}>
        {({ title, occupation, education, skill, class: level, programme, wanted, payFromFen, payToFen, startsOn, endsOn, duties }) => (
          <PostForm
            submit={submit}
            pending={edit.isPending}
            initial={{ title, occupation, education: education ?? undefined, skill: skill ?? undefined, class: level ?? undefined, programme: programme ?? undefined, wanted, payFrom: wanOf(payFromFen), payTo: wanOf(payToFen), startsOn, endsOn, duties }}
          />
        )}
      </Answer>
    </Page>
  )
}

/** The fields of a post; the server checks the same schema again. */
const PostForm = ({ submit, pending, initial = { wanted: 1 } }: { submit: (fields: PostFields) => void; pending: boolean; initial?: Record<string, unknown> }) => {
  const [form] = Form.useForm()
  const finish = (values: Values) => {
    const wire = fieldsOf(values)
    const fields = wire.success ? PostFields.safeParse(wire.data) : wire
    if (!fields.success) {
      const names: Record<string, string> = { payFromFen: 'payFrom', payToFen: 'payTo' }
      form.setFields(fields.error.issues.map(({ path: [field], message }) => ({ name: names[String(field)] ?? String(field), errors: [message] })))
      return
    }
    submit(fields.data)
  }
  return (
    <Form form={form} layout="vertical" className="panel" style={{ maxWidth: 880 }} onFinish={finish} initialValues={initial}>
      <Form.Item name="title" label="岗位名称" rules={required('请填写岗位名称')}>
        <Input maxLength={60} placeholder="如 电池工艺工程师" />
      </Form.Item>
      <Space size="large" wrap align="start">
        <Form.Item name="occupation" label="职业" rules={required('请选择职业')}>
          <Select style={{ width: 280 }} showSearch={{ optionFilterProp: 'label' }} options={Object.entries(occupations).map(([value, label]) => ({ value, label: `${value} ${label}` }))} />
        </Form.Item>
        <Form.Item name="wanted" label="需求人数" rules={required('请填写人数')}>
          <InputNumber min={1} max={1000} suffix="人" />
        </Form.Item>
        <Form.Item name="payFrom" label="年薪下限" rules={required('请填写年薪下限')}>
          <InputNumber min={0.01} max={1000} suffix="万元" />
        </Form.Item>
        <Form.Item name="payTo" label="年薪上限" rules={required('请填写年薪上限')}>
          <InputNumber min={0.01} max={1000} suffix="万元" />
        </Form.Item>
      </Space>
      <Space size="large" wrap align="start">
        <Form.Item name="education" label="学历不低于" extra="不限的不选">
          <Select allowClear style={{ width: 160 }} options={optionsOf(educations)} />
        </Form.Item>
        <Form.Item name="skill" label="技能等级不低于" extra="不限的不选">
          <Select allowClear style={{ width: 160 }} options={optionsOf(skills)} />
        </Form.Item>
        <Form.Item name="class" label="人才类别不低于" extra="不限的不选">
          <Select allowClear style={{ width: 160 }} options={classLevels.map((value) => ({ value, label: `${value}类` }))} />
        </Form.Item>
        <Form.Item name="programme" label="所属计划" extra="不属三大计划的不选">
          <Select allowClear style={{ width: 200 }} options={optionsOf(programmes)} />
        </Form.Item>
      </Space>
      <Space size="large" wrap>
        <Form.Item name="startsOn" label="开始招聘" rules={required('请选择日期')} getValueFromEvent={dayText} getValueProps={dayProps}>
          <DatePicker format="YYYY年M月D日" />
        </Form.Item>
        <Form.Item name="endsOn" label="截止（含）" rules={required('请选择日期')} getValueFromEvent={dayText} getValueProps={dayProps}>
          <DatePicker format="YYYY年M月D日" />
        </Form.Item>
      </Space>
      <Form.Item name="duties" label="岗位职责与条件">
        <Input.TextArea rows={4} maxLength={1000} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={pending}>
        报区县审看
      </Button>
    </Form>
  )
}
