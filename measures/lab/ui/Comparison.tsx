import { Button, Table } from 'antd'
import { countText, moneyText } from '../../../kit/format.ts'
import type { DraftAnswerShown, Which, WhatIfOutput } from '../what-if-contract.ts'
import { unitOf } from './Effect.tsx'

interface Props {
  answer: WhatIfOutput
  /** Opens the list behind a figure of one scene; absent where there is none to open (a kept scenario). */
  onOpen?: (scene: number, which: Which) => void
}

interface Row {
  label: string
  now: string
  which?: Which
  of: (draft: DraftAnswerShown) => string
}

/** Two to four scenarios beside what is in force, line by line. */
export const Comparison = ({ answer, onOpen }: Props) => {
  const { now, drafts, subject, subjects } = answer
  const unit = unitOf[subject]
  const count = (value: number) => `${countText(value)} ${unit}`
  const rows: Row[] = [
    { label: '符合', now: now ? count(now.eligible) : '—', which: 'eligible', of: (draft) => count(draft.eligible) },
    { label: '新增', now: '', which: 'newly-in', of: (draft) => count(draft.newlyIn) },
    { label: '减少', now: '', which: 'newly-out', of: (draft) => count(draft.newlyOut) },
    { label: '金额提高', now: '', which: 'raised', of: (draft) => count(draft.raised) },
    { label: '金额降低', now: '', which: 'lowered', of: (draft) => count(draft.lowered) },
    { label: '尚不能确定', now: now ? count(now.unknown) : '—', which: 'unknown', of: (draft) => count(draft.unknown) },
    { label: '金额合计', now: now ? moneyText(now.fen) : '—', of: (draft) => moneyText(draft.fen) },
    { label: '比现行', now: '', of: (draft) => (now ? signed(draft.fen - now.fen) : '—') },
    { label: '平均', now: now ? average(now) : '—', of: average },
  ]
  return (
    <Table
      rowKey="label"
      size="small"
      pagination={false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      columns={[
        { title: `共 ${countText(subjects)} ${unit}`, dataIndex: 'label', className: 'lab-head' },
        { title: now ? `现行（第${now.edition}版）` : '现行', dataIndex: 'now', className: 'number' },
        ...drafts.map((draft, index) => ({
          title: draft.name,
          key: `scene${index}`,
          className: 'number',
          render: (_: unknown, row: Row) => {
            const { which } = row
            return which && onOpen ? (
              <Button type="link" size="small" className="lab-cell" onClick={() => onOpen(index, which)}>
                {row.of(draft)}
              </Button>
            ) : (
              row.of(draft)
            )
          },
        })),
      ]}
    />
  )
}

const signed = (change: bigint): string => (change === 0n ? '相同' : change > 0n ? `多 ${moneyText(change)}` : `少 ${moneyText(-change)}`)
const average = ({ fen, eligible, withoutAmount }: { fen: bigint; eligible: number; withoutAmount: number }): string => (eligible - withoutAmount > 0 ? moneyText(fen / BigInt(eligible - withoutAmount)) : '—')
