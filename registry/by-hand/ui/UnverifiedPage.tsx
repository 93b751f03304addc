import { useNavigate } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { confidenceLevels, type ConfidenceLevel } from '../../confidence/contract.ts'
import { correctable } from '../../corrections/contract.ts'
import { confidenceTones } from '../../ui/words.ts'
import { listUnverified } from '../contract.ts'
import { entryKindNames, type EntryKind } from '../kinds.ts'

const kinds = Object.fromEntries(entryKindNames.map((name) => [name, correctable[name].says]))

/** Records that were entered and nobody has verified. */
export const UnverifiedPage = () => {
  const navigate = useNavigate()
  return (
    <Page title={listUnverified.label} lead="窗口或本人登记、还没有核验的项目、专利、竞赛、兼职，最没有把握的在前。打开本人页面，在那一条旁点“办理”核验。">
      <ListPage
        list={listUnverified}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、人才编号、内容' },
          { key: 'kind', label: '类别', kind: 'choice', choices: kinds },
          { key: 'level', label: '可信度', kind: 'choice', choices: confidenceLevels },
        ]}
        columns={[
          { title: '姓名', dataIndex: 'personName' },
          { title: '人才编号', dataIndex: 'personNumber' },
          { title: '类别', dataIndex: 'kind', render: (kind: EntryKind) => correctable[kind].says },
          { title: '内容', dataIndex: 'text' },
          { title: '来源', dataIndex: 'source' },
          { title: '截至', dataIndex: 'asOf', render: dateText },
          { title: '可信度', dataIndex: 'level', render: (level: ConfidenceLevel) => <StateTag state={level} words={confidenceLevels} tones={confidenceTones} /> },
          { title: '可享政策', dataIndex: 'entitled', className: 'number' },
        ]}
        onOpen={({ personId }) => void navigate(`/people/${personId}`)}
        empty="没有待核验的经历。窗口在人才页面“登记经历”，或本人在手机上登记以后，会出现在这里。"
      />
    </Page>
  )
}
