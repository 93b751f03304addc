import { useState } from 'react'
import { dateText } from '../../kit/format.ts'
import { useMay } from '../../kit/hooks.ts'
import { PlainAction } from '../../kit/plain/PlainAction.tsx'
import { PlainDialog } from '../../kit/plain/PlainDialog.tsx'
import { PlainArea, PlainField } from '../../kit/plain/PlainField.tsx'
import { useKept } from '../../kit/plain/use-kept.ts'
import type { RecordedFact } from '../contract.ts'
import { askCorrection, isCorrectable } from '../corrections/contract.ts'

/** “不对？” beside a fact, for the person himself and his employer. */
export const AskCorrectionButton = ({ fact: { record, rowId, text } }: { fact: RecordedFact }) => {
  const [open, setOpen] = useState(false)
  const says = useKept(`correction.${record}.${rowId ?? ''}`)
  const [evidence, setEvidence] = useState('')
  const may = useMay(askCorrection)
  if (!isCorrectable(record) || rowId === null || !may) return null
  const done = () => {
    says.drop()
    setOpen(false)
  }
  return (
    <>
      <button type="button" className="plain-link" onClick={() => setOpen(true)}>
        {askCorrection.label}
      </button>
      {open ? (
        <PlainDialog title="申请更正" onClose={() => setOpen(false)}>
          <p>{text}</p>
          <PlainArea label="哪里不对，应当是什么" rows={2} maxLength={300} value={says.text} onChange={says.write} placeholder="例如：毕业日期应为 2019年6月30日" />
          <PlainField label="凭什么材料" hint="决定部门会据此核对，可能请您出示原件" maxLength={300} value={evidence} onChange={setEvidence} placeholder="例如：毕业证书，学信网报告" />
          <PlainAction
            action={askCorrection}
            label="提交申请"
            input={{ record, rowId, says: says.text.trim(), evidence: evidence.trim() }}
            can={says.text.trim().length >= 4 && evidence.trim().length >= 2}
            because="请写明哪里不对和凭什么材料"
            done={({ number, dueOn }) => `已提交（${number}），${dateText(dueOn)}以前答复`}
            onDone={done}
          />
        </PlainDialog>
      ) : null}
    </>
  )
}
