import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { giveAccount, myAccount } from '../payment-contract.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'

/** Where the money will go: shown by its last digits, given or changed by its holder alone. */
export const AccountPanel = () => {
  const asked = useAsk(myAccount, {})
  const [changing, setChanging] = useState(false)
  return (
    <section className="portal-card">
      <h2>收款账户</h2>
      <Answer of={asked}>
        {({ account }) => (
          <>
            {account ? (
              <p>
                {account.name}
                <br />
                {account.bank}，尾号 {account.hint}
              </p>
            ) : (
              <p>还没有登记收款账户。拨付前补上即可，不影响先提交申报。</p>
            )}
            {account?.rejectedOn ? <Alert type="error" showIcon title={`银行于${dateText(account.rejectedOn)}退回：${account.rejectedReason ?? '账户不可用'}。请更换账户。`} /> : null}
            {account === null || changing ? (
              <AccountForm onDone={() => setChanging(false)} />
            ) : (
              <Button size="large" onClick={() => setChanging(true)}>
                更换账户
              </Button>
            )}
          </>
        )}
      </Answer>
    </section>
  )
}

const AccountForm = ({ onDone }: { onDone: () => void }) => {
  const [bank, setBank] = useState('')
  const [digits, setDigits] = useState('')
  const number = digits.replaceAll(/\s/g, '')
  const checked = giveAccount.input.safeParse({ bank, number })
  const problem = (field: string): string | undefined => (checked.success ? undefined : checked.error.issues.find(({ path }) => path[0] === field)?.message)
  const wrongNumber = number.length >= 9 ? problem('number') : undefined
  return (
    <Form layout="vertical" component="div">
      <Form.Item label="开户行" htmlFor="account-bank">
        <Input id="account-bank" size="large" maxLength={60} placeholder="例如：中国银行青屿分行" value={bank} onChange={(event) => setBank(event.target.value)} />
      </Form.Item>
      <Form.Item label="账号（须为本户名）" htmlFor="account-number" validateStatus={wrongNumber ? 'error' : ''} help={wrongNumber}>
        <Input id="account-number" size="large" inputMode="numeric" autoComplete="off" maxLength={40} value={digits} onChange={(event) => setDigits(event.target.value)} />
      </Form.Item>
      <ActionButton action={giveAccount} input={{ bank, number }} can={checked.success} because={problem('bank') ?? problem('number') ?? '请填写账户'} done={({ hint }) => `收款账户已确认，尾号 ${hint}`} onDone={onDone} size="large" block />
    </Form>
  )
}
