import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listDue } from '../assign-contract.ts'
import { AssignButton } from './AssignButton.tsx'
import { ProposalButton } from './ProposalButton.tsx'
import { SpecialistsPanel } from './SpecialistsPanel.tsx'

/** Who is due a specialist and has none, and who has how many. */
export const AssignPage = () => (
  <Page
    title="专员分配"
    lead="承诺了配专员、还没有配的人，和自己请求安排的人。可以逐个指定，也可以看过建议再一次分配。"
    extra={
      <>
        <Link to="/service/promises">服务承诺</Link>
        <ProposalButton />
      </>
    }
  >
    <SpecialistsPanel />
    <h2>应配未配</h2>
    <ListPage
      list={listDue}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号' },
        { key: 'asked', label: '请求', kind: 'choice', choices: { 1: '本人已请求' } },
      ]}
      columns={[
        { title: '姓名', dataIndex: 'name' },
        { title: '类别', dataIndex: 'level' },
        { title: '所在单位', dataIndex: 'employerName' },
        { title: '所在地', dataIndex: 'placeName' },
        { title: '应配起算日', dataIndex: 'since', render: dateText },
        { title: '本人已请求', dataIndex: 'asked', render: (asked: boolean) => (asked ? '是' : '') },
        { title: '', key: 'act', render: (_, { id, name }) => <AssignButton person={{ id, name }} size="small" /> },
      ]}
      empty="应配的都配了。承诺的范围在“服务承诺”里。"
    />
  </Page>
)
