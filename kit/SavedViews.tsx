import { App, Button, Dropdown, Input, Space } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { myViews, removeView, saveView } from '../kernel/views/contract.ts'
import { useAct, useAsk } from './hooks.ts'

/** Filters of a list live in the address; here they get a name, and come back by one press. */
export const SavedViews = ({ list, keys }: { list: string; keys: readonly string[] }) => {
  const [address, setAddress] = useSearchParams()
  const asked = useAsk(myViews, { list })
  const remove = useAct(removeView)
  const [naming, setNaming] = useState(false)
  const now = Object.fromEntries(keys.flatMap((key) => (address.get(key) ? [[key, address.get(key) ?? '']] : [])))
  const views = asked.data?.views ?? []
  const open = views.find(({ filters }) => sameFilters(filters, now))
  const go = (filters: Record<string, string>) => setAddress(filters, { replace: true })
  if (naming) return <Naming list={list} filters={now} onDone={() => setNaming(false)} />
  return (
    <Space wrap size={4}>
      {views.length ? (
        <Dropdown trigger={['click']} menu={{ items: views.map(({ id, title, filters }) => ({ key: id, label: title, onClick: () => go(filters) })) }}>
          <Button size="small">{open ? open.title : '我的筛选'}</Button>
        </Dropdown>
      ) : null}
      {Object.keys(now).length && !open ? (
        <Button size="small" onClick={() => setNaming(true)}>
          {saveView.label}
        </Button>
      ) : null}
      {open ? (
        <Button size="small" type="text" loading={remove.isPending} onClick={() => remove.mutate({ id: open.id })}>
          {removeView.label}“{open.title}”
        </Button>
      ) : null}
    </Space>
  )
}

const sameFilters = (one: Record<string, string>, other: Record<string, string>): boolean => {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}

const Naming = ({ list, filters, onDone }: { list: string; filters: Record<string, string>; onDone: () => void }) => {
  const { message } = App.useApp()
  const save = useAct(saveView)
  const [title, setTitle] = useState('')
  const run = () =>
    save.mutate(
      { list, title, filters },
      {
        onSuccess: () => {
          void message.success(`已保存“${title.trim()}”`)
          onDone()
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <Space.Compact>
      <Input aria-label="筛选的名字" size="small" placeholder="起个名字，例如：超期的安家补贴" maxLength={40} value={title} onChange={(event) => setTitle(event.target.value)} onPressEnter={run} onKeyDown={(event) => event.key === 'Escape' && onDone()} />
      <Button size="small" type="primary" loading={save.isPending} disabled={!title.trim()} onClick={run}>
        {saveView.label}
      </Button>
    </Space.Compact>
  )
}
