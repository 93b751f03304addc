import { Input } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { dateText } from '../../../kit/format.ts'
import { sendBack } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'

/** One line an item: what is missing, in words that the applicant can act on. */
export const SendBackForm = ({ page, onDone }: FormProps) => {
  const [text, setText] = useState('')
  const { stepId } = page
  if (!stepId) return null
  const lacking = text.split('\n').map((line) => line.trim()).filter(Boolean)
  return (
    <>
      <p>一行写一项，申报人会照原样看到。补正期间不计入办理时限，逾期未补的视为撤回。</p>
      <Input.TextArea aria-label="需要补正的内容" rows={4} placeholder={'劳动合同扫描件（含签字页）\n最近六个月社保缴费证明'} value={text} onChange={(event) => setText(event.target.value)} />
      <div style={{ marginTop: 16, textAlign: 'right' }}>
        <ActionButton action={sendBack} input={{ stepId, lacking }} type="primary" can={lacking.length > 0 && lacking.length <= 10 && lacking.every((line) => line.length >= 2)} because="请写明缺什么，至多 10 项" done={({ dueOn }) => `已退回补正，共 ${lacking.length} 项，请申报人于${dateText(dueOn)}前补齐`} onDone={onDone} />
      </div>
    </>
  )
}
