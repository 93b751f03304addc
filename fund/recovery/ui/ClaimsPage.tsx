import { Link } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listClaims } from '../claim-contract.ts'

export const ClaimsPage = () => (
  <Page title="应追回款" lead="认定违约后应退的每一笔：还款计划、收款、抵扣、核销。">
    <ListPage
      list={listClaims}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '通知书号、义务人、事项' },
        { key: 'open', label: '情况', kind: 'choice', choices: { open: '尚欠', overdue: '逾期', settled: '了结' } },
      ]}
      columns={[
        { title: '通知书号', dataIndex: 'number', render: (number: string, { id }) => <Link to={`/fund/claims/${id}`}>{number}</Link> },
        { title: '事项', dataIndex: 'title' },
        { title: '义务人', dataIndex: 'payeeName' },
        { title: '决定', dataIndex: 'decidedOn', render: dateText },
        { title: '应追回', dataIndex: 'amountFen', className: 'number', render: yuanText },
        { title: '已收', dataIndex: 'recoveredFen', className: 'number', render: yuanText },
        { title: '已抵扣', dataIndex: 'setOffFen', className: 'number', render: yuanText },
        { title: '已核销', dataIndex: 'writtenOffFen', className: 'number', render: yuanText },
        { title: '尚欠', dataIndex: 'outstandingFen', className: 'number', render: yuanText },
        { title: '逾期', dataIndex: 'overdueFen', className: 'number', render: yuanText },
      ]}
      empty="没有应追回款。违约案卷决定退回的，会列在这里。"
    />
  </Page>
)
