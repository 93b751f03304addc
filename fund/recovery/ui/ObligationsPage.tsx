import { Link } from 'react-router'
import { dateText, yuanText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { StateTag } from '../../../kit/StateTag.tsx'
import { FormButton } from '../../ui/FormButton.tsx'
import { breachRules, listObligations, obligationStates, openBreach, type ObligationRow } from '../contract.ts'
import { obligationTones } from './words.ts'

/** Who owes service until when, the soonest first; what the registry does not know is reported here. */
export const ObligationsPage = () => (
  <Page title="服务期" lead="每天夜里核对流出、社会保险和住房登记，发现疑似违约自动立案告知；登记里看不到的由人立案。">
    <ListPage
      list={listObligations}
      fields={[
        { key: 'search', label: '搜索', kind: 'search', placeholder: '办件编号、义务人、事项' },
        { key: 'state', label: '状态', kind: 'choice', choices: obligationStates },
      ]}
      columns={[
        { title: '办件编号', dataIndex: 'caseNumber', render: (number: string, { awardId }) => <Link to={`/fund/awards/${awardId}`}>{number}</Link> },
        { title: '事项', dataIndex: 'title' },
        { title: '义务人', dataIndex: 'payeeName' },
        { title: '起', dataIndex: 'serveFrom', render: dateText },
        { title: '止', dataIndex: 'endsOn', render: dateText },
        { title: '违约后果', dataIndex: 'breach', render: (breach: ObligationRow['breach']) => breachRules[breach] },
        { title: '已付', dataIndex: 'paidFen', className: 'number', render: yuanText },
        { title: '状态', dataIndex: 'state', render: (state: ObligationRow['state']) => <StateTag state={state} words={obligationStates} tones={obligationTones} /> },
        {
          title: '办理',
          key: 'act',
          render: (_, { id, state }) => (
            <FormButton
              action={openBreach}
              says="立案后告知本人，本人有 5 个工作日陈述申辩。"
              fixed={{ obligationId: id }}
              fields={[
                { key: 'happenedOn', label: '事实发生日期', kind: 'day' },
                { key: 'evidence', label: '事实与来源', kind: 'text' },
              ]}
              can={state === 'running'}
              because="只有履行中的义务可以立案"
              done={({ number, statementBy }) => `已立案 ${number}，陈述期限到 ${dateText(statementBy)}`}
              size="small"
            />
          ),
        },
      ]}
      empty="没有服务期。条款写明服务期的事项审定以后，会自动登记在这里。"
    />
  </Page>
)
