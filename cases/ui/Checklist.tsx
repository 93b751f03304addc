import { Empty, Table } from 'antd'
import { dateText } from '../../kit/format.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import type { ConditionShown } from '../assessment.ts'
import { outcomeTones, outcomeWords, verificationWords } from './words.ts'

/** The clause, condition by condition, with the fact that it was judged by: value, source, day, and whether somebody verified it. */
export const Checklist = ({ conditions }: { conditions: readonly ConditionShown[] }) => (
  <Table
    rowKey="says"
    size="small"
    pagination={false}
    dataSource={conditions.map((condition, index) => ({ ...condition, no: index + 1 }))}
    locale={{ emptyText: <Empty description="该事项没有条件，由审定机关逐件认定。" /> }}
    columns={[
      { title: '条件（条款原文）', key: 'says', render: (_, { no, says, nearest }) => <Says no={no} says={says} nearest={nearest} /> },
      { title: '判定', dataIndex: 'outcome', width: 96, render: (outcome: ConditionShown['outcome']) => <StateTag state={outcome} words={outcomeWords} tones={outcomeTones} /> },
      { title: '所用事实', key: 'facts', render: (_, { facts }) => <Facts facts={facts} /> },
    ]}
  />
)

const Says = ({ no, says, nearest }: { no: number; says: string; nearest: string | null }) => (
  <>
    {no}. {says}
    {nearest ? <div className="case-quiet">{nearest}</div> : null}
  </>
)

const Facts = ({ facts }: { facts: ConditionShown['facts'] }) =>
  facts.length === 0 ? (
    <span className="case-quiet">—</span>
  ) : (
    <>
      {facts.map(({ name, value, source, asOf, verification }) => (
        <div key={name}>
          {name}：<strong>{value ?? '未知'}</strong>
          <span className={verification === 'verified' || verification === null ? 'case-quiet' : 'case-attention'}>
            {[source, asOf && dateText(asOf), verification && verificationWords[verification]].filter(Boolean).map((part) => ` · ${part}`)}
          </span>
        </div>
      ))}
    </>
  )
