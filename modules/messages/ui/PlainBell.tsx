import { Link } from 'react-router'
import { useAsk, useMe } from '../../../kit/hooks.ts'
import { readers, unread } from '../contract.ts'

/** As `Bell`, in the head of the portal, without the library of components. */
export const PlainBell = () => {
  const role = useMe().data?.duty?.role
  const mine = readers.some((one) => one === role)
  const asked = useAsk(unread, {}, { enabled: mine, refetchInterval: 60_000 })
  if (!mine) return null
  const count = asked.data?.count ?? 0
  return (
    <Link to={role === 'talent' ? '/my/messages' : '/messages/mine'} aria-label={count ? `消息，${count} 条未读` : '消息'} className="bell">
      <svg viewBox="0 0 24 24" width="28" height="28" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
        <path d="M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21h4M12 3v2" />
      </svg>
      {count ? (
        <span className="bell-count" aria-hidden="true">
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </Link>
  )
}
