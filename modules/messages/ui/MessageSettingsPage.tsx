import { Alert, Button, Input, Space, Switch, Table } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { useAct, useAsk, useMe } from '../../../kit/hooks.ts'
import { Answer } from '../../../kit/Page.tsx'
import { Link } from 'react-router'
import { channels, choose, confirmEmail, dropEmail, giveEmail, settings, topics } from '../contract.ts'

/** Which topics reach me by which way, and when nothing does. */
export const MessageSettingsPage = () => {
  const asked = useAsk(settings, {})
  const talent = useMe().data?.duty?.role === 'talent'
  return (
    <main className="portal">
      <h1>消息设置</h1>
      <Answer of={asked}>
        {({ choices, phoneHint, mailbox, quiet, perDay }) => {
          const open = [...new Set(choices.map(({ channel }) => channel))]
          return (
            <>
              <section className="portal-card">
                <h2>哪些事用什么方式告诉我</h2>
                <Table
                  rowKey="topic"
                  size="small"
                  pagination={false}
                  scroll={{ x: true }}
                  dataSource={[...new Set(choices.map(({ topic }) => topic))].map((topic) => ({ topic }))}
                  columns={[{ title: '事情', dataIndex: 'topic', render: (topic: keyof typeof topics) => topics[topic] }, ...open.map((channel) => ({ title: channels[channel], key: channel, render: (_: unknown, { topic }: { topic: keyof typeof topics }) => <Wish choice={choices.find((one) => one.topic === topic && one.channel === channel)} /> }))]}
                />
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
      </Answer>
    </main>
  )
}

type Choice = { topic: keyof typeof topics; channel: keyof typeof channels; wanted: boolean; fixed: boolean }

const Wish = ({ choice }: { choice: Choice | undefined }) => {
  const act = useAct(choose)
  if (!choice) return null
  const { topic, channel, wanted, fixed } = choice
  return <Switch aria-label={`${topics[topic]}，${channels[channel]}`} checked={wanted} disabled={fixed} loading={act.isPending} onChange={(on) => act.mutate({ topic, channel, wanted: on })} />
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
          {wrong ? <Alert type="error" showIcon title={wrong} style={{ marginBottom: 12 }} /> : null}
          <Space wrap>
            <Input aria-label="邮箱验证码" inputMode="numeric" maxLength={6} style={{ width: 140 }} value={code} onChange={(event) => setCode(event.target.value.trim())} />
            <Button type="primary" disabled={!/^\d{6}$/.test(code)} loading={confirm.isPending} onClick={() => confirm.mutate({ code })}>
              {confirmEmail.label}
            </Button>
          </Space>
        </>
      ) : null}
      {mailbox ? (
        <p>
          <ActionButton action={dropEmail} input={{}} done={() => '已经不再用这个邮箱'} confirm="以后消息不再发到这个邮箱，确实不用？" />
        </p>
      ) : (
        <Space wrap>
          <Input aria-label="邮箱地址" type="email" autoComplete="email" maxLength={120} style={{ width: 240 }} value={email} onChange={(event) => setEmail(event.target.value.trim())} />
          <ActionButton action={giveEmail} input={{ email }} can={giveEmail.input.safeParse({ email }).success} because="请填写邮箱地址" done={({ hint }) => `验证码已发到 ${hint}`} />
        </Space>
      )}
    </section>
  )
}
