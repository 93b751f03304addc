import { useState } from 'react'
import { giveAccount, myAccount } from '../payment-contract.ts'
import { Answered } from '../../kit/Answered.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { PlainAction } from '../../kit/plain/PlainAction.tsx'
import { PlainField } from '../../kit/plain/PlainField.tsx'
import { Says } from '../../kit/plain/Says.tsx'

/** Where the money will go: shown by its last digits, given or changed by its holder alone. */
export const AccountPanel = () => {
  const asked = useAsk(myAccount, {})
  const [changing, setChanging] = useState(false)
  return (
    <section className="portal-card">
      <h2>收款账户</h2>
      <Answered of={asked}>
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
            {account?.rejectedOn ? <Says tone="bad" title={`银行于${dateText(account.rejectedOn)}退回：${account.rejectedReason ?? '账户不可用'}。请更换账户。`} /> : null}
            {account === null || changing ? (
              <AccountForm onDone={() => setChanging(false)} />
            ) : (
              <button type="button" className="portal-button portal-button-plain" onClick={() => setChanging(true)}>
                更换账户
              </button>
            )}
          </>
        )}
      </Answered>
    </section>
  )
}

const AccountForm = ({ onDone }: { onDone: () => void }) => {
  const [bank, setBank] = useState('')
  const [digits, setDigits] = useState('')
  const number = digits.replaceAll(/[\s-]/g, '')
  const checked = giveAccount.input.safeParse({ bank, number })
  const problem = (field: string): string | undefined => (checked.success ? undefined : checked.error.issues.find(({ path }) => path[0] === field)?.message)
  return (
    <>
      <PlainField label="开户行" maxLength={60} placeholder="例如：中国银行青屿分行" value={bank} onChange={setBank} />
      <PlainField label="账号（须为本户名）" inputMode="numeric" maxLength={40} value={digits} onChange={setDigits} wrong={number.length >= 9 ? problem('number') : undefined} />
      <PlainAction action={giveAccount} input={{ bank, number }} can={checked.success} because={problem('bank') ?? problem('number') ?? '请填写账户'} done={({ hint }) => `收款账户已确认，尾号 ${hint}`} onDone={onDone} />
    </>
  )
}
