import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { fetchList } from '../../kit/client.ts'
import { countText, dateText, momentText, yuanText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { batchStates, getBatch, listBatchItems, type BatchItemRow } from '../payment-contract.ts'
import './fund.css'

/** A sheet that somebody can still read; beyond it the sheet carries the sums, and the list goes along as the exported file. */
const readable = 2_000

/** Every payment of a batch, page after page. */
const allItems = async (batchId: Id<'batch'>): Promise<BatchItemRow[]> => {
  const rows: BatchItemRow[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: { rows: BatchItemRow[]; next: string | null } = await fetchList(listBatchItems, { batchId }, { sort: 'seq', limit: 200, ...(after ? { after } : {}) })
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

/** The sheet that is signed and filed: the same figures as the bank file, account numbers by their last four digits. */
export const BatchSheetPage = () => {
  const { batchId } = useParams() as { batchId: Id<'batch'> }
  const batch = useAsk(getBatch, { batchId })
  const long = (batch.data?.items ?? 0) > readable
  const items = useQuery({ queryKey: ['fund.batchSheet', batchId], queryFn: () => allItems(batchId), enabled: batch.data !== undefined && !long })
  return (
    <Answer of={batch}>
      {(head) => (
        <Page
          title="人才发展专项资金支付签批单"
          lead={`${head.number} · ${head.year} 年 ${head.lineTitle} · ${head.placeName} · ${batchStates[head.state]}`}
          extra={
            <Button type="primary" className="no-print" disabled={!long && !items.data} onClick={() => print()}>
              打印
            </Button>
          }
        >
          <section className="panel">
            <p>
              应付日期 {dateText(head.dueBy)} 及以前，{countText(head.items)} 笔，合计 <strong>{yuanText(head.totalFen)}</strong>{head.taxFen > 0n ? `（税后实发；另代扣个税 ${yuanText(head.taxFen)}，明细附后）` : ''}。编制 {head.makerName}，{momentText(head.madeAt)}；复核 {head.checkerName ?? '尚未复核'}
              {head.releasedOn ? `；送银行 ${dateText(head.releasedOn)}` : ''}。
            </p>
            {head.fileChecksum ? <p>支付文件校验码（SM3）：{head.fileChecksum}</p> : null}
            {long ? <p>明细 {countText(head.items)} 笔超过 {countText(readable)} 笔，不在签批单上逐笔列出：请在批次页导出明细一并存档，以支付文件校验码为准。</p> : null}
            {long ? null : (
            <Answer of={items}>
              {(rows) => (
                <table className="sheet-table">
                  <thead>
                    <tr>
                      <th>序号</th>
                      <th>办件编号</th>
                      <th>事项</th>
                      <th>收款户名</th>
                      <th>开户行、账号尾号</th>
                      <th className="number">金额</th>
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((item) => (
                      <tr key={item.id}>
                        <td>{item.seq}</td>
                        <td>{item.caseNumber}</td>
                        <td>{`${item.title} 第${item.no}期`}</td>
                        <td>{item.payeeName}</td>
                        <td>{item.accountHint ? `${item.bank} ${item.accountHint}` : '—'}</td>
                        <td className="number">{yuanText(item.amountFen)}</td>
                      </tr>
                    ))}
                    <tr>
                      <th colSpan={5}>合计 {countText(rows.length)} 笔</th>
                      <th className="number">{yuanText(rows.reduce((sum, item) => sum + item.amountFen, 0n))}</th>
                    </tr>
                  </tbody>
                </table>
              )}
            </Answer>
            )}
            <div className="sheet-sign">
              {['经办', '复核', '单位负责人', '日期'].map((who) => (
                <span key={who}>{who}：</span>
              ))}
            </div>
          </section>
        </Page>
      )}
    </Answer>
  )
}
