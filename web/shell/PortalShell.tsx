import { lazy, Suspense } from 'react'
import { Link, NavLink, Outlet } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { Told } from '../../kit/plain/told.tsx'
import { phonePages } from '../phone-pages.ts'
import { LargeType } from './LargeType.tsx'

const PortalDuty = lazy(async () => ({ default: (await import('./PortalDuty.tsx')).PortalDuty }))

/** Frame of the phone pages: name on top, a bar of at most six below. */
export const PortalShell = () => {
  const me = useMe()
  const role = me.data?.duty?.role
  const reachable = phonePages.filter((page) => page.menu && (page.roles === 'public' || page.roles.some((allowed) => allowed === role)))
  // What is one's own comes before what is everybody's: the bar holds six.
  const bar = [...reachable.filter(({ roles }) => roles !== 'public'), ...reachable.filter(({ roles }) => roles === 'public')].slice(0, 6)
  return (
    <>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <header className="shell-head shell-head-portal">
        {/* A talent's home is in this app: he is spared the way by the desks'. */}
        <Link to={role === 'talent' ? '/my' : '/'} className="shell-name">
          聚英<small>青屿市</small>
        </Link>
        <span className="shell-space" />
        <LargeType />
        {me.data?.signedIn === true ? (
          <Suspense>
            <PortalDuty />
          </Suspense>
        ) : (
          <Link to="/sign-in">登录</Link>
        )}
      </header>
      <Told />
      <div id="content" tabIndex={-1}>
        <Outlet />
      </div>
      {bar.length > 1 ? (
        <nav className="portal-bar" aria-label="主要页面">
          {bar.map((page) => (
            <NavLink key={page.path} to={page.path} end>
              {page.menu?.label}
            </NavLink>
          ))}
        </nav>
      ) : null}
    </>
  )
}
