import { Button, Input, Modal, Typography } from 'antd'
import { useState } from 'react'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { useMe } from '../../kit/hooks.ts'
import { giveTalentCode } from '../access/contract.ts'

/** For a talent who stands at the window with another telephone: a code, after his card was seen. */
export const GiveCodeButton = ({ personId }: { personId: Id<'person'> }) => {
  const [asking, setAsking] = useState(false)
  const [ground, setGround] = useState('')
  const [given, setGiven] = useState<{ code: string; days: number }>()
  const role = useMe().data?.duty?.role
  if (giveTalentCode.may === 'public' || !role || !giveTalentCode.may.includes(role)) return null
  const close = () => {
    setAsking(false)
    setGiven(undefined)
    setGround('')
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{giveTalentCode.label}</Button>
      <Modal
        open={asking}
        title={giveTalentCode.label}
        onCancel={close}
        footer={given ? null : <ActionButton action={giveTalentCode} input={{ personId, ground }} type="primary" can={ground.trim().length >= 4} because="请先写明核验了什么" done={() => '已签发，请当面交给本人'} onDone={setGiven} />}
      >
        {given ? (
          <>
            <p>只显示这一次，请抄给本人；{given.days} 天内有效，只能用一次：</p>
            <Typography.Text copyable code style={{ fontSize: 18 }}>
              {given.code}
            </Typography.Text>
            <p>他用新手机号码登录，填姓名、证件号码和这个找回码。原来的号码随即不能再登录。</p>
          </>
        ) : (
          <>
            <p>换了手机号码的人才，本人持身份证原件到场才能签发。核验了什么：</p>
            <Input aria-label="核验了什么" maxLength={200} value={ground} onChange={(event) => setGround(event.target.value)} placeholder="例如：本人到场，核对身份证原件" />
          </>
        )}
      </Modal>
    </>
  )
}
