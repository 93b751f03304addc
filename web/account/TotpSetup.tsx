import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, QRCode, Space } from 'antd'
import { useState } from 'react'
import { Enrolment } from '../../kernel/auth/contract.ts'
import { post } from '../../kit/client.ts'

/** A secret for the telephone, then one code that proves it arrived. */
export const TotpSetup = ({ again, asksPassword, done }: { again: boolean; asksPassword: boolean; done: () => void }) => {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: async () => Enrolment.parse(await post('auth.beginEnrolment', { password })) })
  const confirm = useMutation({ mutationFn: () => post('auth.confirmEnrolment', { code }), onSuccess: () => { begin.reset(); setCode(''); setPassword(''); done() } })
  const error = begin.error ?? confirm.error
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {begin.data ? (
        <>
          <p>用手机上的口令应用扫这个码，或手工输入密钥；离开这一页就不再显示。任何按 RFC 6238 生成口令的应用都可以用。</p>
          <QRCode value={begin.data.uri} />
          <p style={{ overflowWrap: 'anywhere' }}>
            密钥：<code>{begin.data.secret}</code>
          </p>
          <Space wrap>
            <Input aria-label="动态口令" placeholder="应用显示的 6 位数字" inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 180 }} value={code} onChange={(event) => setCode(event.target.value.trim())} />
            <Button type="primary" disabled={!/^\d{6}$/.test(code)} loading={confirm.isPending} onClick={() => confirm.mutate()}>
              启用动态口令
            </Button>
          </Space>
        </>
      ) : (
        <Space wrap>
          {asksPassword ? <Input.Password aria-label="登录口令" placeholder="先填登录口令" autoComplete="current-password" style={{ width: 220 }} value={password} onChange={(event) => setPassword(event.target.value)} /> : null}
          <Button type={again ? 'default' : 'primary'} disabled={asksPassword && !password} loading={begin.isPending} onClick={() => begin.mutate()}>
            {again ? '换一部手机' : '设置动态口令'}
          </Button>
        </Space>
      )}
      {error ? <Alert type="error" showIcon title={error.message} /> : null}
    </Space>
  )
}
