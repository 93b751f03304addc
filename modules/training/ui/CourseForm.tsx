import { App, Button, DatePicker, Form, Input, InputNumber, Radio, Space } from 'antd'
import type { Dayjs } from 'dayjs'
import { useNavigate } from 'react-router'
import { isPlainDate } from '../../../kernel/calendar/plain-date.ts'
import type { PlainDate } from '../../../kernel/types.ts'
import { useAct } from '../../../kit/hooks.ts'
import { Page } from '../../../kit/Page.tsx'
import { courseKinds, CourseFields, createCourse } from '../contract.ts'

/** The picker speaks dayjs; the house speaks days as text. */
const dayText = (value: Dayjs | null): PlainDate | undefined => {
  const text = value?.format('YYYY-MM-DD') ?? ''
  return isPlainDate(text) ? text : undefined
}
const required = (message: string) => [{ required: true, message }]

/** A new course with its sessions. The server checks the same schema again. */
export const CourseForm = () => {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const create = useAct(createCourse)
  const [form] = Form.useForm()
  const submit = (values: unknown) => {
    const course = CourseFields.safeParse(values)
    if (!course.success) {
      form.setFields(course.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
      return
    }
    create.mutate(course.data, {
      onSuccess: ({ courseId, number }) => {
        void message.success(`已建立课程 ${number}，核对后即可发布`)
        void navigate(`/training/${courseId}`)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <Page title={createCourse.label}>
      <Form form={form} layout="vertical" className="panel" style={{ maxWidth: 880 }} onFinish={submit} initialValues={{ kind: 'professional', seats: 50, sessions: [{ hours: 6, startsAt: '09:00' }] }}>
        <Form.Item name="title" label="课程名称" rules={required('请填写课程名称')}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="kind" label="科目">
          <Radio.Group options={Object.entries(courseKinds).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="organiser" label="举办单位" rules={required('请写明举办单位')}>
          <Input maxLength={80} />
        </Form.Item>
        <Space size="large" wrap>
          <Form.Item name="seats" label="名额" rules={required('请填写名额')}>
            <InputNumber min={1} max={10_000} suffix="人" />
          </Form.Item>
          <Form.Item name="enrolBy" label="报名截止日（含）" rules={required('请选择报名截止日')} getValueFromEvent={dayText} getValueProps={() => ({})}>
            <DatePicker format="YYYY年M月D日" />
          </Form.Item>
        </Space>
        <Form.Item name="summary" label="简介">
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
        <Form.List name="sessions">
          {(fields, { add, remove }) => (
            <fieldset style={{ border: 0, padding: 0, margin: '0 0 16px' }}>
              <legend>场次</legend>
              {fields.map(({ key, name }) => (
                <Space key={key} align="start" wrap>
                  <Form.Item name={[name, 'heldOn']} rules={required('请选择日期')} getValueFromEvent={dayText} getValueProps={() => ({})}>
                    <DatePicker format="YYYY年M月D日" aria-label={`第${name + 1}场日期`} />
                  </Form.Item>
                  <Form.Item name={[name, 'startsAt']} rules={required('请填写时刻')}>
                    <Input aria-label={`第${name + 1}场时刻`} placeholder="09:00" style={{ width: 90 }} />
                  </Form.Item>
                  <Form.Item name={[name, 'venue']} rules={required('请写明地点')}>
                    <Input aria-label={`第${name + 1}场地点`} placeholder="地点" />
                  </Form.Item>
                  <Form.Item name={[name, 'hours']} rules={required('请填写学时')}>
                    <InputNumber aria-label={`第${name + 1}场学时`} min={1} max={12} suffix="学时" />
                  </Form.Item>
                  {fields.length > 1 ? <Button onClick={() => remove(name)}>删去这一场</Button> : null}
                </Space>
              ))}
              <div>
                <Button onClick={() => add({ hours: 6, startsAt: '09:00' })}>加一场</Button>
              </div>
            </fieldset>
          )}
        </Form.List>
        <Button type="primary" htmlType="submit" loading={create.isPending}>
          保存为草稿
        </Button>
      </Form>
    </Page>
  )
}
