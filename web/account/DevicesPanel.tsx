import { useMutation } from '@tanstack/react-query'
import { App, Button, Tag } from 'antd'
import { factorWords, signInWays, type DeviceEntry, type HistoryEntry } from '../../kernel/auth/account-contract.ts'
import { post } from '../../kit/client.ts'
import { instant } from './words.ts'

/** Where the account is signed in now, with the way out for each; and what happened lately. */
export const DevicesPanel = ({ devices, done }: { devices: readonly DeviceEntry[]; done: () => void }) => {
  const { message } = App.useApp()
  const end = useMutation({
    mutationFn: (id: string | undefined) => (id ? post('auth.endDevice', { id }) : post('auth.endOtherDevices', {})),
    onSuccess: () => {
      void message.success('已退出')
      done()
    },
    onError: (error) => void message.error(error.message, 6),
  })
  const others = devices.filter(({ current }) => !current)
  return (
    <section className="panel" aria-label="登录中的设备">
      <h2>登录中的设备</h2>
      <ul className="plain-list">
        {devices.map(({ id, device, place, way, factor, createdAt, seenAt, current }) => (
          <li key={id}>
            <div>
              <strong>{device || '浏览器'}</strong> {current ? <Tag color="blue">这台设备</Tag> : null}
              <div className="quiet">
                {place ? `${place}，` : ''}
                {signInWays[way]}
                {factor && way !== 'passkey' ? `加${factorWords[factor]}` : ''}登录；{instant(createdAt)} 起，最近使用 {instant(seenAt)}
              </div>
            </div>
            {current ? null : (
              <Button size="small" loading={end.isPending && end.variables === id} onClick={() => end.mutate(id)}>
                退出这台设备
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length ? (
        <Button danger loading={end.isPending && end.variables === undefined} onClick={() => end.mutate(undefined)}>
          退出其他全部
        </Button>
      ) : (
        <p className="quiet">没有别的设备登录着。</p>
      )}
    </section>
  )
}

export const HistoryPanel = ({ history }: { history: readonly HistoryEntry[] }) => (
  <section className="panel" aria-label="登录记录">
    <h2>登录记录（近三个月，最近 50 条）</h2>
    <ul className="plain-list">
      {history.map(({ id, at, way, device, place, succeeded, endedBecause }) => (
        <li key={id}>
          <span>
            {instant(at)}　{succeeded ? `${signInWays[way]}登录` : <Tag color="error">口令没有通过</Tag>}
            <span className="quiet">
              　{[device, place, endedBecause ? `已结束：${endedBecause}` : ''].filter(Boolean).join('，')}
            </span>
          </span>
        </li>
      ))}
    </ul>
    <p className="quiet">有不是您本人的登录，请马上更改口令，再“退出其他全部”。</p>
  </section>
)
