import { useNavigate } from 'react-router'
import type { Fen } from '../../kernel/types.ts'
import { dateText, moneyText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { caseStates } from '../contract.ts'
import { listCases, type CaseRow } from '../reading/contract.ts'
import { caseTones } from './words.ts'

/** Every case within reach: of the place for an office, of the staff for an employer. */
export const CaseListPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="办件" lead="辖区内或本单位的全部办件：谁在办、何时到期、结果如何。">
      <ListPage
        list={listCases}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '姓名、拼音、单位、编号' },
          { key: 'state', label: '状态', kind: 'choice', choices: caseStates },
        ]}
        columns={[
          { title: '办件编号', dataIndex: 'number' },
          { title: '事项', dataIndex: 'title' },
          { title: '对象', dataIndex: 'holderName' },
          { title: '单位', dataIndex: 'employerName' },
          { title: '办理地', dataIndex: 'placeName' },
          { title: '状态', dataIndex: 'state', render: (state: CaseRow['state']) => <StateTag state={state} words={caseStates} tones={caseTones} /> },
          { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: Fen | null) => (amount === null ? '—' : moneyText(amount)) },
          { title: '申请日', dataIndex: 'submittedOn', render: dateText },
          { title: '办理机构', dataIndex: 'heldBy' },
          { title: '到期日', dataIndex: 'dueOn', render: (dueOn: string | null) => (dueOn ? dateText(dueOn) : '—') },
        ]}
        onOpen={(row) => void navigate(`/cases/${row.id}`)}
        empty="没有符合条件的办件，换个条件试试。"
      />
    </Page>
  )
}
