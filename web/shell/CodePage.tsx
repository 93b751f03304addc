import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Typography } from 'antd'
import { Link, useNavigate } from 'react-router'
import { shortestPassword } from '../../kernel/auth/password-rules-words.ts'
import { post } from '../../kit/client.ts'

interface Filled {
  login: string
  code: string
  password: string
}

/** The first password, and the one after a forgotten one: by the code that two security officers have given. */
export const CodePage = () => {
  const client = useQueryClient()
  const navigate = useNavigate()
  const set = useMutation({
    mutationFn: ({ login, code, password }: Filled) => post('auth.setPasswordByCode', { login, code, password }),
    onSuccess: async () => {
      client.clear()
      await navigate('/')
    },
  })
  return (
    <main className="sign-in" style={{ maxWidth: 480 }}>
      <Typography.Title level={1}>用登录码设口令</Typography.Title>
      <Typography.Paragraph type="secondary">登录码由安全保密员当面给您，三天内有效，只能用一次。设好之后原来的登录全部退出。</Typography.Paragraph>
      <section className="panel" aria-label="设口令">
        <Form layout="vertical" onFinish={(filled: Filled) => set.mutate(filled)}>
          <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
            <Input autoComplete="username" />
          </Form.Item>
          <Form.Item name="code" label="登录码" rules={[{ required: true, message: '请填写登录码' }]}>
            <Input autoComplete="one-time-code" placeholder="例如 ABCD-EFGH-JKLM" />
          </Form.Item>
          <Form.Item name="password" label="新口令" extra={`至少 ${shortestPassword} 个字，可以是一句好记的话`} rules={[{ required: true, message: '请填写新口令' }, { min: shortestPassword, message: `至少 ${shortestPassword} 个字` }]}>
            <Input.Password autoComplete="new-password" />
          </Form.Item>
          {set.error ? <Alert type="error" showIcon title={set.error.message} style={{ marginBottom: 12 }} /> : null}
          <Button type="primary" htmlType="submit" loading={set.isPending}>
            设口令并登录
          </Button>
        </Form>
      </section>
      <Link to="/sign-in">回到登录</Link>
    </main>
  )
}
