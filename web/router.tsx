import { Button, Result, Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { createBrowserRouter, isRouteErrorResponse, Link, Navigate, useRouteError, type RouteObject } from 'react-router'
import { useMe } from '../kit/hooks.ts'
import type { PageEntry } from '../kit/navigation.ts'
import { pages } from './pages.ts'
import { PortalShell } from './shell/PortalShell.tsx'
import { CodePage } from './shell/CodePage.tsx'
import { SecondStepPage } from './shell/SecondStepPage.tsx'
import { SignInPage } from './shell/SignInPage.tsx'
import { StaffShell } from './shell/StaffShell.tsx'
import { homeOf } from './shell/home.ts'

const Waiting = () => <Spin className="waiting" />

const routeOf = (page: PageEntry): RouteObject => {
  const Component = lazy(async () => ({ default: await page.load() }))
  return { path: page.path, element: <Guard page={page} Component={Component} /> }
}

/** Sends who is not signed in to the door, and says so to whom a page is not for. */
const Guard = ({ page, Component }: { page: PageEntry; Component: React.ComponentType }) => {
  const me = useMe()
  if (me.isPending) return <Waiting />
  const here = encodeURIComponent(location.pathname + location.search)
  if (me.data?.pending) return <Navigate to={`/sign-in/second?next=${here}`} replace />
  if (page.roles !== 'public') {
    if (!me.data?.duty) return <Navigate to={`/sign-in?next=${here}`} replace />
    if (!page.roles.includes(me.data.duty.role)) return <Result status="403" title="这个页面不在您当前职责的范围内" extra={<Link to="/">回到首页</Link>} />
  }
  return (
    <Suspense fallback={<Waiting />}>
      <Component />
    </Suspense>
  )
}

const Home = () => {
  const me = useMe()
  if (me.isPending) return <Waiting />
  if (me.data?.pending) return <Navigate to="/sign-in/second" replace />
  return <Navigate to={me.data?.duty ? homeOf(me.data.duty.role) : '/sign-in'} replace />
}

const Trouble = () => {
  const error = useRouteError()
  const missing = isRouteErrorResponse(error) && error.status === 404
  return (
    <Result
      status={missing ? '404' : 'error'}
      title={missing ? '没有这个地址' : '页面出了故障，您的数据没有受影响'}
      subTitle={missing ? '请从首页重新进入。' : '请刷新页面再试；如仍不行，请告诉管理员。'}
      extra={
        <Button type="primary" href="/">
          回到首页
        </Button>
      }
    />
  )
}

export const router = createBrowserRouter([
  { path: '/', element: <Home />, errorElement: <Trouble /> },
  { path: '/sign-in', element: <SignInPage />, errorElement: <Trouble /> },
  { path: '/sign-in/second', element: <SecondStepPage />, errorElement: <Trouble /> },
  { path: '/sign-in/code', element: <CodePage />, errorElement: <Trouble /> },
  { element: <StaffShell />, errorElement: <Trouble />, children: pages.filter(({ frame }) => frame === 'staff').map(routeOf) },
  { element: <PortalShell />, errorElement: <Trouble />, children: pages.filter(({ frame }) => frame === 'portal').map(routeOf) },
])
