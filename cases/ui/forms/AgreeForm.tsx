import { Input } from 'antd'
import { useState } from 'react'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { agree, caseStates, employerDeny, employerVerify, type CaseState } from '../../contract.ts'
import type { FormProps } from '../DecisionDialog.tsx'

const nextWords = ({ state }: { state: CaseState }): string => `已通过，办件进入“${caseStates[state]}”`

/** A yes with an opinion that may be empty; the employer's no with a reason that may not. */
export const AgreeForm = ({ page, verb, onDone }: FormProps & { verb: 'agree' | 'employerVerify' | 'employerDeny' }) => {
  const [opinion, setOpinion] = useState('')
  const { stepId } = page
  if (!stepId) return null
  const open = page.conditions.filter(({ outcome }) => outcome !== 'eligible').length
  const declared = page.conditions.flatMap(({ facts }) => facts).filter(({ verification }) => verification === 'declared' || verification === 'disputed').length
  return (
    <>
      {verb === 'agree' && (open > 0 || declared > 0) ? (
        <p className="case-attention">
          注意：{open > 0 ? `${open} 个条件尚未符合；` : ''}
          {declared > 0 ? `${declared} 项事实未经核验，请先核对。` : ''}
        </p>
      ) : null}
      {verb === 'employerDeny' ? <p>办件将不予通过，申报人会看到您写的原因。</p> : null}
      <Input.TextArea aria-label="意见" rows={3} maxLength={500} placeholder={verb === 'employerDeny' ? '请写明哪里不属实' : '意见（可不填）'} value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <div style={{ marginTop: 16, textAlign: 'right' }}>
        {verb === 'agree' ? <ActionButton action={agree} input={{ stepId, opinion }} type="primary" done={nextWords} onDone={onDone} /> : null}
        {verb === 'employerVerify' ? <ActionButton action={employerVerify} input={{ stepId, opinion }} type="primary" done={nextWords} onDone={onDone} /> : null}
        {verb === 'employerDeny' ? <ActionButton action={employerDeny} input={{ stepId, opinion }} danger can={opinion.trim().length >= 4} because="请写明哪里不属实" done={() => '已记录，办件不予通过'} onDone={onDone} /> : null}
      </div>
    </>
  )
}
