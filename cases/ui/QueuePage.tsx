import './cases.css'
import { Button, Empty, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Id } from '../../kernel/types.ts'
import { countText } from '../../kit/format.ts'
import { useAsk, useList } from '../../kit/hooks.ts'
import { Page } from '../../kit/Page.tsx'
import { bulkLimit } from '../bulk/contract.ts'
import { listQueue, queueSummary, type QueueRow } from '../reading/contract.ts'
import { BulkBar } from './BulkBar.tsx'
import { CasePane } from './CasePane.tsx'
import { QueueRows } from './QueueRows.tsx'
import { QueueTools, readFilters } from './QueueTools.tsx'
import { useKeys } from './use-keys.ts'
import { useSelection } from './use-selection.ts'

const keys: readonly [string, string][] = [
  ['j / ↓', '下一件'],
  ['k / ↑', '上一件'],
  ['1', '通过、审定、核验属实、办结异议'],
  ['2', '退回补正'],
  ['3', '不予通过'],
  ['x', '选中或取消选中，用于批量通过'],
  ['/', '搜索'],
  ['?', '这张表'],
]

/** The officer's desk: the list at the left, the case at the right, everything within reach of the keyboard. */
export const QueuePage = () => {
  const [address, setAddress] = useSearchParams()
  const filters = readFilters(address)
  const asked = useList(listQueue, filters, 'dueOn')
  const summary = useAsk(queueSummary, {})
  const rows: QueueRow[] = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const [chosen, setChosen] = useState<ReadonlySet<Id<'step'>>>(new Set())
  const [help, setHelp] = useState(false)
  const desk = useSelection(rows)
  const { current, goTo } = desk
  const toggle = (row: QueueRow | undefined) => {
    if (!row || (row.kind !== 'review' && row.kind !== 'decide')) return
    const next = new Set(chosen)
    if (!next.delete(row.id) && next.size < bulkLimit) next.add(row.id)
    setChosen(next)
  }
  const { next, previous } = desk
  useKeys(!help, { j: next, ArrowDown: next, k: previous, ArrowUp: previous, x: () => toggle(current), '?': () => setHelp(true), '/': () => document.querySelector<HTMLInputElement>('.queue-tools input')?.focus() })
  const first = asked.data?.pages[0]
  return (
    <Page title="待办" lead={summary.data ? <SummaryLine {...summary.data} /> : null} extra={<Button onClick={() => setHelp(true)}>快捷键 ?</Button>}>
      <div className="queue">
        <section className="queue-list" aria-label="待办办件">
          <QueueTools filters={filters} measures={summary.data?.measures ?? []} total={first} onChange={setAddress} />
          <BulkBar rows={rows} chosen={chosen} onChoose={setChosen} />
          {rows.length ? (
            <QueueRows rows={rows} current={current?.id} chosen={chosen} onOpen={goTo} onToggle={toggle} />
          ) : (
            <Empty style={{ padding: 32 }} description={asked.error?.message ?? (asked.isPending ? '正在读取…' : '没有待办。换个筛选条件，或到“全部办件”里查找。')} />
          )}
          {asked.hasNextPage ? (
            <div className="list-more">
              <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                再看 50 件
              </Button>
            </div>
          ) : null}
        </section>
        <section aria-label="当前办件">{desk.caseId ? <CasePane key={desk.caseId} caseId={desk.caseId} onBegin={desk.hold} onSettled={desk.settled} /> : null}</section>
      </div>
      <Modal open={help} title="快捷键" footer={null} onCancel={() => setHelp(false)}>
        <dl style={{ display: 'grid', gridTemplateColumns: '96px 1fr', gap: 8, margin: 0 }}>
          {keys.map(([key, what]) => (
            <KeyLine key={key} name={key} what={what} />
          ))}
        </dl>
      </Modal>
    </Page>
  )
}

const KeyLine = ({ name, what }: { name: string; what: string }) => (
  <>
    <dt>
      <kbd>{name}</kbd>
    </dt>
    <dd style={{ margin: 0 }}>{what}</dd>
  </>
)

const SummaryLine = ({ total, overdue, soon, green }: { total: number; overdue: number; soon: number; green: number }) => (
  <Space size={4} wrap>
    共 {countText(total)} 件
    {overdue ? <Tag color="red">超期 {countText(overdue)} 件</Tag> : null}
    {soon ? <Tag color="orange">三个工作日内到期 {countText(soon)} 件</Tag> : null}
    {green ? <Tag color="green">条件全部符合且已核验 {countText(green)} 件</Tag> : null}
  </Space>
)
