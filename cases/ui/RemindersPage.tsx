import { useNavigate } from 'react-router'
import { dateText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { listReminders, reminderKinds } from '../clock/contract.ts'

type Kind = keyof typeof reminderKinds
const tones: Record<Kind, Tone> = { stepSoon: 'attention', stepLate: 'bad', supplementSoon: 'attention', lapsed: 'quiet' }

/** What falls due and what is late: told to the office, to its head when it is late. */
export const RemindersPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="催办提醒" lead="到期前一个工作日提醒办理机构；超期的告知办理机构和负责人；补正将到期的提醒申报人。每天早上九点更新。">
      <ListPage
        list={listReminders}
        fields={[
          { key: 'kind', label: '提醒', kind: 'choice', choices: reminderKinds },
          { key: 'open', label: '办了没有', kind: 'choice', choices: { yes: '还没有办', no: '已经办了' } },
        ]}
        columns={[
          { title: '提醒', dataIndex: 'kind', render: (kind: Kind) => <StateTag state={kind} words={reminderKinds} tones={tones} /> },
          { title: '内容', dataIndex: 'says' },
          { title: '办件编号', dataIndex: 'number' },
          { title: '事项', dataIndex: 'title' },
          { title: '对象', dataIndex: 'holderName' },
          { title: '到期日', dataIndex: 'dueOn', render: dateText },
          { title: '告知日', dataIndex: 'toldOn', render: dateText },
          { title: '现在', dataIndex: 'open', render: (open: boolean) => (open ? '还没有办' : '已经办了') },
        ]}
        onOpen={(row) => void navigate(`/cases/${row.caseId}`)}
        empty="没有提醒：没有将到期或超期的办件。"
      />
    </Page>
  )
}
