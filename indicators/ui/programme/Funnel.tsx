import { Table } from 'antd'
import { Link } from 'react-router'
import type { z } from 'zod'
import { countText, moneyText } from '../../../kit/format.ts'
import type { ProgrammeMeasure } from '../../programme/contract.ts'

type Measure = z.output<typeof ProgrammeMeasure>

/** Who is due, who filed, what was decided and paid, measure by measure: where people get lost is seen in the row. */
export const Funnel = ({ measures }: { measures: Measure[] }) => (
  <section className="panel">
    <h2>事项与办理</h2>
    <p className="quiet">符合条件为最近一次匹配的现数，已享受过的不再计入；告知、申报、审定、拨付为本年的件数。</p>
    <Table
      rowKey="measure"
      size="small"
      pagination={false}
      dataSource={measures}
      locale={{ emptyText: '没有从这个计划的科目里出资的事项。' }}
      columns={[
        { title: '事项', dataIndex: 'title', render: (title: string, { measure }) => <Link to={`/cases?search=${encodeURIComponent(measure)}`}>{title}</Link> },
        ...(['eligible', 'told', 'applied', 'decided', 'paid'] as const).map((key) => ({ title: { eligible: '符合条件', told: '已告知', applied: '已申报', decided: '已审定', paid: '已拨付' }[key], dataIndex: key, className: 'number', render: countText })),
        { title: '审定金额', dataIndex: 'amount', className: 'number', render: moneyText },
      ]}
    />
  </section>
)
