import '../../../kit/plain.css'
import { useState } from 'react'
import { Link } from 'react-router'
import { dateText } from '../../../kit/format.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { Page } from '../../../kit/Page.tsx'
import { VerbButton } from '../../../kit/VerbButton.tsx'
import type { Id } from '../../../kernel/types.ts'
import { listLow, ratingWords, respond } from '../contract.ts'

const fields = [
  { key: 'search', label: '搜索', kind: 'search', placeholder: '办件编号、事项、申报人' },
  { key: 'waiting', label: '回应', kind: 'choice', choices: { '1': '等回应' } },
] as const

/** Whoever gave one or two of five: what he said, his case, and what was done about it. */
export const LowPage = () => (
  <Page title="不满意的办件" lead="评 2 分及以下的办件。弄清原因后回应，本人会收到。满意度见指标“办件满意度”。">
    <ListPage
      list={listLow}
      fields={fields}
      columns={[
        { title: '办件', dataIndex: 'number', render: (number: string, { caseId }) => <Link to={`/cases/${caseId}`}>{number}</Link> },
        { title: '事项', dataIndex: 'title' },
        { title: '所在地', dataIndex: 'placeName' },
        { title: '申报人', dataIndex: 'holderName' },
        { title: '评分', dataIndex: 'rating', render: (rating: number) => `${rating} 分，${ratingWords[rating] ?? ''}` },
        { title: '本人的话', dataIndex: 'words', render: (words: string) => words || '没有写' },
        { title: '评价', dataIndex: 'answeredOn', render: dateText },
        { title: '回应', key: 'answer', render: (_, { id, response, respondedByName }) => (response ? `${respondedByName ?? ''}：${response}` : <Respond surveyId={id} />) },
      ]}
      empty="没有评 2 分及以下的办件。"
    />
  </Page>
)

const Respond = ({ surveyId }: { surveyId: Id<'survey'> }) => {
  const [response, setResponse] = useState('')
  return (
    <span>
      <textarea className="plain-field" aria-label="回应（本人会看到）" placeholder="怎么处理的，本人会看到" rows={2} maxLength={500} value={response} onChange={(event) => setResponse(event.target.value)} />
      <VerbButton action={respond} input={{ surveyId, response }} link can={response.trim().length >= 4} done={() => '已回应'} />
    </span>
  )
}
