import { Button, Empty, Grid, Input, Select, Space, Table, Typography, type TableColumnsType } from 'antd'
import { useEffect, useMemo, useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import type { z } from 'zod'
import type { ListDeclaration } from '../kernel/action.ts'
import { withParameter } from './address.ts'
import { ExportButton } from './ExportButton.tsx'
import { totalText } from './format.ts'
import { useList } from './hooks.ts'
import { holdsPersonalNumber } from './personal-number.ts'
import { reachableTable } from './reachable-table.tsx'

export type FilterField =
  | { key: string; label: string; kind: 'search'; placeholder?: string }
  | { key: string; label: string; kind: 'choice'; choices: Readonly<Record<string, string>> }

interface ListPageProps<F extends z.ZodObject, T extends z.ZodObject> {
  list: ListDeclaration<F, T>
  /** Filters above the table; their values live in the address. */
  fields: readonly FilterField[]
  columns: TableColumnsType<z.output<T> & { id: string }>
  /** Filters that the page itself sets. */
  fixed?: Partial<z.output<F>>
  onOpen?: (row: z.output<T> & { id: string }) => void
  /** Rows taken for a verb; absent when the list has none. */
  chosen?: { ids: string[]; onChange: (ids: string[]) => void }
  /** What to do next when there is nothing. */
  empty: ReactNode
  exportable?: boolean
}

/** A staff list: filters in the address (but for a search that holds somebody's number: an address is kept by browsers and proxies), count at once, pages by key, export of what is shown. */
export const ListPage = <F extends z.ZodObject, T extends z.ZodObject>({ list, fields, columns, fixed, onOpen, chosen, empty, exportable = true }: ListPageProps<F, T>) => {
  const [address, setAddress] = useSearchParams()
  const [unaddressed, setUnaddressed] = useState<Readonly<Record<string, string>>>({})
  const filters = useMemo(() => {
    const asked = Object.fromEntries(fields.flatMap(({ key }) => (unaddressed[key] ?? address.get(key) ? [[key, unaddressed[key] ?? address.get(key)]] : [])))
    // An address that was typed by hand may name what is not there; what does not fit is left out.
    const parsed = list.filters.safeParse({ ...asked, ...fixed })
    return (parsed.success ? parsed.data : (fixed ?? {})) as z.output<F>
  }, [address, unaddressed, fields, fixed, list])
  const sort = address.get('sort') ?? undefined
  const asked = useList(list, filters, sort)
  const rows = asked.data?.pages.flatMap((page) => page.rows) as (z.output<T> & { id: string })[] | undefined
  const first = asked.data?.pages[0]
  // At a desk the verbs of a row stay in sight when the table is wider than the page; on a phone they would cover it.
  const wide = Grid.useBreakpoint().lg ?? false
  const shown = columns.map((column) => (wide && (column.key === 'act' || column.key === 'verbs') ? { ...column, fixed: 'end' as const } : column))
  const set = (key: string, typed: string | undefined) => {
    const own = typed !== undefined && holdsPersonalNumber(typed)
    setUnaddressed(({ [key]: _, ...others }) => (own ? { ...others, [key]: typed } : others))
    const value = own ? undefined : typed
    setAddress(withParameter(key, value), { replace: true })
  }
  return (
    <section className="list" aria-label={list.label}>
      <Space wrap className="list-filters">
        {fields.map((field) =>
          field.kind === 'search' ? (
            <SearchField key={field.key} field={field} value={unaddressed[field.key] ?? address.get(field.key) ?? ''} onChange={(value) => set(field.key, value)} />
          ) : (
            <Select
              key={field.key}
              aria-label={field.label}
              placeholder={field.label}
              allowClear
              className="list-choice"
              value={address.get(field.key)}
              options={Object.entries(field.choices).map(([value, label]) => ({ value, label }))}
              onChange={(value: string | undefined) => set(field.key, value)}
            />
          ),
        )}
        <Typography.Text type="secondary" aria-live="polite">
          {first ? totalText(first) : ''}
        </Typography.Text>
        {exportable ? <ExportButton list={list} filters={filters} /> : null}
      </Space>
      <Table
        components={reachableTable}
        rowKey="id"
        size="middle"
        columns={shown}
        dataSource={rows ?? []}
        loading={asked.isPending || (asked.isFetching && !asked.isFetchingNextPage)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: asked.error ? <Empty description={asked.error.message} /> : <Empty description={empty} /> }}
        {...(chosen ? { rowSelection: { selectedRowKeys: chosen.ids, onChange: (keys: React.Key[]) => chosen.onChange(keys.map(String)) } } : {})}
        onRow={(row) => (onOpen ? { onClick: () => onOpen(row), className: 'row-link', tabIndex: 0, onKeyDown: (event) => event.key === 'Enter' && onOpen(row) } : {})}
      />
      {asked.hasNextPage ? (
        <div className="list-more">
          <Button loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
            再看 50 条
          </Button>
        </div>
      ) : null}
    </section>
  )
}

/** Waits for a pause in typing, so that a name is one question and not four. */
const SearchField = ({ field, value, onChange }: { field: FilterField & { kind: 'search' }; value: string; onChange: (value: string) => void }) => {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return undefined
    const pause = setTimeout(() => onChange(text), 250)
    return () => clearTimeout(pause)
  }, [text, value, onChange])
  return <Input.Search aria-label={field.label} placeholder={field.placeholder ?? field.label} allowClear className="list-search" value={text} onChange={(event) => setText(event.target.value)} onSearch={onChange} />
}
