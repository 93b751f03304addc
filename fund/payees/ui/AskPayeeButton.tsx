import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { FormButton } from '../../ui/FormButton.tsx'
import { HolderPicker, type PickedHolder } from '../../ui/HolderPicker.tsx'
import { askPayee, payeeRoles } from '../contract.ts'

/** One of finance names who is paid what is still open; another checks it. */
export const AskPayeeButton = ({ awardId }: { awardId: Id<'award'> }) => {
  const [payee, setPayee] = useState<PickedHolder>()
  return (
    <FormButton
      action={askPayee}
      says="只改还没有编入批次、没有付的各期；由另一人复核后生效。禁报、抵扣、一次为限仍看享受人。户名取自人才或单位库。"
      fixed={payee ? { awardId, payee } : { awardId }}
      fields={[
        { key: 'role', label: '身份', kind: 'choice', choices: payeeRoles },
        { key: 'document', label: '依据文件（委托书、公证书、协议等）', kind: 'line' },
        { key: 'says', label: '理由', kind: 'text' },
      ]}
      done={({ name, instalments }) => `已提出：${instalments} 期改付 ${name}，等待另一人复核`}
    >
      <HolderPicker value={payee} onChange={setPayee} />
    </FormButton>
  )
}
