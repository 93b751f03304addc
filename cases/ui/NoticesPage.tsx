import { useState, type SyntheticEvent } from 'react'
import { dateText, moneyText, totalText } from '../../kit/format.ts'
import { useList } from '../../kit/hooks.ts'
import { PlainMore } from '../../kit/plain/PlainMore.tsx'
import { Says } from '../../kit/plain/Says.tsx'
import { StateTag } from '../../kit/StateTag.tsx'
import { object } from '../contract.ts'
import { listNotices, type NoticeRow } from '../reading/contract.ts'
import { ObjectionForm } from './ObjectionForm.tsx'

const noticeWords = { open: '公示中', suspended: '异议调查中' } as const
const noticeTones = { open: 'active', suspended: 'attention' } as const

/** Who is about to be given what: read by everybody, objected to by anybody, without signing in. */
export const NoticesPage = () => {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [objecting, setObjecting] = useState<string>()
  const [received, setReceived] = useState<string>()
  const asked = useList(listNotices, search ? { search } : {})
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const first = asked.data?.pages[0]
  const look = (event: SyntheticEvent) => {
    event.preventDefault()
    setSearch(typed.trim())
  }
  return (
    <main className="portal">
      <section className="portal-card">
        <h1>公示</h1>
        <p>下列对象拟给予人才政策支持，现予公示。对公示内容有异议的，可在公示期内提出，可以匿名。</p>
        <search>
          <form className="portal-beside-button" onSubmit={look}>
            <input className="plain-field" type="search" aria-label="搜索公示" placeholder="单位、事项、编号" value={typed} onChange={(event) => setTyped(event.target.value)} />
            <button type="submit" className="portal-button">
              搜索
            </button>
          </form>
        </search>
        <small aria-live="polite">{first ? totalText(first) : ''}</small>
      </section>
      {received ? (
        <Says tone="active" title="异议已收到，该办件已暂停办理">
          {received}
        </Says>
      ) : null}
      {rows.map((row) => (
        <NoticeCard
          key={row.id}
          row={row}
          objecting={objecting === row.id}
          onAsk={(asking) => setObjecting(asking ? row.id : undefined)}
          onDone={(receipt) => {
            setObjecting(undefined)
            setReceived(`回执号 ${receipt}，请记下。${row.officeName}将调查处理。`)
            scrollTo(0, 0)
          }}
        />
      ))}
      {asked.isPending ? <output className="portal-quiet">正在打开……</output> : null}
      <PlainMore of={asked} label="再看 50 条" />
      {asked.error ? <Says tone="bad" title={asked.error.message} /> : null}
      {first?.total === 0 ? <p className="portal-quiet">{search ? '没有找到，换个词试试。' : '目前没有公示。审核通过的办件会在这里公示五个工作日。'}</p> : null}
    </main>
  )
}

const NoticeCard = ({ row, objecting, onAsk, onDone }: { row: NoticeRow; objecting: boolean; onAsk: (asking: boolean) => void; onDone: (receipt: string) => void }) => (
  <section className="portal-card">
    <div className="portal-row">
      <h2>{row.maskedName}</h2>
      {row.amount === null ? null : <span className="portal-money">{moneyText(row.amount)}</span>}
    </div>
    <p>
      {row.title}
      <br />
      <span className="portal-quiet">{row.employerName || row.placeName}</span>
    </p>
    <p>
      <StateTag state={row.state} words={noticeWords} tones={noticeTones} /> {dateText(row.fromOn)}至{dateText(row.toOn)}
      <br />
      <small className="portal-quiet">
        {row.number} · {row.documentNumber} · 受理异议：{row.officeName}
      </small>
    </p>
    {objecting ? (
      <ObjectionForm notice={row} onDone={onDone} onCancel={() => onAsk(false)} />
    ) : (
      <button type="button" className="portal-button portal-button-plain" onClick={() => onAsk(true)}>
        {object.label}
      </button>
    )}
  </section>
)
