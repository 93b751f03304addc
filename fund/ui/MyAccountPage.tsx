import { useState, type SyntheticEvent } from 'react'
import { Link } from 'react-router'
import { Answered } from '../../kit/Answered.tsx'
import { dateText, momentText } from '../../kit/format.ts'
import { useAct, useAsk, useMe } from '../../kit/hooks.ts'
import { PlainField } from '../../kit/plain/PlainField.tsx'
import { Says } from '../../kit/plain/Says.tsx'
import { tell } from '../../kit/plain/told.tsx'
import { giveAccount, myAccount } from '../payment-contract.ts'

/** Where the money goes: on the phone, once, changed when the bank says that something is wrong. */
export const MyAccountPage = () => {
  const asked = useAsk(myAccount, {})
  const me = useMe().data
  return (
    <main className="portal">
      <h1>收款账户</h1>
      <Answered of={asked}>
        {({ account }) => (
          <section className="portal-card">
            {account === null ? <p>还没有收款账户。确认一次，以后各项补贴都付到这里。</p> : null}
            {account?.rejectedOn ? <Says tone="bad" title={`银行 ${dateText(account.rejectedOn)} 退回：${account.rejectedReason ?? ''}。请换一个账户，下一批就会重新支付。`} /> : null}
            {account ? (
              <p>
                {account.name}
                <br />
                {account.bank}，尾号 {account.hint}
                <br />
                {momentText(account.givenAt)}确认
              </p>
            ) : null}
          </section>
        )}
      </Answered>
      <p>
        <Link to={me?.duty?.role === 'employerClerk' ? '/payments' : '/my/payments'}>看已经付到的每一笔（支付通知）</Link>
      </p>
      <section className="portal-card">
        <h2>{asked.data?.account ? '换一个账户' : '确认账户'}</h2>
        <p>户名必须是本人（单位账号为本单位），由系统从登记信息取得，不用填写。</p>
        <AccountGiven />
      </section>
    </main>
  )
}

const AccountGiven = () => {
  const give = useAct(giveAccount)
  const [bank, setBank] = useState('')
  const [number, setNumber] = useState('')
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    const checked = giveAccount.input.safeParse({ bank, number: number.replaceAll(/[\s-]/g, '') })
    setWrong(checked.success ? {} : Object.fromEntries(checked.error.issues.map(({ path, message }) => [String(path[0]), message])))
    if (!checked.success) return
    give.mutate(checked.data, {
      onSuccess: ({ hint }) => {
        setBank('')
        setNumber('')
        tell(`已确认，补贴将付到尾号 ${hint} 的账户`)
      },
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <PlainField label="开户行" required maxLength={60} value={bank} onChange={setBank} wrong={wrong['bank']} />
      <PlainField label="银行卡号或账号" required inputMode="numeric" maxLength={40} value={number} onChange={setNumber} wrong={wrong['number']} />
      {give.error ? <Says tone="bad" title={give.error.message} /> : null}
      <button type="submit" className="portal-button" disabled={give.isPending} aria-busy={give.isPending}>
        {giveAccount.label}
      </button>
    </form>
  )
}
