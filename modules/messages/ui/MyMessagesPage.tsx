import { Link, useNavigate } from 'react-router'
import { momentText } from '../../../kit/format.ts'
import { useAct, useList, useMe } from '../../../kit/hooks.ts'
import { PlainAction } from '../../../kit/plain/PlainAction.tsx'
import { PlainMore } from '../../../kit/plain/PlainMore.tsx'
import { Says } from '../../../kit/plain/Says.tsx'
import { listMine, markRead, recipients, topics, type MessageRow } from '../contract.ts'

/** What I was told, the newest first; opening one notes that it was read. */
export const MyMessagesPage = () => {
  const asked = useList(listMine, {})
  const rows = asked.data?.pages.flatMap((page) => page.rows) ?? []
  const role = useMe().data?.duty?.role
  const chooses = recipients.some((one) => one === role)
  return (
    <main className="portal">
      <h1>我的消息</h1>
      {rows.some(({ read }) => !read) ? <PlainAction quiet action={markRead} input={{}} label="全部标为已读" done={({ marked }) => `已标 ${marked} 条`} /> : null}
      {chooses ? (
        <p>
          <Link to={role === 'talent' ? '/my/messages/settings' : '/messages/settings'}>消息设置</Link>
        </p>
      ) : null}
      <ul className="portal-cards">
        {rows.map((row) => (
          <MessageCard key={row.id} row={row} />
        ))}
      </ul>
      {asked.isPending ? <output className="portal-quiet">正在打开……</output> : null}
      {asked.error ? <Says tone="bad" title={asked.error.message} /> : null}
      {asked.data && !rows.length ? <p className="portal-quiet">{chooses ? '还没有消息。有政策可以享受、办件有进展、有钱到账时，会在这里告诉您。' : '还没有消息。有导出等您同意、您提的导出有了答复时，会在这里告诉您。'}</p> : null}
      <PlainMore of={asked} label="更早的消息" />
    </main>
  )
}

const MessageCard = ({ row: { id, title, body, topic, link, toldAt, read } }: { row: MessageRow }) => {
  const mark = useAct(markRead)
  const navigate = useNavigate()
  const open = () => {
    if (!read) mark.mutate({ messageIds: [id] })
    void navigate(link)
  }
  return (
    <li className="portal-card">
      <h2 style={{ fontWeight: read ? 400 : 600 }}>
        {read ? null : <span className="tag tag-active">未读</span>}
        {title}
      </h2>
      <p>{body}</p>
      <p className="portal-quiet">
        {topics[topic]} · {momentText(toldAt)}
      </p>
      <button type="button" className="portal-button portal-button-plain" onClick={open} aria-label={`查看：${title}`}>
        查看
      </button>
    </li>
  )
}
