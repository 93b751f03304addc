import { Alert, Button, Form, Input } from 'antd'
import { dateText } from '../../../kit/format.ts'
import { useAct, useAsk } from '../../../kit/hooks.ts'
import { Page } from '../../../kit/Page.tsx'
import { checkCard, getCardKey } from '../cards/contract.ts'

/** The counter: a scanner types the code into the field and presses Enter. */
const Check = () => {
  const [form] = Form.useForm<{ code: string }>()
  const check = useAct(checkCard)
  const card = check.data
  const submit = ({ code }: { code: string }) => check.mutate({ code: code.trim() }, { onSettled: () => form.resetFields() })
  return (
    <>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item name="code" label="人才卡的码" extra="用扫码枪对准持卡人手机，或者粘贴码下面的文字" rules={[{ required: true, message: '请扫码或者粘贴码' }]}>
          <Input.TextArea
            rows={3}
            maxLength={1200}
            onPressEnter={(event) => {
              event.preventDefault()
              form.submit()
            }}
          />
        </Form.Item>
        <Button type="primary" size="large" htmlType="submit" loading={check.isPending}>
          {checkCard.label}
        </Button>
      </Form>
      <div style={{ marginTop: 16 }} aria-live="assertive">
        {check.error ? <Alert type="error" showIcon title={check.error.message} /> : null}
        {card ? <Alert type="success" showIcon title={`有效：${card.level}类人才 ${card.maskedName}`} description={`${card.scheme}，卡号 ${card.serial}，${card.validTo ? `有效到${dateText(card.validTo)}` : '长期有效'}。请看一眼持卡人和姓名是否相符。`} /> : null}
      </div>
    </>
  )
}

const OfflineKey = () => {
  const key = useAsk(getCardKey, {}).data?.publicKey
  return (
    <details style={{ marginTop: 16 }}>
      <summary>没有网络的服务点怎么核验</summary>
      <p>把下面的公钥存成文件，用命令 juying card verify 码 --key 文件 核验；不联网也能认出改动过的和过期的码，撤销的最迟一分钟后不再有新码。</p>
      <pre>{key}</pre>
    </details>
  )
}

export const CheckCardPage = () => (
  <Page title="核验人才卡" lead="看类别、有效期和真伪；码里没有证件号码">
    <section className="panel" style={{ maxWidth: 720 }}>
      <Check />
      <OfflineKey />
    </section>
  </Page>
)

/** The same for a service point without an account. */
export const PublicCheckCardPage = () => (
  <main className="portal">
    <section className="portal-card">
      <h1>核验人才卡</h1>
      <Check />
      <OfflineKey />
    </section>
  </main>
)
