import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { post } from '../../kit/client.ts'
import { useMe } from '../../kit/hooks.ts'

/** As `DutySwitch`, in the head of the portal: plain elements, and the way out leaves the page with all that it has seen. */
export const DutyMenu = () => {
  const me = useMe().data
  const client = useQueryClient()
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (event: Event) => {
      if (!menu.current?.open || (event instanceof KeyboardEvent ? event.key !== 'Escape' : event.target instanceof Node && menu.current.contains(event.target))) return
      if (event instanceof KeyboardEvent) menu.current.querySelector('summary')?.focus()
      menu.current.open = false
    }
    for (const kind of ['pointerdown', 'keydown']) document.addEventListener(kind, close)
    return () => {
      for (const kind of ['pointerdown', 'keydown']) document.removeEventListener(kind, close)
    }
  }, [])
  if (!me?.signedIn) return null
  const { name, duty, duties } = me
  // What one duty saw must not shine through under the next.
  const leave = async (verb: string, body: object, to: string) => {
    await post(verb, body)
    client.clear()
    location.assign(to)
  }
  const shut = () => {
    if (menu.current) menu.current.open = false
  }
  return (
    <details className="duty-menu" ref={menu}>
      <summary>{name}</summary>
      <ul>
        {duties.map(({ id, title, placeName }) => (
          <li key={id}>
            <button type="button" disabled={id === duty?.id} onClick={() => void leave('auth.takeDuty', { dutyId: id }, '/')}>
              {placeName ? `${placeName} · ${title}` : title}
              {id === duty?.id ? '（现在）' : ''}
            </button>
          </li>
        ))}
        <li>
          <Link to={duty?.role === 'talent' ? '/my/security' : '/security'} onClick={shut}>
            账号与安全
          </Link>
        </li>
        <li>
          <button type="button" onClick={() => void leave('auth.signOut', {}, '/sign-in')}>
            退出登录
          </button>
        </li>
      </ul>
    </details>
  )
}
