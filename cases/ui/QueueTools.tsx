import { Input, Select, Space } from 'antd'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { totalText } from '../../kit/format.ts'
import { SavedViews } from '../../kit/SavedViews.tsx'
import { caseStates } from '../contract.ts'
import { dueFilters, holderFilters, listQueue, queueFilters } from '../reading/contract.ts'

/** States in which a case lies on a desk. */
const deskStates = ['verifying', 'inReview', 'toDecide', 'objected', 'suspended'] as const
const filterKeys = ['search', 'measure', 'due', 'green', 'holder', 'state'] as const

export type QueueFilters = z.output<typeof queueFilters>

/** Filters live in the address, so that a link to “late ones of this measure” can be kept and sent. */
export const readFilters = (address: URLSearchParams): QueueFilters => {
  const parsed = queueFilters.safeParse({
    search: address.get('search') ?? undefined,
    measure: address.get('measure') ?? undefined,
    due: address.get('due') ?? undefined,
    state: address.get('state') ?? undefined,
    holder: address.get('holder') ?? undefined,
    green: address.has('green') ? address.get('green') === 'yes' : undefined,
  })
  return parsed.success ? parsed.data : {}
}

interface QueueToolsProps {
  filters: QueueFilters
  measures: readonly { measure: string; title: string; count: number }[]
  total: { total: number; exact: boolean } | undefined
  onChange: (change: (before: URLSearchParams) => URLSearchParams, options: { replace: boolean }) => void
}

export const QueueTools = ({ filters, measures, total, onChange }: QueueToolsProps) => {
  const set = (key: string, value: string | undefined) =>
    onChange(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        next.delete('case')
        return next
      },
      { replace: true },
    )
  return (
    <div className="queue-tools">
      <Search value={filters.search ?? ''} onChange={(text) => set('search', text)} />
      <Space wrap>
        <Select
          aria-label="事项"
          placeholder="全部事项"
          allowClear
          style={{ width: 168 }}
          value={filters.measure ?? null}
          options={measures.map(({ measure, title, count }) => ({ value: measure, label: `${title}（${count}）` }))}
          onChange={(value: string | undefined) => set('measure', value)}
        />
        <Select aria-label="期限" placeholder="期限" allowClear style={{ width: 120 }} value={filters.due ?? null} options={Object.entries(dueFilters).map(([value, label]) => ({ value, label }))} onChange={(value: string | undefined) => set('due', value)} />
        <Select
          aria-label="核对情况"
          placeholder="核对"
          allowClear
          style={{ width: 110 }}
          value={filters.green === undefined ? null : filters.green ? 'yes' : 'no'}
          options={[
            { value: 'yes', label: '全部符合' },
            { value: 'no', label: '须核对' },
          ]}
          onChange={(value: string | undefined) => set('green', value)}
        />
        <Select aria-label="领办" placeholder="领办" allowClear style={{ width: 110 }} value={filters.holder ?? null} options={Object.entries(holderFilters).map(([value, label]) => ({ value, label }))} onChange={(value: string | undefined) => set('holder', value)} />
        <Select aria-label="状态" placeholder="状态" allowClear style={{ width: 110 }} value={filters.state ?? null} options={deskStates.map((value) => ({ value, label: caseStates[value] }))} onChange={(value: string | undefined) => set('state', value)} />
      </Space>
      <SavedViews list={listQueue.name} keys={filterKeys} />
      <small aria-live="polite" className="case-quiet">
        {total === undefined ? '' : `按到期日排列，${totalText(total, '件')}`}
      </small>
    </div>
  )
}

/** Waits for a pause in typing, so that a name is one question and not four. */
const Search = ({ value, onChange }: { value: string; onChange: (text: string) => void }) => {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return undefined
    const pause = setTimeout(() => onChange(text), 250)
    return () => clearTimeout(pause)
  }, [text, value, onChange])
  return <Input.Search aria-label="搜索" placeholder="姓名、拼音、单位、办件编号" allowClear value={text} onChange={(event) => setText(event.target.value)} onSearch={onChange} />
}
