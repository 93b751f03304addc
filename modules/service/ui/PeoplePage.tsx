import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { useMe } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { listServed } from '../contract.ts'

/** A specialist's people, or everybody of the place who has a specialist. */
export const PeoplePage = () => {
  const navigate = useNavigate()
  const specialist = useMe().data?.duty?.role === 'specialist'
  return (
    <Page title="服务的人才" lead={specialist ? '由您服务的人。只有他们的信息您看得到。' : '辖区内已经配了服务专员的人。'}>
      <ListPage
        list={listServed}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号、单位' },
          { key: 'due', label: '联系', kind: 'choice', choices: { 1: '到了该联系的日子' } },
        ]}
        columns={[
          { title: '姓名', dataIndex: 'name' },
          { title: '类别', dataIndex: 'level' },
          { title: '所在单位', dataIndex: 'employerName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '专员', dataIndex: 'specialistName' },
          { title: '服务起', dataIndex: 'since', render: dateText },
          { title: '上次联系', dataIndex: 'lastContactOn', render: (on: string | null) => (on ? dateText(on) : '') },
          { title: '应联系', dataIndex: 'contactDueOn', render: dateText },
          { title: '未答复事项', dataIndex: 'openRequests', className: 'number' },
        ]}
        onOpen={({ id }) => void navigate(`/service/people/${id}`)}
        empty={specialist ? '还没有分给您的人。请联系人才办。' : '还没有人配专员。到“专员分配”看应配未配的名单。'}
      />
    </Page>
  )
}
