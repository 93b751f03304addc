import { Checkbox, Tag } from 'antd'
import type { Id } from '../../kernel/types.ts'
import { moneyText } from '../../kit/format.ts'
import type { QueueRow } from '../reading/contract.ts'
import { Due } from './Timeline.tsx'

interface QueueRowsProps {
  rows: readonly QueueRow[]
  current: Id<'step'> | undefined
  chosen: ReadonlySet<Id<'step'>>
  onOpen: (row: QueueRow) => void
  onToggle: (row: QueueRow) => void
}

/** What lies on the desk, soonest first: who, what, which step, how long still. */
export const QueueRows = ({ rows, current, chosen, onOpen, onToggle }: QueueRowsProps) => (
  <ul className="queue-rows">
    {rows.map((row) => (
      <li key={row.id} id={`row-${row.id}`} className="queue-row" aria-current={row.id === current}>
        <Checkbox aria-label={`选中 ${row.number}`} checked={chosen.has(row.id)} disabled={row.kind === 'notice' || row.kind === 'opinion'} onChange={() => onToggle(row)} />
        <button type="button" className="queue-open" onClick={() => onOpen(row)}>
          <strong>{row.holderName}</strong> {row.title}
          <small>{row.employerName || row.placeName}</small>
          <small>
            {row.number} · {row.state === 'objected' ? '公示异议' : row.stepName}
            {row.heldBy ? ` · ${row.mine ? '我领办' : `${row.heldBy}领办`}` : ''}
          </small>
        </button>
        <div className="queue-side">
          <Due daysLeft={row.daysLeft} />
          <div>{row.amount === null ? null : moneyText(row.amount)}</div>
          {row.green ? <Tag color="green">全部符合</Tag> : <Tag color="orange">须核对</Tag>}
        </div>
      </li>
    ))}
  </ul>
)
