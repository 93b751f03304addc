import { Alert, App, Button, Form, Input } from 'antd'
import { dateText, momentText } from '../../kit/format.ts'
import { Link } from 'react-router'
import { useAct, useAsk, useMe } from '../../kit/hooks.ts'
import { Answer } from '../../kit/Page.tsx'
import { giveAccount, myAccount } from '../payment-contract.ts'

/** Where the money goes: on the phone, once, changed when the bank says that something is wrong. */
export const MyAccountPage = () => {
  const { message } = App.useApp()
  const asked = useAsk(myAccount, {})
  const me = useMe().data
  const give = useAct(giveAccount)
  const [form] = Form.useForm<{ bank: string; number: string }>()
  const submit = (values: { bank: string; number: string }) => {
    const checked = giveAccount.input.safeParse({ bank: values.bank, number: values.number.replaceAll(/[\s-]/g, '') })
    if (!checked.success) {
      form.setFields(checked.error.issues.map((issue) => ({ name: issue.path[0] === 'bank' ? 'bank' : 'number', errors: [issue.message] })))
      return
    }
    give.mutate(checked.data, {
      onSuccess: ({ hint }) => {
        form.resetFields()
        void message.success(`已确认，补贴将付到尾号 ${hint} 的账户`)
      },
      onError: (error) => void message.error(error.message, 6),
    })
  }
  return (
    <main className="portal">
      <h1>收款账户</h1>
      <Answer of={asked}>
        {({ account }) => (
          <section className="portal-card">
            {account === null ? <p>还没有收款账户。确认一次，以后各项补贴都付到这里。</p> : null}
            {account?.rejectedOn ? <Alert type="error" showIcon title={`银行 ${dateText(account.rejectedOn)} 退回：${account.rejectedReason ?? ''}。请换一个账户，下一批就会重新支付。`} /> : null}
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
      </Answer>
      <p>
        <Link to={me?.duty?.role === 'employerClerk' ? '/payments' : '/my/payments'}>看已经付到的每一笔（支付通知）</Link>
      </p>
      <section className="portal-card">
        <h2>{asked.data?.account ? '换一个账户' : '确认账户'}</h2>
        <p>户名必须是本人（单位账号为本单位），由系统从登记信息取得，不用填写。</p>
        <Form form={form} layout="vertical" size="large" onFinish={submit}>
          <Form.Item name="bank" label="开户行" rules={[{ required: true, message: '请写明开户行' }]}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
          <Form.Item name="number" label="银行卡号或账号" rules={[{ required: true, message: '请填写账号' }]}>
            <Input inputMode="numeric" maxLength={40} autoComplete="off" />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={give.isPending}>
            {giveAccount.label}
          </Button>
        </Form>
      </section>
    </main>
  )
}
