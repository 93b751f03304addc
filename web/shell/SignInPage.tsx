import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Space, Tabs, Typography } from 'antd'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { z } from 'zod'
import { Ways } from '../../kernel/auth/account-contract.ts'
import { DemoAccount } from '../../kernel/auth/contract.ts'
import { post } from '../../kit/client.ts'
import { useMe } from '../../kit/hooks.ts'
import { canUsePasskeys, signInByPasskey } from '../../kit/passkey.ts'
import { PhoneSignIn } from './PhoneSignIn.tsx'
import { ownPage } from './own-page.ts'

/** What the single sign-on said, for whoever comes back from it without having got in. */
const said: Readonly<Record<string, string>> = {
  sso: '统一身份认证没有通过，请重新从这里进入；还不行，请联系系统管理员',
  ssoNoAccount: '统一身份认证通过了，但这里没有对应的账号。请联系安全保密员开立账号',
}

/** The door: password, passkey, telephone, the city's single sign-on; in the example city also one press for each kind of user. */
export const SignInPage = () => {
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const ways = useQuery({ queryKey: ['ways'], queryFn: async () => Ways.parse(await post('auth.ways', {})), staleTime: Infinity })
  const next = ownPage(address.get('next'))
  const entered = async () => {
    client.clear()
    await navigate(next)
  }
  const enter = useMutation({ mutationFn: ({ route, body }: { route: string; body: Record<string, string> }) => post(route, body), onSuccess: entered })
  const passkey = useMutation({ mutationFn: signInByPasskey, onSuccess: entered })
  const trouble = enter.error?.message ?? passkey.error?.message ?? said[address.get('said') ?? '']
  const byPassword = (
    <>
      <Form layout="inline" style={{ rowGap: 12 }} onFinish={(body: { login: string; password: string }) => enter.mutate({ route: 'auth.signIn', body })}>
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
      <p className="quiet">
        首次登录或忘记口令：<Link to="/sign-in/code">用登录码设口令</Link>
      </p>
    </>
  )
  return (
    <main className="sign-in">
      <Typography.Title level={1}>聚英</Typography.Title>
      <Typography.Paragraph type="secondary">青屿市人才工作系统</Typography.Paragraph>
      {trouble ? <Alert type="error" showIcon title={trouble} style={{ marginBottom: 16 }} /> : null}
      <section className="panel" aria-label="登录">
        {ways.data?.phone ? (
          <Tabs
            items={[
              { key: 'password', label: '账号登录', children: byPassword },
              { key: 'phone', label: '手机登录', children: <PhoneSignIn demo={me.data?.demo ?? false} entered={() => void entered()} /> },
            ]}
          />
        ) : (
          byPassword
        )}
        <Space wrap>
          {canUsePasskeys() ? (
            <Button loading={passkey.isPending} onClick={() => passkey.mutate()}>
              用通行密钥登录
            </Button>
          ) : null}
          {ways.data?.oidc ? <Button href={`/api/auth.oidc?next=${encodeURIComponent(next)}`}>用{ways.data.oidc}登录</Button> : null}
        </Space>
      </section>
      <p>
        不登录也可以看：<Link to="/policies">人才政策</Link>　<Link to="/calculator">政策计算器</Link>　<Link to="/notices">公示名单</Link>　<Link to="/employer-account">单位首次开通、接受邀请</Link>
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
        示范账号（示例城市，人和单位均为虚构；示范登录不问口令和第二因素，正式使用时没有这些按钮）
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
