import { Descriptions, Input, Table } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { correctable, correctionCan, correctionStates, decideCorrection, getCorrection } from '../corrections/contract.ts'
import { correctionTones } from './words.ts'

/** One correction: what stands there, what is asked, and the decision of the department whose record it is. */
export const CorrectionPage = () => {
  const { correctionId } = useParams() as { correctionId: Id<'correction'> }
  const asked = useAsk(getCorrection, { correctionId })
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [outcome, setOutcome] = useState('')
  return (
    <Answer of={asked}>
      {(correction) => {
        const open = correctionCan.decide(correction) && correction.mine
        const changes = Object.fromEntries(correction.now.filter(({ field, value }) => values[field] !== undefined && values[field] !== (value ?? '')).map(({ field }) => [field, values[field]?.trim() || null]))
        const changed = Object.keys(changes).length > 0
        return (
          <Page
            title={`${correction.personName}：${correctable[correction.record].says}`}
            lead={
              <>
                {correction.number} <StateTag state={correction.state} words={correctionStates} tones={correctionTones} />
              </>
            }
          >
            <section className="panel">
              <Descriptions
                column={1}
                items={[
                  { label: '人', children: <Link to={`/people/${correction.personId}`}>{correction.personName}</Link> },
                  { label: '申请时的记录', children: correction.factText },
                  { label: '申请', children: correction.says },
                  { label: '材料', children: correction.evidence },
                  { label: '申请日期', children: dateText(correction.askedOn) },
                  { label: '应办结', children: dateText(correction.dueOn) },
                  { label: '决定部门', children: correction.departmentName },
                  ...(correction.outcome ? [{ label: '决定', children: correction.outcome }] : []),
                ]}
              />
            </section>
            <section className="panel">
              <h2>现在的记录</h2>
              <Table
                rowKey="field"
                size="small"
                pagination={false}
                dataSource={correction.now}
                columns={[
                  { title: '项', dataIndex: 'label', width: 160 },
                  { title: '现在', dataIndex: 'value', render: (value: string | null) => value ?? '空' },
                  ...(open ? [{ title: '更正为', key: 'to', render: (_: unknown, { field, label, value }: { field: string; label: string; value: string | null }) => <Input aria-label={`${label}更正为`} maxLength={200} value={values[field] ?? value ?? ''} onChange={(event) => setValues({ ...values, [field]: event.target.value })} /> }] : []),
                ]}
              />
              {open ? (
                <>
                  <p>日期写作 2019-06-30；学历、级别等用目录中的写法。不改任何一项，就是维持原记录。</p>
                  <Input.TextArea aria-label="决定和依据" rows={3} maxLength={300} value={outcome} onChange={(event) => setOutcome(event.target.value)} placeholder="决定和依据，申请人看得到" />
                  <p>
                    <ActionButton action={decideCorrection} type="primary" label={changed ? '更正' : '维持原记录'} input={{ correctionId, changes, outcome: outcome.trim() }} can={outcome.trim().length >= 4} because="请写明决定和依据" done={({ state }) => correctionStates[state]} />
                  </p>
                </>
              ) : null}
              {!correction.mine && correctionCan.decide(correction) ? <p>由{correction.departmentName}决定。</p> : null}
            </section>
            {correction.former.length > 0 ? (
              <section className="panel">
                <h2>以前的说法</h2>
                <Table
                  rowKey="knownTo"
                  size="small"
                  pagination={false}
                  dataSource={correction.former}
                  columns={[
                    { title: '自', dataIndex: 'knownFrom' },
                    { title: '至', dataIndex: 'knownTo' },
                    { title: '当时的记录', key: 'values', render: (_, { values: said }) => said.flatMap(({ label, value }) => (value === null ? [] : [`${label} ${value}`])).join('，') },
                  ]}
                />
              </section>
            ) : null}
          </Page>
        )
      }}
    </Answer>
  )
}
