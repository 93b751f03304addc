import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, Space } from 'antd'
import { useState } from 'react'
import { addPasskey, canUsePasskeys } from '../../kit/passkey.ts'

/** A name, and the device asks for finger, face or its own code. */
export const PasskeySetup = ({ asksPassword, done }: { asksPassword: boolean; done: () => void }) => {
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const add = useMutation({ mutationFn: () => addPasskey(name, password), onSuccess: () => { setName(''); setPassword(''); done() } })
  if (!canUsePasskeys()) return <p className="quiet">这个浏览器不支持通行密钥，请改用动态口令。</p>
  return (
    <Space orientation="vertical" style={{ width: '100%' }}>
      <Space wrap>
        {asksPassword ? <Input.Password aria-label="登录口令（通行密钥）" placeholder="先填登录口令" autoComplete="current-password" style={{ width: 220 }} value={password} onChange={(event) => setPassword(event.target.value)} /> : null}
        <Input aria-label="通行密钥的名字" placeholder="起个名字，例如：办公电脑" maxLength={40} style={{ width: 220 }} value={name} onChange={(event) => setName(event.target.value)} />
        <Button disabled={!name.trim() || (asksPassword && !password)} loading={add.isPending} onClick={() => add.mutate()}>
          添加通行密钥
        </Button>
      </Space>
      {add.error ? <Alert type="error" showIcon title={add.error.message} /> : null}
    </Space>
  )
}
