import { Link } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { awardStates } from '../../contract.ts'
import { awardTones } from '../../awards/ui/words.ts'
import { listDoubles, type DoubleRow } from '../contract.ts'

/** What a merge of two records brought to light. */
export const DoublesPage = () => (
  <Page title="重复享受" lead="两条记录合并后才看出同一个人同一事项享受了两次。请打开后一件：未付的终止，已付的立案追回。">
    <ListPage
      list={listDoubles}
      fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '收款人、事项、办件编号' }]}
      columns={[
        { title: '收款人', dataIndex: 'payeeName' },
        { title: '事项', dataIndex: 'title' },
        { title: '后一件', dataIndex: 'caseNumber', render: (number: string, { id }) => <Link to={`/fund/awards/${id}`}>{number}</Link> },
        { title: '审定', dataIndex: 'decidedOn', render: dateText },
        { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
        { title: '已付', dataIndex: 'paidFen', className: 'number', render: yuanText },
        { title: '状态', dataIndex: 'state', render: (state: DoubleRow['state']) => <StateTag state={state} words={awardStates} tones={awardTones} /> },
        { title: '前一件', dataIndex: 'earlierCaseNumber', render: (number: string, { earlierId }) => <Link to={`/fund/awards/${earlierId}`}>{number}</Link> },
        { title: '前一件金额', dataIndex: 'earlierAmountFen', className: 'number', render: yuanText },
        { title: '地区', dataIndex: 'placeName' },
      ]}
      empty="没有重复享受。合并疑似重复的人之后，两条记录都享受过的会列在这里。"
    />
  </Page>
)
