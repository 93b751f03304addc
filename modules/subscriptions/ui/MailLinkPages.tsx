import '../../../kit/plain.css'
import { useMutation } from '@tanstack/react-query'
import { Link, useLocation } from 'react-router'
import { z } from 'zod'
import { post } from '../../../kit/client.ts'

const Confirmed = z.object({ words: z.string() })

/** Behind the links of a mail. The key stands after the #, and nothing happens before the button is pressed: programs that look into mails press none. */
export const ConfirmPage = () => {
  const { hash } = useLocation()
  const confirmed = useMutation<string>({ mutationFn: async () => Confirmed.parse(await post('subscriptions.confirm', { token: hash.slice(1) })).words })
  return (
    <main className="portal">
      <h1>确认订阅</h1>
      {confirmed.isSuccess ? (
        <p aria-live="polite">已订阅{confirmed.data}的政策消息。每封信里都有退订链接。</p>
      ) : (
        <>
          <p>点一下确认，政策有变化时就会写信告诉您。</p>
          <Press of={confirmed} label="确认订阅" />
        </>
      )}
      <Back />
    </main>
  )
}

export const StopPage = () => {
  const { hash } = useLocation()
  const stopped = useMutation({ mutationFn: () => post('subscriptions.stop', { token: hash.slice(1) }) })
  return (
    <main className="portal">
      <h1>退订</h1>
      {stopped.isSuccess ? (
        <p aria-live="polite">已退订，这个邮箱地址已经删除，不会再收到信。</p>
      ) : (
        <>
          <p>退订后这个邮箱的全部订阅都会取消，地址当即删除。</p>
          <Press of={stopped} label="退订" />
        </>
      )}
      <Back />
    </main>
  )
}

const Press = ({ of, label }: { of: { mutate: () => void; isPending: boolean; error: Error | null }; label: string }) => (
  <>
    <button type="button" className="plain-button" disabled={of.isPending} onClick={() => of.mutate()}>
      {of.isPending ? '正在办理……' : label}
    </button>
    {of.error ? (
      <p role="alert" className="plain-off">
        {of.error.message}
      </p>
    ) : null}
  </>
)
const Back = () => (
  <p>
    <Link to="/policies">去看政策</Link>
  </p>
)
