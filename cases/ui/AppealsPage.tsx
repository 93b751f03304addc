import { useNavigate } from 'react-router'
import { dateText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag, type Tone } from '../../kit/StateTag.tsx'
import { appealOutcomes, listAppeals } from '../appeal/contract.ts'

type Outcome = keyof typeof appealOutcomes
const tones: Record<Outcome, Tone> = { pending: 'attention', upheld: 'good', dismissed: 'quiet' }

/** Appeals that this office hears; settled on the case's own page by somebody who had no hand in it. */
export const AppealsPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="复核" lead="对下级机构不予通过不服的，由本机构中没有办过这一件的人复核；一件一次，复核决定是最终决定。">
      <ListPage
        list={listAppeals}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、事项、编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: appealOutcomes },
        ]}
        columns={[
          { title: '办件编号', dataIndex: 'number' },
          { title: '事项', dataIndex: 'title' },
          { title: '对象', dataIndex: 'holderName' },
          { title: '复核理由', dataIndex: 'reason', ellipsis: true },
          { title: '状态', dataIndex: 'state', render: (state: Outcome) => <StateTag state={state} words={appealOutcomes} tones={tones} /> },
          { title: '申请日', dataIndex: 'lodgedOn', render: dateText },
          { title: '到期日', dataIndex: 'dueOn', render: dateText },
        ]}
        onOpen={(row) => void navigate(`/cases/${row.caseId}`)}
        empty="没有要复核的办件。申报人对不予通过不服、申请复核时，会出现在这里。"
      />
    </Page>
  )
}
