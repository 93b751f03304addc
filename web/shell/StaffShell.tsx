import { Layout, Menu } from 'antd'
import { useEffect, useMemo } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { useMe } from '../../kit/hooks.ts'
import { menuGroups, type MenuGroup } from '../../kit/navigation.ts'
import { Told } from '../../kit/plain/told.tsx'
import { Bell } from '../../modules/messages/ui/Bell.tsx'
import { pages } from '../pages.ts'
import { DutySwitch } from './DutySwitch.tsx'

/** Frame of the staff pages: place and duty on top, the work at the left. */
export const StaffShell = () => {
  const me = useMe()
  const { pathname } = useLocation()
  const role = me.data?.duty?.role
  const items = useMemo(() => menuOf(role), [role])
  const current = pages.filter((page) => page.menu && pathname.startsWith(page.path)).toSorted((a, b) => b.path.length - a.path.length)[0]?.path
  // The menu scrolls by itself; the place where one is stands in its middle.
  useEffect(() => {
    if (current === undefined || !items?.length) return
    const item = document.querySelector<HTMLElement>('.ant-layout-sider .ant-menu-item-selected')
    const frame = item?.closest('.ant-layout-sider-children')
    if (item && frame) frame.scrollTop = item.offsetTop - frame.clientHeight / 2
  }, [current, items])
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        跳到正文
      </a>
      <Told />
      <Layout.Header className="shell-head">
        <Link to="/" className="shell-name">
          聚英<small>青屿市人才工作</small>
        </Link>
        <span className="shell-space" />
        <Bell />
        <DutySwitch />
      </Layout.Header>
      <Layout>
        {/* On a phone the menu opens from the head, beside the name, and covers no word of the page. */}
        <Layout.Sider theme="light" width={196} breakpoint="lg" collapsedWidth={0} zeroWidthTriggerStyle={{ top: -48 }}>
          <Menu mode="inline" items={items} selectedKeys={current ? [current] : []} style={{ borderInlineEnd: 0, paddingTop: 8 }} />
        </Layout.Sider>
        {/* Not antd's Content: that is a <main>, and each page brings its own. */}
        <div id="content" className="shell-content">
          <Outlet />
        </div>
      </Layout>
    </Layout>
  )
}

const menuOf = (role: string | undefined) => {
  const mine = pages.filter((page) => page.menu && (page.roles === 'public' || page.roles.some((allowed) => allowed === role)))
  return (Object.keys(menuGroups) as MenuGroup[]).flatMap((group) => {
    const children = mine.filter((page) => page.menu?.group === group).map((page) => ({ key: page.path, label: <Link to={page.path}>{page.menu?.label}</Link> }))
    return children.length ? [{ key: group, type: 'group' as const, label: menuGroups[group], children }] : []
  })
}
