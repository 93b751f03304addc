import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { applicationStates, listApplications, type ApplicationRow } from '../contract.ts'
import { EnterButton } from './EnterButton.tsx'
import { applicationTones, areaText } from './words.ts'

/** Who waits, in the order in which it will be his turn; and what became of the others. */
export const WaitingPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="人才公寓轮候" lead="摇过号的按摇号次序在前，没有摇过的按申请日期。配租在“人才公寓房源”里从可配的一套做起。" extra={<EnterButton />}>
      <ListPage
        list={listApplications}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: applicationStates },
        ]}
        columns={[
          { title: '轮候编号', dataIndex: 'number' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '所在地', dataIndex: 'placeName' },
          { title: '意向', dataIndex: 'wantedName' },
          { title: '人口', dataIndex: 'family', className: 'number' },
          { title: '至多', dataIndex: 'mostArea', className: 'number', render: areaText },
          { title: '状态', dataIndex: 'state', render: (state: ApplicationRow['state']) => <StateTag state={state} words={applicationStates} tones={applicationTones} /> },
          { title: '摇号次序', dataIndex: 'turn', className: 'number', render: (turn: number | null) => turn ?? '' },
          { title: '申请', dataIndex: 'appliedOn', render: dateText },
        ]}
        onOpen={({ id }) => void navigate(`/housing/applications/${id}`)}
        empty="没有符合条件的申请。人才在手机上申请，窗口也可以代录。"
      />
    </Page>
  )
}
