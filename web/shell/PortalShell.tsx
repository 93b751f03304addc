import { ConfigProvider } from 'antd'
import { Link, NavLink, Outlet } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { pages } from '../pages.ts'
import { DutySwitch } from './DutySwitch.tsx'

/** Larger letters and targets than at a desk. */
const phone = { token: { fontSize: 16, borderRadius: 8, controlHeight: 40, controlHeightLG: 48 } }

/** Frame of the phone pages: name on top, a bar of at most six below. */
export const PortalShell = () => {
  const me = useMe()
  const role = me.data?.duty?.role
  const reachable = pages.filter((page) => page.frame === 'portal' && page.menu && (page.roles === 'public' || page.roles.some((allowed) => allowed === role)))
  // What is one's own comes before what is everybody's: the bar holds six.
  const bar = [...reachable.filter(({ roles }) => roles !== 'public'), ...reachable.filter(({ roles }) => roles === 'public')].slice(0, 6)
  return (
    <>
      <header className="shell-head" style={{ background: '#fff' }}>
        <Link to="/" className="shell-name">
          聚英<small>青屿市</small>
        </Link>
        <span className="shell-space" />
        <DutySwitch />
      </header>
      <ConfigProvider theme={phone}>
        <Outlet />
      </ConfigProvider>
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
