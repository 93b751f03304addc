import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { useAsk } from '../../../kit/hooks.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { askPromises } from '../assign-contract.ts'
import { listRequests, requestStates, type RequestRow } from '../contract.ts'
import { ratings, requestTones } from './words.ts'

/** What talents have asked for, the nearest day first. */
export const RequestsPage = () => {
  const navigate = useNavigate()
  const kinds = useAsk(askPromises, {}).data?.kinds ?? []
  return (
    <Page title="服务事项" lead="本人提出或来电代录的事项。没有按期答复的，夜里自动上报人才办。">
      <ListPage
        list={listRequests}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: requestStates },
          { key: 'kind', label: '种类', kind: 'choice', choices: Object.fromEntries(kinds.map(({ kind, label }) => [kind, label])) },
          { key: 'late', label: '期限', kind: 'choice', choices: { 1: '超期未答复' } },
        ]}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '种类', dataIndex: 'kindLabel' },
          { title: '人才', dataIndex: 'personName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '状态', dataIndex: 'state', render: (state: RequestRow['state']) => <StateTag state={state} words={requestStates} tones={requestTones} /> },
          { title: '经办', dataIndex: 'holderName' },
          { title: '提出', dataIndex: 'askedOn', render: dateText },
          { title: '应答复', dataIndex: 'dueOn', render: dateText },
          { title: '答复', dataIndex: 'answeredOn', render: (on: string | null) => (on ? dateText(on) : '') },
          { title: '上报人才办', dataIndex: 'lateOn', render: (on: string | null) => (on ? dateText(on) : '') },
          { title: '满意度', dataIndex: 'rating', render: (rating: number | null) => (rating === null ? '' : `${rating} 分，${ratings[rating] ?? ''}`) },
        ]}
        onOpen={({ id }) => void navigate(`/service/requests/${id}`)}
        empty="没有符合条件的事项。接到来电，到“服务的人才”里打开这个人代录。"
      />
    </Page>
  )
}
