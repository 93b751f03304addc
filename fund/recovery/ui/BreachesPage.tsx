import { Link } from 'react-router'
import type { Fen } from '../../../kernel/types.ts'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { breachStates, grounds, listBreaches, type BreachRow } from '../contract.ts'
import { breachTones } from './words.ts'

export const BreachesPage = () => (
  <Page title="违约案卷" lead="告知、陈述申辩、一人拟定意见、另一人决定。">
    <ListPage
      list={listBreaches}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '案号、义务人、事项' },
        { key: 'state', label: '状态', kind: 'choice', choices: breachStates },
      ]}
      columns={[
        { title: '案号', dataIndex: 'number', render: (number: string, { id }) => <Link to={`/fund/breaches/${id}`}>{number}</Link> },
        { title: '事项', dataIndex: 'title' },
        { title: '义务人', dataIndex: 'payeeName' },
        { title: '事由', dataIndex: 'ground', render: (ground: BreachRow['ground']) => grounds[ground] },
        { title: '发生', dataIndex: 'happenedOn', render: dateText },
        { title: '陈述期限', dataIndex: 'statementBy', render: dateText },
        { title: '拟追回', dataIndex: 'proposedFen', className: 'number', render: (amount: Fen | null) => (amount === null ? '—' : yuanText(amount)) },
        { title: '状态', dataIndex: 'state', render: (state: BreachRow['state']) => <StateTag state={state} words={breachStates} tones={breachTones} /> },
      ]}
      empty="没有违约案卷。夜间核对发现疑似违约的自动立案；登记里看不到的，在“服务期”里立案。"
    />
  </Page>
)
