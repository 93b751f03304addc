import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Typography } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { DemoAccount } from '../../kernel/auth/contract.ts'
import { post } from '../../kit/client.ts'
import { useMe } from '../../kit/hooks.ts'

/** The door: account and password; in the example city also one press for each kind of user. */
export const SignInPage = () => {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const enter = useMutation({
    mutationFn: ({ route, body }: { route: string; body: Record<string, string> }) => post(route, body),
    onSuccess: async () => {
      client.clear()
      const next = address.get('next')
      // Only our own pages: a link from outside must not send people elsewhere.
      await navigate(next?.startsWith('/') && !next.startsWith('//') ? next : '/')
    },
  })
  return (
    <main className="sign-in">
      <Typography.Title level={1}>聚英</Typography.Title>
      <Typography.Paragraph type="secondary">青屿市人才工作系统</Typography.Paragraph>
      {enter.error ? <Alert type="error" showIcon title={enter.error.message} style={{ marginBottom: 16 }} /> : null}
      <section className="panel" aria-label="账号登录">
        <Form layout="inline" onFinish={(body: { login: string; password: string }) => enter.mutate({ route: 'auth.signIn', body })}>
          <Form.Item name="login" rules={[{ required: true, message: '请填写账号' }]}>
            <Input aria-label="账号" placeholder="账号" autoComplete="username" />
          </Form.Item>
          <Form.Item name="password" rules={[{ required: true, message: '请填写口令' }]}>
            <Input.Password aria-label="口令" placeholder="口令" autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={enter.isPending}>
            登录
          </Button>
        </Form>
      </section>
      <p>
        不登录也可以看：<Link to="/policies">人才政策</Link>　<Link to="/notices">公示名单</Link>
      </p>
      {me.data?.demo ? <DemoAccounts enter={(login) => enter.mutate({ route: 'auth.demoSignIn', body: { login } })} /> : null}
    </main>
  )
}

const DemoAccounts = ({ enter }: { enter: (login: string) => void }) => {
  const accounts = useQuery({ queryKey: ['demo'], queryFn: async () => z.array(DemoAccount).parse(await post('auth.demoAccounts', {})) })
  return (
    <section aria-label="示范账号">
      <Typography.Title level={2} style={{ fontSize: 16 }}>
        示范账号（示例城市，人和单位均为虚构）
      </Typography.Title>
      <div className="sign-in-grid">
        {accounts.data?.map(({ login, name, title }) => (
          <Button key={login} onClick={() => enter(login)}>
            <strong>{title}</strong>
            <br />
            {name}
          </Button>
        ))}
      </div>
    </section>
  )
}
