import { useState } from 'react'
import { Answered } from '../../../kit/Answered.tsx'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainField } from '../../../kit/plain/PlainField.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { Link } from 'react-router'
import { channels, choose, confirmEmail, dropEmail, giveEmail, settings, topics } from '../contract.ts'

/** Which topics reach me by which way, and when nothing does. */
export const MessageSettingsPage = () => {
  const asked = useAsk(settings, {})
  const talent = useMe().data?.duty?.role === 'talent'
  return (
    <main className="portal">
      <h1>消息设置</h1>
      <Answered of={asked}>
        {({ choices, phoneHint, mailbox, quiet, perDay }) => {
          const open = [...new Set(choices.map(({ channel }) => channel))]
          return (
            <>
              <section className="portal-card">
                <h2>哪些事用什么方式告诉我</h2>
                {[...new Set(choices.map(({ topic }) => topic))].map((topic) => (
                  <fieldset key={topic} className="portal-choices">
                    <legend>{topics[topic]}</legend>
                    {choices
                      .filter((choice) => choice.topic === topic)
                      .map((choice) => (
                        <Wish key={choice.channel} choice={choice} />
                      ))}
                  </fieldset>
                ))}
                <p className="portal-quiet">办理结果和期限提醒在应用内不能关闭：错过会影响您的权益。</p>
              </section>
              <section className="portal-card">
                <h2>什么时候不打扰</h2>
                <p>
                  {quiet.from}:00 到次日 {quiet.to}:00 不发短信、邮件和推送。一天里可享受的政策合成一条，{quiet.digestAt}:00 发出。每天短信至多 {perDay.sms} 条、邮件至多 {perDay.email} 封，多出的顺延到次日。
                </p>
              </section>
              {talent ? (
                <section className="portal-card">
                  <h2>手机号码</h2>
                  <p>{phoneHint ? `短信发到${phoneHint}的手机。` : '还没有确认过的手机号码，所以不发短信。'}</p>
                  <Link to="/my/security">在“账号与安全”里更改</Link>
                </section>
              ) : null}
              {open.includes('email') ? <Mailbox mailbox={mailbox} /> : null}
            </>
          )
        }}
      </Answered>
    </main>
  )
}

type Choice = { topic: keyof typeof topics; channel: keyof typeof channels; wanted: boolean; fixed: boolean }

const Wish = ({ choice: { topic, channel, wanted, fixed } }: { choice: Choice }) => {
  const verb = useAct(choose)
  return (
    <>
      <label>
        <input type="checkbox" aria-label={`${topics[topic]}，${channels[channel]}`} checked={wanted} disabled={fixed || verb.isPending} onChange={({ target: { checked } }) => verb.mutate({ topic, channel, wanted: checked })} />
        {channels[channel]}
      </label>
      {verb.error ? <Says tone="bad" title={verb.error.message} /> : null}
    </>
  )
}

/** The address is used once a code that was sent there has come back. */
const Mailbox = ({ mailbox }: { mailbox: { hint: string; confirmed: boolean } | null }) => {
  const [email, setEmail] = useState('')
  const [code, setCode] = useState('')
  const confirm = useAct(confirmEmail)
  const wrong = confirm.data?.wrong ?? confirm.error?.message
  return (
    <section className="portal-card">
      <h2>邮箱</h2>
      {mailbox?.confirmed ? <p>邮件发到 {mailbox.hint}。</p> : <p>填上邮箱，收到验证码再填回来，以后消息也发一份到邮箱。</p>}
      {mailbox && !mailbox.confirmed ? (
        <>
          <p>验证码已经发到 {mailbox.hint}，30 分钟内有效。</p>
          <PlainField label="邮箱验证码" inputMode="numeric" autoComplete="one-time-code" maxLength={6} value={code} onChange={(text) => setCode(text.trim())} wrong={wrong ?? undefined} />
          <button type="button" className="portal-button" disabled={!/^\d{6}$/.test(code) || confirm.isPending} aria-busy={confirm.isPending} onClick={() => confirm.mutate({ code })}>
            {confirmEmail.label}
          </button>
        </>
      ) : null}
      {mailbox ? (
        <PlainAction quiet action={dropEmail} input={{}} done={() => '已经不再用这个邮箱'} confirm="以后消息不再发到这个邮箱，确实不用？" />
      ) : (
        <>
          <PlainField label="邮箱地址" type="email" inputMode="email" autoComplete="email" maxLength={120} value={email} onChange={(text) => setEmail(text.trim())} />
          <PlainAction action={giveEmail} input={{ email }} can={giveEmail.input.safeParse({ email }).success} because="请填写邮箱地址" done={({ hint }) => `验证码已发到 ${hint}`} />
        </>
      )}
    </section>
  )
}
