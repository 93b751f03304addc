import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { entryStates, listEntries, type EntryState } from '../contract.ts'

const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '单位、信用代码、申请人、编号' },
  { key: 'state', label: '状态', kind: 'choice', choices: entryStates },
] as const

/** Employers that nobody acts for yet, and who wants to be the first. */
export const EntriesPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="单位开通申请" lead="核对证明后确认，申请人即为单位管理员；不予开通的写明理由，申请人会看到。">
      <ListPage
        list={listEntries}
        fields={fields}
        columns={[
          { title: '编号', dataIndex: 'number' },
          { title: '用人单位', dataIndex: 'employerName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '申请人', key: 'who', render: (_, { name, post }) => `${name}（${post}）` },
          { title: '申请', dataIndex: 'askedOn', render: dateText },
          { title: '应答复', dataIndex: 'dueOn', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: EntryState) => entryStates[state] },
        ]}
        onOpen={({ id }) => void navigate(`/entries/${id}`)}
        empty="没有等答复的申请。"
      />
    </Page>
  )
}
