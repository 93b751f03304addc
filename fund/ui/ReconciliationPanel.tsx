import { Alert, Table } from 'antd'
import { countText, yuanText } from '../../kit/format.ts'
import type { Reconciliation } from '../payment-contract.ts'
import './fund.css'

/** Each pair of figures that must be equal, with what is left between them. */
export const ReconciliationPanel = ({ reconciliation: r }: { reconciliation: Reconciliation }) => {
  const rows = [
    { key: 'plan', says: '分期计划 = 支付文件', left: r.planFen, right: r.fileFen },
    { key: 'release', says: '支付文件 = 台账送银行', left: r.fileFen, right: r.ledgerReleaseFen },
    { key: 'paid', says: `回单成功（${countText(r.returnedPaidItems)} 笔）= 台账拨付`, left: r.returnedPaidFen, right: r.ledgerPayFen },
    ...(r.withheldFen + r.ledgerWithheldFen > 0n ? [{ key: 'tax', says: '付成各笔的税额 = 台账代扣待缴', left: r.withheldFen, right: r.ledgerWithheldFen }] : []),
    { key: 'failed', says: `回单失败（${countText(r.returnedFailedItems)} 笔）= 台账银行退回`, left: r.returnedFailedFen, right: r.ledgerBounceFen },
    { key: 'page', says: '台账拨付 = 本人看到的已付', left: r.ledgerPayFen, right: r.pagePaidFen },
    { key: 'whole', says: `支付文件 = 成功 + 失败 + 等待回单（${countText(r.waitingItems)} 笔）`, left: r.fileFen, right: r.returnedPaidFen + r.returnedFailedFen + r.waitingFen },
  ]
  const good = r.matched && r.fileIntact
  return (
    <section className="panel">
      <h2>对账</h2>
      <Alert
        type={good ? 'success' : 'error'}
        showIcon
        title={good ? `计划、文件、回单、台账相符，一分不差${r.waitingItems ? `；${countText(r.waitingItems)} 笔等待回单` : ''}。` : r.fileIntact ? '有数字不相符，请立即核查。' : '支付文件与送银行时的校验码不同，请立即核查。'}
        style={{ marginBottom: 12 }}
      />
      <Table
        className="match"
        size="small"
        pagination={false}
        dataSource={rows}
        columns={[
          { title: '核对', dataIndex: 'says' },
          { title: '左边', dataIndex: 'left', className: 'number', render: yuanText },
          { title: '右边', dataIndex: 'right', className: 'number', render: yuanText },
          { title: '结果', key: 'result', render: (_, { left, right }) => (left === right ? '相符' : `差 ${yuanText(left - right)}`) },
        ]}
      />
    </section>
  )
}
