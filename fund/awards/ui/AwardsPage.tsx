import { Link } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { awardStates } from '../../contract.ts'
import { listAwards, type AwardRow } from '../contract.ts'
import { awardTones } from './words.ts'

export const AwardsPage = () => (
  <Page title="资助" lead="已经审定的每一份：分期、事件、服务期、追回都从这里进去。">
    <ListPage
      list={listAwards}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '办件编号、收款人、事项' },
        { key: 'state', label: '状态', kind: 'choice', choices: awardStates },
      ]}
      columns={[
        { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { id }) => <Link to={`/fund/awards/${id}`}>{number}</Link> },
        { title: '事项', dataIndex: 'title' },
        { title: '收款人', dataIndex: 'payeeName' },
        { title: '审定', dataIndex: 'decidedOn', render: dateText },
        { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
        { title: '已付', dataIndex: 'paidFen', className: 'number', render: yuanText },
        { title: '状态', dataIndex: 'state', render: (state: AwardRow['state']) => <StateTag state={state} words={awardStates} tones={awardTones} /> },
        { title: '地区', dataIndex: 'placeName' },
      ]}
      empty="还没有审定的资助。办件审定后会出现在这里。"
    />
  </Page>
)
