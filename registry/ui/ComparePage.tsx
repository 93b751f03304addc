import { Alert, Radio, Table, Tag } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { ActionButton } from '../../kit/ActionButton.tsx'
import { dateText } from '../../kit/format.ts'
import { useAsk } from '../../kit/hooks.ts'
import { Answer, Page } from '../../kit/Page.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { dismissDuplicate, duplicateCan, duplicateStates, getDuplicate, mergeFields, mergePeople, reopenDuplicate, type MergeField, type Side } from '../duplicates/contract.ts'
import { AskReasonButton } from './AskReasonButton.tsx'
import { FactTable } from './FactTable.tsx'
import { duplicateTones } from './words.ts'

const fields = Object.keys(mergeFields) as MergeField[]

/** Two records side by side: which one stays, and of each field whose value. */
export const ComparePage = () => {
  const { pairId } = useParams() as { pairId: Id<'duplicatePair'> }
  const asked = useAsk(getDuplicate, { pairId })
  const [stays, setStays] = useState<'one' | 'other'>('one')
  // Fields that are taken from the record that goes; the others stay as they are.
  const [taken, setTaken] = useState<readonly MergeField[]>([])
  return (
    <Answer of={asked}>
      {({ state, score, reasons, note, one, other }) => {
        const survivor = stays === 'one' ? one : other
        const merged = stays === 'one' ? other : one
        const open = duplicateCan.merge({ state })
        const choose = (field: MergeField, side: Side) => setTaken(side.id === merged.id ? [...taken, field] : taken.filter((name) => name !== field))
        const column = (side: Side, key: 'one' | 'other') => ({
          title: (
            <Radio checked={stays === key} disabled={!open} onChange={() => (setStays(key), setTaken([]))}>
              保留 {side.number}
            </Radio>
          ),
          key,
          render: (_: unknown, row: MergeField | 'document' | 'source' | 'account') => {
            if (row === 'document') return `${side.documentType}${side.documentHint ? `，末四位 ${side.documentHint}` : ''}`
            if (row === 'source') return `${side.source}，${dateText(side.asOf)}`
            if (row === 'account') return side.account ? '有' : '没有'
            const value = row === 'birthDate' && side.fields[row] ? dateText(side.fields[row]) : side.fields[row]
            if (one.fields[row] === other.fields[row] || !open) return value
            return (
              <Radio checked={taken.includes(row) === (side.id === merged.id)} onChange={() => choose(row, side)}>
                {value}
              </Radio>
            )
          },
        })
        return (
          <Page
            title={`${one.fields.name} 与 ${other.fields.name}`}
            lead={
              <>
                {score} 分 <StateTag state={state} words={duplicateStates} tones={duplicateTones} />
              </>
            }
            extra={
              <>
                {duplicateCan.dismiss({ state }) ? (
                  <AskReasonButton action={dismissDuplicate} ask="判断为两个人的理由" says="以后不再提示这一对，可以重新判断。" input={(text) => ({ pairId, note: text })} done={() => '已记为不是同一人'} />
                ) : null}
                {duplicateCan.reopen({ state }) ? <ActionButton action={reopenDuplicate} input={{ pairId }} done={() => '已放回待判断'} /> : null}
                {open ? (
                  <AskReasonButton
                    action={mergePeople}
                    type="primary"
                    ask="判断为同一人的理由"
                    says={`${merged.number} 并入 ${survivor.number}：两边的经历合到一起，账号归一，办件和资助仍可查。什么都不删，可以拆分。`}
                    input={(reason) => ({ pairId, survivorId: survivor.id, take: [...taken], reason })}
                    done={({ number, records }) => `已合并（${number}），并入 ${records} 条经历`}
                  />
                ) : null}
              </>
            }
          >
            <section className="panel">
              <p>
                {reasons.map(({ says, weight }) => (
                  <Tag key={says} color={weight > 0 ? 'blue' : 'red'}>
                    {says} {weight > 0 ? `+${weight}` : weight}
                  </Tag>
                ))}
              </p>
              {note ? <Alert type="info" title={`判断理由：${note}`} /> : null}
              {state === 'merged' ? (
                <p>
                  已合并，见 <Link to={`/people/${one.id}`}>保留的记录</Link>；拆分在“疑似重复”的合并记录里。
                </p>
              ) : null}
              <Table
                rowKey={(row) => row}
                size="small"
                pagination={false}
                dataSource={[...fields, 'document', 'source', 'account'] as (MergeField | 'document' | 'source' | 'account')[]}
                columns={[
                  { title: '', key: 'label', width: 120, render: (_, row) => (row === 'document' ? '证件' : row === 'source' ? '来源、截至' : row === 'account' ? '登录账号' : mergeFields[row]) },
                  column(one, 'one'),
                  column(other, 'other'),
                ]}
              />
            </section>
            {[one, other].map((side) => (
              <section className="panel" key={side.id}>
                <h2>{side.number} 的经历</h2>
                <FactTable facts={side.facts} empty="这条记录名下没有经历。" />
              </section>
            ))}
          </Page>
        )
      }}
    </Answer>
  )
}
