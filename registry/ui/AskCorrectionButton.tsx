import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import type { RecordedFact } from '../contract.ts'
import { askCorrection, correctionAskers, isCorrectable } from '../corrections/contract.ts'

/** “不对？” beside a fact, for the person himself and his employer. */
export const AskCorrectionButton = ({ fact: { record, rowId, text } }: { fact: RecordedFact }) => {
  const [open, setOpen] = useState(false)
  const [says, setSays] = useState('')
  const [evidence, setEvidence] = useState('')
  const role = useMe().data?.duty?.role
  if (!isCorrectable(record) || rowId === null || !correctionAskers.some((one) => one === role)) return null
  return (
    <>
      <Button size="small" type="link" onClick={() => setOpen(true)}>
        {askCorrection.label}
      </Button>
      <Modal
        open={open}
        title="申请更正"
        onCancel={() => setOpen(false)}
        footer={
          <ActionButton
            action={askCorrection}
            label="提交申请"
            type="primary"
            input={{ record, rowId, says: says.trim(), evidence: evidence.trim() }}
            can={says.trim().length >= 4 && evidence.trim().length >= 2}
            because="请写明哪里不对和凭什么材料"
            done={({ number, dueOn }) => `已提交（${number}），${dateText(dueOn)}以前答复`}
            onDone={() => setOpen(false)}
          />
        }
      >
        <p>{text}</p>
        <Form layout="vertical">
          <Form.Item label="哪里不对，应当是什么">
            <Input.TextArea aria-label="哪里不对，应当是什么" rows={2} maxLength={300} value={says} onChange={(event) => setSays(event.target.value)} placeholder="例如：毕业日期应为 2019年6月30日" />
          </Form.Item>
          <Form.Item label="凭什么材料" extra="决定部门会据此核对，可能请您出示原件">
            <Input aria-label="凭什么材料" maxLength={300} value={evidence} onChange={(event) => setEvidence(event.target.value)} placeholder="例如：毕业证书，学信网报告" />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
