import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Id } from '../../../kernel/types.ts'
import { ListPage } from '../../../kit/ListPage.tsx'
import { StateTag, type Tone } from '../../../kit/StateTag.tsx'
import { listQuarantine, quarantineReasons, rowCan, rowStates, type QuarantineReason, type QuarantineRow, type RowState } from '../contract.ts'
import { SettleModal } from './SettleModal.tsx'

const tones: Record<RowState, Tone> = { open: 'waiting', settled: 'good', dropped: 'quiet' }
const fields = [
  { key: 'state', label: '状态', kind: 'choice', choices: rowStates },
  { key: 'reason', label: '原因', kind: 'choice', choices: quarantineReasons },
] as const

/** Rows that were not written, each with the reason in words and what became of it. */
export const QuarantineList = ({ deliveryId }: { deliveryId: Id<'feedDelivery'> }) => {
  const [settling, setSettling] = useState<QuarantineRow>()
  return (
    <>
      <ListPage
        list={listQuarantine}
        fields={fields}
        fixed={{ deliveryId }}
        columns={[
          { title: '行', dataIndex: 'rowNumber', className: 'number', width: 80 },
          { title: '原因', dataIndex: 'reason', width: 180, render: (reason: QuarantineReason) => quarantineReasons[reason] },
          { title: '问题', dataIndex: 'problems', render: (problems: QuarantineRow['problems']) => problems.map(({ column, problem }) => (column === '' ? problem : `${column}：${problem}`)).join('；') },
          { title: '怎么办', key: 'advice', render: (_, { problems }) => [...new Set(problems.map(({ advice }) => advice))].join('；') },
          { title: '状态', key: 'state', width: 220, render: (_, { state, outcome }) => <Space size={4}><StateTag state={state} words={rowStates} tones={tones} />{outcome}</Space> },
          { title: '', key: 'verbs', width: 90, render: (_, row) => (rowCan.settle(row) ? <Button size="small" onClick={() => setSettling(row)}>处理</Button> : null) },
        ]}
        empty="没有符合条件的行。这次报送的行都已写入。"
      />
      {settling ? <SettleModal row={settling} close={() => setSettling(undefined)} /> : null}
    </>
  )
}
