import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { fen, type Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { moneyText, yuanText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { allot, listBudgetLines, transfer, type BudgetLineRow } from '../contract.ts'
import { fenOfYuan } from './amount.ts'
import { useMay } from './use-may.ts'

/** The two verbs that put money on a line; both want an amount and the document that says so. */
interface MoneyFieldsProps {
  amount: string
  onAmount: (text: string) => void
  document: string
  onDocument: (text: string) => void
}

const MoneyFields = ({ amount, onAmount, document, onDocument }: MoneyFieldsProps) => {
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

const ready = (amount: bigint, document: string) => amount > 0n && document.trim().length >= 4

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
            can={ready(amount, document)}
            because="请写明金额和依据文件"
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

export const TransferButton = ({ line }: { line: BudgetLineRow }) => {
  const [asking, setAsking] = useState(false)
  const [text, setText] = useState('')
  const [document, setDocument] = useState('')
  const [toLineId, setToLineId] = useState<Id<'budgetLine'>>()
  const others = useList(listBudgetLines, { year: line.year }, 'code', 200)
  const amount = fenOfYuan(text) ?? fen(0n)
  if (!useMay(transfer)) return null
  const choices = (others.data?.pages ?? []).flatMap((page) => page.rows).filter((other) => other.id !== line.id)
  return (
    <>
      <Button onClick={() => setAsking(true)}>{transfer.label}</Button>
      <Modal
        open={asking}
        title={`从“${line.title}”调出，可用 ${moneyText(line.availableFen)}`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={transfer}
            input={{ fromLineId: line.id, toLineId: toLineId ?? line.id, amount, document }}
            type="primary"
            can={toLineId !== undefined && ready(amount, document)}
            because="请选择调入科目，写明金额和依据文件"
            confirm={`按 ${document} 调出 ${yuanText(amount)}？`}
            done={({ leftFen }) => `已调剂，本科目还可用 ${yuanText(leftFen)}`}
            onDone={() => {
              setAsking(false)
              setText('')
            }}
          />
        }
      >
        <Form layout="vertical">
          <Form.Item label="调入科目" htmlFor="money-to">
            <Select id="money-to" value={toLineId} options={choices.map(({ id, title }) => ({ value: id, label: title }))} onChange={setToLineId} />
          </Form.Item>
          <MoneyFields amount={text} onAmount={setText} document={document} onDocument={setDocument} />
        </Form>
      </Modal>
    </>
  )
}
