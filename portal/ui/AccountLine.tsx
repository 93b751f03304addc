import { Link } from 'react-router'
import { myAccount } from '../../fund/payment-contract.ts'
import { Answered } from '../../kit/Answered.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Says } from '../../kit/plain/Says.tsx'

/** The account in one line, and the way to the page where it is given. */
export const AccountLine = ({ path }: { path: string }) => {
  const asked = useAsk(myAccount, {})
  return (
    <section className="portal-card">
      <div className="portal-row">
        <h2>收款账户</h2>
        <Link to={path}>{asked.data?.account ? '更换' : '去登记'}</Link>
      </div>
      <Answered of={asked}>
        {({ account }) => (
          <>
            <p>{account ? `${account.bank}，尾号 ${account.hint}` : '还没有登记收款账户，拨付前需要登记。'}</p>
            {account?.rejectedOn ? <Says tone="bad" title={`银行于${dateText(account.rejectedOn)}退回：${account.rejectedReason ?? '账户不可用'}。请更换账户。`} /> : null}
          </>
        )}
      </Answered>
    </section>
  )
}
