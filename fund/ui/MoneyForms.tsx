import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { fen } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { moneyText, yuanText } from '../../kit/format.ts'
import { allot, type BudgetLineRow } from '../contract.ts'
import { fenOfYuan } from './amount.ts'
import { useMay } from './use-may.ts'

/** Verbs that move money of a line want an amount and the document that says so. */
interface MoneyFieldsProps {
  amount: string
  onAmount: (text: string) => void
  document: string
  onDocument: (text: string) => void
}

export const MoneyFields = ({ amount, onAmount, document, onDocument }: MoneyFieldsProps) => {
  const read = fenOfYuan(amount)
  return (
    <>
      <Form.Item label="金额（元）" htmlFor="money-amount" extra={read ? moneyText(read) : amount ? '写作 1200000 或 1,200,000.50，最多两位小数' : ''}>
        <Input id="money-amount" inputMode="decimal" value={amount} onChange={(event) => onAmount(event.target.value)} />
      </Form.Item>
      <Form.Item label="依据文件" htmlFor="money-document">
        <Input id="money-document" placeholder="青财行〔2026〕18 号" maxLength={100} value={document} onChange={(event) => onDocument(event.target.value)} />
      </Form.Item>
    </>
  )
}

export const moneyReady = (amount: bigint, document: string) => amount > 0n && document.trim().length >= 4

export const AllotButton = ({ line }: { line: BudgetLineRow }) => {
  const [asking, setAsking] = useState(false)
  const [text, setText] = useState('')
  const [document, setDocument] = useState('')
  const amount = fenOfYuan(text) ?? fen(0n)
  if (!useMay(allot)) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{allot.label}</Button>
      <Modal
        open={asking}
        title={`向“${line.title}”下达资金`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={allot}
            input={{ lineId: line.id, amount, document }}
            type="primary"
            can={line.state === 'open' && moneyReady(amount, document)}
            because={line.state === 'open' ? '请写明金额和依据文件' : '科目已经关账，不能再下达'}
            confirm={`按 ${document} 下达 ${yuanText(amount)}？`}
            done={({ appropriatedFen }) => `已下达，科目累计 ${yuanText(appropriatedFen)}`}
            onDone={() => {
              setAsking(false)
              setText('')
            }}
          />
        }
      >
        <Form layout="vertical">
          <MoneyFields amount={text} onAmount={setText} document={document} onDocument={setDocument} />
        </Form>
      </Modal>
    </>
  )
}
