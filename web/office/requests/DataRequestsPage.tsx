import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { answerWithin, listDataRequests, requestKinds, requestStates, type RequestRow } from '../../../server/personal-data/requests/contract.ts'
import { requestTones } from './Kept.tsx'

/** What people ask about their own data, the nearest due day first. */
export const DataRequestsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="个人信息请求" lead={`本人要求限制处理、删除的，由人才办在 ${answerWithin} 个工作日内答复；查阅复制、撤回同意、不接受自动决定当场照办，也记在这里。`}>
      <ListPage
        list={listDataRequests}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、请求编号' },
          { key: 'kind', label: '请求', kind: 'choice', choices: requestKinds },
          { key: 'state', label: '状态', kind: 'choice', choices: requestStates },
        ]}
        columns={[
          { title: '请求编号', dataIndex: 'number' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '请求', dataIndex: 'kind', render: (kind: RequestRow['kind']) => requestKinds[kind] },
          { title: '提出日期', dataIndex: 'askedOn', render: dateText },
          { title: '应答复', dataIndex: 'dueOn', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: RequestRow['state']) => <StateTag state={state} words={requestStates} tones={requestTones} /> },
          { title: '答复', dataIndex: 'outcome', render: (text: string | null) => text ?? '' },
        ]}
        onOpen={({ id }) => void navigate(`/data-requests/${id}`)}
        empty="没有个人信息请求。人才在手机上“我的—个人信息请求”里提出后，会出现在这里。"
      />
    </Page>
  )
}
