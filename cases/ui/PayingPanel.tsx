import { Table } from 'antd'
import { Link } from 'react-router'
import { payers, ways } from '../../fund/contract.ts'
import { yuanText } from '../../kit/format.ts'
import type { CasePageData } from '../reading/contract.ts'

/** What the decision committed: who pays which part from which line, what is withheld of it, and who receives it. */
export const PayingPanel = ({ paying }: { paying: NonNullable<CasePageData['paying']> }) => (
  <section className="panel">
    <h2>资助</h2>
    <p>
      <Link to={`/fund/awards/${paying.awardId}`}>应发 {yuanText(paying.grossFen)}</Link>
      {paying.taxFen > 0n ? `，代扣个税 ${yuanText(paying.taxFen)}，实发 ${yuanText(paying.netFen)}` : ''}；付给{paying.payees.join('、')}。{ways[paying.way]}。
    </p>
    <Table
      rowKey={({ name }) => name}
      size="small"
      pagination={false}
      dataSource={[
        ...paying.parts.map(({ payer, lineTitle, amountFen }) => ({ name: payer === null ? '先行支付' : payers[payer], line: lineTitle, amountFen })),
        ...paying.outside.map(({ name, amountFen }) => ({ name, line: '不走财政科目', amountFen })),
      ]}
      columns={[
        { title: '承担方', dataIndex: 'name' },
        { title: '科目', dataIndex: 'line' },
        { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
      ]}
    />
  </section>
)
