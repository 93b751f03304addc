import { App, Button, Space } from 'antd'
import type { z } from 'zod'
import type { Id } from '../../kernel/types.ts'
import { useAct, useMe } from '../../kit/hooks.ts'
import { bulkAgree, bulkLimit } from '../bulk/contract.ts'
import type { QueueRow } from '../reading/contract.ts'

type Report = z.output<typeof bulkAgree.output>['report']

interface BulkBarProps {
  rows: readonly QueueRow[]
  chosen: ReadonlySet<Id<'step'>>
  onChoose: (ids: ReadonlySet<Id<'step'>>) => void
}

/** Only what is all green can be agreed in bulk; the report says of each other case why it was left. */
export const BulkBar = ({ rows, chosen, onChoose }: BulkBarProps) => {
  const { modal, message } = App.useApp()
  const me = useMe()
  const verb = useAct(bulkAgree)
  const green = rows.filter((row) => row.green && row.kind === 'review').slice(0, bulkLimit)
  const role = me.data?.duty?.role
  if (bulkAgree.may === 'public' || !role || !bulkAgree.may.includes(role) || (green.length === 0 && chosen.size === 0)) return null
  const run = () =>
    verb.mutate(
      { stepIds: [...chosen] },
      {
        onSuccess: ({ agreed, left, report }) => {
          onChoose(new Set())
          if (left === 0) void message.success(`已通过 ${agreed} 件`)
          else modal.info(leftOver(agreed, left, report))
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <div className="queue-tools">
      <Space wrap>
        <Button size="small" onClick={() => onChoose(new Set(green.map((row) => row.id)))} disabled={green.length === 0}>
          选中全部符合的 {green.length} 件
        </Button>
        <Button size="small" type="primary" loading={verb.isPending} disabled={chosen.size === 0} onClick={run}>
          {bulkAgree.label} {chosen.size || ''}
        </Button>
      </Space>
    </div>
  )
}

const leftOver = (agreed: number, left: number, report: Report) => ({ title: `已通过 ${agreed} 件，${left} 件没有通过`, content: <Left report={report} /> })

const Left = ({ report }: { report: Report }) => (
  <ul>
    {report
      .filter((line) => !line.agreed)
      .map((line) => (
        <li key={line.stepId}>
          {line.number}：{line.why}
        </li>
      ))}
  </ul>
)
