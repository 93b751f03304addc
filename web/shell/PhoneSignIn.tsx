import { useMutation, useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { DemoMessages, PhoneEntered } from '../../kernel/auth/account-contract.ts'
import { post } from '../../kit/client.ts'

/** The public's way in: a code on the telephone; the first time also name and identity number. */
export const PhoneSignIn = ({ demo, entered }: { demo: boolean; entered: () => void }) => {
  const [phone, setPhone] = useState('')
  const [code, setCode] = useState('')
  const [binding, setBinding] = useState(false)
  const ask = useMutation({ mutationFn: () => post('auth.askPhoneCode', { phone }) })
  const use = useMutation({ mutationFn: async () => PhoneEntered.parse(await post('auth.usePhoneCode', { phone, code })), onSuccess: ({ bind }) => (bind ? setBinding(true) : entered()) })
  const bind = useMutation({ mutationFn: (claim: { name: string; documentNumber: string; windowCode?: string }) => post('auth.bindPerson', { windowCode: '', ...claim }), onSuccess: entered })
  const error = binding ? bind.error : (use.error ?? ask.error)
  return (
    <>
      {error ? <Alert type="error" showIcon title={error.message} style={{ marginBottom: 12 }} /> : null}
      {binding ? (
        <Form layout="vertical" style={{ maxWidth: 360 }} onFinish={(claim: { name: string; documentNumber: string; windowCode?: string }) => bind.mutate(claim)}>
          <p>验证码通过了。请核对一次身份，把这个手机号码和您在人才库里的记录连起来；号码超过三个月没有用来登录，也要再核对一次。</p>
          <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填写姓名' }]}>
            <Input autoComplete="name" maxLength={60} />
          </Form.Item>
          <Form.Item name="documentNumber" label="证件号码" rules={[{ required: true, message: '请填写证件号码' }]}>
            <Input autoComplete="off" maxLength={30} />
          </Form.Item>
          <Form.Item name="windowCode" label="找回码（换过手机号码才填，窗口当面给的）">
            <Input autoComplete="off" maxLength={20} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={bind.isPending}>
            核对并登录
          </Button>
        </Form>
      ) : (
        <Space wrap>
          <Input aria-label="手机号码" placeholder="手机号码" inputMode="tel" autoComplete="tel-national" maxLength={11} style={{ width: 180 }} value={phone} onChange={(event) => setPhone(event.target.value.trim())} />
          <Button disabled={!/^1\d{10}$/.test(phone)} loading={ask.isPending} onClick={() => ask.mutate()}>
            获取验证码
          </Button>
          <Input aria-label="验证码" placeholder="6 位验证码" inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ width: 140 }} value={code} onChange={(event) => setCode(event.target.value.trim())} onPressEnter={() => use.mutate()} />
          <Button type="primary" disabled={!/^\d{6}$/.test(code) || !/^1\d{10}$/.test(phone)} loading={use.isPending} onClick={() => use.mutate()}>
            登录
          </Button>
        </Space>
      )}
      {ask.isSuccess && !binding ? <p className="quiet">验证码已发出，5 分钟内有效。没有收到，一分钟后再要。</p> : null}
      {demo && ask.isSuccess && !binding ? <Caught phone={phone} at={ask.submittedAt} /> : null}
    </>
  )
}

/** In the demo nothing is sent; what would have been stands here. */
const Caught = ({ phone, at }: { phone: string; at: number }) => {
  const caught = useQuery({ queryKey: ['caught', at], queryFn: async () => DemoMessages.parse(await post('auth.demoMessages', {})), retry: false })
  const latest = caught.data?.find((message) => message.phone === phone)
  return latest ? <Alert type="info" title="示范模式：短信没有真的发出，内容如下" description={latest.text} style={{ marginTop: 12 }} /> : null
}
