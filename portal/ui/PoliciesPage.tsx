import './portal.css'
import { Button, Empty, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { countText, dateText } from '../../kit/format.ts'
import { useList, useMe } from '../../kit/hooks.ts'
import { deliveries, giveKinds, listMeasures, stages, subjectKinds, type MeasureRow } from '../../measures/contract.ts'

const filters = { stage: { label: '环节', words: stages }, subjectKind: { label: '对象', words: subjectKinds }, gives: { label: '内容', words: giveKinds } } as const
type FilterKey = keyof typeof filters

/** Every measure in force, for anybody, without signing in. Filters live in the address, so that a search can be sent on. */
export const PoliciesPage = () => {
  const me = useMe()
  const [address, setAddress] = useSearchParams()
  const parsed = listMeasures.filters.safeParse(Object.fromEntries([...address].filter(([, value]) => value !== '')))
  const asked = useList(listMeasures, parsed.success ? parsed.data : {}, 'title')
  const set = (key: string, value: string | undefined) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before)
        if (value) next.set(key, value)
        else next.delete(key)
        return next
      },
      { replace: true },
    )
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const total = asked.data?.pages[0]?.total
  return (
    <main className="portal portal-wide">
      <h1>青屿市人才政策</h1>
      {me.data?.signedIn === false ? (
        <p>
          <Link to="/sign-in">登录</Link>后可以直接看到您能享受哪些、有多少、还差什么。
        </p>
      ) : null}
      <div className="portal-filters">
        <Search value={address.get('search') ?? ''} onChange={(search) => set('search', search)} />
        {(Object.keys(filters) as FilterKey[]).map((key) => (
          <Select
            key={key}
            aria-label={filters[key].label}
            placeholder={filters[key].label}
            allowClear
            value={address.get(key)}
            options={Object.entries(filters[key].words).map(([value, label]) => ({ value, label }))}
            onChange={(value: string | null) => set(key, value ?? undefined)}
          />
        ))}
      </div>
      <p className="portal-quiet" aria-live="polite">
        {total === undefined ? '' : `共 ${countText(total)} 项正在执行`} · <Link to="/notices">正在公示的名单</Link>
      </p>
      <ul className="portal-cards">
        {rows.map((row) => (
          <MeasureCard key={row.id} row={row} />
        ))}
      </ul>
      {asked.error ? <Empty description={asked.error.message} /> : null}
      {total === 0 ? <Empty description="没有这样的政策。换个词，或去掉一个筛选条件试试。" /> : null}
      {asked.hasNextPage ? (
        <Button block size="large" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          再看一些
        </Button>
      ) : null}
    </main>
  )
}

const MeasureCard = ({ row }: { row: MeasureRow }) => (
  <li className="portal-card">
    <h2>
      <Link to={`/policies/${row.measure}`}>{row.title}</Link>
    </h2>
    <p>
      {subjectKinds[row.subjectKind]} · {row.stage} · {giveKinds[row.gives]} · {deliveries[row.delivery]}
    </p>
    <p className="portal-quiet">
      {row.documentNumber} {row.clause}
      {row.validTo ? ` · 执行至 ${dateText(row.validTo)}` : ''}
    </p>
  </li>
)

/** Waits for a pause in typing, so that a word is one question. */
const Search = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text === value) return undefined
    const pause = setTimeout(() => onChange(text), 300)
    return () => clearTimeout(pause)
  }, [text, value, onChange])
  return <Input.Search aria-label="搜索政策" placeholder="搜索：安家、租房、文号……" size="large" allowClear value={text} onChange={(event) => setText(event.target.value)} onSearch={onChange} />
}
