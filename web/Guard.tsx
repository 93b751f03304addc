import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { Link, Navigate, Route } from 'react-router'
import { useMe } from '../kit/hooks.ts'
import type { PageEntry } from '../kit/navigation.ts'

/** Nothing here needs the library of components: it comes with the first page that is built of it. */
export const Waiting = () => <output className="waiting">正在打开……</output>

export const Notice = ({ title, children }: { title: string; children: ReactNode }) => (
  <main className="portal notice">
    <h1>{title}</h1>
    {children}
  </main>
)

type Framed = ComponentType<{ children: ReactNode }>

/** A page together with the frame of components that it stands in, where it needs one. */
export const loaded = (load: () => Promise<ComponentType>, frame?: () => Promise<Framed>) =>
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

const phoneDesk = async (): Promise<Framed> => (await import('./shell/Desk.tsx')).PhoneDesk

export const routeOf = (page: PageEntry): ReactNode => {
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

export const Lost = () => (
  <Notice title="没有这个地址">
    <p>请从首页重新进入。</p>
    <a href="/">回到首页</a>
  </Notice>
)
