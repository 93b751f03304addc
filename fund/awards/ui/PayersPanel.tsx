import { Table } from 'antd'
import { Link } from 'react-router'
import { yuanText } from '../../../kit/format.ts'
import { payers, ways, type PublicPayer } from '../../contract.ts'
import type { AwardPage } from '../contract.ts'

export const payerText = (payer: PublicPayer | null): string => (payer === null ? '先行支付的科目' : payers[payer])

type Row = { key: string; name: string; amountFen: bigint; part?: AwardPage['parts'][number] }

/** Who bears how much, from which line, and which of the two ways is taken. */
export const PayersPanel = ({ award }: { award: AwardPage }) => {
  const rows: Row[] = [
    ...award.parts.map((part) => ({ key: part.lineId, name: payerText(part.payer), amountFen: part.amountFen, part })),
    ...award.outside.map(({ name, amountFen }, i) => ({ key: `outside${i}`, name, amountFen })),
  ]
  return (
    <section className="panel">
      <h2>谁负担</h2>
      <p>
        {ways[award.way]}。
        {award.way === 'oneLine' ? `按条款，市级负担 ${yuanText(award.cityShareFen)}，区县负担 ${yuanText(award.countyShareFen)}。` : ''}
        {award.outside.length ? '单位自付的和上级另拨的不走财政科目，这里只作记录。' : ''}
      </p>
      <Table
        rowKey="key"
        size="middle"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={rows}
        columns={[
          { title: '承担方', dataIndex: 'name' },
          { title: '科目', key: 'line', render: (_, { part }) => (part ? <Link to={`/fund/lines/${part.lineId}`}>{part.lineTitle}</Link> : '不走财政科目') },
          { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
          { title: '已付', key: 'paid', className: 'number', render: (_, { part }) => (part ? yuanText(part.paidFen) : '—') },
          { title: '已终止', key: 'stopped', className: 'number', render: (_, { part }) => (part ? yuanText(part.stoppedFen) : '—') },
        ]}
      />
    </section>
  )
}
