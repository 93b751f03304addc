import { Alert, Descriptions, Table } from 'antd'
import { dateText, moneyText } from '../../kit/format.ts'
import type { Fen } from '../../kernel/types.ts'
import { appealOutcomes } from '../appeal/contract.ts'
import type { CasePageData } from '../reading/contract.ts'

/** What some cases have and most have not: a suspension, an appeal, experts and a meeting. */

export const Standing = ({ page }: { page: CasePageData }) => (
  <>
    {page.suspendedBecause ? <Alert type="warning" showIcon title={`中止办理：${page.suspendedBecause}`} description="停止计时，查清后恢复办理。" style={{ marginTop: 12 }} /> : null}
    {page.appeal ? (
      <Alert
        type={page.appeal.state === 'pending' ? 'warning' : 'info'}
        showIcon
        style={{ marginTop: 12 }}
        title={`${dateText(page.appeal.lodgedOn)}申请复核：${appealOutcomes[page.appeal.state]}`}
        description={
          page.appeal.state === 'pending'
            ? `由${page.appeal.officeName}办理，应于${dateText(page.appeal.dueOn)}前办结。理由：${page.appeal.reason}`
            : `${page.appeal.officeName}${page.appeal.settledOn ? `于${dateText(page.appeal.settledOn)}` : ''}：${page.appeal.finding ?? ''}`
        }
      />
    ) : null}
  </>
)

export const DiscretionPanel = ({ discretion }: { discretion: CasePageData['discretion'] }) => {
  if (!discretion) return null
  const { decision, experts } = discretion
  const bound = (amount: Fen | null) => (amount === null ? '不限' : moneyText(amount))
  return (
    <section className="panel">
      <h2>一事一议</h2>
      <Descriptions
        size="small"
        column={{ xs: 1, md: 2 }}
        items={[
          { label: '审定机构', children: discretion.body ?? '未指定' },
          { label: '条款的下限、上限', children: `${bound(discretion.floor)}、${bound(discretion.cap)}` },
          { label: '会议决定', children: decision ? `${decision.body}，${dateText(decision.metOn)}，${decision.minutesNumber}，${moneyText(decision.amount)}` : '尚未登记' },
        ]}
      />
      <Table
        rowKey={({ expert, givenOn, opinion }) => `${expert}${givenOn}${opinion}`}
        size="small"
        pagination={false}
        dataSource={experts}
        locale={{ emptyText: '还没有专家意见。办理机构在“更多办理”中登记。' }}
        columns={[
          { title: '专家', dataIndex: 'expert' },
          { title: '评分', dataIndex: 'score', className: 'number', render: (score: number | null) => score ?? '—' },
          { title: '建议金额', dataIndex: 'amount', className: 'number', render: (amount: Fen | null) => (amount === null ? '—' : moneyText(amount)) },
          { title: '意见', dataIndex: 'opinion' },
          { title: '出具日', dataIndex: 'givenOn', render: dateText },
        ]}
      />
    </section>
  )
}
