import { useNavigate } from 'react-router'
import { dateText } from '../../kit/format.ts'
import { useMe } from '../../kit/hooks.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { correctionDeciders, correctionStates, listCorrections, type CorrectionRow } from '../corrections/contract.ts'
import { correctionTones } from './words.ts'

/** What people and employers say is wrong, the nearest due day first; employers see here what became of theirs. */
export const CorrectionsPage = () => {
  const navigate = useNavigate()
  const role = useMe().data?.duty?.role
  const decides = correctionDeciders.some((one) => one === role)
  return (
    <Page title="更正申请" lead="本人或单位认为记录不对，由记录的主管部门在 10 个工作日内决定；改过的，原来的说法也留着。">
      <ListPage
        list={listCorrections}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、申请编号、记录' },
          { key: 'state', label: '状态', kind: 'choice', choices: correctionStates },
        ]}
        columns={[
          { title: '申请编号', dataIndex: 'number' },
          { title: '姓名', dataIndex: 'personName' },
          { title: '原记录', dataIndex: 'factText' },
          { title: '申请', dataIndex: 'says' },
          { title: '决定部门', dataIndex: 'departmentName' },
          { title: '申请日期', dataIndex: 'askedOn', render: dateText },
          { title: '应办结', dataIndex: 'dueOn', render: dateText },
          { title: '状态', dataIndex: 'state', render: (state: CorrectionRow['state']) => <StateTag state={state} words={correctionStates} tones={correctionTones} /> },
          { title: '决定', dataIndex: 'outcome', render: (text: string | null) => text ?? '' },
        ]}
        {...(decides ? { onOpen: ({ id }: { id: string }) => void navigate(`/corrections/${id}`) } : {})}
        empty={decides ? '没有更正申请。人才或单位在不对的记录旁点“不对？”提出后，会出现在这里。' : '没有更正申请。打开本单位的人，在不对的记录旁点“不对？”。'}
      />
    </Page>
  )
}
