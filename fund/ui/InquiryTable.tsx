import { Button, DatePicker, Form, Input, Modal, Segmented, Table, type TableColumnsType } from 'antd'
import type { Dayjs } from 'dayjs'
import { useState } from 'react'
import { Link } from 'react-router'
import { plainDate } from '../../kernel/calendar/plain-date.ts'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText, yuanText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { answerInquiry, answersTo, inquiryAnswers, inquiryCan, inquiryKinds, inquiryStates, listInquiries, type InquiryRow } from '../inquiry-contract.ts'
import { useMay } from './use-may.ts'
import { inquiryTones } from './words.ts'

export const inquiryColumns: TableColumnsType<InquiryRow> = [
  { title: '编号', dataIndex: 'number' },
  { title: '种类', dataIndex: 'kind', render: (kind: InquiryRow['kind']) => inquiryKinds[kind] },
  { title: '批次', key: 'batch', render: (_, row) => <Link to={`/fund/batches/${row.batchId}`}>{`${row.batchNumber} 第 ${row.seq} 笔`}</Link> },
  { title: '办件', dataIndex: 'caseNumber', render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link> },
  { title: '收款户名', dataIndex: 'payeeName' },
  { title: '应付', dataIndex: 'amountFen', className: 'number', render: yuanText },
  { title: '银行所说', key: 'reported', render: (_, row) => (row.reportedFen === null ? '没有回音' : `${yuanText(row.reportedFen)}，流水 ${row.bankSerial ?? ''}`) },
  { title: '提出', dataIndex: 'openedOn', render: dateText },
  { title: '状态', dataIndex: 'state', render: (state: InquiryRow['state']) => <StateTag state={state} words={inquiryStates} tones={inquiryTones} /> },
  { title: '结果', key: 'answer', render: (_, row) => (row.answer ? `${inquiryAnswers[row.answer]}（${row.document ?? ''}）` : '—') },
  { title: '办理', key: 'act', render: (_, row) => (inquiryCan.answer(row) ? <AnswerButton inquiry={row} /> : null) },
]

type Says = (typeof answersTo)[InquiryRow['kind']][number]
/** What each answer does where the bank said both. */
const turnedWords: Partial<Record<InquiryRow['kind'], string>> = {
  latePaid: '已全额付到：补记拨付，这一期不再付。没有付成：原来的失败不变，这一期照常再付。又付过一次的：等多付的退回后登记。',
  sentBack: '没有付成：钱已退回，这一期重新到期。已全额付到：原来的付款不变。',
}

/** The bank's answer on paper; which answers there are follows from what was asked. */
const AnswerButton = ({ inquiry }: { inquiry: InquiryRow }) => {
  const [asking, setAsking] = useState(false)
  const [says, setSays] = useState<Says>(inquiry.kind === 'doubled' ? 'returned' : inquiry.kind === 'sentBack' ? 'failed' : 'paid')
  const [document, setDocument] = useState('')
  const [serial, setSerial] = useState('')
  const [reason, setReason] = useState('')
  const [paidOn, setPaidOn] = useState<Dayjs>()
  if (!useMay(answerInquiry)) return null
  const doubled = inquiry.kind === 'doubled'
  const day = plainDate(paidOn ? paidOn.format('YYYY-MM-DD') : inquiry.openedOn)
  const answer = says === 'returned' ? ({ says } as const) : says === 'paid' ? ({ says, paidOn: day, bankSerial: serial } as const) : ({ says, reason } as const)
  const whole = says === 'returned' || (says === 'paid' ? paidOn !== undefined && serial.trim() !== '' : reason.trim().length >= 2)
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        {answerInquiry.label}
      </Button>
      <Modal
        open={asking}
        title={`${inquiry.number} ${inquiryKinds[inquiry.kind]}：${inquiry.payeeName} ${yuanText(inquiry.amountFen)}`}
        onCancel={() => setAsking(false)}
        footer={
          <ActionButton
            action={answerInquiry}
            input={{ inquiryId: inquiry.id, document, answer }}
            type="primary"
            can={whole && document.trim().length >= 4}
            because="请写明银行复函，以及付款日和流水号（或没有付成的原因）"
            done={({ number }) => `${number} 已了结`}
            onDone={() => setAsking(false)}
          />
        }
      >
        <Form layout="vertical">
          {doubled ? (
            <p>银行确认多付的一笔已经退回后登记。台账上这笔支付只记一次，不受影响。</p>
          ) : (
            <Form.Item extra={turnedWords[inquiry.kind]}>
              <Segmented<Says> value={says} onChange={setSays} options={answersTo[inquiry.kind].map((value) => ({ value, label: inquiryAnswers[value] }))} />
            </Form.Item>
          )}
          {says === 'paid' ? (
            <>
              <Form.Item label="全额付到的日期" htmlFor="answer-day">
                <DatePicker id="answer-day" value={paidOn ?? null} onChange={(value: Dayjs | null) => setPaidOn(value ?? undefined)} />
              </Form.Item>
              <Form.Item label="银行流水号" htmlFor="answer-serial">
                <Input id="answer-serial" maxLength={60} value={serial} onChange={(event) => setSerial(event.target.value)} />
              </Form.Item>
            </>
          ) : null}
          {says === 'failed' ? (
            <Form.Item label="没有付成的原因（部分付款的，银行应先退回已付部分）" htmlFor="answer-reason">
              <Input id="answer-reason" maxLength={100} value={reason} onChange={(event) => setReason(event.target.value)} />
            </Form.Item>
          ) : null}
          <Form.Item label="银行复函" htmlFor="answer-document">
            <Input id="answer-document" placeholder="青屿银行复函〔2026〕7 号" maxLength={100} value={document} onChange={(event) => setDocument(event.target.value)} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}

/** What was asked about payments of one batch; nothing is shown where nothing was. */
export const BatchInquiries = ({ batchId }: { batchId: Id<'batch'> }) => {
  const rows = (useList(listInquiries, { batchId }, '-number', 50).data?.pages ?? []).flatMap((page) => page.rows)
  if (!rows.length) return null
  return (
    <section className="panel">
      <h2>查询查复</h2>
      <Table<InquiryRow> rowKey="id" size="small" pagination={false} scroll={{ x: 'max-content' }} dataSource={rows} columns={inquiryColumns} />
    </section>
  )
}
