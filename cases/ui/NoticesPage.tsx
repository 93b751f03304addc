import './cases.css'
import { App, Button, Empty, Input, Modal } from 'antd'
import { useState } from 'react'
import { dateText, moneyText, totalText } from '../../kit/format.ts'
import { useAct, useList } from '../../kit/hooks.ts'
import { StateTag } from '../../kit/StateTag.tsx'
import { object } from '../contract.ts'
import { listNotices, type NoticeRow } from '../reading/contract.ts'

const noticeWords = { open: '公示中', suspended: '异议调查中' } as const
const noticeTones = { open: 'active', suspended: 'attention' } as const

/** Who is about to be given what: read by everybody, objected to by anybody, without signing in. */
export const NoticesPage = () => {
  const [search, setSearch] = useState('')
  const [asking, setAsking] = useState<NoticeRow>()
  const asked = useList(listNotices, search ? { search } : {})
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const first = asked.data?.pages[0]
  return (
    <main className="portal">
      <section className="portal-card">
        <h1>公示</h1>
        <p>下列对象拟给予人才政策支持，现予公示。对公示内容有异议的，可在公示期内提出，可以匿名。</p>
        <Input.Search aria-label="搜索公示" placeholder="单位、事项、编号" allowClear size="large" onSearch={setSearch} />
        <small aria-live="polite">{first ? totalText(first) : ''}</small>
      </section>
      {rows.map((row) => (
        <section key={row.id} className="portal-card">
          <h2>
            {row.maskedName} {row.amount === null ? null : <span style={{ float: 'right' }}>{moneyText(row.amount)}</span>}
          </h2>
          <p>
            {row.title}
            <br />
            <span className="case-quiet">{row.employerName || row.placeName}</span>
          </p>
          <p>
            <StateTag state={row.state} words={noticeWords} tones={noticeTones} /> {dateText(row.fromOn)}至{dateText(row.toOn)}
            <br />
            <small className="case-quiet">
              {row.number} · {row.documentNumber} · 受理异议：{row.officeName}
            </small>
          </p>
          <Button block size="large" onClick={() => setAsking(row)}>
            {object.label}
          </Button>
        </section>
      ))}
      {asked.hasNextPage ? (
        <Button block size="large" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          再看 50 条
        </Button>
      ) : null}
      {asked.error ? <Empty description={asked.error.message} /> : null}
      {first?.total === 0 ? <Empty description={search ? '没有找到，换个词试试。' : '目前没有公示。审核通过的办件会在这里公示五个工作日。'} /> : null}
      <Modal open={asking !== undefined} title={asking ? `对“${asking.maskedName} ${asking.title}”提出异议` : ''} footer={null} onCancel={() => setAsking(undefined)} destroyOnHidden>
        {asking ? <ObjectionForm notice={asking} onDone={() => setAsking(undefined)} /> : null}
      </Modal>
    </main>
  )
}

const ObjectionForm = ({ notice, onDone }: { notice: NoticeRow; onDone: () => void }) => {
  const { modal, message } = App.useApp()
  const verb = useAct(object)
  const [reason, setReason] = useState('')
  const [name, setName] = useState('')
  const send = () =>
    verb.mutate(
      { noticeId: notice.id, reason, ...(name.trim() ? { name: name.trim() } : {}) },
      {
        onSuccess: ({ receipt }) => {
          onDone()
          modal.success({ title: '异议已收到，该办件已暂停办理', content: `回执号 ${receipt}，请记下。${notice.officeName}将调查处理。` })
        },
        onError: (error) => void message.error(error.message, 6),
      },
    )
  return (
    <>
      <Input.TextArea aria-label="事实和理由" rows={5} maxLength={2000} showCount placeholder="请写明事实和理由，不少于 10 个字" value={reason} onChange={(event) => setReason(event.target.value)} />
      <Input aria-label="姓名（可不填）" placeholder="姓名（可不填，匿名也受理）" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} style={{ margin: '20px 0 12px' }} />
      <Button type="primary" block size="large" loading={verb.isPending} disabled={reason.trim().length < 10} onClick={send}>
        {object.label}
      </Button>
    </>
  )
}
