import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { Account, type PasskeyEntry } from '../../kernel/auth/account-contract.ts'
import { post } from '../../kit/client.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { useSecondFactor } from '../../kit/second-factor.ts'
import { DevicesPanel, HistoryPanel } from './DevicesPanel.tsx'
import { PasskeySetup } from './PasskeySetup.tsx'
import { PasswordPanel } from './PasswordPanel.tsx'
import { RecoveryPanel } from './RecoveryPanel.tsx'
import { TotpSetup } from './TotpSetup.tsx'
import { instant } from './words.ts'

/** 账号与安全: everything that is one's own to set, for every duty. */
export const AccountPage = () => {
  const client = useQueryClient()
  const account = useQuery({ queryKey: ['account'], queryFn: async () => Account.parse(await post('auth.account', {})) })
  const factor = useSecondFactor()
  const done = () => {
    void client.invalidateQueries({ queryKey: ['account'] })
    void client.invalidateQueries({ queryKey: ['secondFactor'] })
  }
  return (
    <Page title="账号与安全" lead="口令、第二因素、恢复码和登录中的设备。要紧的更改会先请您再确认一次身份。">
      <Answer of={account}>
        {(mine) => {
          const has = mine.totp || mine.passkeys.length > 0
          // Who has a factor is asked for it; who has none yet, for his password.
          const asksPassword = !has && mine.hasPassword
          return (
            <>
              {mine.required && !has ? <Alert type="warning" showIcon style={{ marginBottom: 16 }} title="工作人员须启用第二因素：动态口令或通行密钥" /> : null}
              <section className="panel" aria-label="动态口令">
                <h2>动态口令</h2>
                <p>{mine.totp ? '已启用。登录、付款、导出和查看证件号码时，填手机上的 6 位数字。' : '还没有启用。手机上的应用每 30 秒换一个 6 位数字，登录时和口令一起用。'}</p>
                {factor.data?.demoCode ? <p className="quiet">示范模式：这个账号现在的动态口令是 {factor.data.demoCode}</p> : null}
                <TotpSetup again={mine.totp} asksPassword={mine.hasPassword} done={done} />
              </section>
              <section className="panel" aria-label="通行密钥">
                <h2>通行密钥</h2>
                <p>用指纹、面容或设备密码登录，不用记口令，也不会被假网站骗走。可以登记几把，分别起名。</p>
                <Passkeys entries={mine.passkeys} done={done} />
                <PasskeySetup asksPassword={asksPassword} done={done} />
              </section>
              <RecoveryPanel left={mine.recoveryLeft} enabled={has} done={done} />
              <PasswordPanel hasPassword={mine.hasPassword} changedAt={mine.passwordAt} done={done} />
              {mine.phoneHint ? (
                <section className="panel" aria-label="手机号码">
                  <h2>手机号码</h2>
                  <p>登录用的手机：{mine.phoneHint}。换号码：退出后用新号码登录，填姓名和证件号码，再填乡镇街道窗口当面给您的找回码。</p>
                </section>
              ) : null}
              <DevicesPanel devices={mine.devices} done={done} />
              <HistoryPanel history={mine.history} />
            </>
          )
        }}
      </Answer>
    </Page>
  )
}

const Passkeys = ({ entries, done }: { entries: readonly PasskeyEntry[]; done: () => void }) => {
  const { message } = App.useApp()
  const remove = useMutation({ mutationFn: (id: string) => post('auth.removePasskey', { id }), onSuccess: done, onError: (error) => void message.error(error.message, 6) })
  if (!entries.length) return null
  return (
    <ul className="plain-list">
      {entries.map(({ id, name, createdAt, usedAt }) => (
        <li key={id}>
          <div>
            <strong>{name}</strong>
            <div className="quiet">
              {instant(createdAt)} 登记{usedAt ? `，最近使用 ${instant(usedAt)}` : ''}
            </div>
          </div>
          <Button size="small" danger loading={remove.isPending && remove.variables === id} onClick={() => remove.mutate(id)}>
            移除
          </Button>
        </li>
      ))}
    </ul>
  )
}
