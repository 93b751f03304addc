import { Input, Radio } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { reject } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'

const otherClause = -1

/** No rejection without its ground: a condition of the measure, or another clause of the document. */
export const RejectForm = ({ page, onDone }: FormProps) => {
  const failing = page.conditions.findIndex(({ outcome }) => outcome !== 'eligible')
  const [condition, setCondition] = useState(failing >= 0 ? failing : otherClause)
  const [clause, setClause] = useState('')
  const [opinion, setOpinion] = useState('')
  const { stepId } = page
  if (!stepId) return null
  const ground = condition === otherClause ? { clause: clause.trim() } : { condition }
  const complete = opinion.trim().length >= 4 && (condition !== otherClause || clause.trim().length >= 2)
  return (
    <>
      <p>不符合哪一条？</p>
      <Radio.Group value={condition} onChange={(event) => setCondition(Number(event.target.value))} style={{ display: 'grid', gap: 8 }}>
        {page.conditions.map(({ says }, index) => (
          <Radio key={says} value={index}>
            {says}
          </Radio>
        ))}
        <Radio value={otherClause}>其他条款</Radio>
      </Radio.Group>
      {condition === otherClause ? <Input aria-label="条款" placeholder="例如 第十二条（材料不实）" value={clause} maxLength={100} onChange={(event) => setClause(event.target.value)} style={{ marginTop: 8 }} /> : null}
      <Input.TextArea aria-label="理由" rows={3} maxLength={500} placeholder="理由：申报人会看到" value={opinion} onChange={(event) => setOpinion(event.target.value)} style={{ marginTop: 12 }} />
      <div style={{ marginTop: 16, textAlign: 'right' }}>
        <ActionButton action={reject} input={{ stepId, ground, opinion }} danger type="primary" can={complete} because="请选择依据并写明理由" done={() => `${page.number} 不予通过，已告知申报人`} onDone={onDone} />
      </div>
    </>
  )
}
