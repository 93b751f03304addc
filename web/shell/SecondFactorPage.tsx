import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input, QRCode, Space } from 'antd'
import { useState } from 'react'
import { Enrolment } from '../../kernel/auth/contract.ts'
import { post } from '../../kit/client.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { useSecondFactor } from '../../kit/second-factor.ts'

/** Where an account gets its second factor: a secret for the telephone, then one code that proves it arrived. */
export const SecondFactorPage = () => {
  const factor = useSecondFactor()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const fail = (error: Error) => void message.error(error.message, 6)
  const begin = useMutation({ mutationFn: async () => Enrolment.parse(await post('auth.beginEnrolment', { password })), onError: fail })
  const send = useMutation({
    mutationFn: (name: 'auth.confirmEnrolment' | 'auth.stepUp') => post(name, { code }),
    onSuccess: (_, name) => {
      setCode('')
      if (name === 'auth.confirmEnrolment') begin.reset()
      void client.invalidateQueries({ queryKey: ['secondFactor'] })
      void message.success(name === 'auth.confirmEnrolment' ? '动态口令已启用' : '已确认身份，五分钟内有效')
    },
    onError: fail,
  })
  const codeField = <Input aria-label="动态口令" placeholder="6 位动态口令" inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 180 }} value={code} onChange={(event) => setCode(event.target.value.trim())} />
  return (
    <Page title="动态口令" lead="送银行等要紧的办理，除了登录还要手机上的 6 位动态口令。任何按 RFC 6238 生成口令的手机应用都可以用。">
      <Answer of={factor}>
        {({ enrolled, steppedUp, demoCode }) => (
          <section className="panel">
            <Alert type={enrolled ? 'success' : 'warning'} showIcon style={{ marginBottom: 16 }} title={enrolled ? `已启用${steppedUp ? '；五分钟内已确认过身份' : ''}` : '还没有启用：这个账号不能送银行'} />
            {demoCode ? <p>示范模式：这个账号现在的动态口令是 {demoCode}</p> : null}
            {enrolled && !steppedUp ? (
              <Space wrap style={{ marginBottom: 16 }}>
                {codeField}
                <Button disabled={code.length !== 6} loading={send.isPending} onClick={() => send.mutate('auth.stepUp')}>
                  确认身份
                </Button>
              </Space>
            ) : null}
            {begin.data ? (
              <>
                <p>用手机应用扫这个码，或者手工输入密钥；离开这一页就不再显示。</p>
                <QRCode value={begin.data.uri} />
                <p>
                  密钥：<code>{begin.data.secret}</code>
                </p>
                <Space wrap>
                  {codeField}
                  <Button type="primary" disabled={code.length !== 6} loading={send.isPending} onClick={() => send.mutate('auth.confirmEnrolment')}>
                    启用
                  </Button>
                </Space>
              </>
            ) : (
              <Space wrap>
                <Input.Password aria-label="登录口令" placeholder="登录口令（示范账号不填）" autoComplete="current-password" style={{ width: 240 }} value={password} onChange={(event) => setPassword(event.target.value)} />
                <Button type={enrolled ? 'default' : 'primary'} disabled={enrolled && !steppedUp} loading={begin.isPending} onClick={() => begin.mutate()}>
                  {enrolled ? '换一把密钥' : '生成密钥'}
                </Button>
              </Space>
            )}
          </section>
        )}
      </Answer>
    </Page>
  )
}
