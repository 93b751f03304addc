import { Component as ReactComponent, lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { BrowserRouter, Link, Navigate, Route, Routes, useLocation } from 'react-router'
import { useMe } from '../kit/hooks.ts'
import type { PageEntry } from '../kit/navigation.ts'
import { pages } from './pages.ts'
import { PortalShell } from './shell/PortalShell.tsx'
import { homeOf } from './shell/home.ts'

/** Nothing here needs the library of components: it comes with the first page that is built of it. */
const Waiting = () => <output className="waiting">正在打开……</output>

const Notice = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="portal notice">
    <h1>{title}</h1>
    {children}
  </main>
)

type Framed = ComponentType<{ children: ReactNode }>

/** A page together with the frame of components that it stands in, where it needs one. */
const loaded = (load: () => Promise<ComponentType>, frame?: () => Promise<Framed>) =>
  lazy(async () => {
    const [Page, Frame] = await Promise.all([load(), frame?.()])
    return {
      default: Frame
        ? () => (
            <Frame>
              <Page />
            </Frame>
          )
        : Page,
    }
  })

const desk = async (): Promise<Framed> => (await import('./shell/Desk.tsx')).Desk
const phoneDesk = async (): Promise<Framed> => (await import('./shell/Desk.tsx')).PhoneDesk

const StaffShell = loaded(async () => (await import('./shell/StaffShell.tsx')).StaffShell, desk)
const SignInPage = loaded(async () => (await import('./shell/SignInPage.tsx')).SignInPage, desk)
const SecondStepPage = loaded(async () => (await import('./shell/SecondStepPage.tsx')).SecondStepPage, desk)
const CodePage = loaded(async () => (await import('./shell/CodePage.tsx')).CodePage, desk)

const routeOf = (page: PageEntry): ReactNode => {
  const Component = loaded(page.load, page.frame === 'portal' && !page.plain ? phoneDesk : undefined)
  return <Route key={page.path} path={page.path} element={<Guard page={page} Component={Component} />} />
}

/** Sends who is not signed in to the door, and says so to whom a page is not for. */
const Guard = ({ page, Component }: { page: PageEntry; Component: ComponentType }) => {
  const me = useMe()
  if (me.isPending) return <Waiting />
  const here = encodeURIComponent(location.pathname + location.search)
  if (me.data?.pending) return <Navigate to={`/sign-in/second?next=${here}`} replace />
  if (page.roles !== 'public') {
    if (!me.data?.duty) return <Navigate to={`/sign-in?next=${here}`} replace />
    if (!page.roles.includes(me.data.duty.role)) {
      return (
        <Notice title="这个页面不在您当前职责的范围内">
          <Link to="/">回到首页</Link>
        </Notice>
      )
    }
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

const Lost = () => (
  <Notice title="没有这个地址">
    <p>请从首页重新进入。</p>
    <a href="/">回到首页</a>
  </Notice>
)

/** A fault of one page takes no other along: the next address begins anew. */
class Trouble extends ReactComponent<{ address: string; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  /** The frame stays mounted while addresses change; only what failed is forgotten. */
  override componentDidUpdate({ address }: { address: string }): void {
    if (this.state.failed && address !== this.props.address) this.setState({ failed: false })
  }
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true }
  }
  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <Notice title="页面出了故障，您的数据没有受影响">
        <p>请刷新页面再试；如仍不行，请告诉管理员。</p>
        <a href="/">回到首页</a>
      </Notice>
    )
  }
}

const staffRoutes = pages.filter(({ frame }) => frame === 'staff').map(routeOf)
const portalRoutes = pages.filter(({ frame }) => frame === 'portal').map(routeOf)

const Addresses = () => {
  const { pathname } = useLocation()
  return (
    <Trouble address={pathname}>
      <Suspense fallback={<Waiting />}>
        <Routes>
          <Route path="/" element={<Home />} />
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/sign-in/second" element={<SecondStepPage />} />
          <Route path="/sign-in/code" element={<CodePage />} />
          <Route element={<StaffShell />}>{staffRoutes}</Route>
          <Route element={<PortalShell />}>{portalRoutes}</Route>
          <Route path="*" element={<Lost />} />
        </Routes>
      </Suspense>
    </Trouble>
  )
}

/** Every address of the house. Routes alone, without the loaders and actions of a data router: they would cost a phone a seventh of its first load. */
export const House = () => (
  <BrowserRouter>
    <Addresses />
  </BrowserRouter>
)
