import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Popconfirm, Space } from 'antd'
import { RecoveryCodes } from '../../kernel/auth/account-contract.ts'
import { post } from '../../kit/client.ts'

/** Ten codes for the day on which the telephone is lost: shown this once. */
export const RecoveryPanel = ({ left, enabled, done }: { left: number; enabled: boolean; done: () => void }) => {
  const make = useMutation({ mutationFn: async () => RecoveryCodes.parse(await post('auth.makeRecoveryCodes', {})), onSuccess: done })
  const button = (
    <Button disabled={!enabled} loading={make.isPending} {...(left > 0 ? {} : { onClick: () => make.mutate() })}>
      {left > 0 ? '重新生成恢复码' : '生成恢复码'}
    </Button>
  )
  return (
    <section className="panel" aria-label="恢复码">
      <h2>恢复码</h2>
      <p>{enabled ? (left > 0 ? `还有 ${left} 个没有用过。手机丢了，用一个恢复码代替动态口令；每个只能用一次。` : '还没有恢复码。生成后抄下来或打印，锁在抽屉里。') : '先启用动态口令或通行密钥，才需要恢复码。'}</p>
      {left > 0 ? (
        <Popconfirm title="旧的恢复码会全部作废" okText="重新生成" cancelText="再想想" onConfirm={() => make.mutate()}>
          {button}
        </Popconfirm>
      ) : (
        button
      )}
      {make.error ? <Alert type="error" showIcon title={make.error.message} style={{ marginTop: 12 }} /> : null}
      {make.data ? (
        <Alert
          type="warning"
          style={{ marginTop: 12 }}
          title="只显示这一次，请现在抄下来"
          description={
            <Space wrap size={[24, 8]}>
              {make.data.codes.map((code) => (
                <code key={code}>{code}</code>
              ))}
            </Space>
          }
        />
      ) : null}
    </section>
  )
}
