import { useNavigate } from 'react-router'
import { countText, dateText, moneyText } from '../../kit/format.ts'
import { ListPage } from '../../kit/ListPage.tsx'
import { Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { deliveries, giveKinds, listMeasures, stages, subjectKinds, type MeasureRow } from '../contract.ts'
import { MatchPanel } from './MatchPanel.tsx'

const count = (value: number | null) => (value === null ? '—' : countText(value))

/** Every measure in force with what the last match over the city found. */
export const MeasuresPage = () => {
  const navigate = useNavigate()
  return (
    <Page title="政策事项" lead="每一条承诺是一个可以执行的事项：条款、规则、示例和全市匹配结果在一处。">
      <MatchPanel />
      <ListPage
        list={listMeasures}
        fields={[
          { key: 'search', label: '搜索', kind: 'search', placeholder: '事项、文号、文件' },
          { key: 'stage', label: '环节', kind: 'choice', choices: stages },
          { key: 'subjectKind', label: '对象', kind: 'choice', choices: subjectKinds },
          { key: 'gives', label: '内容', kind: 'choice', choices: giveKinds },
          { key: 'all', label: '范围', kind: 'choice', choices: { 1: '含未施行和已失效' } },
        ]}
        columns={[
          { title: '事项', dataIndex: 'title' },
          { title: '环节', dataIndex: 'stage' },
          { title: '对象', dataIndex: 'subjectKind', render: (kind: MeasureRow['subjectKind']) => subjectKinds[kind] },
          { title: '内容', dataIndex: 'gives', render: (kind: MeasureRow['gives']) => giveKinds[kind] },
          { title: '办理', dataIndex: 'delivery', render: (delivery: MeasureRow['delivery']) => <StateTag state={delivery} words={deliveries} tones={{ proactive: 'good', apply: 'quiet' }} /> },
          { title: '依据', key: 'document', render: (_, row) => `${row.documentNumber}${row.clause}` },
          { title: '有效期', key: 'validity', render: (_, row) => `${dateText(row.validFrom)}起${row.validTo ? `至${dateText(row.validTo)}` : ''}` },
          { title: '符合', dataIndex: 'eligible', className: 'number', render: count },
          { title: '尚不能确定', dataIndex: 'unknown', className: 'number', render: count },
          { title: '金额', dataIndex: 'amount', className: 'number', render: (amount: MeasureRow['amount']) => (amount === null ? '—' : moneyText(amount)) },
        ]}
        onOpen={(row) => void navigate(`/measures/${row.measure}`)}
        empty="没有符合条件的事项，换个条件试试。"
      />
    </Page>
  )
}
