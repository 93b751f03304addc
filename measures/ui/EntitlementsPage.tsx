import { useNavigate } from 'react-router'
import type { Fen } from '../../kernel/types.ts'
import { dateText, yuanText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { decisions, listEntitlements } from '../contract.ts'

/** Who is due what, in the reader's own place. */
export const EntitlementsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="符合条件名单" lead="最近一次全市匹配的结果：谁符合哪一项、多少钱，几项合在一起取哪些。名单只含您辖区内的人。">
      <ListPage
        list={listEntitlements}
        fields={[{ key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、首字母、人才编号' }]}
        columns={[
          { title: '人才编号', dataIndex: 'personNumber' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '事项', dataIndex: 'title' },
          { title: '环节', dataIndex: 'stage' },
          { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: Fen | null) => (amount === null ? '实物、服务或一事一议' : yuanText(amount)) },
          { title: '合并后', dataIndex: 'decision', render: (decision: keyof typeof decisions, row) => (row.granted !== null && decision === 'reduced' ? `${decisions[decision]} ${yuanText(row.granted)}` : decisions[decision]) },
          { title: '首次符合', dataIndex: 'foundOn', render: dateText },
        ]}
        onOpen={(row) => void navigate(`/people/${row.personId}`)}
        empty="名单是空的。请由人才办在“政策事项”页运行全市匹配。"
      />
    </Page>
  )
}
