import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { askPromises } from '../assign-contract.ts'
import { enterRequest } from '../contract.ts'

/** After a call: what the person wants, in his words. He is told its number and its day. */
export const EnterButton = ({ personId }: { personId: Id<'person'> }) => {
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState('')
  const [words, setWords] = useState('')
  const navigate = useNavigate()
  const kinds = useAsk(askPromises, {}, { enabled: open }).data?.kinds ?? []
  return (
    <>
      <Button onClick={() => setOpen(true)}>{enterRequest.label}</Button>
      <Modal
        open={open}
        title={enterRequest.label}
        onCancel={() => setOpen(false)}
        footer={<ActionButton action={enterRequest} input={{ personId, kind, words }} type="primary" can={kind !== '' && words.trim().length >= 4} because="请选种类并写明要办什么" done={({ number, dueOn }) => `已登记 ${number}，${dateText(dueOn)}前答复`} onDone={({ requestId }) => void navigate(`/service/requests/${requestId}`)} />}
      >
        <Form layout="vertical">
          <Form.Item label="种类" htmlFor="enter-kind">
            <Select id="enter-kind" aria-label="种类" value={kind || null} options={kinds.map((one) => ({ value: one.kind, label: `${one.label}（${one.workingDays} 个工作日内答复）` }))} onChange={setKind} />
          </Form.Item>
          <Form.Item label="要办什么" htmlFor="enter-words">
            <Input.TextArea id="enter-words" rows={4} maxLength={2000} value={words} onChange={(event) => setWords(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
