import '../../../kit/plain.css'
import { useMutation } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { Link } from 'react-router'
import { post } from '../../../kit/client.ts'
import { useMe } from '../../../kit/hooks.ts'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import type { Situation } from '../../../measures/public/contract.ts'
import { keptDays, subscribe } from '../contract.ts'
import { subscribers } from '../hands.ts'

interface SubscribePanelProps {
  situation: Situation
  /** “这项政策”. */
  what: string
}

/** To be told of what is new: in one's messages, or, for whoever has not signed in, by mail. */
export const SubscribePanel = ({ situation, what }: SubscribePanelProps) => {
  const me = useMe().data
  const role = me?.duty?.role
  if (me === undefined) return null
  if (me.signedIn) {
    if (role !== 'talent' && role !== 'employerClerk') return null
    return (
      <section className="portal-card">
        <h2>有变化时告诉我</h2>
        <p className="plain-quiet">{what}有新版本、快要受理或快要截止时，在消息里告诉您一次。</p>
        <VerbButton action={subscribe} input={{ situation }} done={() => '已订阅'} />
        <p className="plain-quiet">
          <Link to={subscribers[0] === role ? '/my/subscriptions' : '/employer/subscriptions'}>我的订阅</Link>
        </p>
      </section>
    )
  }
  return (
    <section className="portal-card">
      <h2>有变化时告诉我</h2>
      <p className="plain-quiet">
        {what}有新版本、快要受理或快要截止时告诉您一次。<Link to="/sign-in">登录</Link>后在消息里收，不登录用邮箱收。
      </p>
      <ByMail situation={situation} />
    </section>
  )
}

const ByMail = ({ situation }: { situation: Situation }) => {
  const [email, setEmail] = useState('')
  const asked = useMutation({ mutationFn: () => post('subscriptions.ask', { email: email.trim(), situation }) })
  const send = (event: SyntheticEvent) => {
    event.preventDefault()
    asked.mutate()
  }
  if (asked.isSuccess) return <p aria-live="polite">如果这个地址收得到信，很快会有一封确认邮件。打开里面的链接、点了确认才算订阅；{keptDays} 天不确认，地址就删除。</p>
  return (
    <form onSubmit={send}>
      <div className="plain-question">
        <label htmlFor="subscribe-email">邮箱</label>
        <input id="subscribe-email" className="plain-field" type="email" autoComplete="email" required maxLength={120} value={email} onChange={(event) => setEmail(event.target.value)} />
      </div>
      <p className="plain-quiet">地址只用来发这些消息，加密保存；每封信里都有退订链接，退订即删除。</p>
      <button type="submit" className="plain-button" disabled={asked.isPending}>
        {asked.isPending ? '正在办理……' : '用邮箱订阅'}
      </button>
      {asked.error ? (
        <p role="alert" className="plain-off">
          {asked.error.message}
        </p>
      ) : null}
    </form>
  )
}
