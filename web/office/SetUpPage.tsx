import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Result, Space, Typography } from 'antd'
import { Link } from 'react-router'
import { officersToSetUp, SetUp } from '../../kernel/office/set-up-contract.ts'
import { post } from '../../kit/client.ts'

const required = (message: string) => [{ required: true, message }]

/** The first page of an empty house: four people become its officers, once. */
export const SetUpPage = () => {
  const [form] = Form.useForm<Record<string, unknown>>()
  const send = useMutation({ mutationFn: (body: Record<string, unknown>) => post('auth.setUp', body) })
  if (send.isSuccess) return <Result status="success" title="三员已经建立，设置码已作废" subTitle="请四个人各自登录，并启用动态口令。以后开户和授权由两名安全保密员办理。" extra={<Link to="/sign-in">去登录</Link>} />
  const submit = (values: unknown) => {
    const parsed = SetUp.safeParse(values)
    if (parsed.success) send.mutate(parsed.data)
    else form.setFields(parsed.error.issues.map((issue) => ({ name: issue.path.filter((part) => typeof part !== 'symbol'), errors: [issue.message] })))
  }
  return (
    <main style={{ maxWidth: 880, margin: '32px auto', padding: '0 16px' }}>
      <Typography.Title level={1}>建立三员</Typography.Title>
      <Typography.Paragraph type="secondary">设置码显示在启动程序的窗口里，只能用一次。四个人须是不同的人，请各自填写自己的一栏和口令。</Typography.Paragraph>
      {send.error ? <Alert type="error" showIcon title={send.error.message} style={{ marginBottom: 16 }} /> : null}
      <Form form={form} layout="vertical" className="panel" onFinish={submit}>
        <Form.Item name="code" label="设置码" rules={required('请填写设置码')}>
          <Input autoComplete="off" style={{ maxWidth: 320 }} />
        </Form.Item>
        {Object.entries(officersToSetUp).map(([key, title]) => (
          <fieldset key={key} style={{ border: 0, padding: 0 }}>
            <legend>{title}</legend>
            <Space wrap align="start">
              <Form.Item name={[key, 'name']} rules={required('请填写姓名')}>
                <Input aria-label={`${title}姓名`} placeholder="姓名" />
              </Form.Item>
              <Form.Item name={[key, 'login']} rules={required('请填写登录名')}>
                <Input aria-label={`${title}登录名`} placeholder="登录名，例如 lu.ming" />
              </Form.Item>
              <Form.Item name={[key, 'documentNumber']} rules={required('请填写身份证号码')}>
                <Input aria-label={`${title}身份证号码`} placeholder="身份证号码（不保存）" autoComplete="off" />
              </Form.Item>
              <Form.Item name={[key, 'password']} rules={required('请设口令')}>
                <Input.Password aria-label={`${title}口令`} placeholder="口令，12 位以上" autoComplete="new-password" />
              </Form.Item>
            </Space>
          </fieldset>
        ))}
        <Button type="primary" htmlType="submit" loading={send.isPending}>
          建立三员
        </Button>
      </Form>
    </main>
  )
}
