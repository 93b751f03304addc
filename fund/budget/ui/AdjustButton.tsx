import { Button, Form, Modal, Segmented, Select } from 'antd'
import { useState } from 'react'
import { fen, type Id } from '../../../kernel/types.ts'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { moneyText, yuanText } from '../../../kit/format.ts'
import { useList } from '../../../kit/hooks.ts'
import { listBudgetLines, type BudgetLineRow } from '../../contract.ts'
import { fenOfYuan } from '../../ui/amount.ts'
import { MoneyFields, moneyReady } from '../../ui/MoneyForms.tsx'
import { useMay } from '../../ui/use-may.ts'
import { adjustmentKinds, askAdjustment, type AdjustmentKind } from '../contract.ts'

const effects: Record<AdjustmentKind, string> = {
  transfer: '批准后从本科目的可用余额调到另一个科目。',
  freeze: '批准后这部分不能再审定占用，解冻后恢复。',
  thaw: '批准后冻结的部分恢复可用。',
  carryOver: '批准后转入下一年度的同一科目，没有则设立。年度结束后才能结转。',
  surrender: '批准后交回财政，科目的下达数相应减少。',
}

/** Asks for a movement of this line; another person approves it on the page of adjustments. */
export const AdjustButton = ({ line }: { line: BudgetLineRow }) => {
  const [asking, setAsking] = useState(false)
  const [kind, setKind] = useState<AdjustmentKind>('transfer')
  const [text, setText] = useState('')
  const [document, setDocument] = useState('')
  const [toLineId, setToLineId] = useState<Id<'budgetLine'>>()
  const others = useList(listBudgetLines, { year: line.year }, 'code', 200)
  if (!useMay(askAdjustment)) return null
  const amount = fenOfYuan(text) ?? fen(0n)
  const choices = (others.data?.pages ?? []).flatMap((page) => page.rows).filter((other) => other.id !== line.id && other.state === 'open')
  const target = kind === 'transfer' ? toLineId : undefined
  return (
    <>
      <Button onClick={() => setAsking(true)}>{askAdjustment.label}</Button>
      <Modal
        open={asking}
        width={560}
        title={`“${line.title}”可用 ${moneyText(line.availableFen)}${line.frozenFen ? `，冻结 ${moneyText(line.frozenFen)}` : ''}`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={askAdjustment}
            input={{ kind, lineId: line.id, toLineId: target, amount, document }}
            type="primary"
            can={moneyReady(amount, document) && (kind !== 'transfer' || target !== undefined)}
            because={kind === 'transfer' ? '请选择调入科目，写明金额和依据文件' : '请写明金额和依据文件'}
            confirm={`按 ${document} ${adjustmentKinds[kind]} ${yuanText(amount)}？`}
            done={({ number }) => `已提出 ${number}，等待另一人批准`}
            onDone={() => {
              setAsking(false)
              setText('')
            }}
          />
        }
      >
        <Form layout="vertical">
          <Form.Item extra={effects[kind]}>
            <Segmented<AdjustmentKind> value={kind} onChange={setKind} options={(Object.keys(adjustmentKinds) as AdjustmentKind[]).map((value) => ({ value, label: adjustmentKinds[value] }))} />
          </Form.Item>
          {kind === 'transfer' ? (
            <Form.Item label="调入科目" htmlFor="money-to">
              <Select id="money-to" value={toLineId} options={choices.map(({ id, title, placeName }) => ({ value: id, label: `${title}（${placeName}）` }))} onChange={setToLineId} />
            </Form.Item>
          ) : null}
          <MoneyFields amount={text} onAmount={setText} document={document} onDocument={setDocument} />
        </Form>
      </Modal>
    </>
  )
}
