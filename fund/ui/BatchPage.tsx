import { Alert, Button, Descriptions, Table } from 'antd'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import { fen, type Id } from '../../kernel/types.ts'
import { countText, dateText, momentText, yuanText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { StepUpButton } from '../../kit/StepUpButton.tsx'
import { finance } from '../contract.ts'
import { batchCan, batchStates, dissolveBatch, getBatch, itemStates, listBatchItems, releaseBatch, type BatchItemRow } from '../payment-contract.ts'
import { BatchTax } from '../tax/ui/BatchTax.tsx'
import { BatchInquiries } from './InquiryTable.tsx'
import { ReasonButton } from './ReasonButton.tsx'
import { ReconciliationPanel } from './ReconciliationPanel.tsx'
import { TakeReturnButton } from './TakeReturnButton.tsx'
import { useMay } from './use-may.ts'
import { batchTones, itemTones } from './words.ts'

const nothing = fen(0n)

/** One batch from the maker's hand to the last answer of the bank. */
export const BatchPage = () => {
  const { batchId } = useParams() as { batchId: Id<'batch'> }
  const asked = useAsk(getBatch, { batchId })
  const fixed = useMemo(() => ({ batchId }), [batchId])
  const isFinance = useMay({ may: finance })
  return (
    <Answer of={asked}>
      {(batch) => (
        <Page
          title={`支付批次 ${batch.number}`}
          lead={
            <>
              {batch.year} 年 {batch.lineTitle} · {countText(batch.items)} 笔，共 {yuanText(batch.totalFen)}{batch.taxFen > 0n ? `（税后实发，另代扣个税 ${yuanText(batch.taxFen)}）` : ''} <StateTag state={batch.state} words={batchStates} tones={batchTones} />
            </>
          }
          extra={
            <>
              {batchCan.release(batch) ? (
                <StepUpButton
                  action={releaseBatch}
                  input={{ batchId }}
                  can={!batch.mine}
                  because="经办人不能复核自己编制的批次"
                  says={`把 ${countText(batch.items)} 笔、共 ${yuanText(batch.totalFen)} 送银行。送出后不能撤回。`}
                  done={({ items, totalFen, datedOn }) => `已送银行：${items} 笔，共 ${yuanText(totalFen)}，起息日 ${dateText(datedOn)}。请下载支付文件交银行。`}
                />
              ) : null}
              {batchCan.dissolve(batch) ? (
                <ReasonButton
                  action={dissolveBatch}
                  says={`退回后 ${countText(batch.items)} 笔分期恢复待支付，可以重新编制。`}
                  ask="退回的原因"
                  least={4}
                  input={(reason) => ({ batchId, reason })}
                  done={({ items }) => `批次已退回，${items} 笔分期恢复待支付`}
                />
              ) : null}
              {batchCan.takeReturn(batch) ? <TakeReturnButton batchId={batchId} /> : null}
              {batchCan.takeFile(batch) && isFinance ? (
                <Button href={`/api/fund.bankFile/${batchId}`} download={`${batch.number}.csv`}>
                  下载支付文件
                </Button>
              ) : null}
              <Link to={`/fund/batches/${batchId}/sheet`}>
                <Button>打印签批单</Button>
              </Link>
            </>
          }
        >
          {batch.state === 'dissolved' ? <Alert type="warning" showIcon title={`批次已退回：${batch.dissolvedReason ?? ''}`} style={{ marginBottom: 16 }} /> : null}
          {batch.state === 'made' ? <Alert type="info" showIcon title="等待另一人复核。复核人核对笔数、金额和收款人后送银行。" style={{ marginBottom: 16 }} /> : null}
          <section className="panel">
            <Descriptions
              column={{ xs: 1, md: 3 }}
              items={[
                { label: '科目', children: <Link to={`/fund/lines/${batch.lineId}`}>{batch.lineTitle}</Link> },
                { label: '应付日期', children: `${dateText(batch.dueBy)}及以前` },
                { label: '编制', children: `${batch.makerName}，${momentText(batch.madeAt)}` },
                { label: '复核', children: batch.checkerName ?? '尚未复核' },
                { label: '送银行日', children: batch.releasedOn ? `${dateText(batch.releasedOn)}${batch.datedOn && batch.datedOn !== batch.releasedOn ? `（过了截止时间或休息日，起息日 ${dateText(batch.datedOn)}）` : ''}` : '—' },
                { label: '文件校验码', children: batch.fileChecksum ? <code title={batch.fileChecksum}>{batch.fileChecksum.slice(0, 16)}…</code> : '—' },
              ]}
            />
          </section>
          {batch.reconciliation ? <ReconciliationPanel reconciliation={batch.reconciliation} /> : null}
          <BatchTax batch={batch} withheldFen={batch.reconciliation?.withheldFen ?? nothing} remittedFen={batch.reconciliation?.remittedFen ?? nothing} />
          {batch.returns.length ? (
            <section className="panel">
              <h2>银行回单</h2>
              <Table
                rowKey="id"
                size="small"
                pagination={false}
                dataSource={batch.returns}
                columns={[
                  { title: '回单日期', dataIndex: 'bankDate', render: dateText },
                  { title: '登记时间', dataIndex: 'takenAt', render: momentText },
                  { title: '成功', key: 'paid', className: 'number', render: (_, row) => `${countText(row.paidItems)} 笔 ${yuanText(row.paidFen)}` },
                  { title: '失败', key: 'failed', className: 'number', render: (_, row) => `${countText(row.failedItems)} 笔 ${yuanText(row.failedFen)}` },
                ]}
              />
            </section>
          ) : null}
          <BatchInquiries batchId={batchId} />
          <section className="panel">
            <h2>明细</h2>
            <ListPage
              list={listBatchItems}
              fixed={fixed}
              fields={[{ key: 'state', label: '结果', kind: 'choice', choices: itemStates }]}
              columns={[
                { title: '序号', dataIndex: 'seq', className: 'number' },
                { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link> },
                { title: '事项', key: 'title', render: (_, item) => `${item.title} 第${item.no}期${item.attempt > 1 ? `（第${item.attempt}次支付）` : ''}` },
                { title: '收款户名', key: 'payee', render: (_, item) => (item.payeeName === item.holderName ? item.payeeName : `${item.payeeName}（${item.holderName}享受）`) },
                { title: '账户', key: 'account', render: (_, item) => (item.accountHint ? `${item.bank} 尾号 ${item.accountHint}` : '—') },
                { title: '实发', key: 'amount', className: 'number', render: (_, item) => `${yuanText(item.amountFen)}${item.taxFen > 0n ? `（代扣 ${yuanText(item.taxFen)}）` : ''}` },
                { title: '结果', dataIndex: 'state', render: (state: BatchItemRow['state']) => <StateTag state={state} words={itemStates} tones={itemTones} /> },
                { title: '说明', key: 'note', render: (_, item) => item.reason ?? (item.paidOn ? `${dateText(item.paidOn)} 付，流水 ${item.bankSerial ?? ''}` : '') },
              ]}
              empty="没有这种结果的明细。"
            />
          </section>
        </Page>
      )}
    </Answer>
  )
}
