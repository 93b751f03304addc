import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import type { SecondFactorState } from '../kernel/auth/contract.ts'
import { post } from './client.ts'
import { canUsePasskeys, stepUpByPasskey } from './passkey.ts'

/** The one question for a second factor, whoever asks it: the code of the telephone, a passkey, or a recovery code. */
export const FactorQuestion = ({ factor, proved, word = '确认身份' }: { factor: SecondFactorState; proved: () => void; word?: string }) => {
  const [code, setCode] = useState(factor.demoCode ?? '')
  const [onPaper, setOnPaper] = useState(false)
  const send = useMutation({
    mutationFn: (way: 'passkey' | 'typed') => (way === 'passkey' ? stepUpByPasskey() : onPaper ? post('auth.useRecoveryCode', { code }) : post('auth.stepUp', { code })),
    onSuccess: proved,
  })
  const ready = onPaper ? code.replace(/[\s-]/g, '').length >= 12 : /^\d{6}$/.test(code)
  const typed = factor.totp || onPaper
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      {factor.passkeys > 0 && canUsePasskeys() ? (
        <Button block type={typed ? 'default' : 'primary'} loading={send.isPending && send.variables === 'passkey'} onClick={() => send.mutate('passkey')}>
          用通行密钥{word}
        </Button>
      ) : null}
      {typed ? (
        <Space.Compact style={{ width: '100%' }}>
          <Input
            aria-label={onPaper ? '恢复码' : '动态口令'}
            placeholder={onPaper ? '纸上的 12 位恢复码' : '手机上现在的 6 位动态口令'}
            inputMode={onPaper ? 'text' : 'numeric'}
            autoComplete="one-time-code"
            maxLength={onPaper ? 20 : 6}
            value={code}
            onChange={(event) => setCode(event.target.value.trim())}
            onPressEnter={() => ready && send.mutate('typed')}
          />
          <Button type="primary" disabled={!ready} loading={send.isPending && send.variables === 'typed'} onClick={() => send.mutate('typed')}>
            {word}
          </Button>
        </Space.Compact>
      ) : null}
      {factor.demoCode && !onPaper ? <p className="quiet">示范模式：已替您填好这个账号现在的动态口令 {factor.demoCode}；正式使用时只在本人手机上。</p> : null}
      {factor.recoveryLeft > 0 ? (
        <Button type="link" style={{ padding: 0 }} onClick={() => { setOnPaper(!onPaper); setCode('') }}>
          {onPaper ? '不用恢复码' : '手机不在身边？用恢复码'}
        </Button>
      ) : null}
      {send.error ? <Alert type="error" showIcon title={send.error.message} /> : null}
    </Space>
  )
}
