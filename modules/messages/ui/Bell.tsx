import { BellOutlined } from '@ant-design/icons'
import { Badge } from 'antd'
import { Link } from 'react-router'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { readers, unread } from '../contract.ts'

/** In the head of every page of whoever has an inbox: how much he has not read. */
export const Bell = () => {
  const role = useMe().data?.duty?.role
  const mine = readers.some((one) => one === role)
  const asked = useAsk(unread, {}, { enabled: mine, refetchInterval: 60_000 })
  if (!mine) return null
  const count = asked.data?.count ?? 0
  return (
    <Link to={role === 'talent' ? '/my/messages' : '/messages/mine'} aria-label={count ? `消息，${count} 条未读` : '消息'} style={{ padding: '0 12px' }}>
      <Badge count={count} size="small">
        <BellOutlined style={{ fontSize: 20 }} />
      </Badge>
    </Link>
  )
}
