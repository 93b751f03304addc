import '../../ui/fund.css'
import { Link } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { instalmentStates } from '../../contract.ts'
import { instalmentTones } from '../../ui/words.ts'
import { listChecks, type CheckRow } from '../contract.ts'
import { Findings } from './Findings.tsx'
import { InstalmentVerbs } from './InstalmentVerbs.tsx'

const waiting = { needsCheck: instalmentStates.needsCheck, suspended: instalmentStates.suspended } as const

/** What the facts did not let through by themselves, with the condition, the fact and its source. */
export const ChecksPage = () => (
  <Page title="到期复核" lead="每天夜里按审定时的版本重新核对事实：满足的自动转待支付，不满足或者查不到的在这里由人决定。">
    <ListPage
      list={listChecks}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '办件编号、收款人、事项' },
        { key: 'state', label: '状态', kind: 'choice', choices: waiting },
      ]}
      columns={[
        { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { awardId }) => <Link to={`/fund/awards/${awardId}`}>{number}</Link> },
        { title: '事项', key: 'title', render: (_, row) => `${row.title} 第${row.no}期` },
        { title: '收款人', dataIndex: 'payeeName' },
        { title: '应付日期', dataIndex: 'dueOn', render: dateText },
        { title: '金额', dataIndex: 'amountFen', className: 'number', render: yuanText },
        { title: '状态', dataIndex: 'state', render: (state: CheckRow['state']) => <StateTag state={state} words={instalmentStates} tones={instalmentTones} /> },
        { title: '核对结果', key: 'findings', render: (_, row) => <Findings asOf={row.asOf} findings={row.findings} kept={row.kept} /> },
        { title: '办理', key: 'act', render: (_, row) => <InstalmentVerbs instalment={row} canAsk={row.kept} /> },
      ]}
      empty="没有等待复核的分期。到期的分期条件满足时会自动转待支付。"
    />
  </Page>
)
