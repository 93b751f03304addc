import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Form, Input } from 'antd'
import { z } from 'zod'
import { shortestPassword } from '../../kernel/auth/password-rules-words.ts'
import { post } from '../../kit/client.ts'
import { instant } from './words.ts'

const Changed = z.object({ ended: z.number() })

/** The owner changes his password: the old one, then a new one that the server judges. */
export const PasswordPanel = ({ hasPassword, changedAt, done }: { hasPassword: boolean; changedAt: string | null; done: () => void }) => {
  const [form] = Form.useForm<{ old: string; password: string; again: string }>()
  const { message } = App.useApp()
  const change = useMutation({
    mutationFn: async ({ old = '', password }: { old?: string; password: string }) => Changed.parse(await post('auth.changePassword', { old, password })),
    onSuccess: ({ ended }) => {
      form.resetFields()
      void message.success(ended ? `口令已更改，其他 ${ended} 处登录已退出` : '口令已更改')
      done()
    },
  })
  return (
    <section className="panel" aria-label="登录口令">
      <h2>登录口令</h2>
      <p className="quiet">
        至少 {shortestPassword} 个字，可以是一句好记的话，不要求大小写和符号；常见的、泄露过的不能用。{changedAt ? `上次更改：${instant(changedAt)}。` : ''}
      </p>
      <Form form={form} layout="vertical" style={{ maxWidth: 360 }} onFinish={(values) => change.mutate(values)}>
        {hasPassword ? (
          <Form.Item name="old" label="原口令" rules={[{ required: true, message: '请填写原口令' }]}>
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        ) : null}
        <Form.Item name="password" label="新口令" rules={[{ required: true, message: '请填写新口令' }, { min: shortestPassword, message: `至少 ${shortestPassword} 个字` }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item name="again" label="再填一次新口令" dependencies={['password']} rules={[({ getFieldValue }) => ({ validator: async (_, value) => { if (value !== getFieldValue('password')) throw new Error('两次填的不一样') } })]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        {change.error ? <Alert type="error" showIcon title={change.error.message} style={{ marginBottom: 12 }} /> : null}
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {hasPassword ? '更改口令' : '设置口令'}
        </Button>
      </Form>
    </section>
  )
}
