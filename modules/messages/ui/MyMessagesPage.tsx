import { Button, Empty, Tag } from 'antd'
import { Link, useNavigate } from 'react-router'
import { ActionButton } from '../../../kit/ActionButton.tsx'
import { momentText } from '../../../kit/format.ts'
import { useAct, useList, useMe } from '../../../kit/hooks.ts'
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
      <p>
        {rows.some(({ read }) => !read) ? <ActionButton action={markRead} input={{}} label="全部标为已读" done={({ marked }) => `已标 ${marked} 条`} /> : null} {chooses ? <Link to={role === 'talent' ? '/my/messages/settings' : '/messages/settings'}>消息设置</Link> : null}
      </p>
      <ul className="portal-cards">
        {rows.map((row) => (
          <MessageCard key={row.id} row={row} />
        ))}
      </ul>
      {asked.data && !rows.length ? <Empty description={chooses ? '还没有消息。有政策可以享受、办件有进展、有钱到账时，会在这里告诉您。' : '还没有消息。有导出等您同意、您提的导出有了答复时，会在这里告诉您。'} /> : null}
      {asked.hasNextPage ? (
        <Button block size="large" loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          更早的消息
        </Button>
      ) : null}
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
        {read ? null : <Tag color="blue">未读</Tag>}
        {title}
      </h2>
      <p>{body}</p>
      <p className="portal-quiet">
        {topics[topic]} · {momentText(toldAt)}
      </p>
      <Button size="large" onClick={open} aria-label={`查看：${title}`}>
        查看
      </Button>
    </li>
  )
}
