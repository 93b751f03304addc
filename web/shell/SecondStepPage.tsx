import { useQueryClient } from '@tanstack/react-query'
import { Button, Typography } from 'antd'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { post } from '../../kit/client.ts'
import { FactorQuestion } from '../../kit/FactorQuestion.tsx'
import { useMe } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { useSecondFactor } from '../../kit/second-factor.ts'
import { PasskeySetup } from '../account/PasskeySetup.tsx'
import { TotpSetup } from '../account/TotpSetup.tsx'
import { ownPage } from './own-page.ts'

/** Between password and desk: the second factor, or, for whoever has none yet, setting one up. Nothing else opens before. */
export const SecondStepPage = () => {
  const me = useMe()
  const factor = useSecondFactor(me.data?.pending ?? false)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  if (me.data && !me.data.pending) return <Navigate to={me.data.signedIn ? ownPage(address.get('next')) : '/sign-in'} replace />
  const enter = async () => {
    client.clear()
    await navigate(ownPage(address.get('next')))
  }
  const leave = async () => {
    await post('auth.signOut', {})
    client.clear()
    await navigate('/sign-in')
  }
  return (
    <main className="sign-in" style={{ maxWidth: 520 }}>
      <Typography.Title level={1}>第二步验证</Typography.Title>
      <Answer of={factor}>
        {(state) =>
          state.enrolled ? (
            <section className="panel" aria-label="第二步验证">
              <p>{me.data?.name}，口令通过了。请再确认一次是您本人。</p>
              <FactorQuestion factor={state} proved={() => void enter()} word="登录" />
              <p className="quiet">手机丢了又没有恢复码：请联系安全保密员重设，两名安全保密员当面核对后给您登录码。</p>
            </section>
          ) : (
            <>
              <p>{me.data?.name}，工作人员登录须有第二因素，设好一种就可以进入；以后可以在“账号与安全”里增减。</p>
              <section className="panel" aria-label="设置动态口令">
                <h2>动态口令（手机应用）</h2>
                <TotpSetup again={false} asksPassword done={() => void enter()} />
              </section>
              <section className="panel" aria-label="设置通行密钥">
                <h2>通行密钥（指纹、面容或设备密码）</h2>
                <PasskeySetup asksPassword done={() => void enter()} />
              </section>
            </>
          )
        }
      </Answer>
      <Button type="link" style={{ padding: 0 }} onClick={() => void leave()}>
        换一个账号
      </Button>
    </main>
  )
}
